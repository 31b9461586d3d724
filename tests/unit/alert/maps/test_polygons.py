"""Reading a map: what is repaired, what is refused, and that nothing hostile does harm."""

from itertools import combinations
from typing import Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import PoisonError
from schemas.maps import ControlMap
from tests.unit.alert.maps.drawn import control_map, day, east_of, feature, ring, terrain
from workers.alert.maps.polygons import GRID_M, MOST_POSITIONS
from workers.alert.maps.snapshot import Snapshot, read

PLAIN = terrain()
BOX = (36.0, 48.0, 36.1, 48.1)
BOX_KM2 = 82.8
"""0.1 by 0.1 degrees at 48 N: 11.12 km by 7.45 km."""


def reading(*features: dict[str, Any]) -> Snapshot:
    return read(ControlMap(source="Neutral Map", as_of=day(1), features=features), PLAIN)


def test_areas_are_true() -> None:
    """A box of a tenth of a degree has the square kilometres that it has on the globe."""
    assert reading(feature("occupied", ring(BOX))).area_km2 == pytest.approx(BOX_KM2, rel=0.002)


def test_a_hole_is_not_painted() -> None:
    """Ground inside an inner ring is not the polygon's."""
    hole = ring((36.02, 48.02, 36.08, 48.08))
    assert reading(feature("occupied", ring(BOX), hole)).area_km2 == pytest.approx(
        BOX_KM2 * (1 - 0.36), rel=0.01
    )


def test_a_status_is_known_by_any_of_its_pieces() -> None:
    """Statuses in several languages with a key and a remark, as map makers write them."""
    name = "Окуповано /// Occupied\xa0/// geoJSON.status.occupied {{at:01.11}}"
    assert set(reading(feature(name, ring(BOX), key="name")).ground) == {"RU"}


@pytest.mark.parametrize(
    ("properties", "says"),
    [
        ({"status": "blue"}, "feature 1: the status 'blue' is not known; known are: "),
        ({"status": "occupied /// liberated"}, "means several things"),
        ({"status": "{{" * 1_000_000}, "is not known"),
        ({"colour": "red"}, "no status (a property status or name, a text)"),
        ({"status": 4}, "no status"),
        (None, "no status"),
    ],
)
def test_ground_without_a_known_status_refuses_the_map(properties: Any, says: str) -> None:
    """A polygon that is dropped in silence would flip whatever stands on it."""
    with pytest.raises(PoisonError) as refused:
        reading({**feature("occupied", ring(BOX)), "properties": properties})
    assert says in str(refused.value)


def test_grey_over_a_party_and_two_parties_over_one_another_are_contested() -> None:
    """Every piece of ground has one holder."""
    half = (36.05, 48.0, 36.1, 48.1)
    grey = reading(feature("occupied", ring(BOX)), feature("grey", ring(half)))
    both = reading(feature("occupied", ring(BOX)), feature("liberated", ring(half)))
    for snapshot in (grey, both):
        assert set(snapshot.ground) == {"RU", "contested"}
        assert snapshot.held_by("contested").area / 1e6 == pytest.approx(BOX_KM2 / 2, rel=0.01)
        assert snapshot.area_km2 == pytest.approx(BOX_KM2, rel=0.01)


def test_a_ring_that_crosses_itself_a_little_is_repaired() -> None:
    """A slip of the pen at a corner costs nothing but a corner."""
    slip = [[36.0, 48.0], [36.1, 48.0], [36.1, 48.1], [36.002, 48.1], [36.0, 48.098], [36.002, 48.0981],
            [36.0, 48.1], [36.0, 48.0]]  # fmt: skip
    snapshot = reading(feature("occupied", slip))
    assert snapshot.repaired == 1
    assert snapshot.area_km2 == pytest.approx(BOX_KM2, rel=0.02)


