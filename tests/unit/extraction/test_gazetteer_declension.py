"""Case forms and romanisations: the spellings that texts use, made from the names that sources give."""

import pytest

from workers.extraction.gazetteer.declension import adjective_forms, case_forms, town_adjectives
from workers.extraction.gazetteer.romanise import (
    romanise_russian,
    romanise_ukrainian,
    ukrainian_spellings,
)
from workers.extraction.gazetteer.russian_names import russian_spellings


@pytest.mark.parametrize(
    ("name", "language", "forms"),
    [
        ("Куп’янськ", "uk", {"купянська", "купянську", "купянськом"}),
        ("Авдіївка", "uk", {"авдіївки", "авдіївці", "авдіївку", "авдіївкою"}),
        ("Часів Яр", "uk", {"часового яру", "часовому яру", "часовому ярі", "часовим яром"}),
        ("Велика Новосілка", "uk", {"великої новосілки", "великій новосілці", "велику новосілку"}),
        ("Гуляйполе", "uk", {"гуляйполя", "гуляйполю", "гуляйполем", "гуляйполі"}),
        ("Піщане", "uk", {"піщаного", "піщаному", "піщаним"}),
        ("Суми", "uk", {"сум", "сумам", "сумами", "сумах"}),
        ("Харків", "uk", {"харкова", "харкову", "харковом", "харкові"}),
        ("Кривий Ріг", "uk", {"кривого рогу", "кривому розі", "кривим рогом"}),
        ("Сіверський Донець", "uk", {"сіверського дінця", "сіверському дінці"}),
        ("Куп’янськ-Вузловий", "uk", {"купянська вузлового", "купянську вузловому"}),
        ("Купянск", "ru", {"купянска", "купянску", "купянском", "купянске"}),
        ("Красный Лиман", "ru", {"красного лимана", "красном лимане", "красным лиманом"}),
        ("Часов Яр", "ru", {"часова яра", "часовом яре", "часовым яром"}),
        ("Великая Новосёлка", "ru", {"великой новоселки", "великую новоселку", "великой новоселке"}),
        ("Кременная", "ru", {"кременной", "кременную"}),
        ("Работино", "ru", {"работино", "работине", "работином"}),
        ("Сумы", "ru", {"сум", "сумам", "сумах"}),
    ],
)  # fmt: skip
def test_names_are_declined_as_texts_decline_them(name: str, language: str, forms: set[str]) -> None:
    """Every case that a bulletin puts a name in is among its forms."""
    assert forms <= case_forms(name, language)


def test_words_of_one_name_agree_in_case() -> None:
    """A genitive adjective with a locative noun is nobody's Ukrainian."""
    assert "великої новосілці" not in case_forms("Велика Новосілка", "uk")


def test_an_axis_is_named_by_the_adjective_of_its_town() -> None:
    """`на Куп'янському напрямку` is found by the adjective in any case."""
    (adjective,) = town_adjectives("Куп’янськ", "uk")
    assert {"купянський", "купянському", "купянського"} <= adjective_forms(adjective, "uk")


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Куп’янськ", {"kupiansk", "kupyansk"}),
        ("Великий Бурлук", {"velykyi burluk", "velykyy burluk", "velyky burluk"}),
    ],
)
def test_ukrainian_names_have_their_old_and_new_romanisations(name: str, spellings: set[str]) -> None:
    """The 2010 system and BGN/PCGN both stand in news archives."""
    assert spellings <= romanise_ukrainian(name)


def test_russian_names_have_the_romanisations_of_russian_press() -> None:
    """Artyomovsk, Artemovsk, Krasny Liman."""
    assert {"artyomovsk", "artemovsk"} <= romanise_russian("Артёмовск")
    assert {"krasny liman", "krasnyy liman"} <= romanise_russian("Красный Лиман")


def test_each_language_respells_the_other_ones_villages() -> None:
    """Russian texts write Рыжевка for Рижівка, Ukrainian ones Гуєво for Гуево."""
    assert "рыжевка" in russian_spellings("Рижівка")
    assert "гуєво" in ukrainian_spellings("Гуево")


@pytest.mark.parametrize(
    ("ukrainian", "russian"),
    [
        ("Олександрівка", "александровка"),
        ("Плещіївка", "плещеевка"),
        ("Новодар’ївка", "новодарьевка"),
        ("Добропілля", "доброполье"),
        ("Вільхуватка", "ольховатка"),
        ("Степова Новоселівка", "степная новоселовка"),
        ("Рідкодуб", "редкодуб"),
        ("Слов’янськ", "славянск"),
        ("Звірове", "звирово"),
        ("Верхньокам’янське", "верхнекаменское"),
        ("Козачі Лагері", "казачьи лагеря"),
    ],
)
def test_russian_texts_translate_what_a_name_means(ukrainian: str, russian: str) -> None:
    """Not letter by letter: a village is known by the name that Russian papers print."""
    assert russian in russian_spellings(ukrainian)


def test_plural_and_possessive_names_decline_in_russian() -> None:
    """ "в Волчанских Хуторах", "из Казачьих Лагерей", "в Казачьей Локне"."""
    assert "волчанских хуторах" in case_forms("Волчанские Хутора", "ru")
    assert "казачьих лагерей" in case_forms("Казачьи Лагеря", "ru")
    assert "казачьей локне" in case_forms("Казачья Локня", "ru")
