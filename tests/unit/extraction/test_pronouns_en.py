""" "It" for the place that the sentence before fights for, "theirs" for the side that did the fighting."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

A_PLACE = [
    says(
        "Ukrainian troops entered Robotyne on Monday. Two days later they lost it.",
        "incursion Robotyne UA asserted",
        "control_lost Robotyne UA asserted",
    ),
    says(
        "Russian forces stormed Kurakhove all week. By Monday it was theirs.",
        "assault Kurakhove RU asserted",
        "control_reaffirmed Kurakhove RU asserted",
    ),
    says(
        "Russian troops took Dachne in the morning. The Ukrainians retook it in the evening.",
        "control_gained Dachne RU asserted",
        "control_regained Dachne UA asserted",
    ),
    says(
        "There is no change in Kurakhove: it is still Russian.",
        "control_reaffirmed Kurakhove RU asserted",
    ),
    says(
        "Russian troops stormed Kurakhove. It was captured on Friday.",
        "assault Kurakhove RU asserted",
        "control_gained Kurakhove ? asserted",
    ),
    says(
        "Ukrainian forces are fighting for Robotyne. They have not taken it.",
        "contested Robotyne UA asserted",
        "control_regained Robotyne UA denied",
    ),
]
SOMETHING_ELSE = [
    says("A drone was shot down near Kupiansk. It fell in a field."),
    says(
        "Ukrainian soldiers hold Robotyne and Verbove. Russian troops want to retake it.",
        "control_reaffirmed Robotyne UA asserted",
        "control_reaffirmed Verbove UA asserted",
    ),
    says(
        "Russian troops stormed Kurakhove with a tank. It was captured on Friday.",
        "assault Kurakhove RU asserted",
    ),
    says(
        "Russian soldiers stormed Kurakhove twice. The Ukrainian brigade said it was surrounded.",
        "assault Kurakhove RU asserted",
    ),
]


@pytest.mark.parametrize("case", [*A_PLACE, *SOMETHING_ELSE], ids=lambda case: case.text[:60])
def test_it_is_a_place_only_beyond_doubt(case: Says, extractor: Extractor) -> None:
    """One place fought for, and nothing else that "it" could be."""
    assert lines(extractor, case.text) == case.claims
