"""`frontwatch broker`: a real Kafka on this machine, for development."""

from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from workers.cli.broker.local import DEFAULT_PORT, LocalBroker, default_data_directory
from workers.cli.console import cell, progress_on_notes, results, say
from workers.cli.mistakes import EXIT_FAILED

app = typer.Typer(
    help="A real Apache Kafka on this machine, without Docker and without a system Java.",
    no_args_is_help=True,
)

DataDir = Annotated[
    Path | None,
    typer.Option("--data-dir", help="Where its data, settings and log are.", show_default=False),
]
Port = Annotated[int, typer.Option(min=1, max=65535, help="Where clients connect, on 127.0.0.1.")]


@app.command(epilog="Example: frontwatch broker start --port 19092 --data-dir ./kafka")
def start(data_dir: DataDir = None, port: Port = DEFAULT_PORT) -> None:
    """Start Kafka in the background and wait until it answers.

    The first time it downloads Kafka's jars (44 MB) into your cache directory and verifies each against the
    checksums that frontwatch pins. The data stay when it stops.
    """
    directory = data_dir or default_data_directory()
    running = LocalBroker(directory).running()
    if running is not None:
        say(f"It runs already (pid {running.pid}), its data in {directory}.")
        results().print(cell(running.bootstrap_servers))
        return
    with downloading() as progress:
        bar = progress.add_task("Kafka's jars", total=None, visible=False)
        broker = LocalBroker(
            directory,
            port,
            progress=lambda done, total: progress.update(bar, completed=done, total=total, visible=True),
            tell=say,
        )
        address = broker.start()
    where = "" if data_dir is None else f" --data-dir {data_dir}"
    say(f"Kafka answers. Data and log: {broker.data_dir}. Stop it with: frontwatch broker stop{where}")
    if port != DEFAULT_PORT:
        say(f"To use it: export FRONTWATCH_BOOTSTRAP_SERVERS={address}")
    results().print(cell(address))


@app.command(epilog="Example: frontwatch broker stop --data-dir ./kafka")
def stop(data_dir: DataDir = None) -> None:
    """Stop the Kafka that `broker start` started; its data stay."""
    directory = data_dir or default_data_directory()
    if LocalBroker(directory, tell=say).stop():
        say(f"Stopped. Its data stay in {directory}.")
    else:
        say(f"No broker of {directory} is running.")


@app.command(epilog="Example: frontwatch broker status || frontwatch broker start")
def status(data_dir: DataDir = None) -> None:
    """Say whether it runs, and where; exit status 1 if it does not."""
    directory = data_dir or default_data_directory()
    running = LocalBroker(directory).running()
    if running is None:
        say(f"No broker of {directory} is running.")
        raise typer.Exit(EXIT_FAILED)
    results().print(cell(running.bootstrap_servers))
    say(f"Kafka {running.kafka}, pid {running.pid}, data and log in {directory}.")


def downloading() -> Progress:
    """A progress bar on standard error that vanishes when done."""
    columns = (TextColumn("Downloading {task.description}"), BarColumn(), MofNCompleteColumn())
    return progress_on_notes(*columns)
