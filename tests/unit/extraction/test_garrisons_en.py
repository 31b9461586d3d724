"""Whose men "the garrison", "its troops" and unknown fighters are."""

import pytest

from tests.unit.extraction.articles import Says, extract, lines, says
from workers.extraction.extractor import Extractor

GARRISONS = (
    says("The defenders left Toretsk on Monday.", "withdrawal Toretsk UA asserted"),
    says("The Toretsk garrison has withdrawn, Russian officials said.", "withdrawal Toretsk UA asserted"),
    says("The garrison was pushed out of Toretsk on Monday.", "control_gained Toretsk RU asserted"),
    says("The garrison has left Tokmak.", "withdrawal Tokmak RU asserted"),
    says("Pokrovsk's garrison held off two assaults.", "assault_repelled Pokrovsk UA asserted"),
)
TAKEN_FROM = (
    says(
        "Kindrativka was retaken from the Russians by the 500th regiment.",
        "control_regained Kindrativka UA asserted",
    ),
    says("Kindrativka has been retaken from Russian forces.", "control_regained Kindrativka UA asserted"),
)
NOBODY = (
    says("They beat off four assaults near Chasiv Yar, according to the newspaper."),
    says(
        "Chasiv Yar was attacked from three sides, Ukrainian officers said.", "assault Chasiv Yar ? asserted"
    ),
)


@pytest.mark.parametrize("case", [*GARRISONS, *TAKEN_FROM, *NOBODY], ids=lambda case: case.text[:60])
def test_whose_men_they_are(case: Says, extractor: Extractor) -> None:
    """A garrison is of the side that holds the place; men whom nobody knows repel nobody."""
    assert lines(extractor, case.text) == case.claims


@pytest.mark.parametrize(
    ("text", "actor", "denier"),
    [
        ("Moscow dismissed a claim by Kyiv that its troops still hold Sudzha.", "UA", "RU"),
        ("Moscow's claim that its forces hold Siversk is untrue, Kyiv said.", "RU", "UA"),
        ("Russian claims that Siversk had fallen are false, the 54th brigade said.", "UA", "UA"),
        ("Siversk has not fallen, whatever Moscow's bloggers write, the General Staff said.", "UA", "UA"),
        ("Kyiv has ruled out giving up Siversk, the General Staff said.", "UA", "UA"),
    ],
)
def test_a_denial_is_his_who_denies(text: str, actor: str, denier: str, extractor: Extractor) -> None:
    """ "Its troops" are the men of who claims it; the word against it is the other's."""
    denied = [claim for claim in extract(extractor, text).claims if claim.modality == "denied"]
    assert [(c.actor, c.claimant.party if c.claimant else None) for c in denied] == [(actor, denier)]
