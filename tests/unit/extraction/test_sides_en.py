"""Who does what in English: by the weapon, the nearer verb, "they"; and who is nobody of this war."""

from datetime import UTC, datetime

import pytest

from tests.unit.extraction.articles import Says, extract, line, lines, says
from workers.extraction.extractor import Extractor

ONE_SIDE_S_WEAPONS = (
    says("Shaheds hit a substation in Odesa.", "strike Odesa RU asserted"),
    says("Two FAB-500s were dropped on Vovchansk.", "strike Vovchansk RU asserted"),
    says("Iskander-M missiles hit Kryvyi Rih before dawn.", "strike Kryvyi Rih RU asserted"),
    says("Tokmak was hit by HIMARS rockets.", "strike Tokmak UA asserted"),
    says("ATACMS missiles hit an airfield in Dzhankoi.", "strike Dzhankoi UA asserted"),
    # a weapon that is struck is not who strikes
    says("A Lancet destroyed a HIMARS launcher near Orikhiv.", "strike Orikhiv RU asserted"),
    # weapons that both have tell nothing
    says("A missile hit a warehouse in Kherson.", "strike Kherson ? asserted"),
)
NEARER_VERB = (
    says("The claim that Kupiansk had been taken was denied by Kyiv.", "control_gained Kupiansk RU denied"),
    says("Kupiansk was retaken by the 92nd Brigade.", "control_regained Kupiansk UA asserted"),
)
THEY = (
    says(
        "Russian troops attacked Ukrainian positions in Selydove. They entered the town from the south.",
        "assault Selydove RU asserted",
        "incursion Selydove RU asserted",
    ),
    # two sides' men: "they" may be either
    says(
        "Russian troops attacked Ukrainian marines in Selydove. They entered the town on Sunday.",
        "assault Selydove RU asserted",
    ),
)
NO_FIGHTER = (
    says("The road to Pokrovsk was blocked by a fallen log."),
    says("The road to Pokrovsk has been cut by mines.", "route_cut Pokrovsk ? asserted"),
    says("Police found a Russian drone in Kramatorsk."),
    says("Ukrainian drones entered Kursk region."),
    says("Ukrainian drone operators entered Sudzha.", "incursion Sudzha UA asserted"),
    says("A gas explosion killed three people in Dnipro."),
    says("A missile hit a supermarket in Dnipro.", "strike Dnipro ? asserted"),
)
SEEN_AT_HOME = (
    says("Photographs show Russian soldiers in Mariupol buying ice cream."),
    says("Our reporter saw Ukrainian soldiers in Poltava queueing for coffee."),
    says("Footage shows Russian soldiers in Pokrovsk.", "incursion Pokrovsk RU asserted"),
    says("The report puts Russian troops in Toretsk at 4,000."),
)
OTHER_TIMES = (
    says("The Red Army liberated Kyiv in November 1943."),
    says("Before Bakhmut fell, 70,000 people lived there.", "control_lost Bakhmut UA background"),
    says("Russian forces have yet to enter Kostiantynivka.", "incursion Kostiantynivka RU denied"),
)


@pytest.mark.parametrize(
    "case",
    [*ONE_SIDE_S_WEAPONS, *NEARER_VERB, *THEY, *NO_FIGHTER, *SEEN_AT_HOME, *OTHER_TIMES],
    ids=lambda case: case.text,
)
def test_the_side_is_who_does_it(extractor: Extractor, case: Says) -> None:
    """A weapon that one side has, the agent of the nearer verb and "they" tell the side; what no fighter
    does, or did long before, makes no claim."""
    assert lines(extractor, case.text) == case.claims


def test_the_russian_general_staff_is_not_ukraine_s(extractor: Extractor) -> None:
    """Either army has a general staff; only a bare one is Ukraine's."""
    text = "The Russian general staff said Ukrainian units had been driven out of Sudzha."
    claims = extract(extractor, text, published=datetime(2025, 3, 14, tzinfo=UTC)).claims
    assert [line(claim) for claim in claims] == ["control_regained Sudzha RU asserted"]
    assert [claim.claimant and claim.claimant.party for claim in claims] == ["RU"]


