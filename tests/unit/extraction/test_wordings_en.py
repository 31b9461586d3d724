"""How agencies, bulletins and channels word what happens, each class beside words that say less."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

CASES = (
    # holding
    says("Our soldiers are keeping the Russians out of Hrodivka.", "control_reaffirmed Hrodivka UA asserted"),
    says("Police kept Russian lorries out of the market in Hrodivka."),
    says("Ukraine's flag still flies over Lyman.", "control_reaffirmed Lyman UA asserted"),
    says(
        "In Myrnohrad the defence is holding, the Ukrainian army says.",
        "control_reaffirmed Myrnohrad UA asserted",
    ),
    says("Chasiv Yar is holding out, the Ukrainian army says.", "control_reaffirmed Chasiv Yar UA asserted"),
    # threat
    says("The Russian advance leaves Pokrovsk exposed.", "threat Pokrovsk ? asserted"),
    says("Russian pincers are closing on Pokrovsk.", "threat Pokrovsk RU asserted"),
    says("If the Russians take Selydove, Pokrovsk would be at risk."),
    # orders to leave
    says("The general ordered his troops to leave Siversk.", "announced_withdrawal Siversk ? asserted"),
    says("The general has not ordered his troops to leave Siversk.", "announced_withdrawal Siversk ? denied"),
    says("The soldiers want permission to leave Siversk.", "withdrawal Siversk ? hypothetical"),
    # presence
    says("There are Russians in Toretsk, the colonel said.", "incursion Toretsk RU asserted"),
    says("There are no Russians in Toretsk, the colonel said.", "incursion Toretsk RU denied"),
    says("The Russians have a foothold in Toretsk.", "incursion Toretsk RU asserted"),
    says("Ukrainian troops are up to 30 km inside Kursk region.", "advance Kursk Oblast UA asserted"),
    # encirclement, and whose
    says(
        "Several Ukrainian battalions are caught in a cauldron near Illinka.",
        "encirclement Illinka RU asserted",
    ),
    says("Toretsk finds itself in a half-ring of Russian troops.", "encirclement Toretsk ? asserted"),
    says("Toretsk may find itself in a half-ring of Russian troops.", "encirclement Toretsk ? hypothetical"),
    says(
        "The loss of the bridge leaves Russian troops in Lyman cut off.",
        "encirclement Lyman UA asserted",
    ),
    # leaving
    says("Ukrainian marines were evacuated from Krynky.", "withdrawal Krynky UA asserted"),
    says("Wounded civilians were evacuated from Krynky by Ukrainian marines."),
    # roads
    says(
        "The road from Siversk to Sloviansk is in the kill zone.",
        "route_cut Siversk ? asserted",
        "route_cut Sloviansk ? asserted",
    ),
    says("Every vehicle heading into Toretsk is hunted by Russian drones.", "route_cut Toretsk RU asserted"),
    says("Nothing moves on the road into Toretsk because of the heavy snow."),
    # civilians told to go
    says(
        "Officials are urging the 900 people still in Pokrovsk to get out.",
        "evacuation_ordered Pokrovsk ? asserted",
    ),
    says(
        "The mandatory evacuation zone has been extended to Mezhova.", "evacuation_ordered Mezhova ? asserted"
    ),
    says("Mandatory evacuation has not been ordered in Mezhova.", "evacuation_ordered Mezhova ? denied"),
    says("Residents of Mezhova were told to pack and go.", "evacuation_ordered Mezhova ? asserted"),
    # an open position of a phrase takes no modal
    says("A mandatory evacuation may be declared in Mezhova.", "evacuation_ordered Mezhova ? hypothetical"),
    # the dead of an attack repel nothing, and men found and killed strike nobody
    says("Two people were killed in an overnight drone attack on Odesa.", "strike Odesa ? asserted"),
    says(
        "Small Russian groups were found and killed in Pokrovsk.",
        "incursion Pokrovsk RU asserted",
    ),
    # what nobody knows
    says("It is unclear who controls Dachne, the Ukrainian army says.", "contested Dachne ? asserted"),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_each_wording_says_what_happened_and_no_more(case: Says, extractor: Extractor) -> None:
    """The event, its place, its side and how far it is asserted."""
    assert lines(extractor, case.text) == case.claims
