"""What stands beside an event and is not said of it: others' words, explanations, the end of a road."""

import pytest

from tests.unit.extraction.articles import extract, lines
from workers.extraction.extractor import Extractor

SAID = [
    (
        "uk",
        "Бійці полку «Скеля» підняли прапор у центрі Торецька і спростували слова Герасимова.",
        {"incursion Toretsk UA asserted"},
    ),
    (
        "uk",
        "Генштаб заперечив, що росіяни взяли Торецьк: місто контролюємо.",
        {"control_gained Toretsk RU denied", "control_reaffirmed Toretsk UA asserted"},
    ),
    ("uk", "Про втрату Торецька Генштаб не каже нічого.", set()),
    ("uk", "Прапор висить на блокпості за десять кілометрів від Торецька.", set()),
    ("uk", "Росіяни вже за три кілометри від Торецька.", {"advance Toretsk RU asserted"}),
    (
        "uk",
        "Якщо ЗСУ переріжуть трасу на Сватове, постачання стане.",
        {"route_cut Svatove UA hypothetical"},
    ),
    (
        "uk",
        "Атаку на Торецьк зірвали бійці 155-ї бригади морської піхоти.",
        {"assault_repelled Toretsk RU asserted"},
    ),
    ("uk", "Генштаб ЗСУ повідомив про удар по Сумах.", {"strike Sumy ? asserted"}),
    ("uk", "ЗСУ повідомили про удар по Сумах.", {"strike Sumy ? asserted"}),
    ("ru", "Россия сообщила об атаке на Белгород.", {"assault Belgorod ? asserted"}),
    (
        "ru",
        "Гладков опроверг слухи о сдаче Козинки: село под контролем.",
        {"control_lost Kozinka RU denied", "control_reaffirmed Kozinka RU asserted"},
    ),
    ("uk", "Влада просить не вірити вигадкам про здачу Торецька.", {"control_lost Toretsk UA denied"}),
    (
        "ru",
        "«Российские войска окружены в Торецке» — такой заголовок оказался ложью.",
        {"encirclement Toretsk ? denied"},
    ),
    ("ru", "Полиция перекрыла дорогу на Торецк из-за мин.", set()),
    ("uk", "Поліція перекрила дорогу на Торецьк.", set()),
    ("ru", "Песков не стал комментировать сообщения о боях в Торецке.", set()),
    ("uk", "У Генштабі відмовилися коментувати втрату Торецька.", set()),
    ("ru", "В Минобороны не подтвердили и не опровергли, что войска оставили Селидово.", set()),
    ("ru", "Генштаб не подтвердил и не опроверг потерю Торецка.", set()),
    ("uk", "У бригаді не спростували і не підтвердили втрату Селидового.", set()),
    ("ru", "Россияне обстреливают дорогу на Торецк.", set()),
    ("uk", "Речник відкинув чутки про втрату Торецька.", {"control_lost Toretsk UA denied"}),
    ("ru", "Зеленский опроверг слухи об оставлении Торецка.", {"withdrawal Toretsk UA denied"}),
    (
        "uk",
        "Рада оборони ухвалила рішення про примусову евакуацію дітей із Торецька.",
        {"evacuation_ordered Toretsk UA asserted"},
    ),
    ("ru", "Россия усилила натиск: её войска подошли к Торецку.", {"advance Toretsk RU asserted"}),
    ("ru", "DeepState отметил Торецк как занятый российской армией.", {"control_gained Toretsk RU asserted"}),
    ("ru", "Сырский сообщил, что Торецк зачищен.", {"control_regained Toretsk UA asserted"}),
    (
        "ru",
        "Попытку диверсантов прорваться у Журавлёвки ВСУ пресекли.",
        {"assault_repelled Журавлёвки UA asserted"},
    ),
    ("ru", "За сутки по Шебекино ВСУ выпустили 14 боеприпасов.", {"strike Shebekino UA asserted"}),
    (
        "ru",
        "Россияне продвинулись: под контроль взяты два опорника у Торецка.",
        {"advance Toretsk ? asserted"},
    ),
]


@pytest.mark.parametrize(("language", "text", "claims"), SAID)
def test_what_is_said_beside_an_event_is_not_said_of_it(
    extractor: Extractor, language: str, text: str, claims: set[str]
) -> None:
    """Denied words of others, what a colon explains, distances and unsaid things leave events as they are."""
    assert lines(extractor, text, language) == claims


def test_who_goes_on_speaking_in_the_sentence_is_the_same(extractor: Extractor) -> None:
    """ "X confirms no loss but admits that …": the one who admits is X."""
    text = "Генштаб не підтверджує втрату Торецька, проте визнає, що росіяни зайшли в Курахове."
    (entered,) = (c for c in extract(extractor, text, "uk").claims if c.event_type == "incursion")
    assert entered.claimant is not None
    assert (entered.claimant.party, entered.claimant.kind) == ("UA", "official")
