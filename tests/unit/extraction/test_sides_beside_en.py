"""Whose act it is where another side stands between the subject and its verb, or behind it."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

BESIDE = (
    says(
        "Russia's ministry said that units of its Vostok group, having routed Ukraine's 48th Brigade, "
        "liberated Komar.",
        "control_gained Komar RU asserted",
    ),
    says(
        "Russian troops, facing Ukraine's 10th Brigade, attacked Siversk with motorcycles.",
        "assault Siversk RU asserted",
    ),
    says("The 123rd Brigade, facing Ukraine's 10th Brigade, attacked Siversk with motorcycles."),
)
BEHIND = (
    says("Siversk came under assault by Moscow's 3rd Army.", "assault Siversk RU asserted"),
    says(
        "Kostiantynivka remains in the hands of its defenders.",
        "control_reaffirmed Kostiantynivka UA asserted",
    ),
)
GOING_ON_BESIDE = (
    says(
        "Kupiansk is calm, with Russian troops massing near Dvorichna.",
        "buildup Dvorichna RU asserted",
    ),
    says(
        "The situation is tense, with Russian forces still advancing towards Pokrovsk.",
        "advance Pokrovsk RU asserted",
    ),
    says(
        "Fighting goes on, with Ukrainian marines holding Krynky and Russian units attacking Kozachi Laheri.",
        "control_reaffirmed Krynky UA asserted",
        "assault Kozachi Laheri RU asserted",
    ),
    says(
        "Ukrainian troops clashed with Russian infantry entering Toretsk.",
        "incursion Toretsk RU asserted",
    ),
)
OF_WHO_TELLS = (
    says(
        "The Ukrainian channel reported the advance of Russian troops near Voznesenka.",
        "advance Voznesenka RU reported",
    ),
    says(
        "A Ukrainian analyst noted the withdrawal of Russian troops from Toretsk.",
        "withdrawal Toretsk RU asserted",
    ),
    says("The Ukrainian advance near Voznesenka goes on.", "advance Voznesenka UA asserted"),
    says("Ukrainian forces control the crossing at Stari Terny."),
)
NO_PLACE_LEFT = (says("The occupiers withdrew to Tymofiivka in Belgorod region."),)


CASES = (*BESIDE, *BEHIND, *GOING_ON_BESIDE, *OF_WHO_TELLS, *NO_PLACE_LEFT)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:48])
def test_the_side_is_that_of_who_does_it(case: Says, extractor: Extractor) -> None:
    """An aside lends its men to no verb; whoever is named behind "by" or "in the hands of" does it."""
    assert lines(extractor, case.text) == case.claims
