"""`frontwatch demo`: from nothing to alerts on this machine, and back to nothing."""

import shutil
import signal
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import FrameType
from typing import Annotated

import typer

from schemas.topics import ARTICLES_RAW
from workers.cli.broker import LocalBroker, free_port
from workers.cli.broker_clients import open_reader, run
from workers.cli.commands.broker import downloading
from workers.cli.console import notes, say
from workers.cli.demonstration.crew import Crew
from workers.cli.demonstration.janitor import Janitor
from workers.cli.demonstration.show import find_samples, show
from workers.cli.mistakes import EXIT_FAILED, CommandError, UsageError
from workers.cli.options import settings_of
from workers.cli.report import print_disappointments
from workers.runtime.provision import administration
from workers.runtime.settings import Settings

_SESSION_SECONDS = 6


def demo(
    context: typer.Context,
    *,
    samples: Annotated[
        Path | None, typer.Option(help="Directory of samples; else ./samples or the checkout's.")
    ] = None,
    timeout: Annotated[float, typer.Option(min=1, help="Seconds that the workers may take.")] = 180,
    mix: Annotated[
        bool, typer.Option("--mix", help="Send the fiction even into a Kafka that already has articles.")
    ] = False,
    keep: Annotated[bool, typer.Option("--keep", help="Keep data and logs when all went well, too.")] = False,
) -> None:
    """Start Kafka and the workers, send the sample articles, show the alerts, stop everything.

    The articles are fiction. Kafka is a real one on a free port with its data in a temporary directory, or
    the one that FRONTWATCH_BOOTSTRAP_SERVERS names. The exit status is 0 only if every alert that the samples
    must raise came and none that they must not. Kill a worker meanwhile (kill -9): it is started again and
    nothing is lost.
    """
    found = find_samples(samples)
    expected = found.expectations()
    began = time.monotonic()
    settings = settings_of(context, status="exercise")
    directory = Path(tempfile.mkdtemp(prefix="frontwatch-demo-"))
    good = False
    try:
        with stopping_everything() as stack:
            janitor = Janitor()
            stack.callback(janitor.dismiss)
            settings = _with_broker(settings, directory, stack, janitor)
            if not mix:
                run(settings, _refuse_real_articles(settings))
            crew = Crew(directory, _for_workers(settings), say, janitor.look_after)
            stack.callback(crew.stop)
            outcome = run(settings, show(settings, found, crew, timeout))
            notes().print(outcome.table())
            restarts = sum(member.restarts for member in crew.members)
            if restarts:
                say(f"Workers died and were started again {restarts} times.")
            missed = print_disappointments(expected, outcome)
        good = missed == 0
        say(f"Everything that was started is stopped. {time.monotonic() - began:.0f} s.")
    except CommandError as error:
        raise type(error)(f"{error}\nThe logs are in {directory}.") from error
    except KeyboardInterrupt:
        shutil.rmtree(directory, ignore_errors=True)
        raise
    if good and not keep:
        shutil.rmtree(directory, ignore_errors=True)
    else:
        say(f"Data and logs are kept in {directory}.")
    if not good:
        raise typer.Exit(EXIT_FAILED)


def _with_broker(settings: Settings, directory: Path, stack: ExitStack, janitor: Janitor) -> Settings:
    """The settings with a broker that answers: the one they name, else a new one."""
    if "bootstrap_servers" in settings.model_fields_set:
        say(f"Using the Kafka at {settings.bootstrap_servers}.")
        return settings
    say("Starting Kafka.")
    with downloading() as progress:
        bar = progress.add_task("Kafka's jars", total=None, visible=False)
        broker = LocalBroker(
            directory / "kafka",
            free_port(),
            progress=lambda done, total: progress.update(bar, completed=done, total=total, visible=True),
            tell=say,
            launched=janitor.look_after,
        )
        stack.callback(broker.stop)
        address = broker.start()
    say(f"Kafka answers at {address}; data and logs are in {directory}.")
    return settings.model_copy(update={"bootstrap_servers": address})


async def _refuse_real_articles(settings: Settings) -> None:
    """Raises UsageError where the Kafka has articles: fiction must not become somebody's alert."""
    async with administration(settings) as admin:
        if ARTICLES_RAW.name not in await admin.list_topics():
            return
    async with open_reader(settings, (ARTICLES_RAW,), from_beginning=True) as reader:
        partitions = list(reader.assignment())
        ends = await reader.end_offsets(partitions)
    if any(ends.values()):
        raise UsageError(
            f"the Kafka at {settings.bootstrap_servers} already has articles, and those of the demo are "
            f"fiction that its subscribers would read: unset FRONTWATCH_BOOTSTRAP_SERVERS for a Kafka of "
            f"the demo's own, or say --mix"
        )


def _for_workers(settings: Settings) -> dict[str, str]:
    """What the worker processes are told beside the environment that they inherit."""
    return {
        "BOOTSTRAP_SERVERS": settings.bootstrap_servers,
        "STATUS": settings.status,
        "SESSION_TIMEOUT_SECONDS": str(_SESSION_SECONDS),
    }


@contextmanager
def stopping_everything() -> Iterator[ExitStack]:
    """A stack whose callbacks run however the block ends, Ctrl-C, SIGTERM and a closed terminal included.

    Further signals wait until they have run.
    """

    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, interrupt) for number in numbers}
    stack = ExitStack()
    try:
        yield stack
    except KeyboardInterrupt:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        say("Stopping everything.")
        raise
    finally:
        for number in numbers:
            signal.signal(number, signal.SIG_IGN)
        stack.close()
        for number, handler in before.items():
            signal.signal(number, handler)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: make demo")(demo)
