"""`frontwatch subscribe`: alerts as they come."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Annotated

import orjson
import typer
from rich.live import Live

from schemas import topics
from schemas.alerts import Alert
from schemas.cloudevents import to_structured
from schemas.topics import Topic
from schemas.watchlists import Preferences, Watchlist
from workers.cli.alert_filter import AlertFilter
from workers.cli.alert_lines import line, table
from workers.cli.broker_clients import follow, open_reader, read_current, read_to_end, run
from workers.cli.console import print_json, results, say, warn
from workers.cli.filter_options import (
    AreaOption,
    CertaintyOption,
    FamilyOption,
    PlaceOption,
    TypeOption,
    wanted_alerts,
)
from workers.cli.mistakes import CommandError, UsageError
from workers.cli.options import settings_of
from workers.cli.preferences import Gate, zone_of
from workers.cli.stored import Stored
from workers.cli.witness import read_event
from workers.runtime.settings import Settings


def subscribe(
    context: typer.Context,
    *,
    place: PlaceOption = None,
    area: AreaOption = None,
    family: FamilyOption = None,
    event_type: TypeOption = None,
    certainty: CertaintyOption = "unknown",
    watchlist: Annotated[
        str | None,
        typer.Option(
            help="Only what this watchlist matches; its quiet hours and so on are kept, as they stand."
        ),
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
    settings = settings_of(context)
    wanted = wanted_alerts(
        settings,
        place=place,
        area=area,
        family=family,
        event_type=event_type,
        certainty=certainty,
        watchlist=watchlist,
    )
    work = _show(settings, wanted, watchlist, json=json, beginning=from_beginning, on=follow_on)
    try:
        run(settings, asyncio.wait_for(work, timeout))
    except TimeoutError:
        return


async def _show(
    settings: Settings, wanted: AlertFilter, watchlist: str | None, *, json: bool, beginning: bool, on: bool
) -> None:
    following = await _following(settings, watchlist) if watchlist else None
    inbox = Inbox(wanted, Gate(following.preferences if following else Preferences()), following)
    if on and not json:
        say("Waiting for alerts; Ctrl-C stops.")
    if json or not results().is_terminal:
        async for alert in _alerts(settings, inbox, beginning=beginning, on=on):
            if json:
                print_json(orjson.dumps(to_structured(alert, inbox.sources[alert.alert_id])))
            else:
                results().print(line(alert))
        return
    latest: OrderedDict[str, Alert] = OrderedDict()
    with Live(console=results(), auto_refresh=False) as live:
        async for alert in _alerts(settings, inbox, beginning=beginning, on=on):
            latest[alert.alert_id] = alert
            latest.move_to_end(alert.alert_id)
            shown = list(latest.values())[-max(1, (live.console.height - 6) // 2) :]
            live.update(table(shown, f"{len(latest)} alerts"), refresh=True)


@dataclass(frozen=True, slots=True)
class Following:
    """The watchlist whose preferences are kept, as it stood at an offset of its topic."""

    watchlist: str
    preferences: Preferences
    offset: int

    def after(self, record: Stored) -> "Following":
        """As it stands after a record of the topic: another list's, an older one's and a deletion change
        nothing. Raises ValueError for one that cannot be used."""
        if record.key != self.watchlist.encode() or record.offset <= self.offset or record.value is None:
            return self
        return Following(self.watchlist, _preferences(record.value), record.offset)


@dataclass
class Inbox:
    """Turns records into the alerts to show now: those asked for, each revision once, never a lower one.

    An alert that was shown is followed even where it no longer fits: that its certainty fell is news.
    `sources` says which deployment raised an alert. Records of watchlists change the preferences.
    """

    wanted: AlertFilter
    gate: Gate
    following: Following | None = None
    sources: dict[str, str] = field(default_factory=dict)
    _revisions: dict[str, int] = field(default_factory=dict)

    def take(self, record: Stored) -> tuple[Alert, ...]:
        """What to show after this record. Raises ValueError for one that cannot be used."""
        if record.topic == topics.WATCHLISTS.name:
            return self._prefer(record)
        alert, source = read_event(record)
        known = self._revisions.get(alert.alert_id)
        if not self.wanted.admits(alert) if known is None else alert.revision <= known:
            return ()
        self._revisions[alert.alert_id] = alert.revision
        self.sources[alert.alert_id] = source
        self.gate, due = self.gate.offer(alert, datetime.fromtimestamp(record.timestamp, UTC))
        return due

    def _prefer(self, record: Stored) -> tuple[Alert, ...]:
        if self.following is None:
            return ()
        self.following = self.following.after(record)
        self.gate = replace(self.gate, preferences=self.following.preferences)
        return self.tick(datetime.fromtimestamp(record.timestamp, UTC))

    def tick(self, now: datetime) -> tuple[Alert, ...]:
        """What was held back and may be shown now."""
        self.gate, due = self.gate.release(now)
        return due


async def _alerts(settings: Settings, inbox: Inbox, *, beginning: bool, on: bool) -> AsyncIterator[Alert]:
    also = (topics.WATCHLISTS,) if on and inbox.following is not None else ()
    async for record in _records(settings, also, beginning=beginning, on=on):
        try:
            due = inbox.tick(datetime.now(UTC)) if record is None else inbox.take(record)
        except ValueError as error:
            assert record is not None
            warn(f"{record.topic}/{record.partition}/{record.offset} cannot be used: {error}")
            continue
        for alert in due:
            yield alert


async def _records(
    settings: Settings, also: tuple[Topic, ...], *, beginning: bool, on: bool
) -> AsyncIterator[Stored | None]:
    """Alert records, and all of the topics `also`; None for a moment of silence and at the end."""
    async with open_reader(settings, (topics.ALERTS,), from_beginning=beginning, whole=also) as consumer:
        if not on:
            async for record in read_to_end(consumer):
                yield record
            yield None
            return
        async for batch in follow(consumer):
            for record in batch:
                yield record
            if not batch:
                yield None


async def _following(settings: Settings, watchlist: str) -> Following:
    known = await read_current(settings, topics.WATCHLISTS)
    if watchlist not in known:
        names = ", ".join(sorted(known)) or "none"
        raise UsageError(f"there is no watchlist {watchlist}; there are: {names}")
    try:
        preferences = _preferences(known[watchlist].value or b"")
    except ValueError as error:
        raise CommandError(f"the watchlist {watchlist} on the broker cannot be used: {error}") from error
    return Following(watchlist, preferences, known[watchlist].offset)


def _preferences(value: bytes) -> Preferences:
    preferences = Watchlist.model_validate_json(value, extra="ignore").preferences
    if preferences.quiet_hours is not None:
        zone_of(preferences.quiet_hours)
    return preferences


def register(app: typer.Typer) -> None:
    """Add the command."""
    epilog = "Example: frontwatch subscribe --family control --certainty likely --json | jq .data.headline"
    app.command(epilog=epilog)(subscribe)
