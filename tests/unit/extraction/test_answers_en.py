"""A question claims nothing; "no" denies what was asked, on the word of whoever answers."""

import pytest

from tests.unit.extraction.articles import Says, extract, lines, says
from workers.extraction.extractor import Extractor

ANSWERED_NO = (
    says("Is Pokrovsk surrounded by Russian troops? No.", "encirclement Pokrovsk RU denied"),
    says(
        "Has the Ukrainian army abandoned Kostiantynivka? There is nothing to suggest so.",
        "withdrawal Kostiantynivka UA denied",
    ),
    says(
        "Have the Russians taken Toretsk? Not yet, the General Staff says.",
        "control_gained Toretsk RU denied",
    ),
    says('Are Russian troops in Kupiansk? "No," said a spokesman.', "incursion Kupiansk RU denied"),
    says("Have Russian forces taken Kupiansk?\n\nThey have not.", "control_gained Kupiansk RU denied"),
    says('Asked whether Kupiansk had fallen, the officer answered: "No."', "control_lost Kupiansk UA denied"),
    says(
        "Asked if Russian forces had entered Kupiansk, the General Staff said they had not.",
        "incursion Kupiansk RU denied",
    ),
)
ANSWERED_OTHERWISE = (
    says("Are Russian troops in Kupiansk? Yes."),
    says("Have the Russians taken Toretsk? Nobody knows."),
    says("Have the Russians taken Toretsk? The army has no comment."),
    says("Will Ukrainian troops leave Toretsk?"),
    says("Have the Russians taken Toretsk? The war is in its third year.\n\nNo, says the mayor of Dnipro."),
)


@pytest.mark.parametrize("case", [*ANSWERED_NO, *ANSWERED_OTHERWISE], ids=lambda case: case.text[:60])
def test_only_no_denies_what_was_asked(case: Says, extractor: Extractor) -> None:
    """In the question's sentence or in the very next; anything else leaves the question open."""
    assert lines(extractor, case.text) == case.claims


def test_the_denial_is_on_the_word_of_whoever_answers(extractor: Extractor) -> None:
    """The General Staff answers, so the denial is Ukraine's."""
    text = "Have Russian forces taken Kupiansk? No, the General Staff said."
    (claim,) = extract(extractor, text).claims
    assert claim.claimant is not None
    assert claim.claimant.party == "UA"
    assert claim.evidence.sentence == "No, the General Staff said."
