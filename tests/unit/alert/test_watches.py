"""Which watchlists a place concerns."""

import math
import tracemalloc
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import PoisonError
from schemas.places import PlaceRef
from schemas.watchlists import (
    Admin1Area,
    CircleArea,
    PolygonArea,
    RaionArea,
    WatchedPlace,
    Watchlist,
)
from tests.unit.alert.told import KUPIANSK, NOWHERE
from workers.alert.watches import WatchIndex, check, distance_km


def watchlist(name: str, **fields: Any) -> Watchlist:
    """A watchlist of that id."""
    return Watchlist(watchlist_id=name, name=name, **fields)


def found(*watchlists: Watchlist, place: PlaceRef = KUPIANSK) -> tuple[str, ...]:
    """Which of them an incursion at the place concerns."""
    return WatchIndex.of(watchlists).matching(place, "combat", "incursion")


PLACE = (WatchedPlace(place_id=KUPIANSK.place_id, name="Kupiansk"),)
SQUARE = [[37.0, 49.0], [38.0, 49.0], [38.0, 50.0], [37.0, 50.0], [37.0, 49.0]]
HOLE = [[37.5, 49.6], [37.7, 49.6], [37.7, 49.8], [37.5, 49.8], [37.5, 49.6]]


@pytest.mark.parametrize(
    ("fields", "matches"),
    [
        ({"places": PLACE}, True),
        ({"places": (WatchedPlace(place_id="UA0", name="Elsewhere"),)}, False),
        ({"areas": (Admin1Area(name="kharkiv oblast"),)}, True),
        ({"areas": (Admin1Area(name="Donetsk Oblast"),)}, False),
        ({"areas": (RaionArea(name="Kupiansk Raion"),)}, True),
        ({"areas": (RaionArea(name="Kupiansk Raion", admin1="Kharkiv Oblast"),)}, True),
        ({"areas": (RaionArea(name="Kupiansk Raion", admin1="Donetsk Oblast"),)}, False),
        ({"areas": (CircleArea(lat=49.71, lon=37.9, radius_km=25),)}, True),
        ({"areas": (CircleArea(lat=49.71, lon=37.9, radius_km=15),)}, False),
        ({"areas": (CircleArea(lat=55.75, lon=37.62, radius_km=2000),)}, True),
        ({"areas": (CircleArea(lat=38.72, lon=-9.14, radius_km=2000),)}, False),
        ({"areas": (PolygonArea(geometry={"type": "Polygon", "coordinates": [SQUARE]}),)}, True),
        ({"areas": (PolygonArea(geometry={"type": "Polygon", "coordinates": [SQUARE, HOLE]}),)}, False),
        ({"areas": (PolygonArea(geometry={"type": "MultiPolygon", "coordinates": [[HOLE]]}),)}, True),
        ({"places": PLACE, "families": ("combat",)}, True),
        ({"places": PLACE, "families": ("control",)}, False),
        ({"places": PLACE, "event_types": ("incursion", "assault")}, True),
        ({"places": PLACE, "event_types": ("assault",)}, False),
        ({}, False),
    ],
)
def test_a_watchlist_asks_for_places_areas_families_and_types(fields: Any, matches: bool) -> None:
    """Each kind of condition on its own; a list without places and areas matches nothing."""
    assert (found(watchlist("w", **fields)) == ("w",)) is matches


def test_matches_are_sorted_and_each_once() -> None:
    """A place that a list asks for twice is one match."""
    twice = watchlist("b", places=PLACE, areas=(Admin1Area(name="Kharkiv Oblast"),))
    assert found(twice, watchlist("a", places=PLACE)) == ("a", "b")


def test_an_unresolved_place_is_in_no_area() -> None:
    """It has neither coordinates nor an oblast."""
    wide = watchlist("w", areas=(CircleArea(lat=49, lon=37, radius_km=2000),))
    assert found(wide, place=NOWHERE) == ()


@given(st.floats(44, 53), st.floats(22, 40), st.floats(1, 400), st.floats(44, 53), st.floats(22, 40))
def test_a_circle_holds_exactly_what_is_near_enough(
    lat: float, lon: float, radius: float, at_lat: float, at_lon: float
) -> None:
    """The grid that finds candidates loses none and adds none."""
    place = KUPIANSK.model_copy(update={"lat": at_lat, "lon": at_lon})
    circle = watchlist("c", areas=(CircleArea(lat=lat, lon=lon, radius_km=radius),))
    near = distance_km((lat, lon), (at_lat, at_lon)) <= radius
    assert (found(circle, place=place) == ("c",)) is near


