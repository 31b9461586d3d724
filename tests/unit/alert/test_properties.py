"""What no sequence of observations may do. Hypothesis looks for one that does."""

from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from schemas.claims import Claim
from schemas.observations import PlaceReported
from tests.unit.alert.told import (
    BESEDIN,
    BRIGADE,
    DEEPSTATE,
    GENERAL_STAFF,
    ISW,
    MINISTRY,
    RYBAR,
    SOURCES,
    WATCHED,
    WITNESS,
    Desk,
    at,
    claim,
    report,
    standing,
)
from workers.alert.policy.agreement import LADDER
from workers.alert.state import PlaceState
from workers.alert.watches import WatchIndex

EVENTS = (
    *("control_gained", "control_regained", "control_lost", "control_reaffirmed", "contested"),
    *("incursion", "assault", "assault_repelled", "withdrawal", "advance", "buildup", "strike"),
)
SPEAKERS = (GENERAL_STAFF, BRIGADE, BESEDIN, MINISTRY, DEEPSTATE, RYBAR, ISW, SOURCES, WITNESS, None)
STANCES: tuple[dict[str, Any], ...] = (
    *({}, {}, {}, {"hedged": True}, {"polarity": "denied"}, {"polarity": "unconfirmed"}),
    *({"reality": "planned"}, {"reality": "feared"}, {"currency": "background"}, {"routine": True}),
)
STATE = TypeAdapter(PlaceState)

claims = st.builds(
    lambda event, actor, speaker, stance, extent, relation: claim(
        event, actor, speaker, extent=extent, relation=relation, **stance
    ),
    st.sampled_from(EVENTS),
    st.sampled_from(("RU", "UA", None)),
    st.sampled_from(SPEAKERS),
    st.sampled_from(STANCES),
    st.sampled_from(("whole", "whole", "part", "presence", "unknown")),
    st.sampled_from(("in", "in", "in", "edge", "near", "axis")),
)


control_claims = st.builds(
    lambda event, actor, speaker, stance, on: claim(event, actor, speaker, on=on, **stance),
    st.sampled_from((*EVENTS[:5], "withdrawal", "incursion")),
    st.sampled_from(("RU", "UA")),
    st.sampled_from(SPEAKERS),
    st.sampled_from(({}, {}, {}, {"hedged": True}, {"polarity": "denied"}, {"extent": "part"})),
    st.sampled_from((None, None, 1, 4, 9)),
)


@dataclass(frozen=True)
class Told:
    """A drawn article: its claims and its day of publication."""

    claims: tuple[Claim, ...]
    day: float


def stories(days: int = 12, most: int = 7) -> st.SearchStrategy[list[PlaceReported]]:
    """Some articles within so many days, each a story of its own."""
    told = st.builds(
        Told,
        st.one_of(st.lists(claims, max_size=3), st.lists(control_claims, max_size=3)).map(tuple),
        st.integers(0, days * 10).map(lambda tenths: tenths / 10),
    )
    return st.lists(told, min_size=1, max_size=most).map(
        lambda drawn: [report(f"a{number}", *each.claims, day=each.day) for number, each in enumerate(drawn)]
    )


def desk() -> Desk:
    """A desk with one watchlist."""
    return Desk(WatchIndex.of([WATCHED]))


def holding(desk: Desk) -> tuple[str, str | None, str]:
    """Who holds the place at the end; never having said anything is the same as saying that nobody knows."""
    if not desk.beliefs:
        return ("unknown", None, "unknown")
    return (desk.belief.status, desk.belief.holder, desk.belief.certainty)


@given(stories())
@settings(deadline=None, max_examples=150)
def test_two_replays_are_the_same_to_the_byte(told: list[PlaceReported]) -> None:
    """The same observations and watchlists give the same bytes, with or without a round trip of the state."""
    one, other = desk(), desk()
    for each in told:
        one.hear(each)
        other.state = STATE.validate_json(STATE.dump_json(other.state)) if other.state else None
        other.hear(each)
    assert [each.model_dump_json() for each in one.alerts] == [
        each.model_dump_json() for each in other.alerts
    ]
    assert [each.model_dump_json() for each in one.beliefs] == [
        each.model_dump_json() for each in other.beliefs
    ]


