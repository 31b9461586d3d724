"""Two snapshots compared: flips at 70 and 30 %, ground that is conserved, maps that cannot be true."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.errors import PoisonError
from schemas.maps import ControlMap
from tests.unit.alert.maps.drawn import Box, control_map, east_of, terrain, village
from workers.alert.maps.comparison import Accepted, Comparison, begin, compare, holder_of
from workers.alert.maps.snapshot import read

PLAIN = terrain()
HRUNTIVKA = village("Hruntivka", 48.5, 36.0)
LONE = terrain(HRUNTIVKA)
KM_OF_LON = 73.8
"""Kilometres in a degree of longitude at 48.5 N."""


def after(*maps: ControlMap, ground: Any = PLAIN) -> Comparison:
    """The last of the maps against what the ones before it left."""
    first, *later = [read(each, ground) for each in maps]
    done = begin(first, ground)
    for each in later:
        done = compare(done.accepted, each, ground)
    return done


def line(share: float) -> float:
    """The meridian east of which lies this share of Hruntivka's disc (1 km), roughly."""
    return 36.0 + (1 - 2 * share) * 0.8 / KM_OF_LON


def told(done: Comparison) -> list[tuple[str, str, str]]:
    return [(flip.place.name, flip.before, flip.after) for flip in done.flips]


def test_the_first_map_says_who_holds_what_and_flips_nothing() -> None:
    """Painted and near unpainted settlements begin with a holder; nobody held them before."""
    done = after(east_of(36.05))
    assert {flip.before for flip in done.flips} == {"unknown"}
    assert {flip.after for flip in done.flips if flip.place.lon and flip.place.lon > 36.05} == {"RU"}
    assert {flip.after for flip in done.flips if flip.place.lon and flip.place.lon < 36.05} == {"UA"}
    assert done.shifts == ()


def test_a_settlement_flips_when_seventy_per_cent_of_it_do() -> None:
    """At two thirds it stays, at three quarters it is taken."""
    before = east_of(36.2)
    assert told(after(before, east_of(line(0.66)), ground=LONE)) == []
    assert told(after(before, east_of(line(0.8)), ground=LONE)) == [("Hruntivka", "UA", "RU")]


def test_it_flips_back_only_at_thirty_per_cent() -> None:
    """A line that swings through the middle of a village is told once."""
    taken = (east_of(36.2), east_of(line(0.8)))
    assert told(after(*taken, east_of(line(0.4)), ground=LONE)) == []
    assert told(after(*taken, east_of(line(0.4)), east_of(line(0.2)), ground=LONE)) == [
        ("Hruntivka", "RU", "UA")
    ]
    assert told(after(*taken, east_of(line(0.4)), east_of(line(0.6)), ground=LONE)) == []


def test_grey_is_contested() -> None:
    """A village that the grey zone swallows is contested; taken from there it is taken."""
    grey = east_of(36.1, grey=0.2)
    assert told(after(east_of(36.2), grey, ground=LONE)) == [("Hruntivka", "UA", "contested")]
    assert told(after(east_of(36.2), grey, east_of(35.8), ground=LONE)) == [("Hruntivka", "contested", "RU")]


def test_a_village_that_nobody_has_more_than_thirty_per_cent_of_any_more_is_contested() -> None:
    """Its holder lost it, and nobody has it whole."""
    three = control_map(
        [("RU", (line(0.45), 47.9, 36.6, 49.0)), ("contested", (line(0.75), 47.9, line(0.45), 49.0))]
    )
    assert told(after(east_of(36.2), three, ground=LONE)) == [("Hruntivka", "UA", "contested")]


@pytest.mark.parametrize(
    ("shares", "before", "holder"),
    [
        ({"UA": 0.7, "RU": 0.3}, "RU", "UA"),
        ({"UA": 0.69, "RU": 0.31}, "RU", "RU"),
        ({"UA": 0.69, "RU": 0.31}, None, "contested"),
        ({"UA": 0.35, "RU": 0.30, "contested": 0.35}, "RU", "contested"),
        ({"UA": 0.5, "RU": 0.5}, "contested", "contested"),
        ({}, None, "contested"),
    ],
)
def test_the_rule_of_seventy_and_thirty(shares: dict[str, float], before: str | None, holder: str) -> None:
    """Somebody with 70 %, else who held it and has more than 30 %, else contested."""
    assert holder_of(shares, before)[0] == holder


def test_ground_is_told_by_who_lost_and_who_gained_it() -> None:
    """Square kilometres of a strip of 0.05 degrees over 1.1 degrees of latitude, from whom to whom."""
    done = after(east_of(36.2), east_of(36.15))
    [shift] = done.shifts
    assert (shift.before, shift.after) == ("UA", "RU")
    assert shift.km2 == pytest.approx(0.05 * KM_OF_LON * 1.1 * 111.2, rel=0.01)


def test_steps_too_small_to_be_news_take_a_village_all_the_same() -> None:
    """A line that creeps by fifteen metres a day moves no ground that counts, until the village is over."""
    done = begin(read(east_of(35.9962), LONE), LONE)
    flips = []
    for step in range(1, 7):
        done = compare(done.accepted, read(east_of(35.9962 - step * 0.0002, step + 1), LONE), LONE)
        assert done.shifts == ()
        flips += told(done)
    assert flips == [("Hruntivka", "contested", "RU")]


