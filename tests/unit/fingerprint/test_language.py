"""Script and letters tell the language, on a line as on a page; the sender is believed where they agree."""

import pytest

from workers.fingerprint.language import detect_language

FLASHES = {
    "en": [
        "Kupiansk: explosions heard",
        "Explosions in Kharkiv",
        "Air raid alert in Sumy oblast",
        "Zelensky: Pokrovsk holds",
        "KUPIANSK HOLDS: GENERAL STAFF",
        "Drone strike on Odesa port",
        "DeepState: Selydove",
    ],
    "uk": [
        "Вибухи у Харкові",
        "Харків: вибухи",
        "Обстріл Херсона",
        "Ворог наступає",
        "Атака на Харків",
        "Ворог атакував Суми",
        "Зеленський: Покровськ тримається",
        "Сили оборони відбили штурм",
        "Генштаб: за добу 96 боїв",
    ],
    "ru": [
        "Взрывы в Харькове",
        "Харьков: взрыв",
        "Обстрел Херсона",
        "Враг наступает",
        "Атака на Харьков",
        "Минобороны: Торецк под контролем",
        "Сирена в Сумах",
        "ВС РФ вошли в Угледар",
        "Что известно об ударе по Днепру",
    ],
}


@pytest.mark.parametrize(
    ("text", "language"), [(text, language) for language, texts in FLASHES.items() for text in texts]
)
def test_a_flash_is_recognised_without_being_told(text: str, language: str) -> None:
    """A few words are enough."""
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            "Wybuchy w Charkowie, syreny w całym obwodzie. Władze proszą mieszkańców o zejście do schronów.",
            "pl",
        ),
        (
            "Das ukrainische Militär meldet die Abwehr mehrerer Angriffe nahe der Stadt Pokrowsk am Montag.",
            "de",
        ),
        ("У Мінску прайшла нарада, на якой абмеркавалі сітуацыю на мяжы. Людзі чакаюць навін.", "be"),
        ("Президентът заяви, че страната ще продължи помощта. Първата пратка тръгва във вторник.", "bg"),
        ("الجيش السوداني يستعيد مواقع في الخرطوم", "ar"),
        ("12 × 96 — 2024", "und"),
    ],
)
def test_other_languages_are_not_taken_for_ours(text: str, language: str) -> None:
    """Polish, Belarusian and Bulgarian are neighbours, not variants."""
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "stated", "language"),
    [
        ("Обстрел Херсона продолжался всю ночь, есть погибшие.", "uk", "ru"),
        ("Обстріл Херсона тривав усю ніч, є загиблі.", "ru", "uk"),
        ("Обстріл Херсона тривав усю ніч, є загиблі.", "en", "uk"),
        (
            "Ukrainian forces said that they had repelled an attack near the town on Monday morning.",
            "uk",
            "en",
        ),
        ("Атака на порт", "uk-UA", "uk"),
        ("Атака на порт", "ru", "ru"),
        ("Kharkiv update", "pl", "pl"),
        ("Explosions in Kharkiv", "xx-nonsense", "en"),
    ],
)
def test_a_stated_language_is_believed_only_where_it_is_plausible(
    text: str, stated: str, language: str
) -> None:
    """Letters that the stated language does not have outweigh the label."""
    assert detect_language(text, stated) == language


def test_a_quotation_in_the_other_language_does_not_turn_an_article() -> None:
    """Most letters decide."""
    text = (
        "Речник оперативного командування спростував заяву про взяття селища. Російський канал написав: "
        "«Мы вошли в посёлок», однак підтверджень цьому немає, і бої тривають на околиці."
    )
    assert detect_language(text) == "uk"
