"""Names behind what they are the names of: "two more villages, A and B"."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

TORSKE, YAMPIL = "control_gained Torske RU asserted", "control_gained Yampil RU asserted"
CASES = (
    says(
        "The Russian defence ministry said its troops had captured two more settlements, Torske and Yampil.",
        TORSKE,
        YAMPIL,
    ),
    says("Russian troops took two villages: Torske and Yampil.", TORSKE, YAMPIL),
    says("Russian troops took two villages — Torske and Yampil.", TORSKE, YAMPIL),
    says("Russian forces have seized another settlement, Torske.", TORSKE),
    says("Russian troops took two villages in the Donetsk region, Torske and Yampil.", TORSKE, YAMPIL),
    says("Moscow reported the capture of two more villages, Torske and Yampil.", TORSKE, YAMPIL),
    says("Two more villages, Torske and Yampil, were captured by Russian troops.", TORSKE, YAMPIL),
    says("Russian troops took the village, residents of Torske said."),
    says("Russian troops seized two villages. Torske was quiet."),
    says("Russian troops took two villages: the residents of Torske had left."),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_names_behind_a_noun_of_settlements_are_what_was_taken(case: Says, extractor: Extractor) -> None:
    """A comma, a colon or a dash joins the names to the noun, and nothing else does."""
    assert lines(extractor, case.text) == case.claims
