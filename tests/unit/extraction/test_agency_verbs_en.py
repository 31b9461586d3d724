"""Verbs of plain agency copy, type by type, each beside a sentence that only looks like it."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

CASES = (
    # leaving something is not leaving a place
    says("A volley of drones left part of Izmail without electricity.", "strike Izmail ? asserted"),
    says(
        "Russian forces have encircled the garrison at Myrnohrad, leaving a corridor two kilometres wide.",
        "encirclement Myrnohrad RU asserted",
    ),
    says("The garrison at Siversk has left.", "withdrawal Siversk UA asserted"),
    # what falls from the sky
    says("A guided bomb came down on a school in Kramatorsk.", "strike Kramatorsk ? asserted"),
    says("Two glide bombs fell on the market in Kramatorsk.", "strike Kramatorsk ? asserted"),
    says("The price of guided bombs came down in Kramatorsk."),
    says("Russia unleashed a barrage of missiles on Kharkiv.", "strike Kharkiv RU asserted"),
    says("An explosion tore through a Russian fuel depot in Berdiansk.", "strike Berdiansk ? asserted"),
    says("A gas explosion tore through a block of flats in Berdiansk."),
    # men who are sent
    says("Russian tanks have been unloaded at Melitopol.", "buildup Melitopol RU asserted"),
    says(
        "Moscow has moved two naval infantry brigades from Kursk to Pokrovsk.", "buildup Pokrovsk RU asserted"
    ),
    says(
        "Moscow has moved two naval infantry brigades from Kursk to the area north of Pokrovsk.",
        "buildup Pokrovsk RU asserted",
    ),
    # steps forward
    says("Russian troops pushed another kilometre west of Kurakhove.", "advance Kurakhove RU asserted"),
    says("Russian troops advanced by two kilometres near Kurakhove.", "advance Kurakhove RU asserted"),
    says("The family moved another kilometre west of Kurakhove."),
    says(
        "Ukrainian forces advanced up to 10 kilometres into Kursk region.", "advance Kursk Oblast UA asserted"
    ),
    says("Russian troops moved to within five kilometres of Pokrovsk.", "advance Pokrovsk RU asserted"),
    says("She drove 30 kilometres to Pokrovsk."),
    # roads
    says(
        "Russian gunners now command the only paved road into Chasiv Yar.", "route_cut Chasiv Yar RU asserted"
    ),
    says("The only road out of Myrnohrad can no longer be driven by day.", "route_cut Myrnohrad ? asserted"),
    says("The bus to Myrnohrad can no longer be used by pensioners."),
    # people told to go
    says(
        "Civilians in Shevchenkove have been given until Friday to leave, the military administration said.",
        "evacuation_ordered Shevchenkove ? asserted",
    ),
    says("Workers in Shevchenkove have been given until Friday to file their tax returns."),
    says(
        "Officials have made evacuation compulsory for families in Bilozerske.",
        "evacuation_ordered Bilozerske ? asserted",
    ),
    # rings
    says(
        "Ukrainian troops closed a ring around a Russian battalion in Vovchansk.",
        "encirclement Vovchansk UA asserted",
    ),
    says("A Russian battalion trapped in Vovchansk surrendered.", "encirclement Vovchansk UA asserted"),
    says("The garrison at Lyman is holding out for a ninth week.", "control_reaffirmed Lyman UA asserted"),
    says("Neither side has been able to dislodge the other in Vovchansk.", "contested Vovchansk ? asserted"),
    says(
        "Ukraine's army has dislodged the Russians from Vovchansk.", "control_regained Vovchansk UA asserted"
    ),
    says("The flag of Ukraine flies again over Hrabovske.", "control_regained Hrabovske UA asserted"),
    says("The flag of Ukraine flew over the embassy again."),
    # whose loss it is
    says("With Vuhledar gone and Kurakhove gone, the road is all that is left."),
    says(
        "The fall of Pokrovsk would put Dnipro within range of Russian guns.",
        "control_lost Pokrovsk UA hypothetical",
        "threat Dnipro ? hypothetical",
    ),
    # a river, and not the city of its name
    says(
        "The army said it had thwarted a crossing of the Dnipro at Kozachi Laheri.",
        "assault_repelled Kozachi Laheri ? asserted",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.text)
def test_a_verb_of_agency_copy_tells_its_event_and_no_other(case: Says, extractor: Extractor) -> None:
    """Each type by its common verbs; what stands beside the verb decides what it tells."""
    assert lines(extractor, case.text) == case.claims
