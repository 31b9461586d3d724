"""Where it happened, when another sentence or clause says so: the settlement that the telling stands at."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

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
    # another object, a place that is left or only spoken from
    says("Near Selydove the Russians lost a great many tanks."),
    says("In Nikopol, the governor said that a missile had hit a substation."),
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
    # two towns, a region, another village, a speaker's seat, a town far behind the front
    says("Lyman and Siversk woke early. Shells landed on the school shortly after six."),
    says("Nikopol woke early. Donetsk region woke late. Shells landed on the school shortly after six."),
    says("Toretsk is quiet. Russian infantry entered the northern blocks of a village in the east."),
    says("The mayor of Odesa spoke for an hour. Russian infantry had been driven back, he added."),
    says("The governor met the mayors in Poltava. The Russians had taken two more positions, he told them."),
    # nobody did it, or what was taken is no place
    says("Toretsk is quiet. Everybody else has left."),
    says("Toretsk is quiet. The Russians took nothing but a dog."),
)


@pytest.mark.parametrize("case", OF_THE_SENTENCE + OF_THE_SENTENCE_BEFORE, ids=lambda case: case.text[:60])
def test_an_event_that_lacks_only_a_settlement_has_it_from_before(case: Says, extractor: Extractor) -> None:
    """A part, a road, a target or bare ground is that of the settlement spoken of; other objects are not."""
    assert lines(extractor, case.text) == case.claims


def test_a_heading_is_where_the_lines_below_it_happen(extractor: Extractor) -> None:
    """A line that is nothing but a name says where what follows happened, until the next."""
    text = "Toretsk\n\nRussian troops hold the mine.\n\nLyman\n\nAll quiet."
    assert lines(extractor, text) == {"control_reaffirmed Toretsk RU asserted"}