def test_liberated_ground_that_a_map_stops_painting_has_not_moved() -> None:
    """Unpainted ground of Ukraine is Ukraine's, whether a map once painted it or not."""
    liberated: Box = (36.0, 47.9, 36.2, 49.0)
    done = after(control_map([("RU", (36.2, 47.9, 36.6, 49)), ("UA", liberated)]), east_of(36.2, 2))
    assert done.shifts == ()
    assert done.flips == ()


def test_unpainted_ground_belongs_to_the_owner_of_the_country_around_it() -> None:
    """An incursion over the border takes ground from the other side than one before it does."""
    both = terrain(village("Home", 48.5, 35.9), village("Abroad", 48.5, 36.3, "RU"))
    done = after(
        control_map([("contested", (36.09, 48.4, 36.1, 48.6))]),
        control_map([("UA", (36.25, 48.45, 36.35, 48.55)), ("contested", (36.09, 48.4, 36.1, 48.6))]),
        ground=both,
    )
    assert [(shift.before, shift.after) for shift in done.shifts] == [("RU", "UA")]
    assert told(done) == [("Abroad", "RU", "UA")]


def test_half_a_map_is_not_believed() -> None:
    """A cut-off file would flip every village on what is missing; a setting says how many are too many."""
    wide = terrain(*(village(f"V{n}", 47.95 + n % 50 * 0.02, 36.01 + n // 50 * 0.05) for n in range(500)))
    whole, half = read(east_of(36.0), wide), read(east_of(36.3, 2), wide)
    known = begin(whole, wide).accepted
    with pytest.raises(PoisonError) as refused:
        compare(known, half, wide, 0.05)
    assert refused.value.error_type == "map-implausible"
    assert "is it cut off?" in str(refused.value)
    assert len(compare(known, half, wide, 0.8).flips) > 25


def test_a_small_map_may_change_whole() -> None:
    """A share says nothing of three villages."""
    near, over = (control_map([("RU", (west, 48.45, 36.3, 48.55))]) for west in (36.05, 35.95))
    known = begin(read(near, LONE), LONE).accepted
    assert told(compare(known, read(over, LONE), LONE, 0.0)) == [("Hruntivka", "UA", "RU")]


BOXES = st.lists(
    st.tuples(
        st.sampled_from(["RU", "UA", "contested"]),
        st.tuples(st.integers(355, 364), st.integers(480, 488), st.integers(1, 6), st.integers(1, 6)).map(
            lambda box: (box[0] / 10, box[1] / 10, (box[0] + box[2]) / 10, (box[1] + box[3]) / 10)
        ),
    ),
    min_size=1,
    max_size=6,
)


def accepted(boxes: Any) -> Accepted:
    return begin(read(control_map(boxes), PLAIN), PLAIN).accepted


@given(BOXES, BOXES)
@settings(max_examples=50)
def test_what_one_gains_another_loses(before: Any, after: Any) -> None:
    """Painted ground changes by what is gained less what is lost, and the way back moves the same ground."""
    one, two = accepted(before), accepted(after)
    there, back = compare(one, two.snapshot, PLAIN), compare(two, one.snapshot, PLAIN)
    km2 = {(shift.before, shift.after): shift.km2 for shift in there.shifts}
    returned = {(shift.after, shift.before): shift.km2 for shift in back.shifts}
    for key in km2.keys() | returned.keys():
        assert km2.get(key, 0.0) == pytest.approx(returned.get(key, 0.0), rel=1e-3, abs=0.5)
    for party in ("RU", "contested"):
        gained = sum(size for (_, to), size in km2.items() if to == party)
        lost = sum(size for (of, _), size in km2.items() if of == party)
        grown = (two.snapshot.held_by(party).area - one.snapshot.held_by(party).area) / 1e6
        assert gained - lost == pytest.approx(grown, rel=1e-3, abs=0.5)


@given(BOXES, BOXES)
@settings(max_examples=50)
def test_the_way_back_flips_back(before: Any, after: Any) -> None:
    """A settlement that each map alone gives to somebody flips the one way and then the other."""
    one, two = accepted(before), accepted(after)
    there, back = compare(one, two.snapshot, PLAIN), compare(two, one.snapshot, PLAIN)
    divided = {*one.divided, *two.divided, *there.accepted.divided, *back.accepted.divided}
    away = {(f.place.place_id, f.before, f.after) for f in there.flips if f.place.place_id not in divided}
    home = {(f.place.place_id, f.after, f.before) for f in back.flips if f.place.place_id not in divided}
    assert away == home


@given(BOXES)
@settings(max_examples=40)
def test_the_same_map_again_changes_nothing(boxes: Any) -> None:
    """Neither a flip nor a piece of ground, in whatever order its polygons stand."""
    known = accepted(boxes)
    again = compare(known, read(control_map(list(reversed(boxes)), 2), PLAIN), PLAIN)
    assert again.flips == ()
    assert sum(shift.km2 for shift in again.shifts) < 0.5
    assert again.accepted.divided == known.divided
