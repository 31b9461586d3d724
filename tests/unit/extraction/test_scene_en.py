"""Places that an event does not name beside it: what opens the sentence, a list in dashes, a participle."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

CASES = (
    # the place that opens the sentence
    says(
        "In Kostiantynivka, four people died when a Russian bomb fell on the drama theatre.",
        "strike Kostiantynivka RU asserted",
    ),
    says("In Kostiantynivka, the Russian bloggers said that a bomb fell on the drama theatre."),
    says(
        "On the flanks, at Terny and Yampolivka, it was the Ukrainians who were advancing.",
        "advance Terny UA asserted",
        "advance Yampolivka UA asserted",
    ),
    says(
        "At Selydove, taken by Russian forces last week, the mercenaries have been replaced.",
        "control_gained Selydove RU asserted",
    ),
    says("The medic from Selydove, captured by Russian forces last week, has come home."),
    says(
        "In Terny, which the Russians entered on Saturday and left two days later, a shop is open.",
        "incursion Terny RU asserted",
        "withdrawal Terny RU asserted",
    ),
    # lists
    says(
        "Border settlements of Sumy region — Bilopillia, Yunakivka and Esman — came under mortar fire.",
        "strike Bilopillia ? asserted",
        "strike Yunakivka ? asserted",
        "strike Esman ? asserted",
    ),
    says(
        "Neither Pokrovsk nor Myrnohrad is surrounded, Syrskyi said.",
        "encirclement Pokrovsk RU denied",
        "encirclement Myrnohrad RU denied",
    ),
    says(
        "Nikopol and the Marhanets community were shelled by Russian guns.",
        "strike Nikopol RU asserted",
        "strike Marhanetska hromada RU asserted",
    ),
    says(
        "Russian troops have cut the road linking Kramatorsk with Kostiantynivka.",
        "route_cut Kramatorsk RU asserted",
        "route_cut Kostiantynivka RU asserted",
    ),
    says(
        "Russian troops captured Hirnyk on Sunday and Kurakhivka two days later.",
        "control_gained Hirnyk RU asserted",
        "control_gained Kurakhivka RU asserted",
    ),
    says(
        "Russian troops captured Hirnyk on Sunday and Kurakhivka lies behind the front.",
        "control_gained Hirnyk RU asserted",
    ),
    # the name behind what is said of it, and before
    says("The latest town to fall to Russian forces is Hirnyk.", "control_gained Hirnyk RU asserted"),
    says("The next town to fall to Russian forces may be Hirnyk.", "control_gained Hirnyk RU hypothetical"),
    says("Hirnyk: captured by Russian troops.", "control_gained Hirnyk RU asserted"),
    # words between an event and its place
    says(
        "Ukrainian troops entered Russia's Kursk region.",
        "incursion Kursk Oblast UA asserted",
    ),
    says(
        "Russian soldiers are inside the aggregate plant in Vovchansk.",
        "incursion Vovchansk RU asserted",
    ),
    says(
        "Ukrainian marines have held a sliver of Krynky for a month.",
        "control_reaffirmed Krynky UA asserted",
    ),
    # who stays where he is has not left
    says(
        "Ukrainian marines have cut off the Russian infantry left in Kupiansk.",
        "encirclement Kupiansk UA asserted",
    ),
    says("The Russian infantry left in Kupiansk has no food."),
    says(
        "When the Russians left Bucha, bodies lay in the streets.",
        "withdrawal Bucha RU background",
    ),
    says("The Ukrainian army shelled Shebekino, leaving two civilians dead.", "strike Shebekino UA asserted"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_the_place_of_an_event_may_stand_elsewhere_in_its_sentence(case: Says, extractor: Extractor) -> None:
    """What opens the sentence or joins a list is the event's place; where somebody only speaks is not."""
    assert lines(extractor, case.text) == case.claims
