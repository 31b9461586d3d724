"""Who did it, in languages where endings say so and the words stand in any order."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

UKRAINIAN: dict[str, Says] = {
    "object first": says(
        "Торецьк захопили російські війська, повідомив DeepState.", "control_gained Toretsk RU asserted"
    ),
    "attack of one side repelled by the other": says(
        "Атаку ЗСУ біля Вовчанська відбили росіяни.", "assault_repelled Vovchansk RU asserted"
    ),
    "attacks first, defenders last": says(
        "Російські атаки поблизу Торецька відбили українські десантники.",
        "assault_repelled Toretsk UA asserted",
    ),
    "the driven out first": says(
        "Росіян вибили з Роботиного бійці 47-ї бригади.", "control_regained Robotyne UA asserted"
    ),
    "made to leave": says(
        "Українські військові змусили росіян відступити з Роботиного.", "withdrawal Robotyne RU asserted"
    ),
    "a dative that failed": says(
        "Російським військам не вдалося прорватися до Покровська.", "assault Pokrovsk RU asserted"
    ),
    "agent without a preposition": says(
        "Місто Торецьк взято російськими військами.", "control_gained Toretsk RU asserted"
    ),
    "infantry of the foe": says(
        "Піхота противника проникла до Сіверська, розповів речник ЗСУ.", "incursion Siversk RU asserted"
    ),
    "both sides, each in its clause": says(
        "Поки росіяни штурмували Вугледар, українські війська увійшли до Суджі.",
        "assault Vuhledar RU asserted",
        "incursion Sudzha UA asserted",
    ),
    "our men driven out": says(
        "Окупанти витіснили наші підрозділи з Торецька.", "control_gained Toretsk RU asserted"
    ),
}

RUSSIAN: dict[str, Says] = {
    "object first": says(
        "Торецк захватили российские войска, сообщил DeepState.", "control_gained Toretsk RU asserted"
    ),
    "attack of one side repelled by the other": says(
        "Атаку ВСУ у Волчанска отразили российские военные.", "assault_repelled Vovchansk RU asserted"
    ),
    "attacks first, defenders last": says(
        "Атаки российских войск у Торецка отбили украинские десантники.",
        "assault_repelled Toretsk UA asserted",
    ),
    "the driven out first": says(
        "Россиян выбили из Работино бойцы 47-й бригады.", "control_regained Robotyne UA asserted"
    ),
    "made to leave": says(
        "Украинские военные вынудили россиян отступить из Работино.", "withdrawal Robotyne RU asserted"
    ),
    "agent without a preposition": says(
        "Населённый пункт Кругляковка освобождён подразделениями группировки войск «Запад».",
        "control_gained Kruhliakivka RU asserted",
    ),
    "those who were driven out": says(
        "Украинские подразделения вытеснены из Торецка.", "control_gained Toretsk RU asserted"
    ),
    "repelled attacks name the attacker": says(
        "Отбиты четыре атаки ВСУ у Волчанска.", "assault_repelled Vovchansk RU asserted"
    ),
    "a unit of the army, named by its army": says(
        "Бойцы 72-й бригады ВСУ покинули Угледар.", "withdrawal Vuhledar UA asserted"
    ),
    "ё or е": says(
        "Российские войска вошли в Часов Яр и там отошёл на запад украинский гарнизон.",
        "incursion Chasiv Yar RU asserted",
        "withdrawal Chasiv Yar UA asserted",
    ),
}

PLACES_IN_THE_GENITIVE = {
    "uk": [
        "Мешканці Торецька залишили домівки, хоча російські війська ще далеко.",
        "Мер Торецька захопив владу, а про російські війська не згадав.",
    ],
    "ru": [
        "Жители Торецка покинули дома, хотя российские войска ещё далеко.",
        "Мэр Торецка захватил власть, а о российских войсках не вспомнил.",
    ],
}


@pytest.mark.parametrize("case", UKRAINIAN.values(), ids=UKRAINIAN.keys())
def test_ukrainian_endings_say_who_did_it(case: Says, extractor: Extractor) -> None:
    """The nominative does it, the instrumental does it in a passive, the genitive suffers it."""
    assert lines(extractor, case.text, "uk") == case.claims


@pytest.mark.parametrize("case", RUSSIAN.values(), ids=RUSSIAN.keys())
def test_russian_endings_say_who_did_it(case: Says, extractor: Extractor) -> None:
    """The nominative does it, the instrumental does it in a passive, the genitive suffers it."""
    assert lines(extractor, case.text, "ru") == case.claims


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, text) for language in ("uk", "ru") for text in PLACES_IN_THE_GENITIVE[language]],
)
def test_a_place_in_the_genitive_is_not_what_was_taken(
    language: str, text: str, extractor: Extractor
) -> None:
    """ "The mayor of Torets'k seized power" takes no Toretsk, wherever the name stands."""
    assert not lines(extractor, text, language)
