"""`frontwatch watch`: what alerts are wanted for."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import BaseModel
from rich.table import Column, Table

from schemas.topics import WATCHLISTS
from schemas.watchlists import Admin1Area, CircleArea, PolygonArea, RaionArea, Watchlist
from workers.cli.broker_clients import open_producer, read_current, require_topic, run
from workers.cli.console import cell, results, say, warn
from workers.cli.mistakes import UsageError
from workers.cli.options import settings_of
from workers.cli.place_names import load_gazetteer
from workers.cli.stored import Stored
from workers.cli.watchlist_file import load_watchlists
from workers.runtime.settings import Settings

app = typer.Typer(help="Watchlists: which places and areas, which families, how.", no_args_is_help=True)

_WIDEST = 200

AnyArea = Admin1Area | RaionArea | CircleArea | PolygonArea
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would change and change nothing.")]


@app.command(epilog="Example: frontwatch watch apply samples/watchlist.yaml --dry-run")
def apply(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="A YAML file of watchlists.", show_default=False)],
    *,
    dry_run: DryRun = False,
) -> None:
    """Publish the watchlists of a file: new ones, and changes of those with the same watchlist_id.

    Places are names that the gazetteer knows ("Kupiansk", "Lyman, Kramatorsk Raion"), KATOTTH codes or other
    ids; a bare name that several places bear means the one that dwarfs the others, where one does, and it is
    said which. Watchlists that are not in the file stay as they are.
    """
    settings = settings_of(context)
    wanted = load_watchlists(file, load_gazetteer(settings.theatre), say)
    known = _parsed(run(settings, read_current(settings, WATCHLISTS)))
    changed = [watchlist for watchlist in wanted if known.get(watchlist.watchlist_id) != watchlist]
    for watchlist in wanted:
        for sentence in difference(known.get(watchlist.watchlist_id), watchlist):
            results().print(cell(sentence))
    if dry_run:
        say(f"{len(changed)} of {len(wanted)} watchlists would change.")
        return
    values = [(watchlist.watchlist_id, watchlist.model_dump_json().encode()) for watchlist in changed]
    run(settings, _publish(settings, values))
    say(f"{len(changed)} of {len(wanted)} watchlists changed.")


@app.command("list", epilog="Example: frontwatch watch list")
def list_them(context: typer.Context) -> None:
    """Show the watchlists that are in force."""
    settings = settings_of(context)
    known = _parsed(run(settings, read_current(settings, WATCHLISTS)))
    table = Table(
        Column("watchlist", overflow="fold"), "name", "places", "areas", "families", "least certainty"
    )
    for identity, watchlist in sorted(known.items()):
        names = [place.name for place in watchlist.places]
        shown = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
        row = (
            *(identity, watchlist.name, shown, len(watchlist.areas)),
            ", ".join(watchlist.families) or "all",
            watchlist.preferences.least_certainty,
        )
        table.add_row(*map(cell, row))
    results().print(table)


@app.command(epilog="Example: frontwatch watch delete monasteries")
def delete(
    context: typer.Context,
    watchlists: Annotated[list[str], typer.Argument(metavar="WATCHLIST…", show_default=False)],
    *,
    dry_run: DryRun = False,
) -> None:
    """Delete watchlists by their id."""
    settings = settings_of(context)
    known = run(settings, read_current(settings, WATCHLISTS))
    unknown = [identity for identity in watchlists if identity not in known]
    if unknown:
        there = ", ".join(sorted(known)) or "none"
        raise UsageError(f"there is no watchlist {', '.join(unknown)}; there are: {there}")
    if not dry_run:
        run(settings, _publish(settings, [(identity, None) for identity in watchlists]))
    for identity in watchlists:
        results().print(cell(f"{'would be ' if dry_run else ''}deleted: {identity}"))


def difference(before: Watchlist | None, after: Watchlist) -> list[str]:
    """What applying a watchlist changes, a sentence for each field."""
    identity = after.watchlist_id
    if before is None:
        return [f"new: {identity}, {len(after.places)} places, {len(after.areas)} areas"]
    if before == after:
        return [f"unchanged: {identity}"]
    old, new = ({place.place_id: place for place in one.places} for one in (before, after))
    sentences = [f"changed: {identity}: + {new[key].name}" for key in new if key not in old]
    sentences += [f"changed: {identity}: - {old[key].name}" for key in old if key not in new]
    sentences += [f"changed: {identity}: {new[k].name}" for k in new if k in old and old[k] != new[k]]
    for name in ("name", "areas", "families", "event_types", "preferences"):
        was, becomes = getattr(before, name), getattr(after, name)
        if was != becomes:
            sentences.append(f"changed: {identity}: {name}: {_shown(was)} -> {_shown(becomes)}")
    return sentences or [f"changed: {identity}: order of places"]


def _shown(value: Any) -> str:
    """A field's value as the file has it: what is said of a model is what differs from its defaults."""
    if isinstance(value, BaseModel):
        fields = value.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
        shown = ", ".join(f"{name} {_shown(each)}" for name, each in fields.items()) or "defaults"
        return f"{value.type} {shown}" if isinstance(value, AnyArea) else shown
    if isinstance(value, dict):
        return f"({', '.join(f'{name} {_shown(each)}' for name, each in value.items())})"
    if isinstance(value, tuple | list):
        return _short(", ".join(map(_shown, value)) or "none")
    return str(value)


def _short(text: str) -> str:
    """A polygon has more corners than a line has room."""
    return text if len(text) <= _WIDEST else f"{text[:_WIDEST]}…"


def _parsed(records: dict[str, Stored]) -> dict[str, Watchlist]:
    found = {}
    for identity, record in records.items():
        try:
            found[identity] = Watchlist.model_validate_json(record.value or b"", extra="ignore")
        except ValueError as error:
            warn(f"the watchlist {identity} on the broker cannot be read: {error}")
    return found


async def _publish(settings: Settings, values: Iterable[tuple[str, bytes | None]]) -> None:
    """Send them, None for a deleted one, and wait until the broker has confirmed each."""
    async with open_producer(settings) as producer:
        await require_topic(producer, WATCHLISTS)
        for identity, value in values:
            await producer.send_and_wait(WATCHLISTS.name, value, identity.encode())
