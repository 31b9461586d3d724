"""The rings of GeoJSON polygons (RFC 7946): read and checked here for watchlists, maps and exports alike."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ring = NDArray[np.float64]
"""(n, 2): longitude and latitude of each corner in degrees of WGS84, the first one again at the end."""


def polygons_of(geometry: Any) -> list[list[Any]]:
    """The coordinates of a Polygon or MultiPolygon, each polygon a list of rings, the outer one first.

    Raises ValueError for another type and for what has no rings.
    """
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind not in ("Polygon", "MultiPolygon"):
        raise ValueError(f"its geometry is {kind!r:.40}, not Polygon or MultiPolygon")
    coordinates = geometry.get("coordinates")
    found = [coordinates] if kind == "Polygon" else coordinates
    if not _is_list(found) or not all(
        _is_list(rings) and rings and all(map(_is_list, rings)) for rings in found
    ):
        raise ValueError(f"the coordinates of a {kind} are lists of rings")
    return list(found)


def ring_of(positions: Sequence[Any]) -> Ring:
    """A ring's corners; heights are dropped. Raises ValueError for what is no closed ring in degrees."""
    if len(positions) < 4:
        raise ValueError(f"a ring has {len(positions)} positions; four are the least")
    if not all(_is_list(each) and 2 <= len(each) <= 4 for each in positions):
        raise ValueError("a position is [longitude, latitude]")
    try:
        ring = np.array([(float(each[0]), float(each[1])) for each in positions])
    except (TypeError, ValueError, OverflowError):
        raise ValueError("a coordinate is no number") from None
    if not np.isfinite(ring).all() or (np.abs(ring) > (180, 90)).any():
        raise ValueError("a coordinate is not in degrees, longitude first")
    if (ring[0] != ring[-1]).any():
        raise ValueError("a ring does not end where it begins: is it cut off?")
    return ring


def _is_list(value: Any) -> bool:
    return isinstance(value, list | tuple)
