"""Far behind the lines an "attack" or a "raid" on a city is a strike; before them it is an assault."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

ENGLISH = (
    says(
        "Odesa was attacked twice before dawn, and Russian forces kept quiet elsewhere.",
        "strike Odesa ? asserted",
    ),
    says(
        "Russian attacks on power plants in Kryvyi Rih left the hospitals on generators.",
        "strike Kryvyi Rih RU asserted",
    ),
    says("The second Russian raid on Odesa broke windows at the market.", "strike Odesa RU asserted"),
    says("Russian forces attacked Pokrovsk twice before dawn.", "assault Pokrovsk RU asserted"),
    says("Russian forces plan to attack Odesa, the ministry said.", "assault Odesa RU hypothetical"),
)
UKRAINIAN = (
    says("Російські війська вночі атакували Кременчук.", "strike Kremenchuk RU asserted"),
    says("Російські війська вночі атакували Покровськ.", "assault Pokrovsk RU asserted"),
)
RUSSIAN = (
    says("Российские войска ночью атаковали Одессу.", "strike Odesa RU asserted"),
    says("Российские войска ночью атаковали Покровск.", "assault Pokrovsk RU asserted"),
)


@pytest.mark.parametrize(
    ("language", "case"),
    [("en", c) for c in ENGLISH] + [("uk", c) for c in UKRAINIAN] + [("ru", c) for c in RUSSIAN],
    ids=lambda value: value.text if isinstance(value, Says) else value,
)
def test_distance_to_the_front_tells_a_strike_from_an_assault(
    language: str, case: Says, extractor: Extractor
) -> None:
    """The same words mean another event where no army stands within a day's march."""
    assert lines(extractor, case.text, language) == case.claims
