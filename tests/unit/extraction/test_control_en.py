"""Who gains, holds, loses or leaves a place, in the many ways English prose has of saying it."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

GAINED = [
    says(
        "The Russian capture of Kurakhove has been confirmed by both sides.",
        "control_gained Kurakhove RU asserted",
    ),
    says("Having captured Kurakhove, Russian forces are resting.", "control_gained Kurakhove RU asserted"),
    says("Russian troops wrested Kurakhove from Ukraine.", "control_gained Kurakhove RU asserted"),
    says(
        "Russian forces took Kurakhove and with it Dachne.",
        "control_gained Kurakhove RU asserted",
        "control_gained Dachne RU asserted",
    ),
]
REGAINED = [
    says("Robotyne is Ukrainian again.", "control_regained Robotyne UA asserted"),
    says("Robotyne has been liberated, the Ukrainian army said.", "control_regained Robotyne UA asserted"),
    says("Ukrainian troops threw the Russians out of Robotyne.", "control_regained Robotyne UA asserted"),
    says(
        "Robotyne, retaken on Sunday by Ukrainian troops, lies in ruins.",
        "control_regained Robotyne UA asserted",
    ),
]
LEFT = [
    says("Kyiv conceded that the garrison had left Vuhledar.", "withdrawal Vuhledar UA asserted"),
    says("Syrskyi ordered a withdrawal from Vuhledar.", "announced_withdrawal Vuhledar UA asserted"),
    says(
        "Ukraine announced that it would withdraw from Vuhledar.",
        "announced_withdrawal Vuhledar UA asserted",
    ),
    says("Ukrainian soldiers walked out of Vuhledar at night.", "withdrawal Vuhledar UA asserted"),
    says("Ukraine was forced to cede Kurakhove.", "control_lost Kurakhove UA asserted"),
]
SHARED = [
    says("Both sides claim Toretsk.", "contested Toretsk ? asserted"),
    says("Neither side controls Toretsk.", "contested Toretsk ? asserted"),
    says("Control of Toretsk is disputed between Russia and Ukraine.", "contested Toretsk ? asserted"),
]
NEITHER = [
    says("Russian forces took heavy losses near Kurakhove."),
    says("Ukraine lost 20 soldiers in Kurakhove."),
    says(
        "Russian forces broke into Kurakhove but could not hold it and were driven out.",
        "incursion Kurakhove RU asserted",
        "assault_repelled Kurakhove UA asserted",
    ),
]


@pytest.mark.parametrize(
    "case", [*GAINED, *REGAINED, *LEFT, *SHARED, *NEITHER], ids=lambda case: case.text[:48]
)
def test_who_holds_a_place_is_read_whatever_the_wording(case: Says, extractor: Extractor) -> None:
    """Each wording gives the change of control that it tells, with its side, and no other."""
    assert lines(extractor, case.text) == case.claims
