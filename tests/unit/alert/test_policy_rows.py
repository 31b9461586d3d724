"""Every row of every table of the policy, by what it makes of a word. A row without its test fails here."""

from dataclasses import dataclass

import pytest

from schemas.claims import Claim, Claimant
from schemas.observations import PlaceReported
from schemas.watchlists import AlertEventType
from tests.unit.alert.told import (
    BRIGADE,
    DEEPSTATE,
    GENERAL_STAFF,
    ISW,
    KUPIANSK,
    MINISTRY,
    RYBAR,
    SOURCES,
    UKRAINE,
    WATCHED,
    WITNESS,
    Desk,
    claim,
    map_change,
    marks,
    report,
)
from workers.alert.policy.agreement import DISPUTED, TOGETHER
from workers.alert.policy.events import EVENTS
from workers.alert.policy.rules import RULES, Rule, rule_for
from workers.alert.policy.vocabulary import Believed
from workers.alert.proposals import proposal_of
from workers.alert.watches import WatchIndex

HELD = report("held", claim("control_reaffirmed", "UA", ISW), day=0)
TAKEN = report("taken", claim("control_gained", "RU", ISW), day=0)
CLAIMED = report("claimed", claim("control_gained", "RU", MINISTRY), day=1)
RAID = report("raid", claim("incursion", "RU", SOURCES, extent="presence"), day=1)


@dataclass(frozen=True)
class Row:
    """What was told before, the word, how belief compares to it, and what must come of it.

    `alerts` are (message type, event type, certainty) of the word's family; `holder` is who is believed to
    hold the place afterwards ("contested", "unknown", or None where nothing was ever believed).
    """

    before: tuple[PlaceReported, ...]
    word: Claim
    believed: Believed
    alerts: tuple[tuple[str, str, str], ...]
    holder: str | None


ROWS: dict[str, Row] = {
    "not-now": Row(
        (HELD,), claim("control_gained", "RU", GENERAL_STAFF, reality="feared"), "another", (), "UA"
    ),
    "denial": Row(
        (HELD, CLAIMED),
        claim("control_gained", "RU", GENERAL_STAFF, polarity="denied"),
        "another",
        (("update", "control_claimed", "possible"),),
        "UA",
    ),
    "already-believed": Row(
        (TAKEN,),
        claim("control_gained", "RU", MINISTRY),
        "the same",
        (("update", "control_gained", "likely"),),
        "RU",
    ),
    "own-gain": Row(
        (HELD,),
        claim("control_gained", "RU", RYBAR),
        "another",
        (("alert", "control_claimed", "possible"),),
        "UA",
    ),
    "admission": Row(
        (HELD,),
        claim("control_lost", "UA", BRIGADE, control_after="RU"),
        "another",
        (("alert", "control_gained", "likely"),),
        "RU",
    ),
    "monitor": Row(
        (HELD,),
        claim("control_gained", "RU", DEEPSTATE),
        "another",
        (("alert", "control_gained", "likely"),),
        "RU",
    ),
    "outsider": Row(
        (HELD,),
        claim("control_gained", "RU", WITNESS),
        "another",
        (("alert", "control_claimed", "possible"),),
        "UA",
    ),
    "rumour": Row(
        (HELD,),
        claim("control_gained", "RU", SOURCES),
        "another",
        (("alert", "control_claimed", "unknown"),),
        "UA",
    ),
    "part-strong": Row(
        (HELD,),
        claim("control_gained", "RU", GENERAL_STAFF, extent="part"),
        "another",
        (("alert", "contested", "likely"),),
        "contested",
    ),
    "part-weak": Row(
        (HELD,),
        claim("control_gained", "RU", MINISTRY, extent="part"),
        "another",
        (("alert", "contested", "possible"),),
        "UA",
    ),
    "part-rumour": Row(
        (HELD,),
        claim("contested", None, SOURCES),
        "another",
        (("alert", "contested", "unknown"),),
        "UA",
    ),
    "holder-leaves": Row(
        (HELD,),
        claim("withdrawal", "UA", GENERAL_STAFF),
        "the same",
        (("alert", "control_lost", "likely"),),
        "unknown",
    ),
    "leaves": Row((HELD,), claim("withdrawal", "UA", MINISTRY), "the same", (), "UA"),
    "holding-rumour": Row((RAID,), claim("control_reaffirmed", "UA", SOURCES), "unknown", (), None),
    "first-holding-strong": Row(
        (RAID,),
        claim("control_reaffirmed", "UA", ISW),
        "unknown",
        (("alert", "control_reaffirmed", "likely"),),
        "UA",
    ),
    "first-holding": Row(
        (RAID,),
        claim("control_reaffirmed", "UA", UKRAINE),
        "unknown",
        (("alert", "control_reaffirmed", "possible"),),
        "UA",
    ),
    "holding-strong": Row(
        (HELD, RAID),
        claim("control_reaffirmed", "UA", ISW),
        "the same",
        (("alert", "control_reaffirmed", "likely"),),
        "UA",
    ),
    "holding": Row(
        (HELD, RAID),
        claim("control_reaffirmed", "UA", UKRAINE),
        "the same",
        (("alert", "control_reaffirmed", "possible"),),
        "UA",
    ),
    "holding-disputes": Row(
        (TAKEN,),
        claim("control_reaffirmed", "UA", UKRAINE),
        "another",
        (("update", "control_gained", "likely"),),
        "RU",
    ),
    "event-strong": Row(
        (), claim("strike", "RU", GENERAL_STAFF), "unknown", (("alert", "strike", "likely"),), None
    ),
    "event-weak": Row(
        (), claim("strike", "RU", WITNESS), "unknown", (("alert", "strike", "possible"),), None
    ),
    "event-rumour": Row(
        (), claim("strike", "RU", SOURCES), "unknown", (("alert", "strike", "unknown"),), None
    ),
}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_rule_does_what_it_says(rule: Rule) -> None:
    """The row is the one that fits the word, and belief and alerts follow it."""
    row = ROWS[rule.name]
    desk = Desk()
    desk.live(*row.before)
    alerts = desk.live(report("word", row.word, day=2))
    assert desk.state is not None
    word = next(each for each in desk.state.reports if each.title == "Dispatch word").testimonies[0]
    proposal = proposal_of(word)
    says = proposal.says if proposal else "event"
    assert rule_for(says, word.speaker, word.statement.modality, row.believed) is rule
    family = "control" if says != "event" else row.word.family
    told = tuple((a.msg_type, a.event_type, a.certainty) for a in alerts if a.family == family)
    assert told == row.alerts
    held = desk.belief if desk.beliefs else None
    assert (held and (held.holder or held.status)) == row.holder


