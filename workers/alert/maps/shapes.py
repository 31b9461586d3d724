"""Shapes in metres as GeoJSON of a bounded size."""

from typing import Any, TypeVar

import numpy as np
import shapely
from shapely import MultiLineString, MultiPolygon
from shapely.geometry.base import BaseGeometry

from workers.alert.maps.polygons import GRID_M
from workers.alert.maps.projection import EqualArea

Parts = TypeVar("Parts", MultiPolygon, MultiLineString)
_DECIMALS = 5
"""About a metre."""
_COARSEST_M = 20_000.0


def shortened(shape: Parts, most_positions: int) -> Parts:
    """The shape with at most so many positions: simplified, and where that does not do its largest parts."""
    parts = list(shapely.get_parts(shape))
    tolerance = GRID_M
    while _positions(parts) > most_positions and tolerance < _COARSEST_M:
        parts = [part for part in shapely.simplify(parts, tolerance) if not part.is_empty]
        tolerance *= 2
    if _positions(parts) > most_positions:
        parts.sort(key=lambda part: (-part.area, -part.length))
        parts = parts[: int((np.cumsum(shapely.get_num_coordinates(parts)) <= most_positions).sum())]
    return type(shape)(parts)


def _positions(parts: list[Any]) -> int:
    return int(shapely.get_num_coordinates(parts).sum()) if parts else 0


def geojson(shape: BaseGeometry, projection: EqualArea) -> dict[str, Any]:
    """A GeoJSON geometry (RFC 7946: longitude first, outer rings anticlockwise)."""
    degrees = shapely.transform(shape, lambda metres: projection.backward(metres).round(_DECIMALS))
    geometry: dict[str, Any] = _plain(shapely.geometry.mapping(shapely.orient_polygons(degrees)))
    return geometry


def _plain(value: Any) -> Any:
    """Lists instead of tuples, as they come back from JSON."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return [_plain(each) for each in value] if isinstance(value, tuple | list) else value
