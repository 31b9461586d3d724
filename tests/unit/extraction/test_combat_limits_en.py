"""Wordings close to those of combat that say something else, and details of who, where and whether."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

CASES = (
    says(
        "Russian forces attacked northwest of Lyman near Yampolivka and Terny and east of Lyman near Torske.",
        "assault Yampolivka RU asserted",
        "assault Terny RU asserted",
        "assault Torske RU asserted",
    ),
    says(
        "Near Terny and Torske our defenders repelled eleven enemy assaults.",
        "assault_repelled Terny UA asserted",
        "assault_repelled Torske UA asserted",
    ),
    says(
        "There is no threat of Siversk being surrounded, the Ukrainian brigade said.",
        "encirclement Siversk RU denied",
    ),
    says(
        "Ukrainian forces stopped a Russian attempt to break through near Hlyboke.",
        "assault_repelled Hlyboke UA asserted",
    ),
    says(
        "The road to Siversk is no longer passable, Ukrainian soldiers said.",
        "route_cut Siversk ? asserted",
    ),
    says(
        "The road to Siversk has not been cut, a Ukrainian officer said.",
        "route_cut Siversk RU denied",
    ),
    says("Ukrainian engineers examined the breach of the dam at Nova Kakhovka."),
    says("The garrison of Siversk is supplied by one dirt road, Ukrainian officers say."),
    says("A Ukrainian volunteer drove from Dnipro to Kramatorsk with bread."),
    says(
        "Two Ukrainian towns — Siversk and Lyman — came under fire.",
        "strike Siversk ? asserted",
        "strike Lyman ? asserted",
    ),
    says("At no point did the enemy set foot in Beryslav.", "incursion Beryslav RU denied"),
    says(
        "Explosions were heard in Kharkiv, where Ukrainian sirens had sounded.",
        "strike Kharkiv ? asserted",
    ),
    says("A gas explosion was heard in Kharkiv, Ukrainian police said."),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[:48])
def test_near_wordings_are_told_apart(case: Says, extractor: Extractor) -> None:
    """What was repelled, feared, denied or only heard is not claimed as done."""
    assert lines(extractor, case.text) == case.claims