DRIVEN_OR_GONE = (
    says(
        "Pushed out of Robotyne, Russian forces shelled Verbove.",
        "control_regained Robotyne UA asserted",
        "strike Verbove RU asserted",
    ),
    says("The Russians, driven out of Robotyne on Friday, fled.", "control_regained Robotyne UA asserted"),
    says("Russian forces pushed Ukrainian troops out of Robotyne.", "control_gained Robotyne RU asserted"),
    # who leaves a place in the same sentence does not hold it
    says("Ukrainian troops defending Vuhledar withdrew on Sunday.", "withdrawal Vuhledar UA asserted"),
    says(
        "Russia says it took Vuhledar; Ukraine says it holds the town.",
        "control_gained Vuhledar RU asserted",
        "control_reaffirmed Vuhledar UA asserted",
    ),
    says("He had defended Lysychansk, lost it, defended Soledar, lost it, and went home."),
)
WHOSE_FIRE = (
    says("A woman was killed in Kherson when Russian troops shelled a bus.", "strike Kherson RU asserted"),
    says("Three people were wounded in Nikopol after a Russian drone attack.", "strike Nikopol RU asserted"),
    says("A rocket fired by Russian forces killed a woman in Kherson.", "strike Kherson RU asserted"),
    # fire on another place tells nothing of this one
    says(
        "A woman was killed in Kherson, and Ukrainian drones hit Tokmak.",
        "strike Kherson ? asserted",
        "strike Tokmak UA asserted",
    ),
)


@pytest.mark.parametrize("case", [*DRIVEN_OR_GONE, *WHOSE_FIRE], ids=lambda case: case.text)
def test_the_side_may_stand_in_another_part_of_the_sentence(extractor: Extractor, case: Says) -> None:
    """Men who were driven out, men who leave, and whose fire it was."""
    assert lines(extractor, case.text) == case.claims


ACCUSED = (
    says(
        "Ukrainian counterattacks pushed the Russians out of Robotyne.",
        "control_regained Robotyne UA asserted",
    ),
    says("Russia says it has crossed into Sumy region.", "incursion Sumy Oblast RU asserted"),
    says("Ukrainian officials accused Russia of shelling Nikopol.", "strike Nikopol RU asserted"),
    says("Russia accused Ukraine of attacking Belgorod with drones.", "strike Belgorod UA asserted"),
    says("Russia blamed Ukraine for a strike on Starobilsk.", "strike Starobilsk UA asserted"),
    says("The mayor was accused of stealing fuel in Kupiansk."),
)
TOLD_TO_GO = (
    says(
        "Ukrainian soldiers said they had been ordered to leave Vuhledar.",
        "announced_withdrawal Vuhledar UA asserted",
    ),
    says(
        "Residents of Vuhledar said they had been ordered to leave the town.",
        "evacuation_ordered Vuhledar ? asserted",
    ),
    says("Zelensky did not rule out a Russian offensive toward Sumy.", "assault Sumy RU hypothetical"),
    says("Ukraine moved a brigade from Pokrovsk to Dobropillia.", "buildup Dobropillia UA asserted"),
)


@pytest.mark.parametrize("case", [*ACCUSED, *TOLD_TO_GO], ids=lambda case: case.text)
def test_who_is_accused_did_it_and_who_is_told_to_go_goes(extractor: Extractor, case: Says) -> None:
    """The accused is the doer by the accuser's word; soldiers who are told to go have an order."""
    assert lines(extractor, case.text) == case.claims


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kyiv said its troops were forced out of Selydove.", {"control_gained Selydove RU asserted"}),
        (
            "The Russian ministry said its troops had been pushed out of Hlyboke.",
            {"control_regained Hlyboke UA asserted"},
        ),
        (
            "A Russian officer said his men had been driven out of Hlyboke.",
            {"control_regained Hlyboke UA asserted"},
        ),
        (
            "A Ukrainian commander said his battalion pushed the Russians out of Selydove.",
            {"control_regained Selydove UA asserted"},
        ),
    ],
)
def test_men_who_are_driven_out_win_nothing(extractor: Extractor, text: str, told: set[str]) -> None:
    """Whose men the speaker says were thrown out, he speaks of the other side's gain."""
    assert lines(extractor, text) == told
