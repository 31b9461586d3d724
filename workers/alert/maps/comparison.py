"""Two snapshots of one source compared: which settlements changed hands, how much ground moved to whom.

A settlement belongs to whoever has 70 % of its area. Where nobody has, it stays with whom it was with as long
as he has more than 30 % of it, and is contested else. Grey ground counts for "contested", ground that the map
leaves unpainted for the owner of the country.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiPolygon
from shapely.geometry.base import BaseGeometry

from schemas.errors import PoisonError
from schemas.places import PlaceRef
from workers.alert.maps.effort import bearable, edges
from workers.alert.maps.polygons import GRID_M
from workers.alert.maps.snapshot import Snapshot, common, together, without
from workers.alert.maps.terrain import CONTESTED, UNKNOWN, Indices, Terrain

HOLDS = 0.70
"""The share of its area with which a settlement is somebody's (design, section 5)."""
LOSES = 0.30
"""The share at which whoever held it holds it no more (design, section 5)."""
FEW_PLACES = 25
FEW_KM2 = 500.0
"""So much may change in any map, whatever share of it that is."""
SEEDED_KM = 50.0
"""How far from painted ground the first map still says of unpainted settlements whose they are."""


@dataclass(frozen=True, slots=True)
class Flip:
    """A settlement that changed hands: `share` of its area is `after`'s."""

    place: PlaceRef
    before: str
    after: str
    share: float


@dataclass(frozen=True, slots=True)
class Shift:
    """Ground (in metres) that passed from one holder to another."""

    before: str
    after: str
    ground: BaseGeometry

    @property
    def km2(self) -> float:
        """Its size in square kilometres."""
        return self.ground.area / 1e6


@dataclass(frozen=True, slots=True)
class Accepted:
    """A snapshot that was believed, and who holds the settlements whose ground is divided in it, by id."""

    snapshot: Snapshot
    divided: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a snapshot changes against the one before. `accepted` is what the next one is compared with."""

    flips: tuple[Flip, ...]
    shifts: tuple[Shift, ...]
    accepted: Accepted


def begin(current: Snapshot, terrain: Terrain) -> Comparison:
    """The first snapshot of a source: who holds the settlements on painted ground and within 50 km of it."""
    near = np.flatnonzero(_within(current, terrain, SEEDED_KM * 1000))
    holders, shares = _holders(current, {}, near, terrain)
    flips = tuple(
        Flip(terrain.settlements[index].place, UNKNOWN, holder, share)
        for index, holder, share in zip(near.tolist(), holders, shares, strict=True)
        if holder != UNKNOWN
    )
    accepted = Accepted(current, _divided(near, holders, shares, terrain))
    return Comparison(flips, (), accepted)


def compare(previous: Accepted, current: Snapshot, terrain: Terrain, most_at_once: float = 1.0) -> Comparison:
    """What changed between two snapshots.

    Raises PoisonError where more than the share `most_at_once` (0..1) of the settlements that either map
    paints, or of the ground, would change hands at once: such a map is cut off or broken.
    """
    before = previous.snapshot
    _bearable_together(before, current)
    moved = _moved(before, current, terrain)
    shifts = tuple(shift for shift in map(_without_slivers, moved) if not shift.ground.is_empty)
    _plausible_ground(before, current, shifts, most_at_once)
    touched = terrain.touching(together([shift.ground for shift in moved]))
    held, _ = _holders(before, previous.divided, touched, terrain)
    ids = [terrain.settlements[index].place.place_id for index in touched.tolist()]
    holders, shares = _holders(current, dict(zip(ids, held, strict=True)), touched, terrain)
    flips = tuple(
        Flip(terrain.settlements[index].place, was, becomes, share)
        for index, was, becomes, share in zip(touched.tolist(), held, holders, shares, strict=True)
        if was != becomes
    )
    _plausible_flips(before, current, flips, terrain, most_at_once)
    still = {place: holder for place, holder in previous.divided.items() if place not in set(ids)}
    accepted = Accepted(current, still | _divided(touched, holders, shares, terrain))
    return Comparison(flips, shifts, accepted)


def holder_of(shares: Mapping[str, float], before: str | None) -> tuple[str, float]:
    """Who holds a settlement of which each holder has a share (0..1), and the share that is his."""
    holder = max(sorted(shares), key=lambda each: shares[each], default=UNKNOWN)
    if shares.get(holder, 0.0) < HOLDS:
        holder = before if before is not None and shares.get(before, 0.0) > LOSES else CONTESTED
    return holder, shares.get(holder, 0.0)


def _holders(
    snapshot: Snapshot, before: Mapping[str, str], places: Indices, terrain: Terrain
) -> tuple[list[str], list[float]]:
    """Who holds each of the settlements and with which share of its area; `before` by place id."""
    painted = {holder: _shares(ground, terrain.discs[places]) for holder, ground in snapshot.ground.items()}
    holders: list[str] = []
    shares: list[float] = []
    for row, index in enumerate(places.tolist()):
        parts = {holder: float(column[row]) for holder, column in painted.items() if column[row] > 0}
        outside = terrain.outside[index]
        parts[outside] = parts.get(outside, 0.0) + max(0.0, 1.0 - sum(parts.values()))
        holder, share = holder_of(parts, before.get(terrain.settlements[index].place.place_id))
        holders.append(holder)
        shares.append(min(1.0, share))
    return holders, shares


def _within(snapshot: Snapshot, terrain: Terrain, metres: float) -> NDArray[np.bool_]:
    """Which settlements' points lie so near to painted ground."""
    near = np.zeros(len(terrain.settlements), dtype=bool)
    for ground in snapshot.ground.values():
        shapely.prepare(ground)
        near |= shapely.dwithin(ground, terrain.points, metres)
    return near


