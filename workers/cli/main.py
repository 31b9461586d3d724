"""The command line `frontwatch`.

Exit statuses: 0 done; 1 the command ran and something in it failed (an article was refused, an alert that had
to come did not); 2 the command was called wrongly; 3 a broker, a port or the network is missing; 130
interrupted.
"""

import logging
import sys
from importlib.metadata import version
from typing import Annotated

import typer

from schemas.errors import FrontwatchError
from workers.cli.commands import (
    alerts,
    articles,
    broker,
    contracts,
    dead_letters,
    demo,
    explain,
    places,
    replay,
    stages,
    subscribe,
    topics,
    watch,
    worker,
)
from workers.cli.console import fail
from workers.cli.mistakes import EXIT_FAILED, EXIT_INTERRUPTED, EXIT_USAGE, CommandError
from workers.cli.options import Options
from workers.runtime.settings import SettingsError

app = typer.Typer(
    name="frontwatch",
    help="Alerts from war news: who claims what, where, when, on how many independent words.",
    epilog="Exit status: 0 done, 1 something failed, 2 wrong usage, 3 no broker or network, 130 interrupted.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (demo, worker, articles, subscribe, places, replay, stages, explain):
    command.register(app)
app.add_typer(broker.app, name="broker")
app.add_typer(topics.app, name="topics")
app.add_typer(watch.app, name="watch")
app.add_typer(alerts.app, name="alerts")
app.add_typer(dead_letters.app, name="dead-letters")
app.add_typer(contracts.app, name="schemas")


def _print_version(wanted: bool) -> None:
    if wanted:
        sys.stdout.write(f"frontwatch {version('frontwatch')}\n")
        raise typer.Exit


@app.callback()
def frontwatch(
    context: typer.Context,
    bootstrap_servers: Annotated[
        str | None,
        typer.Option(
            "--bootstrap-servers",
            "-b",
            metavar="HOST:PORT,…",
            help="Kafka brokers; else FRONTWATCH_BOOTSTRAP_SERVERS, else 127.0.0.1:9092.",
        ),
    ] = None,
    show_version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop."),
    ] = False,
) -> None:
    """What holds for every command."""
    context.obj = Options(bootstrap_servers)


def main() -> None:
    """The entry point: runs the command and ends the process with its exit status."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        app()
    except CommandError as error:
        fail(str(error))
        sys.exit(error.exit_status)
    except SettingsError as error:
        fail(str(error))
        sys.exit(EXIT_USAGE)
    except FrontwatchError as error:
        fail(str(error))
        sys.exit(EXIT_FAILED)
    except OSError as error:
        fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        sys.exit(EXIT_FAILED)
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)


if __name__ == "__main__":
    main()
