"""Nothing is told as news that a sentence only denies, puts off, or reminds its reader of."""

import pytest

from tests.unit.extraction.articles import Says, lines, says
from tests.unit.extraction.test_modality_en import RAISING, modalities
from workers.extraction.core import Extractor

REMINDED = (
    "By the time Ukraine recaptured Kupiansk, few families were there.",
    "Kupiansk, liberated in Ukraine's lightning offensive, lies on the Oskil.",
    "Kupiansk, which Ukraine liberated in a lightning offensive, lies on the Oskil.",
    "Unlike Kupiansk, which was surrendered without a fight, Pokrovsk was fortified.",
    "The brigade that liberated Kupiansk from the Russians was disbanded.",
    "The grouping that recently seized Kupiansk has moved on, Ukrainian officers said.",
    "Syrskyi, who commanded the offensive that retook Kupiansk, flew to Brussels.",
    "She was seven when the Russians took Kupiansk.",
    "When the Russians left Kupiansk, they took the archive with them.",
    "Before withdrawing from Kupiansk, Russian troops blew up the bridge.",
    "The man was shot while Russian troops held Kupiansk.",
    "Ukrainian forces had recaptured Kupiansk within days.",
    "Russia occupied Kupiansk in the first week of the invasion. Ukraine took it back six months later.",
    "The Russians held Kupiansk for six months.",
    "At the time, Kupiansk was under Russian control.",
    "In the wake of the fall of Kupiansk, Kyiv replaced a general.",
    "Soldiers who took part in the capture of Kupiansk by Russia were decorated.",
    "In the past year Russia has captured Kupiansk and Pokrovsk.",
    '"We left Bakhmut on foot," the medic says.',
    "Russian forces advance faster than in the first months of the war, when they seized Kupiansk.",
    "His cousin was hurt after Kupiansk fell to the Russians.",
    "Russian television, which had announced Dobropillia's encirclement, has dropped the subject.",
)
DENIED = (
    "The army spokesman said supplies arrived. He denied that Russian troops had encircled Siversk.",
    '"Russian troops are not in Toretsk," the colonel said.',
    "It is a myth that Russian forces took Siversk.",
    "The fall of Siversk, announced by Moscow, has not happened.",
    "The idea that Siversk is in Russian hands is absurd, the brigade said.",
    "Anyone claiming that Russians are in Siversk is lying, an officer said.",
    "Claims of a Russian breakthrough at Siversk are greatly exaggerated, officials said.",
    "Moscow jumped the gun in announcing the capture of Siversk.",
    "Reports that Siversk had fallen to Russia could not be further from the truth.",
    "The General Staff pushed back on reports that Siversk had been captured.",
    "No confirmed Russian presence in Kupiansk.",
)
PUT_OFF = (
    "The capture of Siversk, which Moscow has announced three times, is still to come.",
    "The Ukrainian brigade asks media not to report the liberation of Siversk before it is announced.",
    "Russian forces are on the cusp of taking Siversk.",
    "Under the plan, Ukraine withdraws from Siversk.",
    "In the harshest draft, Ukraine withdraws from Siversk within sixty days.",
    "Envoys discussed a swap in which Ukraine leaves Siversk.",
    "A Ukrainian retreat from Siversk now looks a matter of days.",
    '"God forbid the Russians enter Kramatorsk," the priest said.',
    '"Had we left Vuhledar a week earlier, Russian troops would not have come," she said.',
    '"He told his mother they would be home once Kreminna was taken from the Russians," the friend said.',
)
NEWS = (
    says("The Russians say they raised their flag over Siversk.", "incursion Siversk RU asserted"),
    says("Ukraine withdraws from Siversk", "withdrawal Siversk UA asserted"),
    says("Russian troops entered Kupiansk when fog grounded the drones.", "incursion Kupiansk RU asserted"),
    says(
        "As Russian troops pulled back from Kozacha Lopan, a bridge burnt.",
        "withdrawal Kozacha Lopan RU asserted",
    ),
    says(
        "Kupiansk, which Russian troops captured on Sunday, is burning.",
        "control_gained Kupiansk RU asserted",
    ),
    says("Russian soldiers, who entered Kupiansk on Sunday, have dug in.", "incursion Kupiansk RU asserted"),
    says("Kyiv said its troops had recaptured Kupiansk.", "control_regained Kupiansk UA asserted"),
    says("Ukrainian troops have held Kupiansk for six months.", "control_reaffirmed Kupiansk UA asserted"),
    says(
        "Russia captured Siversk and plans to attack Lyman next.",
        "control_gained Siversk RU asserted",
        "assault Lyman RU hypothetical",
    ),
    says(
        "Ukrainian troops pushed back against Russian forces in Siversk.",
        "assault_repelled Siversk UA asserted",
    ),
)


@pytest.mark.parametrize("text", [*REMINDED, *DENIED, *PUT_OFF])
def test_nothing_is_told_as_news(text: str, extractor: Extractor) -> None:
    """What tells which, what sets the scene, what had been done, what is called untrue, what is to come."""
    assert not modalities(text, extractor) & RAISING


@pytest.mark.parametrize("case", NEWS, ids=lambda case: case.text[:60])
def test_news_in_the_same_forms_is_told(case: Says, extractor: Extractor) -> None:
    """A day, a speaker, the perfect, or a main clause make it news."""
    assert lines(extractor, case.text) == case.claims