def _shares(ground: BaseGeometry, discs: NDArray[np.object_]) -> NDArray[np.float64]:
    """The share of each disc that lies on the ground."""
    shapely.prepare(ground)
    shares = np.zeros(len(discs))
    meets = shapely.intersects(ground, discs)
    whole = meets & shapely.contains_properly(ground, discs)
    shares[whole] = 1.0
    cut = np.flatnonzero(meets & ~whole)
    shares[cut] = shapely.area(shapely.intersection(ground, discs[cut])) / shapely.area(discs[cut])
    return shares


def _divided(
    places: Indices, holders: Sequence[str], shares: Sequence[float], terrain: Terrain
) -> dict[str, str]:
    """Who holds those of the settlements that the snapshot alone would not tell the holder of."""
    return {
        terrain.settlements[index].place.place_id: holder
        for index, holder, share in zip(places.tolist(), holders, shares, strict=True)
        if share < HOLDS
    }


def _moved(before: Snapshot, after: Snapshot, terrain: Terrain) -> tuple[Shift, ...]:
    """All ground that has another holder, to the thinnest sliver."""
    moved: dict[tuple[str, str], list[BaseGeometry]] = {}
    holders = sorted({*before.ground, *after.ground})
    for loser in holders:
        left = without(before.held_by(loser), after.held_by(loser))
        for gainer in (each for each in holders if each != loser):
            moved.setdefault((loser, gainer), []).append(common(left, after.held_by(gainer)))
            left = without(left, after.held_by(gainer))
        for owner, part in _by_owner(left, terrain):
            moved.setdefault((loser, owner), []).append(part)
    for gainer in holders:
        fresh: BaseGeometry = after.held_by(gainer)
        for loser in holders:
            fresh = without(fresh, before.held_by(loser))
        for owner, part in _by_owner(fresh, terrain):
            moved.setdefault((owner, gainer), []).append(part)
    return tuple(
        Shift(loser, gainer, together(grounds))
        for (loser, gainer), grounds in sorted(moved.items())
        if loser != gainer
    )


def _without_slivers(shift: Shift) -> Shift:
    """Parts on average thinner than two steps of the grid come from drawing one line twice.

    They are no news, but they may add up: a settlement that they touch is looked at all the same.
    """
    parts = shapely.get_parts(shift.ground)
    wide = MultiPolygon(list(parts[shapely.area(parts) > GRID_M * shapely.length(parts)]))
    return Shift(shift.before, shift.after, wide)


def _by_owner(ground: BaseGeometry, terrain: Terrain) -> list[tuple[str, BaseGeometry]]:
    """The parts of ground that one of the maps leaves unpainted, with who holds them there."""
    return [(terrain.owner_around(part), part) for part in shapely.get_parts(ground)]


def _bearable_together(before: Snapshot, after: Snapshot) -> None:
    """Each was bearable alone; their edges may still cross one another without end."""
    grounds = [*before.ground.values(), *after.ground.values()]
    rings = shapely.get_rings(shapely.get_parts(grounds))
    positions, numbers = shapely.get_coordinates(rings, return_index=True)
    bearable(edges(positions, numbers))


def _plausible_ground(
    before: Snapshot, after: Snapshot, shifts: Sequence[Shift], most_at_once: float
) -> None:
    moved, painted = sum(shift.km2 for shift in shifts), max(before.area_km2, after.area_km2)
    if moved > FEW_KM2 and min(1.0, moved / painted) > most_at_once:
        raise PoisonError(
            "map-implausible",
            f"{moved:,.0f} km² of {painted:,.0f} km² would change hands at once, "
            f"and {most_at_once:.0%} is the most: is it cut off?",
        )


def _plausible_flips(
    before: Snapshot, after: Snapshot, flips: Sequence[Flip], terrain: Terrain, most_at_once: float
) -> None:
    if len(flips) <= FEW_PLACES:
        return
    painted = _within(before, terrain, 0.0) | _within(after, terrain, 0.0)
    places = max(int(painted.sum()), len(flips))
    if len(flips) > max(FEW_PLACES, most_at_once * places):
        raise PoisonError(
            "map-implausible",
            f"{len(flips)} of {places} settlements would change hands at once, "
            f"and {most_at_once:.0%} is the most: is it cut off?",
        )
