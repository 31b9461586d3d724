"""A snapshot in the table: the very same ground back, within the bound of a record."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.maps import ControlMap
from tests.unit.alert.maps.drawn import control_map, day, feature, terrain
from workers.alert.maps.comparison import begin
from workers.alert.maps.packing import pack, unpack
from workers.alert.maps.polygons import MOST_POSITIONS
from workers.alert.maps.snapshot import read

PLAIN = terrain()
CORNERS = st.tuples(st.integers(355, 364), st.integers(480, 489), st.integers(1, 9), st.integers(1, 9))


@given(st.lists(st.tuples(st.sampled_from(["RU", "UA", "contested"]), CORNERS), min_size=1, max_size=6))
@settings(max_examples=60)
def test_what_is_packed_comes_back_the_same(boxes: list[tuple[str, tuple[int, int, int, int]]]) -> None:
    """Every corner of every holder's ground, and who holds the divided settlements."""
    drawn = [(holder, (w / 10, s / 10, (w + x) / 10, (s + y) / 10)) for holder, (w, s, x, y) in boxes]
    accepted = begin(read(control_map(drawn), PLAIN), PLAIN).accepted
    again = unpack(pack(accepted))
    assert again.divided == accepted.divided
    assert again.snapshot.ground.keys() == accepted.snapshot.ground.keys()
    for holder, ground in accepted.snapshot.ground.items():
        assert again.snapshot.ground[holder].equals_exact(ground, 0.0)


@pytest.mark.parametrize("depth", [0.0005, 0.01, 0.1])
def test_as_many_corners_as_a_map_may_have_fit_twice_into_a_record(depth: float) -> None:
    """A line that swings by some depth (degrees) from one corner to the next."""
    corners = int(0.98 * MOST_POSITIONS / (1 + depth * 4))
    lat = np.linspace(47.0, 50.0, corners)
    line = np.column_stack((36.0 + depth * np.random.default_rng(7).random(corners), lat)).tolist()
    outline = [*line, [38.0, 50.0], [38.0, 47.0], line[0]]
    wavy = ControlMap(source="Wavy", as_of=day(1), features=(feature("occupied", outline),))
    packed = pack(begin(read(wavy, PLAIN), PLAIN).accepted)
    assert sum(map(len, packed.ground.values())) < 400_000
