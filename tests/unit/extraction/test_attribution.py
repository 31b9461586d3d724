"""On whose word a claim stands: the deepest speaker that is named, with side and kind."""

import pytest

from schemas.claims import ClaimantKind
from tests.unit.extraction.articles import extract, line
from workers.extraction.extractor import Extractor

Speaker = tuple[str, str | None, ClaimantKind, str | None]
"""Name, party, kind, lean."""

GENERAL_STAFF: Speaker = ("General Staff of Ukraine", "UA", "official", None)
RUSSIAN_MINISTRY: Speaker = ("Russian Ministry of Defence", "RU", "official", None)
DEEPSTATE: Speaker = ("DeepState", None, "monitor", "UA")
RYBAR: Speaker = ("Rybar", "RU", "blogger", "RU")

SPEAKERS: dict[str, tuple[str, str, Speaker]] = {
    "en postposed": ("en", "Russian forces have entered Toretsk, the General Staff said.", GENERAL_STAFF),
    "en fronted": (
        "en",
        "The Russian Defence Ministry said its troops had taken control of Kurakhove.",
        RUSSIAN_MINISTRY,
    ),
    "en quoted by an agency": (
        "en",
        "Citing the Russian Defence Ministry, TASS reported that Russian forces had captured Kurakhove.",
        RUSSIAN_MINISTRY,
    ),
    "en according to": (
        "en",
        "Russian troops have entered Toretsk, according to DeepState.",
        DEEPSTATE,
    ),
    "en blogger": ("en", "Russian forces captured Toretsk, the pro-Russian blogger Rybar wrote.", RYBAR),
    "en residents": (
        "en",
        "Residents said Russian troops had entered Siversk.",
        ("residents", None, "witness", None),
    ),
    "en local residents": (
        "en",
        "Local residents said Russian troops had entered Siversk.",
        ("local residents", None, "witness", None),
    ),
    "uk eyewitnesses open the sentence": (
        "uk",
        "Очевидці кажуть, що російські війська захопили Вовчанськ.",
        ("очевидець", None, "witness", None),
    ),
    "ru mayor opens the sentence": (
        "ru",
        "Мэр сообщил, что российские войска захватили Волчанск.",
        ("мэр", None, "official", None),
    ),
    "en third state": (
        "en",
        "The British Ministry of Defence said Russian forces had captured Toretsk.",
        ("British Ministry of Defence", None, "third_state", None),
    ),
    "en occupation authority": (
        "en",
        "The Russian-installed governor, Vladimir Saldo, said Russian forces had captured Robotyne.",
        ("Vladimir Saldo", "RU", "occupation_authority", None),
    ),
    "en against its interest": (
        "en",
        "Kyiv acknowledged that its troops had left Velyka Novosilka.",
        ("Ukraine", "UA", "official", None),
    ),
    "uk postposed": (
        "uk",
        "Українські десантники звільнили Роботине, повідомили у Генштабі ЗСУ.",
        GENERAL_STAFF,
    ),
    "uk monitor": ("uk", "Російські війська захопили Торецьк, повідомляє DeepState.", DEEPSTATE),
    "uk fronted": ("uk", "Міноборони РФ заявило про захоплення Курахового.", RUSSIAN_MINISTRY),
    "ru postposed": (
        "ru",
        "Украинские десантники освободили Работино, сообщили в Генштабе ВСУ.",
        GENERAL_STAFF,
    ),
    "ru fronted": ("ru", "Минобороны РФ заявило об освобождении Курахово.", RUSSIAN_MINISTRY),
    "ru blogger": ("ru", "Российские войска захватили Торецк, пишет Рыбарь.", RYBAR),
}

OWN_VOICE = {
    "en": "Russian forces captured Toretsk.",
    "uk": "Російські війська захопили Торецьк.",
    "ru": "Российские войска захватили Торецк.",
}


