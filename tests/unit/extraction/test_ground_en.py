"""What the ground tells of an event: the distance to the front, and whose soil it is."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

FAR_BEHIND_THE_FRONT = (
    says("Russian forces attacked Odesa overnight.", "strike Odesa RU asserted"),
    says("Attacks on power stations in Kryvyi Rih continued.", "strike Kryvyi Rih ? asserted"),
    # near the front infantry may attack, and what is only planned is no strike yet
    says("Russian forces attacked Toretsk overnight.", "assault Toretsk RU asserted"),
    says("Russian forces may attack Dnipro.", "assault Dnipro RU hypothetical"),
)
ON_ONE_S_OWN_SOIL = (
    says("Ukrainian troops are still in Toretsk.", "control_reaffirmed Toretsk UA asserted"),
    says("Russian troops are in Toretsk.", "incursion Toretsk RU asserted"),
    says("Ukrainian troops rolled into Toretsk.", "incursion Toretsk UA asserted"),
    says("There are no Ukrainian soldiers in Toretsk.", "incursion Toretsk UA denied"),
)
NOBODY_HOLDS = (
    says("Neither side is in full control of Toretsk.", "contested Toretsk ? asserted"),
    says("Both sides say that they hold Toretsk."),
    says("Ukraine says its forces hold Toretsk.", "control_reaffirmed Toretsk UA asserted"),
    says("Toretsk remains under Ukrainian control.", "control_reaffirmed Toretsk UA asserted"),
)
MEN_OF_NO_NAMED_SIDE = (
    says(
        "About 1,000 soldiers entered Sudzha on Tuesday, according to the Russian general staff.",
        "incursion Sudzha UA asserted",
    ),
    says("About 1,000 soldiers entered Sudzha on Tuesday.", "incursion Sudzha ? asserted"),
)


@pytest.mark.parametrize(
    "case",
    [*FAR_BEHIND_THE_FRONT, *ON_ONE_S_OWN_SOIL, *NOBODY_HOLDS, *MEN_OF_NO_NAMED_SIDE],
    ids=lambda case: case.text,
)
def test_where_it_happened_tells_what_it_was(extractor: Extractor, case: Says) -> None:
    """An attack far behind the front is a strike; men on their own side's soil hold it; who holds a place
    is told only with a side; men whom an army reports on its own soil are the enemy's."""
    assert lines(extractor, case.text) == case.claims
