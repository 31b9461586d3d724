"""Which place an event belongs to, by the way a sentence ties the two together; with what looks alike."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

LISTS = (
    says(
        "Russian troops captured Umanske, a village west of Ocheretyne, and Yasnobrodivka.",
        "control_gained Umanske RU asserted",
        "control_gained Yasnobrodivka RU asserted",
    ),
    says(
        "Russian troops advanced near Robotyne and west of Verbove.",
        "advance Robotyne RU asserted",
        "advance Verbove RU asserted",
    ),
    says(
        "Russian troops captured Robotyne, 5 km west of Verbove.",
        "control_gained Robotyne RU asserted",
    ),
    says(
        "Russian drones hit a substation near Odesa and a warehouse in Mykolaiv.",
        "strike Odesa RU asserted",
        "strike Mykolaiv RU asserted",
    ),
    says(
        "Russian drones hit a school in Nikopol and the mayor of Marhanets said sirens had sounded.",
        "strike Nikopol RU asserted",
    ),
)
BEARINGS = (
    says(
        "Russian forces continued ground attacks northwest of Avdiivka near Prohres; "
        "west of Avdiivka near Umanske; and southwest of Avdiivka near Karlivka.",
        "assault Prohres RU asserted",
        "assault Umanske RU asserted",
        "assault Karlivka RU asserted",
    ),
    says(
        "Russian forces attacked near Prohres; the brigade holding Umanske is resting.",
        "assault Prohres RU asserted",
    ),
    says(
        "Russian forces attacked north of Kharkiv City near Hlyboke.",
        "assault Hlyboke RU asserted",
    ),
    says(
        "East of Pokrovsk, near Myrnohrad, Russian forces attacked six times.",
        "assault Myrnohrad RU asserted",
    ),
    says(
        "Russian forces have cut the Pokrovsk-Kostiantynivka highway.",
        "route_cut Pokrovsk RU asserted",
        "route_cut Kostiantynivka RU asserted",
    ),
    says("Ukrainian forces retreated to positions west of Ocheretyne."),
)
RELATIVES = (
    says(
        "Krasnohorivka, where heavy fighting rages, lies west of Donetsk, Ukrainian soldiers said.",
        "contested Krasnohorivka ? asserted",
    ),
    says(
        "Kyiv fears for Kupiansk, where Russian forces have been massing.",
        "buildup Kupiansk RU asserted",
    ),
    says("Ukrainian officers met in Dnipro, where they discussed the attack."),
)
WHOSE = (
    says(
        "Toretsk's western districts were taken by Russian troops.",
        "control_gained Toretsk RU asserted",
    ),
    says("The Ukrainian garrison of Soledar withdrew at night.", "withdrawal Soledar UA asserted"),
    says("The mayor of Soledar withdrew his statement on Ukrainian troops."),
)
STRANDED = (says("Selydove is being fought over, Ukrainian officers say.", "contested Selydove ? asserted"),)
PARTS = (
    says(
        "Around Kurakhove, Russian infantry now controls the power station.",
        "control_reaffirmed Kurakhove RU asserted",
    ),
    says(
        "Russian troops entered Toretsk from the east and took control of the bus station.",
        "incursion Toretsk RU asserted",
        "control_gained Toretsk RU asserted",
    ),
    says(
        "Vovchansk: Russian troops hold the north bank.",
        "control_reaffirmed Vovchansk RU asserted",
    ),
    says("In Kyiv, the government controls half of the bank, Ukrainian media say."),
)
COLONS = (
    says(
        "Russian drones killed three residents of the region: two in Kostiantynivka and one in Dobropillia.",
        "strike Kostiantynivka RU asserted",
        "strike Dobropillia RU asserted",
    ),
)


@pytest.mark.parametrize(
    "case",
    [*LISTS, *BEARINGS, *RELATIVES, *WHOSE, *STRANDED, *PARTS, *COLONS],
    ids=lambda case: case.text[:48],
)
def test_events_find_their_places(case: Says, extractor: Extractor) -> None:
    """The place in the event's own words, else the one that the sentence lends it, and no other."""
    assert lines(extractor, case.text) == case.claims
