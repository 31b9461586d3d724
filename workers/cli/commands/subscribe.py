"""`frontwatch subscribe`: alerts as they come."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from contextlib import nullcontext
from datetime import UTC, datetime
from typing import Annotated, get_args

import orjson
import typer
from rich.live import Live

from schemas import claims, topics
from schemas.alerts import Alert
from schemas.cloudevents import to_structured
from schemas.places import Certainty
from schemas.watchlists import AlertEventType, AlertFamily, Preferences, Watchlist
from workers.cli.alert_filter import AlertFilter, folded, folded_area
from workers.cli.alert_lines import line, table
from workers.cli.broker_clients import follow, open_reader, read_current, read_to_end, run
from workers.cli.choices import one_of
from workers.cli.console import print_json, results, say, warn
from workers.cli.mistakes import UsageError
from workers.cli.options import settings_of
from workers.cli.preferences import Gate
from workers.cli.stored import Stored
from workers.cli.witness import read_alert
from workers.runtime.settings import Settings

_ROWS = 200
FAMILIES = get_args(AlertFamily)
EVENT_TYPES = (*claims.EVENT_TYPES, *get_args(get_args(AlertEventType)[1]))

Several = list[str] | None


def subscribe(
    context: typer.Context,
    *,
    place: Annotated[Several, typer.Option(help="A place, by name or id; repeatable.")] = None,
    area: Annotated[Several, typer.Option(help="An oblast or raion, by name; repeatable.")] = None,
    family: Annotated[
        Several,
        typer.Option(
            help=f"{', '.join(FAMILIES)}; repeatable.", callback=one_of(FAMILIES), show_default=False
        ),
    ] = None,
    event_type: Annotated[
        Several,
        typer.Option(
            "--type",
            help="An event type such as control_gained; repeatable.",
            callback=one_of(EVENT_TYPES),
            show_default=False,
        ),
    ] = None,
    certainty: Annotated[Certainty, typer.Option(help="The least certainty that is shown.")] = "unknown",
    watchlist: Annotated[
        str | None,
        typer.Option(help="Only what this watchlist matches; its quiet hours and so on are kept."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One CloudEvent (structured JSON) a line.")] = False,
    from_beginning: Annotated[
        bool, typer.Option("--from-beginning", help="Begin with the oldest alert that the broker still has.")
    ] = False,
    follow_on: Annotated[
        bool, typer.Option("--follow/--no-follow", help="Go on waiting, or stop at the end.")
    ] = True,
    timeout: Annotated[
        float | None, typer.Option(min=0, help="Stop after so many seconds.", show_default=False)
    ] = None,
) -> None:
    """Show alerts as they come: time, place, type, certainty, headline, who says so.

    On a terminal it is a live table of the latest revision of each alert; in a pipe, a line for every
    revision. Ctrl-C stops it.
    """
    wanted = AlertFilter(
        places=frozenset(folded(name) for name in place or ()) | frozenset(place or ()),
        areas=frozenset(map(folded_area, area or ())),
        families=frozenset(family or ()),
        event_types=frozenset(event_type or ()),
        least_certainty=certainty,
        watchlists=frozenset([watchlist] if watchlist else ()),
    )
    settings = settings_of(context)
    work = _show(settings, wanted, watchlist, json=json, beginning=from_beginning, on=follow_on)
    try:
        run(settings, asyncio.wait_for(work, timeout))
    except TimeoutError:
        return


async def _show(
    settings: Settings, wanted: AlertFilter, watchlist: str | None, *, json: bool, beginning: bool, on: bool
) -> None:
    preferences = await _preferences(settings, watchlist) if watchlist else Preferences()
    latest: OrderedDict[str, Alert] = OrderedDict()
    live = None if json or not results().is_terminal else Live(console=results(), auto_refresh=False)
    if on and not json:
        say("Waiting for alerts; Ctrl-C stops.")
    with live or nullcontext():
        async for alert in _alerts(settings, wanted, Gate(preferences), beginning=beginning, on=on):
            if json:
                print_json(orjson.dumps(to_structured(alert, settings.deployment)))
            elif live is None:
                results().print(line(alert))
            else:
                latest[alert.alert_id] = alert
                latest.move_to_end(alert.alert_id)
                while len(latest) > _ROWS:
                    latest.popitem(last=False)
                shown = list(latest.values())[-max(1, (live.console.height - 6) // 2) :]
                live.update(table(shown, f"{len(latest)} alerts"), refresh=True)


async def _alerts(
    settings: Settings, wanted: AlertFilter, gate: Gate, *, beginning: bool, on: bool
) -> AsyncIterator[Alert]:
    """The alerts that were asked for and that the watchlist's preferences let through now."""
    async for record in _records(settings, beginning=beginning, on=on):
        if record is None:
            gate, due = gate.release(datetime.now(UTC))
        else:
            try:
                alert = read_alert(record)
            except ValueError as error:
                warn(f"{record.topic}/{record.partition}/{record.offset} is no alert: {error}")
                continue
            if not wanted.admits(alert):
                continue
            gate, due = gate.offer(alert, datetime.fromtimestamp(record.timestamp, UTC))
        for passed in due:
            yield passed


async def _records(settings: Settings, *, beginning: bool, on: bool) -> AsyncIterator[Stored | None]:
    """Alert records; None for a moment of silence."""
    async with open_reader(settings, (topics.ALERTS,), from_beginning=beginning) as consumer:
        if not on:
            async for record in read_to_end(consumer):
                yield record
            return
        async for batch in follow(consumer):
            for record in batch:
                yield record
            if not batch:
                yield None


async def _preferences(settings: Settings, watchlist: str) -> Preferences:
    known = await read_current(settings, topics.WATCHLISTS)
    if watchlist not in known:
        names = ", ".join(sorted(known)) or "none"
        raise UsageError(f"there is no watchlist {watchlist}; there are: {names}")
    return Watchlist.model_validate_json(known[watchlist].value or b"").preferences


def register(app: typer.Typer) -> None:
    """Add the command."""
    epilog = "Example: frontwatch subscribe --family control --certainty likely --json | jq .data.headline"
    app.command(epilog=epilog)(subscribe)
