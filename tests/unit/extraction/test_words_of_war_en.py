"""The many words in which English tells of war, each with the same words said of peace."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor

WAR = (
    says("Moscow's troops snatched Selydove.", "control_gained Selydove RU asserted"),
    says("Ukrainian forces clawed back Robotyne.", "control_regained Robotyne UA asserted"),
    says("Russian forces gobbled up Pokrovsk.", "control_gained Pokrovsk RU asserted"),
    says("Vuhledar is gone, Ukrainian soldiers say.", "control_lost Vuhledar UA asserted"),
    says("Siversk slipped from Kyiv's grasp, Russian bloggers say.", "control_gained Siversk RU asserted"),
    says(
        "Klishchiivka has changed hands four times, Ukrainian troops say.",
        "contested Klishchiivka ? asserted",
    ),
    says("The two armies are locked in combat in Vovchansk.", "contested Vovchansk ? asserted"),
    says("Soldiers fight for every house in Toretsk.", "contested Toretsk ? asserted"),
    says("Russian troops assailed Terny from two sides.", "assault Terny RU asserted"),
    says("Russian marines hurled themselves at Krynky.", "assault Krynky RU asserted"),
    says(
        "A Russian column was stopped in its tracks near Pokrovsk.", "assault_repelled Pokrovsk UA asserted"
    ),
    says("Russian soldiers wormed their way into Myrnohrad.", "incursion Myrnohrad RU asserted"),
    says("Russian troops have a presence in Vovchansk.", "incursion Vovchansk RU asserted"),
    says("Russian fighters have Siversk surrounded.", "encirclement Siversk RU asserted"),
    says("Russian units closed to within 3 km of Pokrovsk.", "advance Pokrovsk RU asserted"),
    says("Russian troops stand three kilometres from Pokrovsk.", "advance Pokrovsk RU asserted"),
    says("Russian forces pierced the front near Dobropillia.", "advance Dobropillia RU asserted"),
    says("The last Ukrainian units moved out of Siversk.", "withdrawal Siversk UA asserted"),
    says("Russian forces fled Lyman.", "withdrawal Lyman RU asserted"),
    says("Ukraine rushed elite units to Dobropillia.", "buildup Dobropillia UA asserted"),
    says("Supplies no longer reach Myrnohrad, a Ukrainian soldier said.", "route_cut Myrnohrad ? asserted"),
    says("Ukrainian drones cut off Russian supplies to Robotyne.", "route_cut Robotyne UA asserted"),
    says("Explosions rocked Dnipro as Russian drones flew over.", "strike Dnipro ? asserted"),
    says("Police began evacuating families from Druzhkivka.", "evacuation_ordered Druzhkivka ? asserted"),
    says("Bilytske residents must leave, Ukrainian police said.", "evacuation_ordered Bilytske ? asserted"),
    says("The Russian army wrapped up its capture of Bohatyr.", "control_gained Bohatyr RU asserted"),
    says("Tovste is once again in Ukrainian hands.", "control_regained Tovste UA asserted"),
    says("Kyiv has surrendered control of Topoli.", "control_lost Topoli UA asserted"),
    says("Melitopol remains under Russian occupation.", "control_reaffirmed Melitopol RU asserted"),
    says("Russian troops have Siversk in a vice.", "encirclement Siversk RU asserted"),
    says("Russia brought fresh infantry to Vovchansk.", "buildup Vovchansk RU asserted"),
)
PEACE = (
    says("Fans swept through Lviv after the match, Ukrainian police said."),
    says("The two sides are fighting over prices in Kyiv."),
    says("The mayor brought fresh bread to Vovchansk while Russian troops were far away."),
    says("Ukrainian tourists grabbed a coffee in Lviv while Russian troops were far away."),
    says("The Ukrainian team bagged two medals in Kyiv."),
    says("The mayor of Kharkiv let go of his anger."),
    says("The bridge in Oskil is gone, Ukrainian officials say."),
    says("The plant in Dnipro changed hands in a sale."),
    says("A gas explosion in Ternopil was heard across town."),
    says("Boiler explosion rocked Ternopil, Ukrainian police say."),
    says("Two lawyers are locked in argument in Kyiv."),
    says("The company moved out of Siversk."),
    says("Farmers fled Lyman."),
    says("The bus left Kupiansk for Kharkiv as Ukrainian soldiers waved."),
    says("Commuters headed toward Pokrovsk."),
    says("Journalists made their way into Kherson."),
    says("The injured were rushed to hospital in Dnipro, Ukrainian doctors said."),
    says("Children stand three metres from the Dnipro."),
    says("Envoys stood ready to help Odesa."),
)


@pytest.mark.parametrize("case", WAR, ids=lambda case: case.text[:48])
def test_the_words_of_war_are_known(case: Says, extractor: Extractor) -> None:
    """Loose verbs, idioms and headline forms say the same as the plain ones."""
    assert lines(extractor, case.text) == case.claims


@pytest.mark.parametrize("case", PEACE, ids=lambda case: case.text[:48])
def test_the_same_words_in_peace_are_no_event(case: Says, extractor: Extractor) -> None:
    """Business, sport, traffic and accidents use them too."""
    assert lines(extractor, case.text) == case.claims
