"""Words of war that tell of no event, or of another than they seem to; each beside one that does."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

ENGLISH = (
    # what an indirect question asks nobody says
    says("Reporters asked the general whether Russian troops had taken Lyman."),
    says(
        "Asked if Siversk was surrounded, a Ukrainian officer said that Russian troops had entered Lyman.",
        "incursion Lyman RU asserted",
    ),
    # how far away the war is
    says("At Kurchatov, 60 kilometres from the fighting, Russian guards were reinforced."),
    says("Fighting between Russian and Ukrainian troops raged near Lyman.", "contested Lyman ? asserted"),
    # to leave somebody exposed is not to leave
    says(
        "The loss of Lyman would leave Ukrainian positions near Yampil exposed, officers say.",
        "control_lost Lyman UA hypothetical",
    ),
    says("Russian troops left Lyman for good.", "withdrawal Lyman RU asserted"),
    # nobody's control
    says(
        "Russian soldiers say that neither side is in full control of Toretsk.",
        "contested Toretsk ? asserted",
    ),
    says("Russian forces are in full control of Toretsk.", "control_reaffirmed Toretsk RU asserted"),
    # a stand is no step forward, but better positions are the bulletin's word for one
    says(
        "Ukrainian troops have taken up positions between Siversk and Bakhmut.",
        "buildup Siversk UA asserted",
        "buildup Bakhmut UA asserted",
    ),
    says("Russian units took up more advantageous positions near Torske.", "advance Torske RU asserted"),
    # to regroup the troops of a place elsewhere is to leave it
    says(
        "Russia's defence ministry said it had decided to regroup the forces stationed near Balakliia.",
        "announced_withdrawal Balakliia RU asserted",
    ),
    says("Russian troops are regrouping near Balakliia.", "buildup Balakliia RU asserted"),
    # where reserves come from is not where they gather
    says("The Russian army is bringing up reserves from the Svatove sector."),
    says("The Russian army is bringing up reserves near Svatove.", "buildup Svatove RU asserted"),
    # roads, and places that aid does not reach
    says(
        "Kostiantynivka can no longer be reached by road, Ukrainian soldiers say.",
        "route_cut Kostiantynivka ? asserted",
    ),
    says("Kostiantynivka could not be reached by the convoy, and Ukrainian police turned it back."),
    says("Russian troops reached Kostiantynivka.", "advance Kostiantynivka RU asserted"),
)
UKRAINIAN = (
    says("Журналісти запитали, чи захопили росіяни Лиман."),
    says("Росіяни захопили Лиман.", "control_gained Lyman RU asserted"),
)
RUSSIAN = (
    says("Журналисты спросили, взят ли российскими войсками Лиман."),
    says("Российские войска взяли Лиман.", "control_gained Lyman RU asserted"),
)


@pytest.mark.parametrize(
    ("language", "case"),
    [("en", c) for c in ENGLISH] + [("uk", c) for c in UKRAINIAN] + [("ru", c) for c in RUSSIAN],
    ids=lambda value: value.text if isinstance(value, Says) else value,
)
def test_only_what_is_told_as_an_event_is_one(language: str, case: Says, extractor: Extractor) -> None:
    """A claim needs words that tell of the event, not words that only name it."""
    assert lines(extractor, case.text, language) == case.claims
