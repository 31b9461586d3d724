"""The stance of a claim decides its modality, in one order."""

from typing import Any

import pytest
from pydantic import ValidationError

from schemas.claims import EVENT_TYPES, FAMILIES, FAMILY_OF, Claim, Claimant, Evidence
from schemas.places import Place

KUPIANSK = Place(
    surface="Kupiansk",
    start=0,
    end=8,
    place_id="UA63080090010026457",
    name="Kupiansk",
    lat=49.71,
    lon=37.61,
    precision="settlement",
    confidence=0.98,
)
GENERAL_STAFF = Claimant(name="General Staff of Ukraine", party="UA", kind="official")
SOURCES = Claimant(name="sources", kind="unnamed")


def make_claim(**changes: Any) -> Claim:
    """An incursion at Kupiansk, with changes."""
    fields: dict[str, Any] = {
        "claim_id": "c1",
        "event_type": "incursion",
        "place": KUPIANSK,
        "relation": "in",
        "extent": "presence",
        "actor": "RU",
        "claimant": GENERAL_STAFF,
        "evidence": Evidence(sentence="Kupiansk was entered.", start=0, end=21),
        "confidence": 0.9,
    }
    return Claim(**fields | changes)


@pytest.mark.parametrize(
    ("stance", "modality"),
    [
        ({}, "asserted"),
        ({"claimant": None}, "asserted"),
        ({"hedged": True}, "reported"),
        ({"polarity": "unconfirmed"}, "reported"),
        ({"claimant": SOURCES}, "reported"),
        ({"currency": "background", "hedged": True}, "background"),
        ({"reality": "planned", "currency": "background"}, "hypothetical"),
        ({"reality": "conditional"}, "hypothetical"),
        ({"reality": "feared", "hedged": True}, "hypothetical"),
        ({"polarity": "denied", "reality": "planned", "currency": "background", "hedged": True}, "denied"),
    ],
)
def test_modality_follows_the_order_of_the_stance(stance: dict[str, Any], modality: str) -> None:
    """Denied over hypothetical over background over reported over asserted (design, section 2)."""
    assert make_claim(**stance).modality == modality


def test_a_message_whose_modality_contradicts_its_stance_is_refused() -> None:
    """Nobody can smuggle a denied claim in as asserted."""
    with pytest.raises(ValidationError, match="contradicts the stance"):
        make_claim(polarity="denied", modality="asserted")


def test_a_message_whose_family_is_not_that_of_its_event_is_refused() -> None:
    """The family is derived, not chosen."""
    with pytest.raises(ValidationError, match="belongs to the family combat"):
        make_claim(family="control")


def test_every_event_type_has_one_family() -> None:
    """The table of families covers the event types, each once."""
    listed = [event for events in FAMILIES.values() for event in events]
    assert sorted(listed) == sorted(EVENT_TYPES)
    assert set(FAMILY_OF) == set(EVENT_TYPES)
