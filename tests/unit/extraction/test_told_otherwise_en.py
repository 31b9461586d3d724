"""Events told by their effect, by an estimate or in a feature's words; each beside one that is none."""

import pytest

from tests.unit.extraction.articles import Says, extract, lines, says
from workers.extraction.extractor import Extractor

CASES = (
    # a strike by what it did
    says(
        "Russian drones damaged grain stores and a pilot station in Izmail.",
        "strike Izmail RU asserted",
    ),
    says(
        "Russian shelling killed four people: two in Kramatorsk and two in Druzhkivka.",
        "strike Kramatorsk RU asserted",
        "strike Druzhkivka RU asserted",
    ),
    says("Russian troops heard that a storm had damaged a pilot station in Izmail."),
    # estimates of what goes on, and of what may come
    says(
        "Russia is highly likely to be concentrating troops in the Kursk region.",
        "buildup Kursk Oblast RU reported",
    ),
    says(
        "Russia is likely to concentrate troops in the Kursk region.", "buildup Kursk Oblast RU hypothetical"
    ),
    says("Russian forces almost certainly took Rivnopil.", "control_gained Rivnopil RU reported"),
    says("Russian forces almost took Rivnopil.", "control_gained Rivnopil RU hypothetical"),
    says(
        "Most observers expect a Russian thrust on Sloviansk.",
        "assault Sloviansk RU hypothetical",
    ),
    # whose offensive it is
    says(
        "The Russians lost 125 vehicles in their offensive around Avdiivka.",
        "assault Avdiivka RU asserted",
    ),
    # ground and distance
    says("Russian forces have gained some ground north of Lyman.", "advance Lyman RU asserted"),
    says("A Russian unit came within a mile of Chasiv Yar.", "advance Chasiv Yar RU asserted"),
    says("The Ukrainian soldier lives within a mile of Chasiv Yar."),
    # men brought up
    says("Ukraine moved up the 3rd Assault Brigade to Avdiivka.", "buildup Avdiivka UA asserted"),
    says("Additional Ukrainian forces had been moved to Pokrovsk.", "buildup Pokrovsk UA asserted"),
    says("A long column of Russian tanks was seen near Dzhankoi.", "buildup Dzhankoi RU asserted"),
    says("Video shows a destroyed column of Russian tanks near Dzhankoi."),
    # a defence that holds
    says(
        "The Ukrainian military says the defence of Vovchansk is holding.",
        "control_reaffirmed Vovchansk UA asserted",
    ),
    says("The Ukrainian military spoke of the defence of Vovchansk."),
    says(
        "Ukrainian forces cleared Russian infantry from Kupiansk.",
        "control_regained Kupiansk UA asserted",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_other_words_tell_the_same_event(case: Says, extractor: Extractor) -> None:
    """What happened counts, not the verb; and how sure the writer is of it."""
    assert lines(extractor, case.text) == case.claims


def test_a_spokesman_is_of_no_side_by_the_place_he_speaks_of(extractor: Extractor) -> None:
    """Only who serves the ground belongs to it: a mayor does, a foreign government's spokesman does not."""
    text = "Russian forces have entered Avdiivka, spokesman John Kirby told reporters."
    (claim,) = extract(extractor, text).claims
    assert claim.claimant is not None
    assert claim.claimant.party is None
