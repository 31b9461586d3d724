"""How far a speaker stands behind an event: polarity, reality, currency, hedged."""

import pytest

from schemas.claims import Currency, Polarity, Reality
from tests.unit.extraction.articles import extract
from workers.extraction.extractor import Extractor

Axes = tuple[Polarity, Reality, Currency]

FACT: Axes = ("affirmed", "actual", "current")
DENIED: Axes = ("denied", "actual", "current")
DOUBTED: Axes = ("unconfirmed", "actual", "current")
PLANNED: Axes = ("affirmed", "planned", "current")
CONDITIONAL: Axes = ("affirmed", "conditional", "current")
FEARED: Axes = ("affirmed", "feared", "current")
PAST: Axes = ("affirmed", "actual", "background")

ENGLISH: dict[str, tuple[str, Axes]] = {
    "told": ("Russian forces captured Siversk.", FACT),
    "never": ("Russian forces never captured Siversk.", DENIED),
    "no troops": ("No Russian troops entered Siversk.", DENIED),
    "have not": ("Russian forces have not captured Siversk.", DENIED),
    "contrary to": ("Contrary to Russian claims, Siversk has not fallen.", DENIED),
    "the claim is false": ("The claim that Russian forces captured Siversk is false.", DENIED),
    "corrected": (
        "An earlier version of this article wrongly said that Russian forces had captured Siversk.",
        DENIED,
    ),
    "could not confirm": ("Officials could not confirm that Russian forces had captured Siversk.", DOUBTED),
    "could not verify": (
        "Reuters could not independently verify that Russian forces captured Siversk.",
        DOUBTED,
    ),
    "may have": ("Russian forces may have captured Siversk.", CONDITIONAL),
    "had they": ("Had Russian forces captured Siversk, winter would be harder.", CONDITIONAL),
    "unless": ("Unless help arrives, Russian forces will capture Siversk.", CONDITIONAL),
    "about to": ("Russian forces are about to capture Siversk.", PLANNED),
    "want to": ("Russian forces want to capture Siversk.", PLANNED),
    "preparing to": ("Ukraine is preparing to withdraw from Siversk.", PLANNED),
    "ordered": ("Putin ordered his army to capture Siversk.", PLANNED),
    "will hold": ("Ukrainian forces will hold Siversk, the brigade said.", PLANNED),
    "last year": ("Russian forces captured Siversk last year.", PAST),
    "in a year": ("Russian forces captured Siversk in 2022.", PAST),
    "season": ("Russian forces captured Siversk in the summer of 2023.", PAST),
}

UKRAINIAN: dict[str, tuple[str, Axes]] = {
    "told": ("Російські війська захопили Сіверськ.", FACT),
    "not": ("Російські війська не захопили Сіверськ.", DENIED),
    "untrue": ("Інформація про захоплення Сіверська росіянами не відповідає дійсності.", DENIED),
    "want to": ("Росіяни хочуть захопити Сіверськ.", PLANNED),
    "ordered": ("Путін наказав захопити Сіверськ.", PLANNED),
    "preparing to": ("Україна готується відійти з Сіверська.", PLANNED),
    "had they": ("Якби росіяни захопили Сіверськ, зима була б важчою.", CONDITIONAL),
    "threat": ("Загроза захоплення Сіверська росіянами зростає.", FEARED),
    "in a year": ("Російські війська захопили Сіверськ у 2022 році.", PAST),
}

RUSSIAN: dict[str, tuple[str, Axes]] = {
    "told": ("Российские войска захватили Северск.", FACT),
    "not": ("Российские войска не захватили Северск.", DENIED),
    "untrue": ("Информация о захвате Северска россиянами не соответствует действительности.", DENIED),
    "want to": ("Россияне хотят захватить Северск.", PLANNED),
    "ordered": ("Путин приказал захватить Северск.", PLANNED),
    "preparing to": ("Украина готовится отойти из Северска.", PLANNED),
    "had they": ("Если бы россияне захватили Северск, зима была бы тяжелее.", CONDITIONAL),
    "threat": ("Угроза захвата Северска россиянами растёт.", FEARED),
    "in a year": ("Российские войска захватили Северск в 2022 году.", PAST),
}

