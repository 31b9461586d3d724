"""The table of rules: some row fits everything, every row decides something and does what it says."""

from itertools import product
from typing import get_args

import pytest

from schemas.alerts import Severity, Urgency
from schemas.claims import EVENT_TYPES, FAMILY_OF, Claimant, Modality
from tests.unit.alert.told import (
    DEEPSTATE,
    GENERAL_STAFF,
    ISW,
    MINISTRY,
    RYBAR,
    SOURCES,
    WITNESS,
    Desk,
    claim,
    marks,
    report,
)
from workers.alert.policy.agreement import DISPUTED, LADDER, TOGETHER
from workers.alert.policy.events import EVENTS, SEVERITY_LADDER
from workers.alert.policy.rules import RULES, Rule, rule_for
from workers.alert.policy.vocabulary import SAYS, SPEAKERS, Believed, Says, Speaker
from workers.alert.reports import statement_of
from workers.alert.speakers import speaker_of

MODALITIES: tuple[Modality, ...] = get_args(Modality)
BELIEVED: tuple[Believed, ...] = get_args(Believed)
COMBINATIONS = tuple(product(get_args(Says), get_args(Speaker), MODALITIES, BELIEVED))


def test_some_row_fits_every_combination() -> None:
    """The core never meets a word that it has no rule for."""
    for says, speaker, modality, believed in COMBINATIONS:
        assert rule_for(says, speaker, modality, believed).name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_every_row_decides_something(rule: Rule) -> None:
    """No row is hidden by those above it, and each gives its reason and its source."""
    assert any(rule_for(*combination) is rule for combination in COMBINATIONS)
    assert rule.note
    assert rule.source


def test_names_are_unique_and_words_are_explained() -> None:
    """A row can be cited by its name; every kind of speaker and of word has a description."""
    names = [*(each.name for each in RULES), *(each.name for each in TOGETHER)]
    assert len(names) == len(set(names))
    assert set(SPEAKERS) == set(get_args(Speaker))
    assert set(SAYS) == set(get_args(Says))


def test_only_strong_rows_touch_belief() -> None:
    """Whatever changes a holder is at least likely; only starting belief may rest on less."""
    for rule in RULES:
        if rule.belief in ("after", "contested", "unknown"):
            assert rule.certainty == "likely"
        if rule.action in ("nothing", "contradict"):
            assert rule.belief == "unchanged"


def test_every_event_type_has_a_meaning() -> None:
    """Families agree with the contract, ranks order each family, and grades are those of CAP."""
    assert set(EVENT_TYPES) <= set(EVENTS)
    assert all(EVENTS[event].family == FAMILY_OF[event] for event in EVENT_TYPES)
    for family in set(FAMILY_OF.values()):
        ranks = [event.rank for event in EVENTS.values() if event.family == family]
        assert len(ranks) == len(set(ranks))
    assert all(event.severity in get_args(Severity) for event in EVENTS.values())
    assert all(event.urgency in get_args(Urgency) for event in EVENTS.values())
    assert set(SEVERITY_LADDER) == set(get_args(Severity))


def test_disputes_only_lower() -> None:
    """A dispute never raises certainty and never touches what is believed."""
    for before, after in DISPUTED.items():
        assert LADDER.index(after) < LADDER.index(before)
        assert before not in ("likely", "observed")


BLOGGER = Claimant(name="a blogger", kind="blogger")
RU_BLOGGER = Claimant(name="a Russian blogger", kind="blogger", lean="RU")
OCCUPIERS = Claimant(name="the occupation administration", kind="occupation_authority", party="RU")
LONDON = Claimant(name="UK Ministry of Defence", kind="third_state")


@pytest.mark.parametrize(
    ("speaker", "expected"),
    [
        (MINISTRY, "beneficiary"),
        (OCCUPIERS, "beneficiary"),
        (RYBAR, "aligned"),
        (RU_BLOGGER, "aligned"),
        (GENERAL_STAFF, "other_side"),
        (DEEPSTATE, "monitor"),
        (ISW, "monitor"),
        (BLOGGER, "outside"),
        (WITNESS, "outside"),
        (LONDON, "outside"),
        (None, "outlet"),
        (SOURCES, "unnamed"),
    ],
)
def test_who_speaks_is_seen_from_the_russian_gain(speaker: Claimant | None, expected: Speaker) -> None:
    """The same table serves either party."""
    assert speaker_of(statement_of(claim("control_gained", "RU", speaker))) == expected