@pytest.mark.parametrize(
    ("rings", "says"),
    [
        ([[[36, 48], [36.1, 48.1], [36.1, 48], [36, 48.1], [36, 48]]], "a ring crosses itself"),
        ([ring(BOX)[:-1]], "does not end where it begins: is it cut off?"),
        ([ring(BOX)[:3]], "a ring has 3 positions"),
        ([[[36, 48], [36, None], [36.1, 48], [36, 48]]], "a coordinate is no number"),
        ([[[36, 48], [36, 10**400], [36.1, 48], [36, 48]]], "a coordinate is no number"),
        ([[[36, 48], [36, float("nan")], [36.1, 48], [36, 48]]], "not in degrees"),
        ([[[36, 48], [36, 148], [36.1, 48], [36, 48]]], "not in degrees"),
        ([[[36, 48], [36], [36.1, 48], [36, 48]]], "a position is [longitude, latitude]"),
        ([[[[36, 48]]] * 4], "a position is [longitude, latitude]"),
        ([[[179, 48], [-179, 48], [-179, 49], [179, 48]]], "cut it at the antimeridian"),
        ([[36, 48, 36, 48]], "a position is [longitude, latitude]"),
        ([36, 48], "lists of rings"),
        ([], "lists of rings"),
        ("rings", "lists of rings"),
        (None, "lists of rings"),
    ],
)
def test_a_ring_that_cannot_be_trusted_refuses_the_map(rings: Any, says: str) -> None:
    """With the number of the feature and what is wrong with it."""
    broken = {**feature("occupied"), "geometry": {"type": "Polygon", "coordinates": rings}}
    with pytest.raises(PoisonError) as refused:
        reading(feature("occupied", ring(BOX)), broken)
    assert str(refused.value).startswith("feature 2: ")
    assert says in str(refused.value)


def test_points_lines_and_features_without_geometry_are_passed_over() -> None:
    """Map makers mark units and directions in the same file."""
    others = [
        {"type": "Feature", "properties": {}, "geometry": {"type": kind, "coordinates": [36.0, 48.0]}}
        for kind in ("Point", "LineString")
    ]
    nothing: dict[str, Any] = {"type": "Feature", "properties": {}, "geometry": None}
    assert set(reading(*others, nothing, {}, feature("occupied", ring(BOX))).ground) == {"RU"}


def test_latitude_first_is_told_from_a_map_of_elsewhere() -> None:
    """Swapped coordinates are the commonest mistake."""
    swapped = [[lat, lon] for lon, lat in ring(BOX)]
    with pytest.raises(PoisonError, match="GeoJSON has the longitude first"):
        reading(feature("occupied", swapped))


def test_polygons_far_away_are_no_part_of_the_theatre() -> None:
    """Whatever status they bear."""
    islands = feature("some island", ring((145.0, 43.5, 146.0, 44.5)))
    assert set(reading(islands, feature("occupied", ring(BOX))).ground) == {"RU"}


@pytest.mark.parametrize("rings", [[[[36, 48]] * 4], [[[36, 48], [36.1, 48], [36, 48], [36, 48]]]])
def test_a_ring_without_an_area_paints_nothing(rings: Any) -> None:
    """A point or a line, as editors leave them behind, beside a good polygon."""
    assert reading(feature("occupied", *rings), feature("occupied", ring(BOX))).area_km2 == pytest.approx(
        BOX_KM2, rel=0.01
    )


@pytest.mark.parametrize("features", [(), ({},), (feature("sea", ring(BOX)),)])
def test_an_empty_map_is_refused(features: tuple[Any, ...]) -> None:
    """It would take everything from everybody."""
    with pytest.raises(PoisonError) as refused:
        reading(*features)
    assert refused.value.error_type == "map-empty"