HEDGED: dict[str, tuple[str, str]] = {
    "en allegedly": ("en", "Russian forces allegedly captured Siversk."),
    "en appear to": ("en", "Russian forces appear to have captured Siversk."),
    "en rumours": ("en", "Rumours that Russian forces captured Siversk spread on Telegram."),
    "uk nibyto": ("uk", "Росіяни нібито захопили Сіверськ."),
    "uk ymovirno": ("uk", "Росіяни ймовірно захопили Сіверськ."),
    "ru yakoby": ("ru", "Россияне якобы захватили Северск."),
    "ru veroyatno": ("ru", "Россияне, вероятно, захватили Северск."),
}

ONLY_TALKED_ABOUT = {
    "gerund": "Capturing Siversk would open the road to Sloviansk.",
    "question": "Was Siversk captured by Russian forces?",
}


def axes(extractor: Extractor, text: str, language: str) -> list[Axes]:
    return [(c.polarity, c.reality, c.currency) for c in extract(extractor, text, language).claims]


@pytest.mark.parametrize(("text", "stance"), ENGLISH.values(), ids=ENGLISH.keys())
def test_english_words_move_the_stance(text: str, stance: Axes, extractor: Extractor) -> None:
    """One event, and the axis that its words move."""
    assert axes(extractor, text, "en") == [stance]


@pytest.mark.parametrize(("text", "stance"), UKRAINIAN.values(), ids=UKRAINIAN.keys())
def test_ukrainian_words_move_the_stance(text: str, stance: Axes, extractor: Extractor) -> None:
    """One event, and the axis that its words move."""
    assert axes(extractor, text, "uk") == [stance]


@pytest.mark.parametrize(("text", "stance"), RUSSIAN.values(), ids=RUSSIAN.keys())
def test_russian_words_move_the_stance(text: str, stance: Axes, extractor: Extractor) -> None:
    """One event, and the axis that its words move."""
    assert axes(extractor, text, "ru") == [stance]


@pytest.mark.parametrize(("language", "text"), HEDGED.values(), ids=HEDGED.keys())
def test_a_hedge_makes_a_report(language: str, text: str, extractor: Extractor) -> None:
    """What is alleged, apparent or rumoured is reported and never asserted."""
    assert [(c.hedged, c.modality) for c in extract(extractor, text, language).claims] == [(True, "reported")]


@pytest.mark.parametrize("text", ONLY_TALKED_ABOUT.values(), ids=ONLY_TALKED_ABOUT.keys())
def test_an_event_that_is_only_talked_about_is_at_most_a_hypothesis(text: str, extractor: Extractor) -> None:
    """A gerund as a subject and a question say of nothing that it happened."""
    assert {claim.modality for claim in extract(extractor, text).claims} <= {"hypothetical"}


@pytest.mark.parametrize(
    "text",
    [
        "In 2022 Russian forces captured Lyman, and Ukraine liberated it in October that year.",
        "Kupiansk fell in the first month of the invasion and was retaken that September.",
    ],
)
def test_a_time_told_by_another_time_is_remembered(extractor: Extractor, text: str) -> None:
    """ "That year" points back to what the sentence spoke of before, never to the day of publication."""
    claims = extract(extractor, text).claims
    assert claims
    assert {claim.modality for claim in claims} == {"background"}


def test_a_places_neighbour_is_not_the_place(extractor: Extractor) -> None:
    """Who takes Toretsk's neighbour has not taken Toretsk."""
    text = "Russian troops have taken Toretsk's neighbour Niu-York."
    assert all(
        (claim.relation, claim.control_after) == ("edge", None)
        for claim in extract(extractor, text).claims
        if claim.place.name == "Toretsk"
    )
