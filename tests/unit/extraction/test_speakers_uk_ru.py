"""On whose word Ukrainian and Russian prose says it, wherever the speaker stands."""

import pytest

from schemas.claims import Claimant
from tests.unit.extraction.articles import extract
from workers.extraction.extractor import Extractor

NAMED = [
    ("uk", "У Міноборони РФ заявили, що російські війська захопили Торецьк.", "Russian Ministry of Defence"),
    (
        "uk",
        "Російські війська захопили Торецьк, заявили у вівторок у Міноборони РФ.",
        "Russian Ministry of Defence",
    ),
    (
        "uk",
        "Російські війська, як стверджують у Міноборони РФ, захопили Торецьк.",
        "Russian Ministry of Defence",
    ),
    ("uk", "Російські війська захопили Торецьк. Про це повідомив DeepState.", "DeepState"),
    ("uk", "За даними DeepState, російські війська захопили Торецьк.", "DeepState"),
    ("uk", "DeepState: російські війська захопили Торецьк.", "DeepState"),
    ("ru", "В Минобороны РФ заявили, что российские войска захватили Торецк.", "Russian Ministry of Defence"),
    ("ru", "Российские войска захватили Торецк, пишет Рыбарь.", "Rybar"),
    (
        "ru",
        "Российские войска, как утверждают в Минобороны РФ, захватили Торецк.",
        "Russian Ministry of Defence",
    ),
    (
        "ru",
        "Российские войска захватили Торецк. Об этом сообщило Минобороны РФ.",
        "Russian Ministry of Defence",
    ),
    ("ru", "По данным DeepState, российские войска захватили Торецк.", "DeepState"),
]


def _claimants(extractor: Extractor, text: str, language: str) -> list[Claimant | None]:
    return [claim.claimant for claim in extract(extractor, text, language).claims]


@pytest.mark.parametrize(("language", "text", "name"), NAMED)
def test_the_speaker_is_found_wherever_he_stands(
    language: str, text: str, name: str, extractor: Extractor
) -> None:
    """Before the verb, behind it, between commas, before a colon, or in the next sentence."""
    claimants = _claimants(extractor, text, language)
    assert [claimant.name for claimant in claimants if claimant] == [name]
    assert len(claimants) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Пишуть, що російські війська зайшли до Торецька."),
        ("ru", "Пишут, что российские войска зашли в Торецк."),
    ],
)
def test_an_unnamed_plural_is_hearsay(language: str, text: str, extractor: Extractor) -> None:
    """ "They write that" names nobody, so nobody asserts it."""
    assert {claim.modality for claim in extract(extractor, text, language).claims} == {"reported"}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("uk", "Російські війська можуть захопити Торецьк, вважає Береговий."),
        ("ru", "Российские войска могут захватить Торецк, считает Береговий."),
    ],
)
def test_a_bare_surname_speaks_and_not_the_party_before_it(
    language: str, text: str, extractor: Extractor
) -> None:
    """The party that the sentence is about does not become its speaker."""
    claimants = _claimants(extractor, text, language)
    assert [(c.name, c.party) for c in claimants if c] == [("Береговий", None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "uk",
            "Начальник Куп'янської міської військової адміністрації Андрій Беседін розповів, що "
            "росіяни атакували Куп'янськ. За словами Беседіна, українські військові "
            "відбили атаку поблизу Куп'янська.",
        ),
        (
            "ru",
            "Глава Купянской городской военной администрации Андрей Беседин рассказал, что россияне "
            "атаковали Купянск. По словам Беседина, украинские военные отбили атаку возле Купянска.",
        ),
    ],
)
def test_a_surname_is_known_again_in_another_case(language: str, text: str, extractor: Extractor) -> None:
    """The genitive of a surname is the same person, with the same party."""
    claimants = _claimants(extractor, text, language)
    assert len(claimants) == 2
    assert {(c.name.split()[0], c.party) for c in claimants if c} in (
        {("Андрій", "UA")},
        {("Андрей", "UA")},
    )


def test_an_agency_that_cites_a_ministry_passes_its_word_on(extractor: Extractor) -> None:
    """The deepest named speaker is the claimant; the agency stands in `via`."""
    text = "ВС РФ освободили Макаровку, сообщает ТАСС со ссылкой на Минобороны."
    (claim,) = extract(extractor, text, "ru").claims
    assert claim.claimant is not None
    assert (claim.claimant.name, claim.claimant.via) == ("Russian Ministry of Defence", ("TASS",))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "uk",
            "У Міноборони РФ заявили, що російські війська захопили Торецьк. У Генштабі ЗСУ це спростували.",
        ),
        (
            "ru",
            "В Минобороны РФ заявили, что российские войска захватили Торецк. В Генштабе ВСУ это опровергли.",
        ),
    ],
)
def test_a_denial_in_the_next_sentence_is_a_claim_of_its_own(
    language: str, text: str, extractor: Extractor
) -> None:
    """A claim and its denial are two claims."""
    claims = extract(extractor, text, language).claims
    assert {(c.claimant.name, c.modality) for c in claims if c.claimant} == {
        ("Russian Ministry of Defence", "asserted"),
        ("General Staff of Ukraine", "denied"),
    }


@pytest.mark.parametrize(
    ("language", "source", "text", "actor"),
    [
        ("uk", "visnyk.example", "Ворог просунувся поблизу Сіверська.", "RU"),
        ("ru", "ria.ru", "Противник оставил позиции у Северска.", "UA"),
        ("ru", "zvit.example", "Противник оставил позиции у Северска, сообщили в Минобороны РФ.", "UA"),
        ("ru", "zvit.example", "Противник оставил позиции у Северска, сообщили в Генштабе ВСУ.", "RU"),
    ],
)
def test_who_the_enemy_is_depends_on_who_speaks(
    language: str, source: str, text: str, actor: str, extractor: Extractor
) -> None:
    """The speaker's enemy, else the outlet's, else that of those who write the language."""
    assert {c.actor for c in extract(extractor, text, language, source=source).claims} == {actor}


def test_nobody_is_the_enemy_of_an_unknown_speaker(extractor: Extractor) -> None:
    """Russian is written on both sides: no speaker, outlet or word of a side, no side named."""
    text = "Противник продвинулся возле Северска."
    assert {c.actor for c in extract(extractor, text, "ru", title="Сводка").claims} <= {None}


def test_a_sentence_without_a_subject_goes_on_with_the_one_before(extractor: Extractor) -> None:
    """Bulletins drop the subject: "Намагався просунутися" is still the enemy of the sentence before."""
    text = "На Лиманському напрямку противник атакував 17 разів. Намагався просунутися в районі Греківки."
    tried = [c for c in extract(extractor, text, "uk").claims if c.relation == "near"]
    assert [c.actor for c in tried] == ["RU"]
