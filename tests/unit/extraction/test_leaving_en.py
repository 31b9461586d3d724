"""Orders to leave, flight, what relative clauses say of a place, and the years of an old war."""

from datetime import date

import pytest

from tests.unit.extraction.articles import Says, extract, lines, says
from workers.extraction.extractor import Extractor

ORDERED = [
    says(
        "To save lives, the General Staff of Ukraine said, the decision was taken to leave Lysychansk.",
        "announced_withdrawal Lysychansk UA asserted",
    ),
    says("SYRSKYI SAYS ORDERED TROOPS OUT OF AVDIIVKA", "announced_withdrawal Avdiivka UA asserted"),
    says("Russia orders a retreat from Kherson.", "announced_withdrawal Kherson RU asserted"),
    says("The commander ordered his men to hold Siversk."),
]
FLED = [
    says(
        "Russian soldiers fled Izium and left their tanks behind.",
        "withdrawal Izium RU asserted",
    ),
    says("Thousands of people fled Kharkiv, where the Ukrainian army is building trenches."),
    says("Ukrainian families fled Pokrovsk."),
]
WHICH_HE_SAYS = [
    says(
        "The village of Dachne, which Moscow said it had taken, is still Ukrainian.",
        "control_gained Dachne RU asserted",
        "control_reaffirmed Dachne UA asserted",
    ),
    says(
        "The guns are heard as far as Urozhaine, which Ukraine says it has liberated.",
        "control_regained Urozhaine UA asserted",
    ),
]
NO_LONGER_THERE = [
    says("Ukrainian soldiers are no longer in Selydove.", "withdrawal Selydove UA asserted"),
    says("Residents are no longer in Selydove."),
    says("Russian troops have not withdrawn from Selydove.", "withdrawal Selydove RU denied"),
]
REGAINED = [
    says(
        "Gerasimov reported on the completion of the operation to liberate Sudzha.",
        "control_regained Sudzha RU asserted",
    ),
    says("The ruins of Robotyne are Russian again.", "control_regained Robotyne RU asserted"),
]


@pytest.mark.parametrize(
    "case", [*ORDERED, *FLED, *WHICH_HE_SAYS, *NO_LONGER_THERE, *REGAINED], ids=lambda case: case.text[:48]
)
def test_who_leaves_and_who_is_told_to(case: Says, extractor: Extractor) -> None:
    """An order is announced and not carried out; civilians flee without giving up ground."""
    assert lines(extractor, case.text) == case.claims


def test_who_speaks_in_a_relative_clause_says_nothing_outside_it(extractor: Extractor) -> None:
    """Moscow does not vouch for the rest of the sentence."""
    text = "The village of Dachne, which Moscow said it had taken, is still Ukrainian."
    speakers = {c.actor: c.claimant and c.claimant.party for c in extract(extractor, text).claims}
    assert speakers == {"RU": "RU", "UA": None}


@pytest.mark.parametrize("years", ["2022-23", "2022–2023", "2022/23"])
def test_a_span_of_years_is_a_time(years: str, extractor: Extractor) -> None:
    """What happened in the years of an earlier phase is background."""
    (claim,) = extract(extractor, f"Russian forces captured Bakhmut in {years}.").claims
    assert (claim.modality, claim.time.start, claim.time.end) == (
        "background",
        date(2022, 1, 1),
        date(2023, 12, 31),
    )


def test_it_that_is_a_place_speaks_no_word(extractor: Extractor) -> None:
    """ "The brigade that defended it acknowledged": the place acknowledges nothing, and Moscow neither."""
    text = (
        "Kruhliakivka, which Moscow said it had taken, was given up that day, "
        "as the brigade that defended it acknowledged."
    )
    speakers = {c.event_type: c.claimant and c.claimant.party for c in extract(extractor, text).claims}
    assert speakers == {"control_gained": "RU", "withdrawal": None}
