"""Where speakers sit, where men are left, and where soldiers fall, nothing else is told to happen."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

CASES = (
    # the place of who speaks
    says("Our troops have entered the region, the defence ministry in Moscow announced."),
    says("Ukrainian forces have pulled out, the command in Kyiv said."),
    says("The attack was repelled, a brigade officer in Kharkiv told reporters."),
    says(
        "Russian troops have crossed into Sumy region, officials in Kyiv conceded on Monday.",
        "incursion Sumy Oblast RU asserted",
    ),
    says("Russian missiles struck a hospital in Kyiv, the mayor acknowledged.", "strike Kyiv RU asserted"),
    says("Explosions were heard in Kyiv, officials said on Tuesday.", "strike Kyiv ? asserted"),
    says(
        "A Ukrainian soldier operating in the area said that Russian forces do not fully control Selydove.",
        "control_gained Selydove RU denied",
    ),
    says(
        "Ukrainian soldiers are operating in the north of Selydove.",
        "incursion Selydove UA asserted",
    ),
    # a speaker's own men go on
    says("Kyiv says its marines have crossed the river and entered Krynky.", "incursion Krynky UA asserted"),
    says(
        "Moscow says its Western grouping has taken strongpoints and improved its positions near Vilshana.",
        "advance Vilshana RU asserted",
    ),
    # a foothold is presence
    says("Russian forces hold a foothold in Zolota Nyva.", "incursion Zolota Nyva RU asserted"),
    says("Russian forces hold Zolota Nyva.", "control_reaffirmed Zolota Nyva RU asserted"),
    # who is left somewhere is still there
    says(
        "The corps said that Ukrainian troops had cut off the Russian infantry left in Kucheriv Yar.",
        "encirclement Kucheriv Yar UA asserted",
    ),
    says("Ukrainian drones hunt the Russian soldiers left in Robotyne."),
    says("Few Ukrainian troops are left in Siversk, the mapper wrote."),
    says("Russian troops left Kupiansk on Monday.", "withdrawal Kupiansk RU asserted"),
    says("Ukrainian soldiers left Vuhledar in small groups.", "withdrawal Vuhledar UA asserted"),
    # men fall in any fight
    says("Three Russian soldiers were killed in Pokrovsk."),
    says("Two Russian saboteurs were caught and killed in Kupiansk, the brigade said."),
    says(
        "Two people were killed in Kostiantynivka by Russian shelling.", "strike Kostiantynivka RU asserted"
    ),
    says("Russian troops killed two people in Kherson.", "strike Kherson RU asserted"),
    # what is being taken is not taken
    says("Russian troops are capturing Toretsk street by street.", "assault Toretsk RU asserted"),
    says("Ukrainian troops were retaking Robotyne house by house.", "assault Robotyne UA asserted"),
    says("Russian forces have taken Kurakhove block by block.", "control_gained Kurakhove RU asserted"),
    says("Ukrainian troops are fighting in Toretsk.", "contested Toretsk UA asserted"),
    # where men have fought before
    says(
        "The ministry confirmed that its soldiers had fought in Toretsk.",
        "contested Toretsk ? background",
    ),
    says(
        "The ministry confirmed that Ukrainian soldiers had fought in Toretsk on Sunday.",
        "contested Toretsk UA asserted",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_only_the_place_of_the_event_counts(case: Says, extractor: Extractor) -> None:
    """A speaker's desk, a remnant and the dead are no event; what stands beside them is."""
    assert lines(extractor, case.text) == case.claims
