"""What Ukrainian prose claims: who did what, where, and how far the speaker stands behind it."""

import pytest

from tests.unit.extraction.articles import Says, extract, ground, lines, says
from workers.extraction.extractor import Extractor

EVENTS: dict[str, Says] = {
    "fighting for": says("Бої за Торецьк тривають.", "contested Toretsk ? asserted"),
    "grey zone": says("Торецьк у сірій зоні, повідомляє DeepState.", "contested Toretsk ? asserted"),
    "several sentences of a quote": says(
        "«Російські війська не заходили до Сіверська», — сказав речник бригади. "
        "«Місто тримають наші військові».",
        "incursion Siversk RU denied",
        "control_reaffirmed Siversk UA asserted",
    ),
    "active": says("Російські війська захопили Торецьк.", "control_gained Toretsk RU asserted"),
    "passive": says(
        "Торецьк був захоплений російськими військами після місяців вуличних боїв.",
        "control_gained Toretsk RU asserted",
    ),
    "impersonal": says("Росіянами захоплено Торецьк.", "control_gained Toretsk RU asserted"),
    "retaken": says(
        "Сили оборони звільнили Роботине від російських окупантів.",
        "control_regained Robotyne UA asserted",
    ),
    "euphemism of occupation": says(
        "Ворог окупував Велику Новосілку, повідомляє DeepState.",
        "control_gained Velyka Novosilka RU asserted",
    ),
    "postposed attribution": says(
        "Українські десантники звільнили Роботине, повідомили у Генштабі ЗСУ.",
        "control_regained Robotyne UA asserted",
    ),
    "according to": says(
        "За даними DeepState, російські війська увійшли до Торецька.", "incursion Toretsk RU asserted"
    ),
    "claimed without evidence": says(
        "У Москві без доказів заявили, що російські війська захопили Сіверськ.",
        "control_gained Siversk RU reported",
    ),
    "repelled": says(
        "Українські військові відбили російський штурм поблизу Сіверська.",
        "assault_repelled Siversk UA asserted",
    ),
    "tried to": says("Росіяни намагалися прорватися до Сіверська.", "assault Siversk RU asserted"),
    "failed to": says("Росіянам не вдалося захопити Часів Яр.", "assault Chasiv Yar RU asserted"),
    "remains under control": says(
        "Куп’янськ залишається під контролем України.", "control_reaffirmed Kupiansk UA asserted"
    ),
    "withdrew": says(
        "Українські підрозділи відійшли з Великої Новосілки.", "withdrawal Velyka Novosilka UA asserted"
    ),
    "shelled": says(
        "Росіяни обстріляли Костянтинівку з артилерії, двоє людей загинули.",
        "strike Kostiantynivka RU asserted",
    ),
    "two places and two sides": says(
        "Росіяни захопили Торецьк, а українські військові звільнили Роботине.",
        "control_gained Toretsk RU asserted",
        "control_regained Robotyne UA asserted",
    ),
    "list of places": says(
        "Російські війська захопили Торецьк, Курахове та Велику Новосілку.",
        "control_gained Toretsk RU asserted",
        "control_gained Kurakhove RU asserted",
        "control_gained Velyka Novosilka RU asserted",
    ),
    "the city by discourse": says(
        "У Покровську тиждень було тихо. У неділю російські війська увійшли до міста.",
        "incursion Pokrovsk RU asserted",
    ),
    "bulletin": says(
        "На Куп’янському напрямку українські військові відбили 12 атак у районах Петропавлівки, Загризового "
        "та Кіндрашівки.",
        "assault_repelled Petropavlivka UA asserted",
        "assault_repelled Zahryzove UA asserted",
        "assault_repelled Kindrashivka UA asserted",
    ),
    "advance": says("Ворог просунувся поблизу Сіверська.", "advance Siversk RU asserted"),
}

NOT_ASSERTED: dict[str, Says] = {
    "denied": says(
        "Генштаб ЗСУ спростував захоплення Куп’янська російськими військами.",
        "control_gained Kupiansk RU denied",
    ),
    "is not true that": says(
        "Неправда, що російські війська захопили Лиман, заявили у бригаді.",
        "control_gained Lyman RU denied",
    ),
    "did not enter": says("Російські війська не заходили до Куп’янська.", "incursion Kupiansk RU denied"),
    "no confirmation": says(
        "Підтверджень того, що росіяни захопили Сіверськ, немає.", "control_gained Siversk RU reported"
    ),
    "could": says("Росіяни можуть захопити Покровськ до зими.", "control_gained Pokrovsk RU hypothetical"),
    "plans": says(
        "Росія планує захопити Слов’янськ до кінця року.", "control_gained Sloviansk RU hypothetical"
    ),
    "fears": says(
        "Мешканці бояться, що росіяни захоплять Костянтинівку.",
        "control_gained Kostiantynivka RU hypothetical",
    ),
    "if": says(
        "Якщо росіяни захоплять Покровськ, зима буде важкою для всього регіону.",
        "control_gained Pokrovsk RU hypothetical",
    ),
    "in 2022": says("У травні 2022 року росіяни захопили Лиман.", "control_gained Lyman RU background"),
}

NOTHING: dict[str, str] = {
    "politics": "Верховна Рада у Києві ухвалила закон про пенсії.",
    "sport": "Донецький «Шахтар» атакував з перших хвилин і здобув перемогу у Львові.",
    "business": "Польська мережа захопила ринок будматеріалів у Львові й вийшла на ринок Одеси.",
    "possession as attribute": "В окупованому Токмаку згоріла нафтобаза, кажуть мешканці.",
}

GROUNDS: dict[str, Says] = {
    "direction": says(
        "Російські війська атакували на Покровському напрямку.", "assault Pokrovsk axis unknown"
    ),
    "near": says("Росіяни атакували поблизу Сіверська.", "assault Siversk near unknown"),
    "outskirts": says("Російські війська увійшли на околицю Сіверська.", "incursion Siversk edge presence"),
    "in": says("Росіяни захопили Торецьк.", "control_gained Toretsk in whole"),
}


@pytest.mark.parametrize("case", EVENTS.values(), ids=EVENTS.keys())
def test_an_event_has_its_place_its_side_and_its_stance(case: Says, extractor: Extractor) -> None:
    """Each way of telling an event gives that event, and no other."""
    assert lines(extractor, case.text, "uk") == case.claims


@pytest.mark.parametrize("case", NOT_ASSERTED.values(), ids=NOT_ASSERTED.keys())
def test_what_is_denied_feared_planned_or_past_is_not_asserted(case: Says, extractor: Extractor) -> None:
    """Denials, doubts, fears, plans, conditions and history keep their event and say what they are."""
    assert lines(extractor, case.text, "uk") == case.claims


@pytest.mark.parametrize("text", NOTHING.values(), ids=NOTHING.keys())
def test_what_is_no_event_of_the_war_gives_no_claim(text: str, extractor: Extractor) -> None:
    """The words of war in politics, sport and business claim nothing."""
    assert not lines(extractor, text, "uk")


@pytest.mark.parametrize("case", GROUNDS.values(), ids=GROUNDS.keys())
def test_only_in_a_place_is_the_whole_place(case: Says, extractor: Extractor) -> None:
    """Near, at the edge and on an axis never speak of the place as a whole."""
    assert {ground(claim) for claim in extract(extractor, case.text, "uk").claims} == case.claims
