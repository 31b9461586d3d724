"""The geometry of an alert's GeoJSON Feature (RFC 7946): checked, wound right-handed, taken apart."""

from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, TypeAdapter

from schemas.alerts import Alert
from schemas.model import Latitude, Longitude, Received
from workers.alert.rings import ring_of

Position = tuple[Longitude, Latitude]
Ring = tuple[Position, ...]


def _read(positions: Any) -> Any:
    return ring_of(positions).tolist() if isinstance(positions, list | tuple) else positions


_Ring = Annotated[Ring, BeforeValidator(_read)]
_Rings = Annotated[tuple[_Ring, ...], Field(min_length=1)]


class Point(Received):
    """Longitude and latitude in degrees."""

    type: Literal["Point"] = "Point"
    coordinates: Position


class Polygon(Received):
    """An outer ring and its holes."""

    type: Literal["Polygon"] = "Polygon"
    coordinates: _Rings


class MultiPolygon(Received):
    """Several polygons as one shape."""

    type: Literal["MultiPolygon"] = "MultiPolygon"
    coordinates: tuple[_Rings, ...]


class GeometryCollection(Received):
    """Several geometries as one."""

    type: Literal["GeometryCollection"] = "GeometryCollection"
    geometries: tuple["Geometry", ...]


Geometry = Annotated[Point | Polygon | MultiPolygon | GeometryCollection, Field(discriminator="type")]
_GEOMETRY: TypeAdapter[Any] = TypeAdapter(Geometry | None)


def geometry_of(alert: Alert) -> Geometry | None:
    """The alert's geometry. Raises ValueError for one of another type or with impossible coordinates."""
    found: Geometry | None = _GEOMETRY.validate_python(alert.feature.get("geometry"))
    return found


def polygons(geometry: Geometry | None) -> tuple[tuple[Ring, ...], ...]:
    """Its polygons, the outer ring of each first."""
    match geometry:
        case Polygon():
            return (geometry.coordinates,)
        case MultiPolygon():
            return geometry.coordinates
        case GeometryCollection():
            return tuple(found for part in geometry.geometries for found in polygons(part))
    return ()


def points(geometry: Geometry | None) -> tuple[Position, ...]:
    """Its points."""
    match geometry:
        case Point():
            return (geometry.coordinates,)
        case GeometryCollection():
            return tuple(found for part in geometry.geometries for found in points(part))
    return ()


def right_handed(geometry: Geometry | None) -> dict[str, Any] | None:
    """As GeoJSON, outer rings anticlockwise and holes clockwise (RFC 7946, section 3.1.6)."""
    match geometry:
        case Polygon():
            return {"type": geometry.type, "coordinates": _wound(geometry.coordinates)}
        case MultiPolygon():
            return {"type": geometry.type, "coordinates": [_wound(each) for each in geometry.coordinates]}
        case GeometryCollection():
            return {"type": geometry.type, "geometries": [right_handed(each) for each in geometry.geometries]}
        case Point():
            return {"type": geometry.type, "coordinates": list(geometry.coordinates)}
    return None


def _wound(rings: tuple[Ring, ...]) -> list[list[Position]]:
    return [
        list(ring) if (_doubled_area(ring) >= 0) == (number == 0) else list(reversed(ring))
        for number, ring in enumerate(rings)
    ]


def _doubled_area(ring: Ring) -> float:
    """Positive for an anticlockwise ring (the shoelace formula)."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