@given(
    st.lists(st.tuples(st.floats(30, 40), st.floats(45, 52)), min_size=3, max_size=3),
    st.floats(30, 40),
    st.floats(45, 52),
)
def test_a_triangle_holds_what_lies_on_one_side_of_its_edges(
    corners: list[tuple[float, float]], lon: float, lat: float
) -> None:
    """Ray casting against the sign of the three cross products, away from the edges."""
    ring = [list(corner) for corner in (*corners, corners[0])]
    crosses = [(b[0] - a[0]) * (lat - a[1]) - (b[1] - a[1]) * (lon - a[0]) for a, b in pairwise(ring)]
    if any(math.isclose(cross, 0, abs_tol=1e-6) for cross in crosses):
        return
    inside = len({cross > 0 for cross in crosses}) == 1
    place = KUPIANSK.model_copy(update={"lat": lat, "lon": lon})
    triangle = watchlist("t", areas=(PolygonArea(geometry={"type": "Polygon", "coordinates": [ring]}),))
    assert (found(triangle, place=place) == ("t",)) is inside


def test_a_known_distance() -> None:
    """Kharkiv to Kupiansk is some 105 km as the crow flies."""
    assert distance_km((49.99, 36.23), (49.71, 37.61)) == pytest.approx(104, abs=2)


@pytest.mark.parametrize(
    "geometry",
    [
        {},
        {"type": "Point", "coordinates": [37, 49]},
        {"type": "Polygon", "coordinates": []},
        {"type": "MultiPolygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [SQUARE[:-1]]},
        {"type": "Polygon", "coordinates": [[[37, 49], [38, 49]]]},
        {"type": "Polygon", "coordinates": [[["a", 49], [38, 49], [38, 50], [37, 49]]]},
        {"type": "Polygon", "coordinates": [[[370, 49], [38, 49], [38, 50], [370, 49]]]},
        {"type": "Polygon", "coordinates": [[[10**400, 49], [38, 49], [38, 50], [37, 49]]]},
        {"type": "Polygon", "coordinates": [[[float("nan"), 49], [38, 49], [38, 50], [37, 49]]]},
    ],
)
def test_what_is_no_polygon_is_refused_with_the_lists_name(geometry: dict[str, Any]) -> None:
    """Poison, and the message says whose."""
    with pytest.raises(PoisonError, match="my-list"):
        check(watchlist("my-list", areas=(PolygonArea(geometry=geometry),)))


LISTS = st.builds(
    lambda number, kind: watchlist(f"w{number}", **kind),
    st.integers(0, 4),
    st.sampled_from(
        (
            {"places": PLACE},
            {"areas": (Admin1Area(name="Kharkiv Oblast"),)},
            {"areas": (RaionArea(name="Kupiansk Raion"),)},
            {"areas": (CircleArea(lat=49.71, lon=37.9, radius_km=25), CircleArea(lat=1, lon=1, radius_km=1))},
            {"areas": (PolygonArea(geometry={"type": "Polygon", "coordinates": [SQUARE]}),)},
            {},
        )
    ),
)


@given(st.lists(st.one_of(LISTS, st.integers(0, 4)), max_size=12))
def test_a_changed_index_is_the_index_of_what_is_left(steps: list[Watchlist | int]) -> None:
    """Lists that come, change and go, in any order, leave what an index made anew would hold."""
    index = WatchIndex()
    left: dict[str, Watchlist] = {}
    for step in steps:
        if isinstance(step, int):
            index.drop(f"w{step}")
            left.pop(f"w{step}", None)
        else:
            index.put(step)
            left[step.watchlist_id] = step
        expected = WatchIndex.of(left.values()).matching(KUPIANSK, "combat", "assault")
        assert index.matching(KUPIANSK, "combat", "assault") == expected
    assert len(index) == len(left)


def test_a_refused_watchlist_leaves_the_one_before_it() -> None:
    """A bad polygon does not unwatch what was watched."""
    index = WatchIndex.of([watchlist("w", places=PLACE)])
    with pytest.raises(PoisonError):
        index.put(watchlist("w", areas=(PolygonArea(geometry={}),)))
    assert index.matching(KUPIANSK, "combat", "assault") == ("w",)


def test_areas_as_wide_as_the_earth_cost_no_more_than_small_ones() -> None:
    """A thousand of them in one list are looked through, not laid out by degrees: that took gigabytes."""
    earth = [[-180.0, -90.0], [180.0, -90.0], [180.0, 90.0], [-180.0, 90.0], [-180.0, -90.0]]
    everywhere = PolygonArea(geometry={"type": "Polygon", "coordinates": [earth]})
    wide = watchlist("w", areas=(everywhere,) * 1000)
    index = WatchIndex.of([wide])
    assert index.matching(KUPIANSK, "combat", "assault") == ("w",)
    index.drop("w")
    assert index.matching(KUPIANSK, "combat", "assault") == ()
    tracemalloc.start()
    try:
        WatchIndex.of([watchlist("w", areas=(everywhere,))])
        assert tracemalloc.get_traced_memory()[1] < 1_000_000, "bytes for one"
    finally:
        tracemalloc.stop()