def test_a_map_leans_as_it_says_or_as_the_theatre_knows() -> None:
    """A source that the theatre knows need not say it; one that says nonsense is refused."""
    assert read(east_of(36.0, lean="RU", source="Watchers"), PLAIN).lean == "RU"
    assert read(east_of(36.0, source="Watchers"), PLAIN).lean == "UA"
    assert read(east_of(36.0), PLAIN).lean is None
    with pytest.raises(PoisonError, match="these are: RU, UA"):
        read(east_of(36.0, lean="XX"), PLAIN)


def test_more_corners_than_a_map_has_are_refused_before_any_work() -> None:
    """The bound on positions."""
    long = [[36.0 + n * 1e-6, 48.0] for n in range(MOST_POSITIONS)]
    with pytest.raises(PoisonError) as refused:
        reading(feature("occupied", [*long, [36.1, 48.1], long[0]]))
    assert refused.value.error_type == "map-too-detailed"


def test_a_lattice_of_crossing_strips_is_refused_before_any_work() -> None:
    """1,500 strips that cross as many have nine million crossings."""
    step = 0.0003
    flat = [ring((35.5, 48 + n * step, 36.5, 48 + (n + 0.5) * step)) for n in range(1500)]
    tall = [ring((35.5 + n * step, 48, 35.5 + (n + 0.5) * step, 49)) for n in range(1500)]
    strips = [feature("occupied", strip) for strip in (*flat, *tall)]
    with pytest.raises(PoisonError) as refused:
        reading(*strips)
    assert refused.value.error_type == "map-too-intricate"


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(st.sampled_from(["type", "coordinates"]), inner)
    ),
    max_leaves=20,
)
POSITIONS = st.lists(
    st.tuples(st.floats(35.5, 36.5), st.floats(48, 49)).map(list) | JSON, min_size=0, max_size=9
)
FEATURES = st.fixed_dictionaries(
    {
        "properties": st.none()
        | st.fixed_dictionaries({"status": st.sampled_from(["occupied", "grey", "?"])}),
        "geometry": JSON
        | st.fixed_dictionaries(
            {
                "type": st.sampled_from(["Polygon", "MultiPolygon", "Point", "Circle"]),
                "coordinates": JSON | st.lists(POSITIONS.map(lambda ps: [*ps, *ps[:1]]), max_size=3),
            }
        ),
    }
)


@given(st.lists(FEATURES | st.dictionaries(st.text(max_size=3), JSON), max_size=4))
@settings(max_examples=100)
def test_whatever_a_map_is_made_of_it_is_read_or_refused(features: list[dict[str, Any]]) -> None:
    """Nothing but PoisonError is raised, and what is read is disjoint, valid and on a known holder."""
    try:
        snapshot = reading(*features)
    except PoisonError:
        return
    assert set(snapshot.ground) <= {"RU", "UA", "contested"}
    for one in snapshot.ground.values():
        assert one.is_valid


CORNERS = st.tuples(st.integers(355, 364), st.integers(480, 489), st.integers(1, 9), st.integers(1, 9))
BOXES = st.lists(st.tuples(st.sampled_from(["RU", "UA", "contested"]), CORNERS), min_size=1, max_size=8)


@given(BOXES)
@settings(max_examples=100)
def test_every_piece_of_ground_has_one_holder(boxes: Any) -> None:
    """The holders' areas add up to the area that is painted at all, and no two of them overlap.

    Rounding to the grid may leave a strip along a common edge, never one that would count as moved ground.
    """
    drawn = [
        (holder, (west / 10, south / 10, (west + wide) / 10, (south + high) / 10))
        for holder, (west, south, wide, high) in boxes
    ]
    snapshot = read(control_map(drawn), PLAIN)
    painted = read(control_map([("RU", box) for _, box in drawn]), PLAIN)
    assert snapshot.area_km2 == pytest.approx(painted.area_km2, rel=1e-3)
    for one, other in combinations(snapshot.ground.values(), 2):
        for part in shapely.get_parts(one.intersection(other)):
            assert part.area <= GRID_M * part.length