TOGETHER_ROWS: dict[str, tuple[str, Claimant, Claimant, str, str]] = {
    "agreed": ("control_gained", MINISTRY, BRIGADE, "likely", "observed"),
    "outside-second": ("incursion", MINISTRY, WITNESS, "possible", "likely"),
    "held-and-mapped": ("control_reaffirmed", UKRAINE, DEEPSTATE, "possible", "likely"),
}
"""Event, two claimants, what the better of them is worth alone, and what they are worth together."""


@pytest.mark.parametrize("name", [row.name for row in TOGETHER])
def test_every_agreement_lifts_what_each_word_alone_does_not(name: str) -> None:
    """Either word alone is worth less than the two."""
    event, one, other, alone, together = TOGETHER_ROWS[name]
    actor = "UA" if event == "control_reaffirmed" else "RU"
    reached = []
    for speakers in ((one,), (other,), (one, other)):
        desk = Desk()
        desk.live(RAID, *(report(s.name[:3].lower(), claim(event, actor, s), day=2) for s in speakers))
        reached.append([each.certainty for each in desk.final.values()][-1])
    assert alone in reached[:2]
    assert reached[2] == together
    assert reached[0] != together
    assert reached[1] != together


@pytest.mark.parametrize("before", sorted(DISPUTED))
def test_every_disputed_certainty_falls(before: str) -> None:
    """One origin's word, denied by the other side and contradicted by a monitor."""
    speaker = {"possible": MINISTRY, "unknown": SOURCES}[before]
    denied = [
        report(f"no{n}", claim("incursion", "RU", each, polarity="denied"), day=2 + n / 10)
        for n, each in enumerate((GENERAL_STAFF, ISW))
    ]
    alerts = Desk().live(report("raid", claim("incursion", "RU", speaker), day=1), *denied)
    assert [each.certainty for each in alerts] == [before, before, DISPUTED[before]]  # type: ignore[index]


