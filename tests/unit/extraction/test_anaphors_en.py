"""What "the town", "both villages", "there", "its outskirts" and "it" stand for; and where for nothing."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

CASES = (
    says(
        "Russian troops attacked Terny and Torske at dawn. Both villages were captured by evening.",
        "assault Terny RU asserted",
        "assault Torske RU asserted",
        "control_gained Terny ? asserted",
        "control_gained Torske ? asserted",
    ),
    says(
        "Russian soldiers attacked near Siversk and Lyman. There, Ukrainian troops repelled them.",
        "assault Siversk RU asserted",
        "assault Lyman RU asserted",
    ),
    says(
        "Russian soldiers were seen in Ivanivske. Ukrainian troops counterattacked there.",
        "incursion Ivanivske RU asserted",
        "assault Ivanivske UA asserted",
    ),
    says(
        "Russian troops are three kilometres from Pokrovsk and have begun shelling its outskirts.",
        "advance Pokrovsk RU asserted",
        "strike Pokrovsk RU asserted",
    ),
    says("The Russian army said its streets in Moscow were calm."),
    says(
        "Ukrainian troops held Vuhledar for two years. It was captured by Russian forces on Tuesday.",
        "control_reaffirmed Vuhledar UA background",
        "control_gained Vuhledar RU asserted",
    ),
    says(
        "A Ukrainian brigade arrived in Dnipro in May. The brigade said it was surrounded.",
        "buildup Dnipro UA asserted",
    ),
    says(
        '"We have withdrawn our units from the town," the Ukrainian commander said of Avdiivka.',
        "withdrawal Avdiivka UA asserted",
    ),
    says('"The town is lost," said the mayor of Avdiivka, a critic of the Ukrainian army.'),
    says(
        "The Ukrainian General Staff in Kyiv lists attacks near Huliaipole. Russian troops are in the town.",
        "incursion Huliaipole RU asserted",
    ),
    says(
        "Russian forces advanced 5 km from Donetsk near Karlivka. The village is now contested.",
        "advance Karlivka RU asserted",
        "contested Karlivka ? asserted",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text[-60:])
def test_words_for_a_place_mean_the_place_told_of(case: Says, extractor: Extractor) -> None:
    """The place last told of; none where two may be meant, and no capital that only seats a government."""
    assert lines(extractor, case.text) == case.claims