@pytest.mark.parametrize(("language", "text", "speaker"), SPEAKERS.values(), ids=SPEAKERS.keys())
def test_a_claim_stands_on_the_word_of_who_is_named(
    language: str, text: str, speaker: Speaker, extractor: Extractor
) -> None:
    """The speaker is known by one name, with side, kind and lean, wherever the sentence names it."""
    claimants = [claim.claimant for claim in extract(extractor, text, language).claims]
    assert [c and (c.name, c.party, c.kind, c.lean) for c in claimants] == [speaker]


@pytest.mark.parametrize(("language", "text"), OWN_VOICE.items(), ids=OWN_VOICE.keys())
def test_a_claim_that_names_nobody_is_the_outlet_s_own(
    language: str, text: str, extractor: Extractor
) -> None:
    """Where nobody is said to say it, there is no claimant."""
    assert [claim.claimant for claim in extract(extractor, text, language).claims] == [None]


def test_an_unnamed_source_only_reports(extractor: Extractor) -> None:
    """A source without a name makes a report and never an assertion."""
    text = "Russian forces captured Toretsk, a military source said on condition of anonymity."
    (claim,) = extract(extractor, text).claims
    assert claim.claimant is not None
    assert (claim.claimant.kind, claim.modality) == ("unnamed", "reported")


def test_a_quote_of_several_sentences_has_one_speaker(extractor: Extractor) -> None:
    """Who speaks before the quote is closed speaks after it is opened again, and "our" is the speaker's."""
    text = (
        '"Our troops hold Siversk," the Ukrainian brigade\'s spokesman said. '
        '"The enemy has not entered the city."'
    )
    claims = extract(extractor, text).claims
    assert {line(claim) for claim in claims} == {
        "control_reaffirmed Siversk UA asserted",
        "incursion Siversk RU denied",
    }
    assert {claim.claimant and claim.claimant.kind for claim in claims} == {"unit"}


def test_a_denied_claim_stands_beside_the_claim(extractor: Extractor) -> None:
    """Whoever denies and whoever claims are two speakers, each with its own word."""
    claims = extract(extractor, "Zelensky denied Russian claims that Kupiansk had fallen.").claims
    heard = {(line(claim), claim.claimant and claim.claimant.party) for claim in claims}
    assert heard == {
        ("control_lost Kupiansk UA denied", "UA"),
        ("control_gained Kupiansk RU reported", "RU"),
    }


def test_our_forces_are_those_of_the_channel(extractor: Extractor) -> None:
    """On a General Staff's own channel "the enemy" is the other side."""
    text = "The enemy has captured Toretsk."
    claims = extract(extractor, text, source="t.me/GeneralStaffZSU").claims
    assert [line(claim) for claim in claims] == ["control_gained Toretsk RU asserted"]


def test_our_forces_of_a_speaker_of_no_known_side_are_nobody_s(extractor: Extractor) -> None:
    """A brigade that may be either army's leaves "our troops" without a side."""
    claims = extract(extractor, '"Our troops hold Siversk," the brigade\'s spokesman said.').claims
    assert [line(claim) for claim in claims] == ["control_reaffirmed Siversk ? asserted"]


DENIED_AFTERWARDS = {
    "uk": "У Москві заявили про захоплення Сіверська. У Генштабі це спростували.",
    "ru": "В Москве заявили о захвате Северска. В Генштабе ВСУ это опровергли.",
}


@pytest.mark.parametrize(("language", "text"), DENIED_AFTERWARDS.items(), ids=DENIED_AFTERWARDS.keys())
def test_a_sentence_may_deny_the_one_before(language: str, text: str, extractor: Extractor) -> None:
    """ "This was denied" keeps the event of the sentence before, with its place, on the denier's word."""
    claims = extract(extractor, text, language).claims
    denied = [claim for claim in claims if claim.modality == "denied"]
    assert [(c.event_type, c.place.name, c.claimant and c.claimant.name) for c in denied] == [
        ("control_gained", "Siversk", "General Staff of Ukraine")
    ]
    own_word = {c.claimant.party for c in claims if c.modality == "asserted" and c.claimant}
    assert own_word <= {"RU"}