EVENT_ROWS: dict[AlertEventType, tuple[Claim, str]] = {
    "control_regained": (claim("control_regained", "UA", ISW), "Ukrainian forces retook Kupiansk"),
    "control_gained": (claim("control_gained", "RU", ISW), "Russian forces captured Kupiansk"),
    "control_lost": (claim("control_lost", "UA", BRIGADE), "Ukrainian forces no longer hold Kupiansk"),
    "contested": (claim("contested", None, ISW), "Kupiansk is contested"),
    "control_claimed": (claim("control_gained", "RU", MINISTRY), "Russian forces captured Kupiansk"),
    "control_reaffirmed": (claim("control_reaffirmed", "UA", ISW), "Ukrainian forces still hold Kupiansk"),
    "encirclement": (claim("encirclement", "RU", ISW), "Russian forces encircled Kupiansk"),
    "assault_repelled": (
        claim("assault_repelled", "UA", ISW, relation="near"),
        "Ukrainian forces repelled an assault near Kupiansk",
    ),
    "incursion": (claim("incursion", "RU", ISW), "Russian forces entered Kupiansk"),
    "assault": (
        claim("assault", "RU", ISW, relation="edge"),
        "Russian forces attacked on the edge of Kupiansk",
    ),
    "withdrawal": (claim("withdrawal", "RU", ISW), "Russian forces withdrew from Kupiansk"),
    "announced_withdrawal": (
        claim("announced_withdrawal", "UA", BRIGADE),
        "Ukrainian forces will withdraw from Kupiansk",
    ),
    "route_cut": (claim("route_cut", "RU", ISW, relation="near"), "Russian forces cut a route near Kupiansk"),
    "advance": (claim("advance", "RU", ISW, relation="toward"), "Russian forces advanced towards Kupiansk"),
    "buildup": (claim("buildup", "RU", ISW, relation="near"), "Russian forces are massing near Kupiansk"),
    "threat": (claim("threat", "RU", ISW), "Russian forces threaten Kupiansk"),
    "strike": (claim("strike", "RU", ISW), "Russian forces struck Kupiansk"),
    "evacuation_ordered": (
        claim("evacuation_ordered", "UA", UKRAINE),
        "an evacuation of Kupiansk was ordered",
    ),
}


@pytest.mark.parametrize("event", sorted(set(EVENTS) - {"map_moved", "location_named"}))
def test_every_event_makes_an_alert_of_its_name_grades_and_wording(event: AlertEventType) -> None:
    """The row's phrase is the headline's fact; severity and urgency are the row's, a lone word's capped."""
    said, fact = EVENT_ROWS[event]
    desk = Desk()
    before = (RAID,) if event == "control_reaffirmed" else ()
    desk.live(*before)
    alerts = [each for each in desk.live(report("word", said, day=2)) if each.event_type == event]
    assert len(alerts) == 1
    assert fact in alerts[0].headline
    row = EVENTS[event]
    assert (alerts[0].family, alerts[0].urgency) == (row.family, row.urgency)
    assert alerts[0].severity in (row.severity, "moderate")


def test_a_named_place_has_its_row_as_well() -> None:
    """The only event that no claim makes."""
    (alert,) = Desk(WatchIndex.of([WATCHED])).live(report("feature"))
    row = EVENTS["location_named"]
    assert (alert.event_type, alert.severity, alert.urgency) == ("location_named", row.severity, row.urgency)
    assert alert.headline.startswith(f"{KUPIANSK.name} is named")


def test_no_row_is_without_its_test() -> None:
    """Whoever adds a row to a table adds its case here. `map_moved` is made, and tested, with the maps."""
    assert set(ROWS) == {rule.name for rule in RULES}
    assert set(TOGETHER_ROWS) == {row.name for row in TOGETHER}
    assert set(DISPUTED) == {"possible", "unknown"}
    assert set(EVENT_ROWS) == set(EVENTS) - {"map_moved", "location_named"}


def test_belief_changes_in_just_the_rows_whose_word_is_likely() -> None:
    """The column on belief is what the fold does: it follows a change of control that is likely."""
    for rule in RULES:
        changes = rule.action == "raise" and rule.certainty == "likely" and rule.says != ("event",)
        assert (rule.belief in ("after", "contested", "unknown")) == changes
        assert (rule.belief == "seed") == (rule.action == "reaffirm" and rule.believed == ("unknown",))


def test_marks_and_maps_speak_the_same_table() -> None:
    """A map's change is a monitor's word: the row is `monitor`, whoever draws the map."""
    desk = Desk()
    desk.live(HELD)
    assert marks(desk.hear(map_change("RU", 2))) == [("alert", "control", "control_gained", "likely")]
