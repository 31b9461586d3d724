"""Whose deed a Russian sentence tells of, where the side stands in no nominative before the verb."""

import pytest

from tests.unit.extraction.articles import lines
from workers.extraction.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Отбили у россиян Работино.", "control_regained Robotyne UA asserted"),
        ("Работино отбито у оккупантов.", "control_regained Robotyne UA asserted"),
        ("Торецк окружён российской армией.", "encirclement Toretsk RU asserted"),
        (
            "В результате активных действий подразделений группировки «Центр» освобождён Торецк.",
            "control_gained Toretsk RU asserted",
        ),
        (
            "Подразделения группировки «Центр» в результате решительных действий освободили Торецк.",
            "control_gained Toretsk RU asserted",
        ),
        ("Сырский сообщил, что вывел войска из Авдеевки.", "withdrawal Avdiivka UA asserted"),
        ("Сырский приказал вывести войска из Авдеевки.", "announced_withdrawal Avdiivka UA asserted"),
    ],
)
def test_the_side_is_found_in_any_case(extractor: Extractor, text: str, claim: str) -> None:
    """What is taken from a side is its foe's deed; so tell whose actions they were, and who orders."""
    assert claim in lines(extractor, text, "ru")


def test_who_is_encircled_does_not_encircle(extractor: Extractor) -> None:
    """A state without a doer names no doer."""
    assert "encirclement Toretsk UA asserted" not in lines(
        extractor, "В Торецке в окружении оказались украинские войска.", "ru"
    )
