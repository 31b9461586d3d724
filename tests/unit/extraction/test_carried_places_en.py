"""Where it happened, when another sentence or clause says so: the settlement that the telling stands at."""

import pytest

from tests.unit.extraction.articles import Says, extract, ground, lines, says
from workers.extraction.extractor import Extractor

PARTS = (
    (
        "Russian forces, who entered Siversk last week, now control its railway station.",
        {"incursion Siversk in presence", "control_reaffirmed Siversk in part"},
    ),
    ("Siversk is a ruin; Russian troops hold a few streets.", {"control_reaffirmed Siversk in part"}),
    ("Siversk is a ruin. Russian troops hold a few streets.", {"control_reaffirmed Siversk in part"}),
    (
        "Ukraine has lost control of Selydove and most of Hirnyk.",
        {"control_lost Selydove in whole", "control_lost Hirnyk in part"},
    ),
    (
        "Russian soldiers control about 80 percent of the city of Bakhmut, the governor said.",
        {"control_reaffirmed Bakhmut in part"},
    ),
    ("What the Russians hold of Toretsk is a row of houses.", {"control_reaffirmed Toretsk in part"}),
)
OF_THE_SENTENCE = (
    says(
        "Myrnohrad is in trouble: every road into it is under Russian drone fire.",
        "route_cut Myrnohrad RU asserted",
    ),
    says(
        "The dentist in Selydove was still at work when the Russians walked in.",
        "incursion Selydove RU background",
    ),
    says(
        "Nikopol had no light for two days after a missile hit a substation.",
        "strike Nikopol ? asserted",
    ),
    says(
        "Two Russian groups came across at night and were hunted down by Ukrainian guards near Lyman.",
        "assault_repelled Lyman UA asserted",
    ),
    says(
        "Russian groups had been found and killed in Pokrovsk, the brigade said.",
        "incursion Pokrovsk RU asserted",
    ),
    says("Verbove: RU control.", "control_reaffirmed Verbove RU asserted"),
    says(
        "A Russian missile hit a market, wounding nine people, in Kostiantynivka.",
        "strike Kostiantynivka RU asserted",
    ),
    says(
        "The bridge at Karlivka was blown up by retreating Ukrainian troops.",
        "strike Karlivka ? asserted",
    ),
    # another object, a place that is left or only spoken from
    says("Near Selydove the Russians lost a great many tanks."),
    says("In Nikopol, the governor said that a missile had hit a substation."),
    says("Nikopol is full of people whose villages the Russians have entered."),
    says(
        "Russian troops withdrew and regrouped in Tokmak.",
        "buildup Tokmak RU asserted",
    ),
    says("The bus from Nikopol was late because a missile hit a substation."),
)
OF_THE_SENTENCE_BEFORE = (
    says(
        "In Toretsk, the day began with smoke. Russian infantry had crept into the northern blocks.",
        "incursion Toretsk RU asserted",
    ),
    says(
        "Velyka Novosilka, an update. Russian troops hold the eastern bank.",
        "control_reaffirmed Velyka Novosilka RU asserted",
    ),
    says(
        "For three weeks Kurakhove was the last town on the road. On Monday the garrison withdrew.",
        "withdrawal Kurakhove UA asserted",
    ),
    says(
        "Nikopol woke early. Shells landed on the school shortly after six.",
        "strike Nikopol ? asserted",
    ),
    says(
        "Siversk is a small town 20 km from Sloviansk. The Russians say that they have captured it.",
        "control_gained Siversk RU asserted",
    ),
    says("Siversk has a bridge and a mine. The Russians say that they have captured it."),
    says(
        "Lyptsi has seen the same for days. Each time the Russians have been driven off.",
        "assault_repelled Lyptsi UA asserted",
    ),
    # two towns, a region, another village, a speaker's seat, a town far behind the front
    says("Lyman and Siversk woke early. Shells landed on the school shortly after six."),
    says("Nikopol woke early. Donetsk region woke late. Shells landed on the school shortly after six."),
    says("Toretsk is quiet. Russian infantry entered the northern blocks of a village in the east."),
    says("The mayor of Odesa spoke for an hour. Russian infantry had been driven back, he added."),
    says("The governor met the mayors in Poltava. The Russians had taken two more positions, he told them."),
    says("Toretsk is quiet. Elsewhere along the front, Ukrainian troops repelled forty attacks."),
    says("Vuhledar is quiet. A Ukrainian drone hit a refinery overnight, the bloggers said."),
    says("Pokrovsk is near. The gain runs along a railway cutting through beet fields."),
    says("The train to Sloviansk was late. A bomb fell on the station."),
    says("Kramatorsk saw a ceremony. Ukrainian troops had recaptured the heights, the president told them."),
    # who speaks in a capital tells of somewhere else
    says("In Kyiv, the ministry kept silent. A Russian missile hit the market on Sunday."),
    # a scene that nobody has spoken of for three sentences is over where another town was named, too
    says(
        "Sloviansk has new buses. Russian troops fought on in Pokrovsk. The school was shut. It rained. "
        "The river rose. Russian troops took the station.",
        "incursion Pokrovsk RU asserted",
    ),
    # nobody did it, or what was taken is no place
    says("Toretsk is quiet. Everybody else has left."),
    says("Toretsk is quiet. The Russians took nothing but a dog."),
    says("Huliaipole is quiet. Russian forces have killed most of the cattle."),
)


@pytest.mark.parametrize("case", OF_THE_SENTENCE + OF_THE_SENTENCE_BEFORE, ids=lambda case: case.text[:60])
def test_an_event_that_lacks_only_a_settlement_has_it_from_before(case: Says, extractor: Extractor) -> None:
    """A part, a road, a target or bare ground is that of the settlement spoken of; other objects are not."""
    assert lines(extractor, case.text) == case.claims


def test_a_heading_is_where_the_lines_below_it_happen(extractor: Extractor) -> None:
    """A line that is nothing but a name says where what follows happened, until the next."""
    text = "Toretsk\n\nRussian troops hold the mine.\n\nLyman\n\nAll quiet."
    assert lines(extractor, text) == {"control_reaffirmed Toretsk RU asserted"}


@pytest.mark.parametrize(("text", "claims"), PARTS, ids=[text[:48] for text, _ in PARTS])
def test_a_part_whose_place_stands_elsewhere_stays_a_part(
    text: str, claims: set[str], extractor: Extractor
) -> None:
    """Who holds a street of a town named before does not hold the town."""
    assert {ground(claim) for claim in extract(extractor, text).claims} == claims
