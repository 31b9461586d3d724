"""GeoJSON of a bounded size: what is left of a shape that has too many corners."""

import numpy as np
import orjson
import pytest
import shapely
from shapely import MultiLineString, MultiPolygon, Polygon

from workers.alert.maps.projection import EqualArea
from workers.alert.maps.shapes import geojson, shortened

PLANE = EqualArea(48.5, 36.0)


def disc(corners: int, radius: float, x: float = 0.0) -> Polygon:
    turn = np.linspace(0, 2 * np.pi, corners, endpoint=False)
    return Polygon(np.column_stack((x + radius * np.cos(turn), radius * np.sin(turn))))


def test_a_shape_that_fits_stays_as_it_is() -> None:
    """To the last corner."""
    shape = MultiPolygon([disc(50, 5_000)])
    assert shortened(shape, 100).equals_exact(shape, 0.0)


def test_corners_that_say_little_go_first() -> None:
    """A disc of 50,000 corners keeps its area to a thousandth with 500."""
    short = shortened(MultiPolygon([disc(50_000, 20_000)]), 500)
    assert shapely.get_num_coordinates(short) <= 500
    assert short.area == pytest.approx(np.pi * 20_000**2, rel=1e-3)


def test_of_too_many_parts_the_largest_stay() -> None:
    """Where simplifying does not do."""
    parts = [disc(3, 100 + n, x=1_000.0 * n) for n in range(500)]
    short = shortened(MultiPolygon(parts), 400)
    assert [part.area for part in short.geoms] == [part.area for part in reversed(parts)][:100]


def test_a_line_is_shortened_like_ground() -> None:
    """By the length of its parts."""
    lines = [[(0.0, y), (100.0 + y, y)] for y in range(10)]
    short = shortened(MultiLineString(lines), 6)
    assert [part.length for part in short.geoms] == [109.0, 108.0, 107.0]


def test_geojson_has_degrees_longitude_first_and_outer_rings_anticlockwise() -> None:
    """RFC 7946, and plain lists as they come back from JSON."""
    found = geojson(MultiPolygon([disc(40, 1_000).reverse()]), PLANE)
    assert orjson.loads(orjson.dumps(found)) == found
    ((outer,),) = found["coordinates"]
    assert Polygon(outer).exterior.is_ccw
    assert Polygon(outer).centroid.coords[0] == pytest.approx((36.0, 48.5), abs=1e-4)
    assert all(len(str(number).partition(".")[2]) <= 5 for position in outer for number in position)


def test_there_and_back_is_where_one_was() -> None:
    """Degrees to metres and back, to a millimetre."""
    places = np.array([[22.1, 48.4], [36.0, 48.5], [40.2, 44.4]])
    assert PLANE.backward(PLANE.forward(places)) == pytest.approx(places, abs=1e-8)
