"""The course of the demo once a broker answers: topics, workers, watchlist, articles, alerts, summary."""

import asyncio
from collections.abc import Awaitable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer

from schemas.topics import WATCHLISTS
from workers.cli.alert_lines import line
from workers.cli.article_files import Missing, Record, Refused, find_files, read_articles
from workers.cli.broker_clients import follow, open_producer, open_reader
from workers.cli.commands.articles import progress_bar, send_all
from workers.cli.console import results, say
from workers.cli.demonstration.crew import Crew
from workers.cli.demonstration.settle import until_settled
from workers.cli.expectations import Expectations, load_broken_expectations, load_expectations
from workers.cli.mistakes import UsageError
from workers.cli.outcome import Outcome
from workers.cli.place_names import load_gazetteer
from workers.cli.watchlist_file import load_watchlists
from workers.cli.witness import WITNESSED, witness
from workers.runtime.provision import administration, apply_topics
from workers.runtime.settings import Settings

READY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Samples:
    """A directory of samples: articles, inputs that cannot be used, a watchlist, what must come of them."""

    directory: Path

    @property
    def watchlist(self) -> Path:
        """What the demo watches."""
        return self.directory / "watchlist.yaml"

    def expectations(self) -> Expectations:
        """Of the articles and, where there are any, of the broken inputs. Raises UsageError."""
        expected = load_expectations(self.directory / "expected.yaml")
        broken = self.directory / "broken" / "expected.yaml"
        return expected + load_broken_expectations(broken) if broken.is_file() else expected

    def inputs(self) -> Iterator[Record]:
        """Every article in the order of the story, then the broken inputs as the bytes that they are."""
        folders = [str(self.directory / name) for name in ("articles", "broken")]
        for path in find_files(folder for folder in folders if Path(folder).is_dir()):
            for item in read_articles(path, Missing()):
                if isinstance(item, Refused):
                    yield Record(item.where, item.value, item.where.encode(), item.size)
                else:
                    yield item


def find_samples(directory: Path | None) -> Samples:
    """The samples named, those of the working directory, or those of the checkout. Raises UsageError."""
    checkout = Path(__file__).parents[3] / "samples"
    candidates = [directory] if directory else [Path("samples"), checkout]
    for candidate in candidates:
        if (candidate / "expected.yaml").is_file():
            return Samples(candidate)
    looked = " and ".join(str(candidate) for candidate in candidates)
    raise UsageError(f"no samples in {looked}: name their directory with --samples")


async def show(settings: Settings, samples: Samples, crew: Crew, seconds: float) -> Outcome:
    """Run the demo against the broker of the settings and print alerts as they come.

    Raises CommandError where a worker does not get ready, keeps dying, or is not done after so many seconds.
    """
    outcome = Outcome()
    await apply_topics(settings)
    for worker in ("fingerprint", "dedupe", "extraction"):
        crew.start(worker)
    await _watch(settings, samples.watchlist)
    crew.start("alert")
    say("Topics and watchlist are in place; the four workers are starting.")
    async with open_reader(settings, WITNESSED.values(), from_beginning=True) as reader:
        listening = asyncio.ensure_future(_listen(reader, outcome))
        guarding = asyncio.ensure_future(crew.keep_alive())
        try:
            await _unless_failed(_send_and_settle(settings, samples, crew, outcome, seconds), guarding)
            await _read_out(reader, outcome, listening)
        finally:
            for task in (listening, guarding):
                task.cancel()
                with suppress(asyncio.CancelledError, Exception):
                    await task
    return outcome


async def _send_and_settle(
    settings: Settings, samples: Samples, crew: Crew, outcome: Outcome, seconds: float
) -> None:
    await crew.wait_until_ready(READY_SECONDS)
    inputs = list(samples.inputs())
    with progress_bar("Sending") as progress:
        bar = progress.add_task("articles", total=sum(item.size for item in inputs))
        sent = await send_all(settings, inputs, lambda item: progress.advance(bar, item.size))
    outcome.sent = sent.confirmed
    say(f"{sent.confirmed} articles sent. Alerts as they come:")
    async with administration(settings) as admin, open_reader(settings, (), from_beginning=True) as reader:
        await until_settled(admin, reader, seconds)


async def _listen(reader: AIOKafkaConsumer, outcome: Outcome) -> None:
    async for batch in follow(reader):
        for record in batch:
            alert = witness(outcome, record)
            if alert is not None:
                results().print(line(alert))


async def _read_out(reader: AIOKafkaConsumer, outcome: Outcome, listening: "asyncio.Task[None]") -> None:
    """Let the listener come to the end of what is there."""
    ends = await reader.end_offsets(list(reader.assignment()))
    while not listening.done():
        behind = [tp for tp, end in ends.items() if await reader.position(tp) < end]
        if not behind:
            break
        await asyncio.sleep(0.1)
    await asyncio.sleep(0.1)
    if listening.done():
        listening.result()


async def _watch(settings: Settings, path: Path) -> None:
    async with open_producer(settings) as producer:
        for watchlist in load_watchlists(path, load_gazetteer(settings.theatre)):
            value = watchlist.model_dump_json().encode()
            await producer.send_and_wait(WATCHLISTS.name, value, watchlist.watchlist_id.encode())


async def _unless_failed(work: Awaitable[Any], guarding: "asyncio.Task[None]") -> None:
    """Await the work, or raise what the guard raises if that comes first."""
    working = asyncio.ensure_future(work)
    try:
        await asyncio.wait((working, guarding), return_when=asyncio.FIRST_COMPLETED)
        if guarding.done():
            guarding.result()
        await working
    finally:
        working.cancel()
