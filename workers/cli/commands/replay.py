"""`frontwatch replay`: articles to alerts in one process, without a broker."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated

import orjson
import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn

from schemas.cloudevents import to_structured
from schemas.errors import PoisonError
from schemas.maps import ControlMap
from schemas.topics import ARTICLES_RAW
from workers.cli.agents import build_road
from workers.cli.article_files import Missing, Record, Refused
from workers.cli.commands.articles import Files, FormOption, Source, progress_bar, total_size
from workers.cli.console import notes, print_json, progress_on_notes, results, say, warn
from workers.cli.expectations import load_expectations
from workers.cli.history import by_publication, timeline
from workers.cli.inputs import find_inputs, read_inputs
from workers.cli.map_files import read_maps
from workers.cli.mistakes import EXIT_FAILED, UsageError
from workers.cli.options import settings_of
from workers.cli.outcome import Outcome
from workers.cli.place_names import load_gazetteer
from workers.cli.report import print_disappointments
from workers.cli.road import Road
from workers.cli.stored import Stored
from workers.cli.watchlist_file import load_watchlists
from workers.cli.witness import witness

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
    as_of_publication: Annotated[
        bool,
        typer.Option(
            "--as-of-publication",
            help="A backtest: each article arrives when it was published; prints a timeline of each place.",
        ),
    ] = False,
    compare: Annotated[
        Path | None,
        typer.Option(
            help="A directory of maps (as for produce --map) to hold the backtest against: how many days "
            "before or after the map did the first alert come?",
            show_default=False,
        ),
    ] = None,
    json: Annotated[
        bool,
        typer.Option("--json", help="One CloudEvent a line from a backtest, too, in place of the timeline."),
    ] = False,
    expected: Annotated[
        Path | None,
        typer.Option(help="Alerts that must and must not come; exit status 1 if they disagree."),
    ] = None,
    source: Source = None,
    form: FormOption = None,
) -> None:
    """Run articles and maps (*.geojson) through all workers in this process and print every alert revision.

    It is the workers' own code with dictionaries for tables, so it comes to the same alerts as a broker run.
    Prints one CloudEvent (structured JSON) a line, each with the status exercise; a summary goes to standard
    error. What is no article becomes a dead letter, as it would with a broker.

    With --as-of-publication history runs by its own clock, whatever the order of the files: alerts bear the
    times at which they would have come.
    """
    if compare is not None and not as_of_publication:
        raise UsageError("--compare holds a backtest against maps: add --as-of-publication")
    settings = settings_of(context, status="exercise")
    expectations = load_expectations(expected) if expected else None
    maps = _maps(compare) if compare is not None else ()
    paths = find_inputs(files)
    outcome = Outcome()
    events = json or not as_of_publication

    def published(record: Stored) -> None:
        alert = witness(outcome, record)
        if alert is not None and events:
            print_json(orjson.dumps(to_structured(alert, settings.deployment)))

    road = Road(build_road(settings), settings.deployment, published)
    for path in watchlist or _beside(files):
        for watched in load_watchlists(path, load_gazetteer(settings.theatre)):
            road.watch(watched)
    _drive(road, outcome, paths, Missing(source=source), form, by_clock=as_of_publication)
    if not events:
        for line in timeline(outcome.alerts):
            results().print(line)
    if maps:
        _print_leads(maps, outcome, settings.theatre, notes() if events else results())
    notes().print(outcome.table())
    if expectations and print_disappointments(expectations, outcome):
        raise typer.Exit(EXIT_FAILED)


def _drive(
    road: Road,
    outcome: Outcome,
    paths: tuple[str, ...],
    missing: Missing,
    form: FormOption,
    *,
    by_clock: bool,
) -> None:
    """Send everything down the road: now, in the order of the files, or by the clock of its publication."""
    now = datetime.now(UTC)
    found = (item for path in paths for item in read_inputs(path, missing, form))
    inputs: Iterable[tuple[Record, datetime]] = ((item, now) for item in found)
    if by_clock:
        inputs = by_publication(found, now)
    with progress_bar("Replaying") as progress:
        bar = progress.add_task("articles", total=total_size(paths))
        for item, at in inputs:
            road.send(item.key or item.where.encode(), item.value, at, item.topic)
            outcome.sent += item.topic is ARTICLES_RAW
            progress.advance(bar, item.size)


def _maps(folder: Path) -> tuple[ControlMap, ...]:
    """The maps to compare with; a file that is none is named and left out."""
    found = []
    for each in read_maps(folder):
        if isinstance(each, Refused):
            warn(f"left out: {each}")
        else:
            found.append(each)
    if len(found) < 2:
        raise UsageError(f"{folder}: {len(found)} maps in it; a change of hands takes two of one source")
    return tuple(found)


def _print_leads(maps: tuple[ControlMap, ...], outcome: Outcome, theatre: str, console: Console) -> None:
    from workers.cli.map_lead import flips_of, leads, report  # noqa: PLC0415 - loads geometry libraries
    from workers.cli.terrain import load_terrain  # noqa: PLC0415

    flips = []
    with progress_on_notes(TextColumn("Comparing maps"), BarColumn(), MofNCompleteColumn()) as progress:
        step = partial(progress.advance, progress.add_task("maps", total=len(maps)))
        for found in flips_of(maps, load_terrain(theatre), step):
            if isinstance(found, PoisonError):
                warn(f"left out: {found}")
            else:
                flips.append(found)
    console.print("\nHeld against the maps:")
    for line in report(leads(flips, outcome.alerts)):
        console.print(line)


def _beside(files: list[str]) -> list[Path]:
    """Watchlists that lie in the directories that are replayed."""
    found = [Path(path) / _WATCHLIST_BESIDE for path in files if (Path(path) / _WATCHLIST_BESIDE).is_file()]
    for path in found:
        say(f"Watching what {path} names.")
    return found


def register(app: typer.Typer) -> None:
    """Add the command."""
    epilog = (
        "Example: frontwatch replay samples/ | jq -r .data.headline\n\n"
        "Example: frontwatch replay --as-of-publication archive/ --compare maps/"
    )
    app.command(epilog=epilog)(replay)