@given(stories(), st.data())
@settings(deadline=None, max_examples=150)
def test_a_redelivered_observation_changes_nothing(told: list[PlaceReported], data: st.DataObject) -> None:
    """Neither state nor outputs."""
    one = desk()
    for number, each in enumerate(told):
        one.hear(each)
        again = told[data.draw(st.integers(0, number))]
        before = one.state
        assert one.hear(again) == []
        assert one.state == before


@given(stories(), st.randoms(use_true_random=False))
@settings(deadline=None, max_examples=300)
def test_the_order_of_arrival_leaves_no_trace(told: list[PlaceReported], random: object) -> None:
    """Place, family, event type and certainty of what stands at the end, and who holds the place."""
    one, other = desk(), desk()
    one.hear(*told)
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other.hear(*shuffled)
    assert standing(one) == standing(other)
    assert holding(one) == holding(other)


NEVER = st.builds(
    lambda event, actor, speaker, stance: claim(event, actor, speaker, **stance),
    st.sampled_from(EVENTS),
    st.sampled_from(("RU", "UA")),
    st.sampled_from(SPEAKERS),
    st.sampled_from(
        (
            {"polarity": "denied"},
            {"reality": "planned"},
            {"reality": "conditional"},
            {"reality": "feared"},
            {"currency": "background"},
        )
    ),
)


@given(st.lists(NEVER, min_size=1, max_size=6), st.lists(st.integers(0, 9), min_size=6, max_size=6))
@settings(deadline=None, max_examples=200)
def test_hypothetical_background_and_denied_claims_raise_nothing(told: list[Claim], days: list[int]) -> None:
    """Nor do they make a belief."""
    one = Desk()
    for number, each in enumerate(told):
        one.hear(report(f"a{number}", each, day=days[number]))
    assert one.alerts == []
    assert one.beliefs == []


@given(stories(), NEVER)
@settings(deadline=None, max_examples=200)
def test_they_open_no_alert_and_change_no_holder_later_either(
    told: list[PlaceReported], never: Claim
) -> None:
    """Whatever was said before: a denial may lower or dispute an alert, and none of them opens one."""
    one = Desk()
    one.hear(*told)
    holder = one.beliefs[-1].holder if one.beliefs else None
    opened = [each for each in one.hear(report("never", never, day=12)) if each.msg_type == "alert"]
    denied_by_nobody_else = never.modality != "denied"
    assert opened == [] or not denied_by_nobody_else
    if denied_by_nobody_else:
        assert (one.beliefs[-1].holder if one.beliefs else None) == holder


@given(
    st.sampled_from(EVENTS),
    st.sampled_from(("RU", "UA")),
    st.sampled_from([each for each in SPEAKERS if each is not None]),
    st.lists(st.integers(0, 60), min_size=1, max_size=8),
)
@settings(deadline=None, max_examples=200)
def test_certainty_never_rises_by_a_repeat_of_one_origin(
    event: str, actor: str, speaker: object, hours: list[int]
) -> None:
    """However many sites carry the word of one claimant, and in however many stories."""
    one = Desk()
    said = claim(event, actor, speaker)  # type: ignore[arg-type]
    first = one.hear(report("first", said, day=0))
    for number, hour in enumerate(hours):
        one.hear(report(f"copy{number}", said, day=hour / 24))
    certainties = {each.certainty for each in one.alerts}
    assert certainties <= {each.certainty for each in first} | ({"unknown"} if not first else set())
    assert all(each.corroboration.origins <= 1 for each in one.alerts)


@given(st.integers(1, 40))
@settings(deadline=None, max_examples=20)
def test_copies_of_one_story_in_outlets_own_voices_are_one_origin(copies: int) -> None:
    """Forty sites that rewrite one post, each without naming whose it is."""
    one = Desk()
    said = claim("control_gained", "RU", None)
    for number in range(copies):
        one.hear(report(f"site{number}", said, day=0, story="post"))
    assert [(each.msg_type, each.certainty) for each in one.alerts] == [("alert", "possible")]


@given(stories(days=6), st.lists(st.one_of(claims, control_claims), min_size=1, max_size=4))
@settings(deadline=None, max_examples=200)
def test_what_was_published_long_ago_opens_no_alert(told: list[PlaceReported], old: list[Claim]) -> None:
    """A word that comes 20 days after the others were published corrects history silently."""
    one = Desk()
    one.hear(*(each.model_copy(update={"published_at": at(20)}) for each in told))
    newest = one.state.newest_word if one.state else None
    assert newest == at(20)
    assert [a for a in one.hear(report("old", *old, day=0)) if a.msg_type == "alert"] == []


