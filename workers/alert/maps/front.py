"""Where the front runs in a snapshot: along painted ground, wherever somebody else's settlements are near.

A coast, or a border behind which the same party holds everything, is the edge of painted ground and no front.
"""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import MultiLineString, STRtree
from shapely.geometry.base import BaseGeometry

from schemas.maps import FrontLine
from workers.alert.maps.shapes import geojson, shortened
from workers.alert.maps.snapshot import Snapshot
from workers.alert.maps.terrain import Terrain

REACH_KM = 10.0
"""How near to the edge of a holder's ground a settlement of another must be to make it a front."""
MOST_POSITIONS = 8_000
"""Of the line that is published: some 180 KB."""


def front_line(snapshot: Snapshot, terrain: Terrain) -> FrontLine:
    """The front as it is published, simplified so that it fits."""
    line = shortened(front_of(snapshot, terrain), MOST_POSITIONS)
    return FrontLine(
        source=snapshot.source,
        as_of=snapshot.as_of,
        lean=snapshot.lean,
        geometry=geojson(line, terrain.projection),
    )


def front_of(snapshot: Snapshot, terrain: Terrain) -> MultiLineString:
    """The front in metres."""
    holders = _point_holders(snapshot, terrain)
    lines: list[BaseGeometry] = []
    for holder in sorted(snapshot.ground):
        others = terrain.points[holders != holder]
        if len(others):
            lines += _near(snapshot.ground[holder], STRtree(others))
    merged = shapely.line_merge(shapely.union_all(lines)) if lines else MultiLineString()
    return MultiLineString([each for each in shapely.get_parts(merged) if each.geom_type == "LineString"])


def _point_holders(snapshot: Snapshot, terrain: Terrain) -> NDArray[np.object_]:
    """Who holds the point of each settlement."""
    holders = np.array(terrain.outside, dtype=object)
    for holder, ground in snapshot.ground.items():
        shapely.prepare(ground)
        holders[shapely.contains_xy(ground, terrain.positions)] = holder
    return holders


def _near(ground: BaseGeometry, others: STRtree) -> list[BaseGeometry]:
    """The edges of the ground that lie within reach of one of the other settlements."""
    rings = shapely.get_rings(shapely.get_parts(ground))
    positions, ring = shapely.get_coordinates(rings, return_index=True)
    same = np.flatnonzero(ring[1:] == ring[:-1])
    edges = shapely.linestrings(np.stack((positions[same], positions[same + 1]), axis=1))
    reached = np.unique(others.query(edges, predicate="dwithin", distance=REACH_KM * 1000)[0])
    return list(np.asarray(edges, dtype=object)[reached])
