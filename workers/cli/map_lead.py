"""How long before or after a map the first alert came, for each settlement that changed hands on it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from rich.text import Text

from schemas.alerts import Alert
from schemas.errors import PoisonError
from schemas.identity import source_key
from schemas.maps import ControlMap
from workers.alert.maps.comparison import Accepted, Flip, begin, compare
from workers.alert.maps.snapshot import read
from workers.alert.maps.terrain import UNKNOWN, Terrain
from workers.cli.alert_lines import STYLES
from workers.cli.console import cell
from workers.cli.place_names import label

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mapped:
    """A settlement that changed hands on a source's map between `previous_as_of` and `as_of`."""

    source: str
    previous_as_of: datetime
    as_of: datetime
    flip: Flip


@dataclass(frozen=True, slots=True)
class Lead:
    """A flip and the first alert that said so, if any did."""

    mapped: Mapped
    alert: Alert | None

    @property
    def days(self) -> float | None:
        """Days from the alert to the map that shows the flip; negative where the map came first."""
        return None if self.alert is None else (self.mapped.as_of - self.alert.changed_at) / _DAY


def flips_of(
    maps: Iterable[ControlMap], terrain: Terrain, step: Callable[[], None] = lambda: None
) -> Iterator[Mapped | PoisonError]:
    """What changed hands from map to map of each source, in order of `as_of`; a map that is refused as such.

    `step` is called when a map is done. The first map of a source changes nothing: it is what the next one is
    compared with. Of several of one moment the first counts, as in the maps worker.
    """
    accepted: dict[str, Accepted] = {}
    for each in sorted(maps, key=lambda one: (source_key(one.source), one.as_of)):
        try:
            snapshot = read(each, terrain)
            before = accepted.get(source_key(each.source))
            if before is not None and each.as_of == before.snapshot.as_of:
                raise PoisonError("map-moment", "another map of the same moment stands before it")
            compared = begin(snapshot, terrain) if before is None else compare(before, snapshot, terrain)
        except PoisonError as error:
            step()
            yield PoisonError(error.error_type, f"the map {each.source} of {each.as_of.date()}: {error}")
            continue
        step()
        accepted[source_key(each.source)] = compared.accepted
        if before is not None:
            for flip in compared.flips:
                yield Mapped(each.source, before.snapshot.as_of, each.as_of, flip)


def leads(flips: Sequence[Mapped], alerts: Sequence[Alert]) -> tuple[Lead, ...]:
    """For each flip the first alert that says so, after the place's flip before it and before the next one.

    An alert says so that stands (it is not taken back) and names the new holder, or a loss without one.
    """
    found = []
    for mapped in flips:
        same = [
            one.as_of
            for one in flips
            if source_key(one.source) == source_key(mapped.source)
            and one.flip.place.place_id == mapped.flip.place.place_id
        ]
        since = max((moment for moment in same if moment < mapped.as_of), default=None)
        until = min((moment for moment in same if moment > mapped.as_of), default=None)
        saying = [
            alert
            for alert in alerts
            if _says_so(alert, mapped.flip)
            and (since is None or alert.changed_at > since)
            and (until is None or alert.changed_at < until)
        ]
        found.append(Lead(mapped, min(saying, key=lambda alert: alert.changed_at, default=None)))
    return tuple(found)


def _says_so(alert: Alert, flip: Flip) -> bool:
    return (
        alert.family == "control"
        and alert.place.place_id == flip.place.place_id
        and alert.state in ("open", "confirmed")
        and alert.event_type != "control_reaffirmed"
        and alert.control is not None
        and alert.control.after in (flip.after, UNKNOWN)
    )


def report(found: Sequence[Lead]) -> Iterator[Text]:
    """A line for each flip, and what they come to together."""
    for lead in sorted(found, key=lambda each: (each.mapped.as_of, each.mapped.flip.place.name)):
        yield _line(lead)
    days = [lead.days for lead in found if lead.days is not None]
    before = sum(each >= 0 for each in days)
    yield cell(
        f"{len(found)} settlements changed hands on the maps: {before} alerted before the map that shows it, "
        f"{len(days) - before} after it, {len(found) - len(days)} never."
    )
    if days:
        yield cell(f"Median: {_days(median(days))}.")


def _line(lead: Lead) -> Text:
    mapped, flip = lead.mapped, lead.mapped.flip
    line = cell(label(flip.place), "bold") + cell(f": {flip.before} → {flip.after}")
    line += cell(f", {mapped.source} {mapped.as_of.date()} (before: {mapped.previous_as_of.date()})  ", "dim")
    if lead.alert is None or lead.days is None:
        return line + cell("no alert")
    kind = lead.alert.event_type.replace("_", " ")
    return (
        line
        + cell(f"{_days(lead.days)}: {kind}, ")
        + cell(lead.alert.certainty, STYLES[lead.alert.certainty])
    )


def _days(days: float) -> str:
    return f"{abs(days):.1f} days {'before' if days >= 0 else 'after'} the map"
