"""What Ukrainian and Russian articles tell over several sentences: who said it, who "he" is, where."""

import pytest

from schemas.claims import Claimant
from tests.unit.extraction.articles import extract, lines
from workers.extraction.extractor import Extractor

HEADLINE = "Росіяни вдарили по Сумах: двоє поранених"
SPEAKERS = [
    (
        "uk",
        "Росіяни атакують Торецьк, сказав речник ОСУВ «Хортиця» Назар Волошин. "
        "За його словами, росіяни просунулися біля Курахового.",
        "advance",
        "UA",
        "unit",
    ),
    (
        "uk",
        "Уночі росіяни вдарили по Сумах. Поранено двох людей, написав голова ОВА Олег Григоров.",
        "strike",
        "UA",
        "official",
    ),
    (
        "ru",
        "Ночью россияне ударили по Сумам. Ранены два человека, написал глава ОВА Олег Григоров.",
        "strike",
        "UA",
        "official",
    ),
    ("uk", "Росіяни вже в Торецьку, зітхає місцева вчителька.", "incursion", None, "witness"),
    ("uk", "Росіяни оточили Торецьк, вважає військовий оглядач.", "encirclement", None, "media"),
    ("uk", "У Силах оборони заявили, що росіяни атакують Торецьк.", "assault", "UA", "unit"),
]
NAMED_LATER = [
    (
        "uk",
        "Ворог обстріляв понад 60 населених пунктів, серед них Степне й Нікополь.",
        {"strike Nikopol RU asserted"},
    ),
    (
        "uk",
        "Обов'язкову евакуацію оголосили для 12 сіл Вовчанської громади, зокрема Землянок і Волохівки.",
        {"evacuation_ordered Zemlianky UA asserted"},
    ),
    (
        "ru",
        "Россияне обстреляли 30 населенных пунктов, в том числе Никополь.",
        {"strike Nikopol RU asserted"},
    ),
]


@pytest.mark.parametrize(("language", "text", "event", "party", "kind"), SPEAKERS)
def test_who_said_it(
    extractor: Extractor, language: str, text: str, event: str, party: str | None, kind: str
) -> None:
    """ "His words" are those of whoever spoke last, harm told next names who told of the strike, men speak as
    a unit, and whoever only has a trade is a witness."""
    (claim,) = (c for c in extract(extractor, text, language).claims if c.event_type == event)
    assert claim.claimant is not None
    assert (claim.claimant.party, claim.claimant.kind) == (party, kind)


@pytest.mark.parametrize(("language", "text", "claims"), NAMED_LATER)
def test_places_counted_first_and_named_behind(
    extractor: Extractor, language: str, text: str, claims: set[str]
) -> None:
    """ "60 settlements, among them K": each that is named is one of them."""
    assert claims <= lines(extractor, text, language)


def test_the_foe_goes_on_as_he(extractor: Extractor) -> None:
    """ "He" right behind a sentence about the enemy is the enemy."""
    text = "Ворог закріпився на околиці Торецька. Але місто він не контролює."
    assert "control_gained Toretsk RU denied" in lines(extractor, text, "uk")


def test_a_headline_does_not_vouch_for_what_the_body_quotes(extractor: Extractor) -> None:
    """The title's claim goes where the article tells the same on a named speaker's word."""
    body = "Уночі росіяни вдарили по Сумах, повідомив голова ОВА Олег Григоров."
    claims = extract(extractor, body, "uk", title=HEADLINE).claims
    speakers: set[Claimant | None] = {c.claimant for c in claims if c.event_type == "strike"}
    assert speakers
    assert None not in speakers
