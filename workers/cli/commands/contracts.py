"""`frontwatch schemas`: the contracts as files."""

from pathlib import Path
from typing import Annotated

import typer

from schemas.publish import documents
from workers.cli.console import say
from workers.cli.mistakes import UsageError

app = typer.Typer(help="The contracts: JSON Schemas and the AsyncAPI document.", no_args_is_help=True)


@app.callback()
def schemas() -> None:
    """Keeps `export` a command of its own although it is the only one."""


@app.command(epilog="Example: frontwatch schemas export ./contracts")
def export(
    directory: Annotated[
        Path, typer.Argument(help="Where to write; created if missing.", show_default=False)
    ],
) -> None:
    """Write the JSON Schema of every message and the AsyncAPI document."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, content in documents().items():
            (directory / name).write_bytes(content)
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}") from error
    say(f"{len(documents())} documents written to {directory}.")