def test_for_a_loss_or_a_withdrawal_the_actor_is_the_other_side() -> None:
    """Who says that he himself lost or left admits it; his enemy gains by it."""
    for event in ("control_lost", "withdrawal", "announced_withdrawal"):
        assert speaker_of(statement_of(claim(event, "UA", GENERAL_STAFF))) == "other_side"
        assert speaker_of(statement_of(claim(event, "UA", MINISTRY))) == "beneficiary"
        assert speaker_of(statement_of(claim(event, "UA", RYBAR))) == "aligned"


def test_hedges_and_unknown_extents_weaken_every_speaker() -> None:
    """ "DeepState says it may have fallen" is no monitor's word for it."""
    assert speaker_of(statement_of(claim("control_gained", "RU", ISW, hedged=True))) == "hedged"
    assert speaker_of(statement_of(claim("control_gained", "RU", ISW, extent="unknown"))) == "hedged"
    assert speaker_of(statement_of(claim("control_gained", "RU", None, hedged=True))) == "unnamed"
    assert speaker_of(statement_of(claim("incursion", "RU", ISW, polarity="unconfirmed"))) == "unnamed"


EVENT_ROWS = [
    ("assault_repelled", "UA", GENERAL_STAFF, "possible"),
    ("assault_repelled", "UA", DEEPSTATE, "possible"),
    ("assault_repelled", "UA", ISW, "likely"),
    ("assault_repelled", "UA", MINISTRY, "likely"),
    ("incursion", "RU", MINISTRY, "possible"),
    ("incursion", "RU", GENERAL_STAFF, "likely"),
    ("incursion", "RU", WITNESS, "possible"),
    ("incursion", "RU", None, "possible"),
    ("incursion", "RU", SOURCES, "unknown"),
    ("advance", "RU", ISW, "likely"),
    ("encirclement", "RU", RYBAR, "possible"),
    ("withdrawal", "UA", GENERAL_STAFF, "likely"),
    ("withdrawal", "UA", MINISTRY, "possible"),
    ("announced_withdrawal", "UA", GENERAL_STAFF, "likely"),
    ("buildup", "RU", GENERAL_STAFF, "possible"),
    ("buildup", "RU", ISW, "likely"),
    ("strike", "RU", GENERAL_STAFF, "likely"),
    ("strike", "RU", MINISTRY, "possible"),
    ("evacuation_ordered", "UA", GENERAL_STAFF, "likely"),
    ("evacuation_ordered", None, GENERAL_STAFF, "likely"),
]


@pytest.mark.parametrize(("event", "actor", "speaker", "certainty"), EVENT_ROWS)
def test_one_word_on_an_event(event: str, actor: str | None, speaker: Claimant, certainty: str) -> None:
    """What one claimant's word on an event amounts to."""
    alerts = Desk().hear(report("one", claim(event, actor, speaker, relation="near"), day=29))
    assert marks(alerts) == [("alert", EVENTS[event].family, event, certainty)]  # type: ignore[index]


TOGETHER_ROWS = [
    ((MINISTRY, GENERAL_STAFF), "observed"),
    ((GENERAL_STAFF, WITNESS), "observed"),
    ((GENERAL_STAFF, ISW), "observed"),
    ((MINISTRY, ISW), "likely"),
    ((ISW, DEEPSTATE), "likely"),
    ((MINISTRY, WITNESS), "likely"),
    ((MINISTRY, RYBAR), "possible"),
    ((MINISTRY, OCCUPIERS), "possible"),
    ((MINISTRY, None), "possible"),
    ((MINISTRY, SOURCES), "possible"),
    ((GENERAL_STAFF, None), "likely"),
]


@pytest.mark.parametrize(("speakers", "certainty"), TOGETHER_ROWS)
@pytest.mark.parametrize("event", ["control_gained", "incursion"])
def test_two_words_together(event: str, speakers: tuple[Claimant | None, ...], certainty: str) -> None:
    """Independent origins lift each other; those of one side, or nobody's, do not."""
    for order in (speakers, speakers[::-1]):
        desk = Desk()
        for number, speaker in enumerate(order):
            desk.hear(report(f"p{number}", claim(event, "RU", speaker), day=29))
        assert desk.alerts[-1].certainty == certainty
        assert len(desk.final) == 1
