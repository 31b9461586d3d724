"""Speakers and forces as English has them, in both theatres."""

import pytest

from schemas.claims import Claimant, ClaimantKind
from schemas.places import Party
from tests.unit.alert.told import PARTIES
from workers.alert.headline import forces
from workers.alert.policy.events import EVENTS
from workers.alert.wording import called, is_plural
from workers.extraction.tables.theatre import load_theatre

SUDAN = load_theatre("sudan").named_parties(("SAF", "RSF", "SPLM-N"))


@pytest.mark.parametrize(
    ("name", "kind", "party", "phrase"),
    [
        ("General Staff of Ukraine", "official", "UA", "the General Staff of Ukraine"),
        ("3rd Assault Brigade", "unit", "UA", "the 3rd Assault Brigade"),
        ("South grouping", "unit", "RU", "the South grouping"),
        ("Russian military", "official", "RU", "the Russian military"),
        ("Russian troops", "unit", "RU", "Russian troops"),
        ("Ukrainian military intelligence", "official", "UA", "Ukrainian military intelligence"),
        ("Ukrainian officer", "official", "UA", "a Ukrainian officer"),
        ("Ukraine's Southern Defence Forces", "unit", "UA", "Ukraine's Southern Defence Forces"),
        ("Captain Daria Moroz", "official", "UA", "Captain Daria Moroz"),
        ("ISW", "monitor", None, "ISW"),
        ("United Nations", "third_state", None, "the United Nations"),
        ("t.me/some_channel", "blogger", "RU", "t.me/some_channel"),
        ("Андрій Беседін", "official", "UA", "Андрій Беседін"),
        ("spokesman", "official", "UA", "a Ukrainian spokesman"),
        ("official", "official", None, "an official"),
        ("officials", "official", "RU", "Russian officials"),
        ("head", "official", "UA", "a Ukrainian official"),
        ("пресслужба", "unit", "UA", "Ukrainian troops"),
        ("Бригада", "unit", None, "troops"),
        ("Украинская бригада", "unit", "UA", "Ukrainian troops"),
        ("обласна прокуратура", "official", "UA", "a Ukrainian official"),
        ("администрация", "occupation_authority", "RU", "a Russian occupation official"),
        ("очевидці", "witness", None, "a witness"),
        ("resident", "witness", None, "a resident"),
    ],
)
def test_a_speaker_has_the_article_that_english_gives_him(
    name: str, kind: ClaimantKind, party: str | None, phrase: str
) -> None:
    """A role in another script is told by kind and party, a person's name never."""
    assert called(Claimant(name=name, kind=kind, party=party), name, PARTIES) == phrase


@pytest.mark.parametrize(
    ("name", "party", "phrase"),
    [
        ("a resident", None, "a resident"),
        ("A resident", None, "a resident"),
        ("An elderly woman", None, "an elderly woman"),
        ("Another resident of Kupiansk", None, "a resident of Kupiansk"),
        ("The group", None, "the group"),
        ("the mayor", "UA", "the Ukrainian mayor"),
        ("The General Staff of Ukraine", "UA", "the General Staff of Ukraine"),
        ("the occupation administration", "RU", "the Russian occupation administration"),
        ("The Guardian", None, "the Guardian"),
        ("An Azov fighter", "UA", "an Azov fighter"),
        ("His neighbour", None, "a neighbour"),
        ("their commander", "RU", "a Russian commander"),
        ("president's office", "UA", "the Ukrainian president's office"),
        ("A Kravchenko", None, "A Kravchenko"),
        ("Our Wave", None, "Our Wave"),
        ("one of the residents", None, "one of the residents"),
        ("The residents", None, "the residents"),
        ("These people", None, "people"),
        ("people of the town", None, "people of the town"),
        ("resident of Kupiansk", None, "a resident of Kupiansk"),
    ],
)
def test_a_name_that_brings_its_article_gets_no_second_one(name: str, party: str | None, phrase: str) -> None:
    """ "An a resident says" was a headline; whose neighbour it is, a headline cannot say."""
    kind: ClaimantKind = "official" if party else "witness"
    assert called(Claimant(name=name, kind=kind, party=party), name, PARTIES) == phrase


@pytest.mark.parametrize(
    ("name", "phrase"),
    [
        ("honorary consul", "an honorary consul"),
        ("uncle", "an uncle"),
        ("unidentified pilot", "an unidentified pilot"),
        ("unit", "a unit"),
        ("European diplomat", "a European diplomat"),
        ("one-time mayor", "a one-time mayor"),
        ("UN-backed monitor", "a UN-backed monitor"),
        ("FSB-linked analyst", "an FSB-linked analyst"),
        ("hospital", "a hospital"),
    ],
)
def test_a_becomes_an_by_sound(name: str, phrase: str) -> None:
    """Where the first letter misleads, too."""
    assert called(Claimant(name=name, kind="witness"), name, PARTIES) == phrase


@pytest.mark.parametrize(
    ("name", "party", "phrase"),
    [
        ("RSF", "RSF", "the RSF"),
        ("Sovereignty Council", "SAF", "the Sovereignty Council"),
        ("6th Infantry Division", "SAF", "the 6th Infantry Division"),
        ("Joint Force spokesman", "SAF", "a Joint Force spokesman"),
        ("Sudanese army spokesman's office", "SAF", "the Sudanese army spokesman's office"),
        ("Rapid Support Forces", "RSF", "the Rapid Support Forces"),
        ("Sudan War Monitor", None, "Sudan War Monitor"),
        ("resistance committee", None, "a resistance committee"),
        ("army commander", "SAF", "a Sudanese army commander"),
        ("rsf commander", "RSF", "an RSF commander"),
    ],
)
def test_the_speakers_of_sudan_read_as_well(name: str, party: str | None, phrase: str) -> None:
    """The second theatre's names and roles."""
    assert called(Claimant(name=name, kind="official", party=party), name, SUDAN) == phrase


def test_a_plural_speaker_says_in_the_plural() -> None:
    """ "Russian troops say", "the United Nations says"."""
    several = ("Russian troops", "Emergency Lawyers", "officials", "people of the town", "police", "women")
    assert [is_plural(name) for name in several] == [True] * len(several)
    assert [is_plural(name) for name in ("United Nations", "ISW", "news.example", "press")] == [False] * 4


@pytest.mark.parametrize(
    ("parties", "party", "phrase"),
    [
        (PARTIES, "RU", "Russian forces"),
        (SUDAN, "SAF", "Sudanese army troops"),
        (SUDAN, "RSF", "RSF fighters"),
        (SUDAN, "SPLM-N", "SPLM-N fighters"),
        (PARTIES, None, "unidentified forces"),
    ],
)
def test_forces_are_a_plural_that_every_phrase_takes(
    parties: tuple[Party, ...], party: str | None, phrase: str
) -> None:
    """ "Sudanese army forces" and "RSF forces" said it twice; the verbs of the table are plural."""
    actor = forces(party, parties)
    assert actor == phrase
    for event in EVENTS.values():
        told = event.phrase.format(actor=actor, place="El Fasher", at="in")
        assert "  " not in told
        assert "{" not in told
