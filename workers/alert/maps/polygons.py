"""From the GeoJSON of a map to valid polygons in metres, or a reason why not."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import Polygon
from shapely.geometry.base import BaseGeometry

from schemas.errors import PoisonError
from workers.alert.maps.effort import bearable, edges
from workers.alert.maps.terrain import LEFT_OUT, Legend, Terrain
from workers.alert.rings import Ring, polygons_of, ring_of

MOST_POSITIONS = 100_000
MOST_RINGS = 5_000
GRID_M = 10.0
"""Maps are compared on a grid of ten metres, well below what they are drawn to."""
LONGEST_EDGE = 0.1
"""Degrees. Longer edges get corners in between, for they are straight in degrees and not in metres; what is
left of the difference at 50 N is about a metre."""
HALF_ROUND = 180
"""Degrees of longitude. A longer edge crossed the antimeridian (RFC 7946, section 3.1.9: it is to be cut
there) and would paint everything between here and there."""
_WITHOUT_AREA = ("Point", "MultiPoint", "LineString", "MultiLineString")
MOST_DOUBT = 0.05
"""A ring that crosses itself is repaired where that changes its area by at most this share."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A polygon as it is drawn: its rings in degrees, the outer one first."""

    where: str
    holder: str
    rings: tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Painted:
    """A valid polygon, or several, in metres; `repaired` where it was not valid as it came."""

    holder: str
    ground: BaseGeometry
    repaired: bool


def painted(features: Sequence[dict[str, Any]], terrain: Terrain) -> tuple[Painted, ...]:
    """The polygons of a map that lie in the theatre, with who holds them.

    Points, lines and polygons that are wholly outside the theatre's bounds are passed over. Raises
    PoisonError with the feature and what is wrong with it.
    """
    drawn = list(_within_bounds(features, terrain))
    drawn = [each for each in drawn if each.holder != LEFT_OUT]
    in_metres = [tuple(terrain.projection.forward(_finer(ring)) for ring in each.rings) for each in drawn]
    rings = [ring for polygon in in_metres for ring in polygon]
    if not rings:
        return ()
    numbers = np.repeat(np.arange(len(rings)), [len(ring) for ring in rings])
    bearable(edges(np.concatenate(rings), numbers))
    return tuple(_valid(each, metres) for each, metres in zip(drawn, in_metres, strict=True))


def _within_bounds(features: Sequence[dict[str, Any]], terrain: Terrain) -> Iterator[_Drawn]:
    positions = rings = beyond = inside = 0
    for number, feature in enumerate(features, 1):
        where = f"feature {number}"
        for polygon in _polygons(feature, where):
            positions += sum(map(len, polygon))
            rings += len(polygon)
            if positions > MOST_POSITIONS or rings > MOST_RINGS:
                raise _too_detailed()
            read = tuple(_ring(ring, where) for ring in polygon)
            if not _meets(read[0], terrain.bounds):
                beyond += 1
                continue
            inside += 1
            positions += sum(int(_length(ring) / LONGEST_EDGE) for ring in read)
            yield _Drawn(where, _holder(feature, where, terrain.legend), read)
    if positions > MOST_POSITIONS:
        raise _too_detailed()
    if beyond and not inside:
        raise PoisonError(
            "map-elsewhere",
            f"none of its {beyond} polygons lies in the theatre: GeoJSON has the longitude first",
        )


def _too_detailed() -> PoisonError:
    return PoisonError(
        "map-too-detailed", f"more than {MOST_POSITIONS:,} positions or {MOST_RINGS:,} rings: simplify it"
    )


def _polygons(feature: dict[str, Any], where: str) -> list[list[Any]]:
    """The coordinates of a feature's polygons, each a list of rings; none for points and lines."""
    geometry = feature.get("geometry")
    if geometry is None or (isinstance(geometry, dict) and geometry.get("type") in _WITHOUT_AREA):
        return []
    try:
        return polygons_of(geometry)
    except ValueError as error:
        raise PoisonError("map-geometry", f"{where}: {error}") from error


def _ring(positions: list[Any], where: str) -> Ring:
    try:
        ring = ring_of(positions)
    except ValueError as error:
        raise PoisonError("map-ring", f"{where}: {error}") from error
    if (np.abs(np.diff(ring[:, 0])) > HALF_ROUND).any():
        raise PoisonError(
            "map-ring", f"{where}: an edge goes more than half round the Earth: cut it at the antimeridian"
        )
    return ring


def _length(ring: Ring) -> float:
    """In degrees."""
    return float(np.hypot(*np.diff(ring, axis=0).T).sum())


def _finer(ring: Ring) -> Ring:
    """With corners between those that lie far apart; a ring that is a single point stays as it is."""
    if (ring == ring[0]).all():
        return ring
    return shapely.get_coordinates(shapely.segmentize(shapely.linearrings(ring), LONGEST_EDGE))


def _meets(ring: Ring, bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    (left, bottom), (right, top) = ring.min(axis=0), ring.max(axis=0)
    return bool(left <= east and right >= west and bottom <= north and top >= south)


def _holder(feature: dict[str, Any], where: str, legend: Legend) -> str:
    """What the polygon's status means. Raises PoisonError for a missing, unknown or ambiguous one."""
    properties = feature.get("properties")
    given = properties if isinstance(properties, dict) else {}
    said = [given[name] for name in legend.properties if isinstance(given.get(name), str)]
    if not said:
        raise PoisonError(
            "map-status", f"{where}: no status (a property {' or '.join(legend.properties)}, a text)"
        )
    meanings = legend.meanings_of(said[0])
    if len(meanings) != 1:
        problem = "means several things" if meanings else "is not known"
        known = ", ".join(sorted(legend.meanings))
        raise PoisonError(
            "map-status",
            f"{where}: the status {said[0][:80]!r} {problem}; known are: {known:.600} "
            "(the theatre's maps.yaml)",
        )
    return next(iter(meanings))


def _valid(drawn: _Drawn, metres: tuple[Ring, ...]) -> Painted:
    polygon = Polygon(metres[0], list(metres[1:]))
    repaired = not polygon.is_valid
    ground: BaseGeometry = polygon
    if repaired:
        ground = shapely.make_valid(polygon, method="structure", keep_collapsed=False)
        doubt = abs(ground.area - polygon.area)
        if doubt > max(MOST_DOUBT * ground.area, GRID_M * GRID_M):
            raise PoisonError(
                "map-ring",
                f"{drawn.where}: a ring crosses itself, and it is not clear what it encloses "
                f"({doubt / 1e6:.1f} km² of {ground.area / 1e6:.1f} km² are in doubt)",
            )
    return Painted(drawn.holder, shapely.set_precision(ground, GRID_M), repaired)
