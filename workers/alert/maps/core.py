"""What one snapshot changes: observations of the places that flipped, an alert, where the front runs."""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.alerts import Status
from schemas.envelopes import Arrival, Handled, Outgoing
from schemas.identity import map_observation_id, source_key
from schemas.maps import ControlMap
from schemas.observations import MapChanged
from schemas.topics import ALERTS, ALERTS_CURRENT, FRONTS_CURRENT, OBSERVATIONS
from schemas.watchlists import Watchlist
from workers.alert.maps.comparison import Accepted, Comparison, Flip, begin, compare
from workers.alert.maps.front import front_line
from workers.alert.maps.moved import is_news, map_moved
from workers.alert.maps.packing import Packed, pack, unpack
from workers.alert.maps.snapshot import Snapshot, read, shown_already, together
from workers.alert.maps.terrain import Terrain
from workers.alert.maps.watched import Moved, watching


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is kept of a source: the last accepted snapshot, and the one that it was compared with.

    `offset` is that of the record that brought the last one: should it come again because a worker died
    before its outputs were confirmed, the same outputs are made again. `watchlists` are those that its alert
    named: others may be known by then.
    """

    offset: int
    last: Packed
    previous: Packed | None
    watchlists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """What surrounds the reading of maps. `most_at_once`: see `comparison.compare`."""

    terrain: Terrain
    watchlists: Iterable[Watchlist]
    status: Status
    most_at_once: float


def receive(
    message: ControlMap, known: Remembered | None, arrival: Arrival, office: Office
) -> Handled[Remembered]:
    """Compare a snapshot with the last of its source and tell what changed.

    The first one says silently who holds what. One that is not newer than the last flips nothing and is
    passed over: `map-older`, or `map-same-moment` for one of the very same `as_of`, corrected or sent twice.
    Raises PoisonError for a map that cannot be read or believed.
    """
    again = known is not None and known.offset == arrival.offset and known.last.as_of == message.as_of
    if known is not None and not again and message.as_of <= known.last.as_of:
        return Handled(passed_over="map-older" if message.as_of < known.last.as_of else "map-same-moment")
    shown_already(message, arrival.time)
    snapshot = read(message, office.terrain)
    before = (known.previous if again else known.last) if known is not None else None
    previous = unpack(before) if before is not None else None
    most_at_once = 1.0 if again else office.most_at_once
    comparison = (
        begin(snapshot, office.terrain)
        if previous is None
        else compare(previous, snapshot, office.terrain, most_at_once)
    )
    outputs = [*_observations(comparison.flips, snapshot, previous, office.terrain)]
    watched: tuple[str, ...] = ()
    if previous is not None and is_news(comparison):
        watched = known.watchlists if again and known is not None else _watching(comparison, office)
        outputs += _alert(previous.snapshot, comparison, watched, arrival, office)
    outputs.append(
        Outgoing(FRONTS_CURRENT, source_key(snapshot.source), front_line(snapshot, office.terrain))
    )
    state = None if again else Remembered(arrival.offset, pack(comparison.accepted), before, watched)
    return Handled(tuple(outputs), state)


def _observations(
    flips: Iterable[Flip], snapshot: Snapshot, previous: Accepted | None, terrain: Terrain
) -> Iterable[Outgoing]:
    for flip in flips:
        place = flip.place
        changed = MapChanged(
            observation_id=map_observation_id(snapshot.source, snapshot.as_of, place.place_id),
            source=snapshot.source,
            lean=snapshot.lean,
            as_of=snapshot.as_of,
            previous_as_of=previous.snapshot.as_of if previous is not None else None,
            place=place,
            before=flip.before,
            after=flip.after,
            share=flip.share,
            parties=terrain.parties,
        )
        yield Outgoing(OBSERVATIONS, place.place_id, changed)


def _watching(comparison: Comparison, office: Office) -> tuple[str, ...]:
    terrain = office.terrain
    ground = together([shift.ground for shift in comparison.shifts])
    touched = [terrain.settlements[index].place for index in terrain.touching(ground).tolist()]
    return watching(office.watchlists, Moved(ground, touched, terrain.projection))


def _alert(
    before: Snapshot, comparison: Comparison, watched: tuple[str, ...], arrival: Arrival, office: Office
) -> tuple[Outgoing, Outgoing]:
    alert = map_moved(before, comparison, office.terrain, watched, office.status, arrival.time)
    source = comparison.accepted.snapshot.source
    return Outgoing(ALERTS, source, alert), Outgoing(ALERTS_CURRENT, alert.alert_id, alert)
