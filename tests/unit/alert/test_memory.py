"""A place's memory stays within bounds, and forgetting neither wakes anybody nor changes a belief."""

import gc
import weakref
from datetime import timedelta

from pydantic import TypeAdapter

from schemas.claims import Claimant
from schemas.observations import PlaceReported
from tests.unit.alert.told import (
    GENERAL_STAFF,
    ISW,
    MINISTRY,
    WITNESS,
    Desk,
    at,
    claim,
    marks,
    report,
)
from workers.alert.memory import bound
from workers.alert.reports import MOST_APPLIED, MOST_REPORTS, MOST_STATEMENTS, MOST_STATEMENTS_PER_REPORT
from workers.alert.state import PlaceState

STATE = TypeAdapter(PlaceState)
RAID = claim("incursion", "RU", MINISTRY)


def verbose(number: int) -> PlaceReported:
    """An article whose every text is as long as it may be, in Cyrillic."""
    claimants = [Claimant(name=f"{n} {'Є' * 500}", kind="witness", via=("Ї" * 500,) * 8) for n in range(40)]
    claims = [claim("strike", "RU", each, sentence="Щ" * 4000, locality="Ж" * 250) for each in claimants]
    told = report(f"v{number}", *claims, day=number / 100, title="Ю" * 1000, source="Я" * 500 + str(number))
    return told.model_copy(update={"url": "https://long.example/" + "x" * 2000})


def test_the_state_stays_under_half_a_megabyte() -> None:
    """Even where every article is as verbose as the contracts allow."""
    desk = Desk()
    desk.hear(*(verbose(number) for number in range(40)))
    assert desk.state is not None
    assert len(STATE.dump_json(desk.state)) < 500_000
    assert sum(len(each.statements) for each in desk.state.reports) <= MOST_STATEMENTS
    assert all(len(each.statements) <= MOST_STATEMENTS_PER_REPORT for each in desk.state.reports)


def test_reports_and_applied_ids_are_bounded() -> None:
    """A thousand copies of a post."""
    desk = Desk()
    desk.hear(*(report(f"c{number}", RAID, story="post") for number in range(600)), now=at(1))
    assert desk.state is not None
    assert len(desk.state.reports) <= MOST_REPORTS
    assert len(desk.state.applied) <= MOST_APPLIED
    assert marks(desk.alerts) == [("alert", "combat", "incursion", "possible")]


def test_what_is_let_go_is_free_at_once() -> None:
    """A report and its words do not hold each other, so that no memory waits for Python's collector."""
    desk = Desk()
    gc.disable()
    try:
        desk.hear(report("raid", RAID), report("denied", claim("incursion", "RU", ISW, polarity="denied")))
        assert desk.state is not None
        report_of = weakref.ref(desk.state.reports[0])
        desk.state = None
        assert report_of() is None
    finally:
        gc.enable()


def test_copies_go_first() -> None:
    """The one different word among a thousand copies is kept."""
    desk = Desk()
    desk.hear(report("seen", claim("incursion", "RU", WITNESS)))
    desk.hear(*(report(f"c{number}", RAID, story="post", day=0.5) for number in range(400)))
    assert desk.alerts[-1].corroboration.origins == 2
    assert desk.state is not None
    assert any(each.source == "seen.example" for each in desk.state.reports)


def test_a_belief_outlives_the_words_it_rests_on() -> None:
    """What the forgotten said of control is where later folds start from."""
    desk = Desk()
    desk.live(report("taken", claim("control_gained", "RU", ISW), day=0))
    for number in range(300):
        desk.live(report(f"s{number}", claim("strike", "RU", GENERAL_STAFF), day=1 + number / 10))
    assert desk.state is not None
    assert all(each.source != "taken.example" for each in desk.state.reports)
    assert desk.belief.holder == "RU"
    left = desk.live(report("back", claim("control_regained", "UA", ISW), day=32))
    assert [(each.event_type, each.control.before if each.control else None) for each in left] == [
        ("control_regained", "RU")
    ]


def test_forgetting_ends_no_alert() -> None:
    """An alert whose articles have left memory is neither cancelled nor superseded."""
    desk = Desk()
    desk.live(report("taken", claim("control_gained", "RU", ISW), day=0))
    desk.hear(*(report(f"s{n}", claim("strike", "RU", GENERAL_STAFF), day=1) for n in range(300)), now=at(1))
    assert [each for each in desk.alerts if each.family == "control"][1:] == []


def test_the_pattern_of_routine_lines_outlives_them() -> None:
    """Yesterday's line is remembered after its report has gone."""
    desk = Desk()
    line = claim("advance", "RU", ISW, routine=True, relation="near")
    desk.live(report("b0", line, day=0))
    desk.hear(*(report(f"s{n}", claim("strike", "RU", GENERAL_STAFF), day=1) for n in range(300)), now=at(1))
    assert desk.state is not None
    assert any(each.event_type == "advance" for each in desk.state.activity)
    assert [each for each in desk.live(report("b2", line, day=2)) if each.msg_type == "alert"] == []


def test_a_state_within_bounds_is_left_alone() -> None:
    """Nothing is forgotten without need."""
    desk = Desk()
    desk.hear(report("raid", RAID))
    assert desk.state is not None
    assert bound(desk.state) is desk.state


def test_a_state_written_before_a_field_existed_still_loads() -> None:
    """Later versions add fields with defaults; a rolling upgrade reads both."""
    desk = Desk()
    desk.hear(report("raid", RAID), now=at(0) + timedelta(hours=1))
    assert desk.state is not None
    dumped = STATE.dump_python(desk.state, mode="json")
    del dumped["activity"], dumped["named"]
    dumped["added_later"] = 1
    assert STATE.validate_python(dumped) == desk.state