@given(st.lists(st.one_of(claims, control_claims), min_size=1, max_size=6), st.booleans())
@settings(deadline=None, max_examples=200)
def test_what_was_published_long_ago_overrides_no_newer_word(old: list[Claim], first: bool) -> None:
    """A monitor's word of today stands, whatever was published weeks before, and whenever that arrives."""
    one = Desk()
    newest = report("newest", claim("control_gained", "RU", ISW), day=20)
    older = [report(f"old{number}", each, day=number / 2) for number, each in enumerate(old)]
    one.hear(*(*older, newest) if first else (newest, *older))
    assert holding(one)[:2] == ("held", "RU")


flips = st.lists(
    st.tuples(st.sampled_from(("RU", "UA")), st.integers(0, 6), st.sampled_from((ISW, "admitted"))),
    min_size=2,
    max_size=10,
)


@given(flips, st.booleans())
@settings(deadline=None, max_examples=200)
def test_a_village_that_flips_within_a_week_wakes_nobody_a_third_time(
    drawn: list[tuple[str, int, object]], live: bool
) -> None:
    """However often it changes hands within seven days, and in whatever order the news arrives."""
    one = Desk()
    other = {"RU": MINISTRY, "UA": GENERAL_STAFF}
    told = []
    for number, (holder, day, speaker) in enumerate(
        sorted(drawn, key=lambda each: each[1]) if live else drawn
    ):
        loser = "UA" if holder == "RU" else "RU"
        said = claim("control_gained", holder, other[loser] if speaker == "admitted" else ISW)
        told.append(report(f"flip{number}", said, day=day))
    one.hear(*told)
    changes = [
        each for each in one.alerts if each.msg_type == "alert" or each.event_type != one.alerts[0].event_type
    ]
    assert len([each for each in one.alerts if each.msg_type == "alert"]) == 1
    assert len(changes) <= 2


@given(stories(), st.sampled_from(("RU", "UA")), st.sampled_from([e for e in SPEAKERS if e is not None]))
@settings(deadline=None, max_examples=200)
def test_a_statement_of_holding_alone_changes_no_belief(
    told: list[PlaceReported], holder: str, speaker: object
) -> None:
    """Where somebody is believed to hold the place, he still is after another's "we hold it"."""
    one = Desk()
    one.hear(*told)
    before = one.beliefs[-1] if one.beliefs else None
    one.hear(report("holding", claim("control_reaffirmed", holder, speaker), day=12.5))  # type: ignore[arg-type]
    after = one.beliefs[-1] if one.beliefs else None
    if before is not None and before.status != "unknown":
        assert after is not None
        assert (after.status, after.holder) == (before.status, before.holder)


@given(stories())
@settings(deadline=None, max_examples=200)
def test_every_alert_is_well_formed(told: list[PlaceReported]) -> None:
    """Revisions count up from nought, an article opens one alert a family at most, and the rest is honest."""
    one = desk()
    revisions: dict[str, int] = {}
    for each in told:
        alerts = one.hear(each)
        opened = [alert.family for alert in alerts if alert.msg_type == "alert"]
        assert len(opened) == len(set(opened))
        if "naming" in opened:
            assert opened == ["naming"]
        for alert in alerts:
            assert alert.revision == revisions.get(alert.alert_id, -1) + 1
            revisions[alert.alert_id] = alert.revision
            assert (alert.msg_type == "alert") == (alert.revision == 0)
            assert alert.certainty in LADDER
            if alert.event_type in ("control_gained", "control_regained", "control_lost"):
                assert alert.certainty in ("likely", "observed")
            if alert.event_type == "control_claimed":
                assert alert.certainty in ("possible", "unlikely", "unknown")


def test_the_properties_can_fail() -> None:
    """Two admissions of two parties do differ in their end from one: the comparison sees a difference."""
    one, other = Desk(), Desk()
    one.hear(report("a", claim("control_gained", "RU", ISW)))
    other.hear(report("a", claim("control_gained", "RU", MINISTRY)))
    with pytest.raises(AssertionError):
        assert standing(one) == standing(other)
