"""One snapshot of a map: whose the ground is, every piece of it once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import shapely
from shapely import MultiPolygon, Polygon
from shapely.errors import GEOSException
from shapely.geometry.base import BaseGeometry

from schemas.errors import PoisonError
from schemas.maps import ControlMap
from workers.alert.maps.polygons import GRID_M, Painted, painted
from workers.alert.maps.terrain import CONTESTED, Terrain, fold

NOTHING = MultiPolygon()
EARLIEST = timedelta(days=1)
"""So long before the moment that it shows may a map arrive, for clocks and time zones that are set wrong."""


@dataclass(frozen=True, eq=False)
class Snapshot:
    """What one source says of one moment.

    `ground` gives for each party, and for "contested", what the map paints as its: in metres, disjoint, and
    in no order that the file has a part in. `lean` is the party that the source leans to. `repaired` counts
    the polygons that were not valid.
    """

    source: str
    as_of: datetime
    lean: str | None
    ground: Mapping[str, BaseGeometry]
    repaired: int = 0

    @property
    def area_km2(self) -> float:
        """What is painted, in square kilometres."""
        return sum(each.area for each in self.ground.values()) / 1e6

    def held_by(self, holder: str) -> BaseGeometry:
        """The holder's ground, empty where it has none."""
        return self.ground.get(holder, NOTHING)


def read(message: ControlMap, terrain: Terrain) -> Snapshot:
    """Read a map. Ground that is painted for two parties, or grey over either, is contested.

    Raises PoisonError for a map that is empty or lies elsewhere, has a status that nobody knows, a ring that
    cannot be repaired, or more corners than a map of a front has.
    """
    parties = {party.id for party in terrain.parties}
    if message.lean is not None and message.lean not in parties:
        raise PoisonError(
            "map-lean",
            f"{message.lean!r} is no party of the theatre; these are: {', '.join(sorted(parties))}",
        )
    pieces = painted(message.features, terrain)
    try:
        ground = _disjoint(pieces)
    except GEOSException as error:
        raise PoisonError("map-geometry", f"its polygons cannot be put together: {error}") from error
    if not ground:
        raise PoisonError("map-empty", "it paints no ground in the theatre")
    return Snapshot(
        source=message.source,
        as_of=message.as_of,
        lean=message.lean or terrain.leans.get(fold(message.source)),
        ground=ground,
        repaired=sum(piece.repaired for piece in pieces),
    )


def shown_already(message: ControlMap, now: datetime) -> None:
    """Raises PoisonError for a map of the future: believed, it would silence its source until then."""
    if message.as_of > now + EARLIEST:
        raise PoisonError(
            "map-moment", f"it shows {message.as_of.isoformat()}, which is yet to come: is as_of right?"
        )


def _disjoint(pieces: tuple[Painted, ...]) -> dict[str, BaseGeometry]:
    by_holder: dict[str, list[BaseGeometry]] = {}
    for piece in pieces:
        by_holder.setdefault(piece.holder, []).append(piece.ground)
    unions = {holder: together(by_holder[holder]) for holder in sorted(by_holder)}
    disputed: list[BaseGeometry] = [unions.pop(CONTESTED, NOTHING)]
    holders = list(unions)
    for number, one in enumerate(holders):
        disputed += [common(unions[one], unions[other]) for other in holders[number + 1 :]]
    contested = together(disputed)
    ground = {holder: without(union, contested) for holder, union in unions.items()}
    ground[CONTESTED] = contested
    return {holder: each for holder, each in ground.items() if not each.is_empty}


def together(grounds: Sequence[BaseGeometry]) -> MultiPolygon:
    """All of them as one."""
    return surface(shapely.union_all(grounds, grid_size=GRID_M))


def common(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """What belongs to both."""
    return surface(shapely.intersection(one, other, grid_size=GRID_M))


def without(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    """What belongs to the one and not to the other."""
    return surface(shapely.difference(one, other, grid_size=GRID_M))


def surface(ground: BaseGeometry) -> MultiPolygon:
    """Only what has an area, without the points and lines where two grounds touch; parts in a fixed order."""
    flat = shapely.get_parts(shapely.get_parts(ground))
    parts = [part for part in flat if isinstance(part, Polygon) and not part.is_empty]
    ordered = MultiPolygon(parts).normalize()
    assert isinstance(ordered, MultiPolygon)
    return ordered
