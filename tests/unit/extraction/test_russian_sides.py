"""Whose deed a Russian sentence tells of, where the side stands in no nominative before the verb."""

import pytest

from tests.unit.extraction.articles import lines
from workers.extraction.extractor import Extractor


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Отбили у россиян Работино.", "control_regained Robotyne UA asserted"),
        ("«Восток» освободила Новоалексеевку.", "control_gained Новоалексеевку RU asserted"),
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


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Сырский сообщил об освобождении Купянска.", "control_regained Kupiansk UA asserted"),
        ("Минобороны РФ сообщило об освобождении Торецка.", "control_gained Toretsk RU asserted"),
        ("Генштаб ВСУ опроверг захват Торецка.", "control_regained Toretsk UA denied"),
    ],
)
def test_who_speaks_tells_whose_deed_a_liberation_is(extractor: Extractor, text: str, claim: str) -> None:
    """Each side liberates in its own word; who denies a capture has not tried it himself."""
    held = lines(extractor, text, "ru")
    assert (claim in held) != claim.endswith("denied")


def test_talk_of_a_capture_called_early_is_no_capture(extractor: Extractor) -> None:
    """ "It is early to speak of the capture" asserts nothing."""
    assert not lines(extractor, "О взятии Торецка российскими войсками говорить рано.", "ru")


def test_an_unresolved_village_lies_in_the_country_of_its_neighbours(extractor: Extractor) -> None:
    """What Ukraine takes beside Hornal it gains and does not regain."""
    held = lines(extractor, "ВСУ заняли Горналь, Николаево-Дарьино и Свердликово.", "ru")
    assert {claim.split()[0] for claim in held} == {"control_gained"}


def test_whose_positions_are_attacked_is_not_who_attacks(extractor: Extractor) -> None:
    """A repelled attack on a side's positions is not that side's attack."""
    held = lines(extractor, "Атаки на позиции российских войск в районе Торецка отбиты.", "ru")
    assert "assault_repelled Toretsk UA asserted" not in held


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Украинский проект DeepState отмечает продвижение российских войск у Вознесенки.",
            {"advance Voznesenka RU asserted"},
        ),
        (
            "Украинский канал пишет о захвате Торецка российскими войсками.",
            {"control_gained Toretsk RU asserted"},
        ),
        ("Украинское продвижение у Вознесенки продолжается.", {"advance Voznesenka UA asserted"}),
    ],
)
def test_an_adjective_of_who_tells_is_no_side(extractor: Extractor, text: str, told: set[str]) -> None:
    """Whose men they are is said behind the event's noun; before it stands whose channel reports it."""
    assert lines(extractor, text, "ru") == told
