"""Places that are counted first and named later, and parts whose place another clause or sentence names."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

ENGLISH = (
    says(
        "The Russian defence ministry said its forces had captured two more villages in Donetsk region. "
        "It named them as Lysivka and Karlivka.",
        "control_gained Lysivka RU asserted",
        "control_gained Karlivka RU asserted",
    ),
    says(
        "Russian forces captured two settlements over the past day - Lysivka and Karlivka.",
        "control_gained Lysivka RU asserted",
        "control_gained Karlivka RU asserted",
    ),
    says(
        "Three more villages have been captured by Russian forces: Lysivka, Karlivka and Prohres.",
        "control_gained Lysivka RU asserted",
        "control_gained Karlivka RU asserted",
        "control_gained Prohres RU asserted",
    ),
    says(
        "Russian forces captured two villages, Lysivka and Karlivka, on Sunday.",
        "control_gained Lysivka RU asserted",
        "control_gained Karlivka RU asserted",
    ),
    says("Russian forces captured two villages, Kharkiv governor Oleh Syniehubov said."),
    says("Russian forces captured two villages. The prisoners were named as Ivan and Petro in Lysivka."),
    says(
        "Ukrainian forces hold Siversk. There is fighting in the centre, the brigade said.",
        "control_reaffirmed Siversk UA asserted",
        "contested Siversk ? asserted",
    ),
    says(
        "Ukrainian forces hold Siversk and Lyman. There is fighting in the centre, the brigade said.",
        "control_reaffirmed Siversk UA asserted",
        "control_reaffirmed Lyman UA asserted",
    ),
)
UKRAINIAN = (
    says(
        "Російські війська захопили два села на Донеччині. Йдеться про Лисівку та Карлівку.",
        "control_gained Lysivka RU asserted",
        "control_gained Karlivka RU asserted",
    ),
)


@pytest.mark.parametrize("case", ENGLISH, ids=lambda case: case.text[:48])
def test_places_come_later(case: Says, extractor: Extractor) -> None:
    """The names that follow are the places of what was only counted; other names are not."""
    assert lines(extractor, case.text) == case.claims


@pytest.mark.parametrize("case", UKRAINIAN, ids=lambda case: case.text[:48])
def test_places_come_later_in_ukrainian(case: Says, extractor: Extractor) -> None:
    """The same, in Ukrainian."""
    assert lines(extractor, case.text, "uk") == case.claims
