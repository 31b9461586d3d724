"""Who stays, holds out, or is told to go; what is fought over; and what might happen to a place only."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

HELD = [
    says("Kyiv's troops are holding out in Chasiv Yar.", "control_reaffirmed Chasiv Yar UA asserted"),
    says("Ukrainian soldiers remain in Pokrovsk.", "control_reaffirmed Pokrovsk UA asserted"),
    says("Russian soldiers are holding out in Lyman.", "incursion Lyman RU asserted"),
    says("Vovchansk stands, Zelensky said.", "control_reaffirmed Vovchansk UA asserted"),
    says("Vovchansk is holding, Zelensky said.", "control_reaffirmed Vovchansk UA asserted"),
    says("Residents remain in Pokrovsk."),
    says("Russian prisoners remain in Lviv."),
    says("Kupiansk remains in ruins."),
]
FOUGHT_OVER = [
    says("Fighting for Toretsk goes on.", "contested Toretsk ? asserted"),
    says("Both sides are fighting for control of Toretsk.", "contested Toretsk ? asserted"),
    says("Basivka: grey zone.", "contested Basivka ? asserted"),
    says("Kupiansk residents no longer receive post."),
]
TOLD_TO_GO = [
    says("Ukrainian troops were ordered to leave Vuhledar.", "announced_withdrawal Vuhledar UA asserted"),
    says(
        "The decision has been taken to withdraw from Avdiivka, Syrskyi said.",
        "announced_withdrawal Avdiivka UA asserted",
    ),
    says(
        "Ukrainian troops ordered residents to leave Pokrovsk.",
        "evacuation_ordered Pokrovsk UA asserted",
    ),
]
ONLY_POSSIBLE = [
    says(
        "Putin vowed that the enemy would be thrown out of Kursk region.",
        "control_regained Kursk Oblast RU hypothetical",
    ),
    says(
        "This might be the last week in which Pokrovsk is Ukrainian.",
        "control_reaffirmed Pokrovsk UA hypothetical",
    ),
    says("One wrong move and Pokrovsk falls.", "control_lost Pokrovsk UA hypothetical"),
    says(
        "The ministry rejects Russian claims that Kupiansk has been captured.",
        "control_gained Kupiansk ? denied",
        "control_gained Kupiansk RU reported",
    ),
]


@pytest.mark.parametrize(
    "case", [*HELD, *FOUGHT_OVER, *TOLD_TO_GO, *ONLY_POSSIBLE], ids=lambda case: case.text[:48]
)
def test_each_wording_says_neither_more_nor_less(case: Says, extractor: Extractor) -> None:
    """Staying is holding only on one's own ground; who is told to go has not gone; what may be is not."""
    assert lines(extractor, case.text) == case.claims
