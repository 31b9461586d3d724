"""`frontwatch replay`: articles to alerts in one process, without a broker."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import orjson
import typer

from schemas.articles import RawArticle
from schemas.cloudevents import to_structured
from workers.cli.agents import build_road
from workers.cli.article_files import Missing, Record, Refused, find_files, read_articles
from workers.cli.commands.articles import Files, FormOption, Source, progress_bar, total_size
from workers.cli.console import notes, print_json, say, warn
from workers.cli.expectations import load_expectations
from workers.cli.mistakes import EXIT_FAILED
from workers.cli.options import settings_of
from workers.cli.outcome import Outcome
from workers.cli.place_names import load_gazetteer
from workers.cli.report import print_disappointments
from workers.cli.road import Road
from workers.cli.stored import Stored
from workers.cli.watchlist_file import load_watchlists
from workers.cli.witness import witness

Clock = Literal["arrival", "published"]
_WATCHLIST_BESIDE = "watchlist.yaml"


def replay(
    context: typer.Context,
    files: Files,
    *,
    watchlist: Annotated[
        list[Path] | None,
        typer.Option(
            help="What is watched; else a watchlist.yaml in a directory that is replayed.", show_default=False
        ),
    ] = None,
    clock: Annotated[
        Clock,
        typer.Option(help="When articles arrive: all now, or each when it was published (a backtest)."),
    ] = "arrival",
    expected: Annotated[
        Path | None,
        typer.Option(help="Alerts that must and must not come; exit status 1 if they disagree."),
    ] = None,
    source: Source = None,
    form: FormOption = None,
) -> None:
    """Run articles through all four workers in this process and print every alert revision.

    It is the workers' own code with dictionaries for tables, so it comes to the same alerts as a broker run.
    Prints one CloudEvent (structured JSON) a line, each with the status exercise; a summary goes to standard
    error. What is no article becomes a dead letter, as it would with a broker.
    """
    settings = settings_of(context, status="exercise")
    expectations = load_expectations(expected) if expected else None
    paths = find_files(files)
    outcome = Outcome()

    def published(record: Stored) -> None:
        alert = witness(outcome, record)
        if alert is not None:
            print_json(orjson.dumps(to_structured(alert, settings.deployment)))

    road = Road(build_road(settings), settings.deployment, published)
    for path in watchlist or _beside(files):
        for watched in load_watchlists(path, load_gazetteer(settings.theatre)):
            road.watch(watched)
    times = _Times(clock, datetime.now(UTC))
    with progress_bar("Replaying") as progress:
        bar = progress.add_task("articles", total=total_size(paths))
        for item in _inputs(paths, Missing(source=source), form):
            road.send(item.key or item.where.encode(), item.value, times.of(item))
            outcome.sent += 1
            progress.advance(bar, item.size)
    notes().print(outcome.table())
    if expectations and print_disappointments(expectations, outcome):
        raise typer.Exit(EXIT_FAILED)


def _inputs(paths: tuple[str, ...], missing: Missing, form: FormOption) -> Iterator[Record]:
    """Every piece of every file; what is no article goes in as it stands."""
    for path in paths:
        for item in read_articles(path, missing, form):
            if isinstance(item, Refused):
                warn(f"sent as it is: {item}")
                yield Record(item.where, item.value, item.where.encode(), item.size)
            else:
                yield item


class _Times:
    """The arrival time of each record; it never goes back, as a broker's does not."""

    def __init__(self, clock: Clock, now: datetime) -> None:
        self._clock = clock
        self._now = now
        self._last: datetime | None = None

    def of(self, record: Record) -> datetime:
        """Now, or the time of publication (where there is none, that of the article before it)."""
        if self._clock == "arrival":
            return self._now
        try:
            published = RawArticle.model_validate_json(record.value).published_at
        except ValueError:
            published = None
        known = [moment for moment in (published, self._last) if moment is not None]
        self._last = min(max(known), self._now) if known else None
        return self._last or self._now


def _beside(files: list[str]) -> list[Path]:
    """Watchlists that lie in the directories that are replayed."""
    found = [Path(path) / _WATCHLIST_BESIDE for path in files if (Path(path) / _WATCHLIST_BESIDE).is_file()]
    for path in found:
        say(f"Watching what {path} names.")
    return found


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: frontwatch replay samples/ | jq -r .data.headline")(replay)
