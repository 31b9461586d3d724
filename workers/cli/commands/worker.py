"""`frontwatch worker NAME`: run one worker until it is stopped."""

from typing import Annotated

import typer

from schemas.topics import Worker
from workers.cli.agents import build_stage
from workers.cli.options import settings_of


def worker(
    context: typer.Context,
    name: Annotated[Worker, typer.Argument(help="Which worker.", show_default=False)],
) -> None:
    """Run one worker until it is stopped (SIGTERM or Ctrl-C finish what is in flight).

    It serves /live, /ready and /metrics on FRONTWATCH_WEB_PORT. Start more of the same to share the work.
    """
    from workers.runtime.worker import run_worker  # noqa: PLC0415 - Faust is slow to import

    settings = settings_of(context)
    raise typer.Exit(run_worker(build_stage(name, settings), settings))


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: FRONTWATCH_WEB_PORT=8081 frontwatch worker dedupe")(worker)
