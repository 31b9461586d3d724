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
SIDES_IN_THE_WORDS = (
    says("Siversk slipped out of Russian hands.", "control_lost Siversk RU asserted"),
    says("Siversk slipped out of Ukrainian hands.", "control_lost Siversk UA asserted"),
    says("Ukrainian control of Siversk has ended.", "control_lost Siversk UA asserted"),
    says("The occupying army has been expelled from Siversk.", "control_regained Siversk UA asserted"),
    says("Russian officials admitted that Siversk had been retaken.", "control_regained Siversk UA asserted"),
    says("Russian troops encircled in Siversk laid down their arms.", "encirclement Siversk UA asserted"),
    says("Russian troops encircled Siversk.", "encirclement Siversk RU asserted"),
)
US_AND_THEM = (
    says('"They pushed us out of Siversk," a Ukrainian sergeant said.', "control_gained Siversk RU asserted"),
    says("Siversk is ours, a Ukrainian officer said.", "control_reaffirmed Siversk UA asserted"),
    says("Siversk is theirs, a Ukrainian officer said."),
    says(
        "Kyiv says its forces have taken Tetkino and hold Popovka.",
        "control_gained Tetkino UA asserted",
        "control_reaffirmed Popovka UA asserted",
    ),
)
NOBODY = (
    says("They beat off four assaults near Chasiv Yar, according to the newspaper."),
    says(
        "Chasiv Yar was attacked from three sides, Ukrainian officers said.", "assault Chasiv Yar ? asserted"
    ),
)


@pytest.mark.parametrize(
    "case",
    [*GARRISONS, *TAKEN_FROM, *SIDES_IN_THE_WORDS, *US_AND_THEM, *NOBODY],
    ids=lambda case: case.text[:60],
)
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


@pytest.mark.parametrize(
    "text",
    [
        "Russian soldiers took Siversk residents to a filtration camp.",
        "Ukraine advances in talks on Siversk's children.",
        "The Ukrainian army evacuated wounded men from Siversk.",
        "A Ukrainian soldier on leave from Siversk married in Lviv.",
        "Ukrainian soldiers fought a fire in Siversk.",
        "Every loaf that reaches Siversk is for Ukrainian soldiers.",
        "Russia plans to deny Ukrainian forces a position in Siversk.",
        "Russia encircled Siversk in red on its map.",
        "Ukrainian soldiers hoisted the flag at a school in Lviv.",
    ],
)
def test_what_armies_also_do_is_no_event(text: str, extractor: Extractor) -> None:
    """The words of war in other phrases, and men on their own ground far from any front."""
    assert lines(extractor, text) == frozenset()
