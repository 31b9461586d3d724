"""What a theatre's table calls settled is told as history, unless the sentence tells it as news."""

from datetime import date

import pytest

from tests.unit.extraction.articles import Says, lines, says
from workers.extraction.extractor import Extractor
from workers.extraction.tables.settled import Settled

HISTORY = (
    says(
        "The man was wounded when the Russians stormed Soledar and opens his cafe on Saturday.",
        "assault Soledar RU background",
    ),
    says("Russian forces took Bakhmut after ten months.", "control_gained Bakhmut RU background"),
    says("Ukrainian troops left Avdiivka in disorder.", "withdrawal Avdiivka UA background"),
    says("Ukrainian forces drove the Russians out of Balakliia.", "control_regained Balakliia UA background"),
    # taken, and taken back since: whose turn it was is history too
    says("Russian troops occupied Kherson without a fight.", "control_gained Kherson RU background"),
)
NEWS = (
    says("Ukrainian troops entered Bakhmut.", "incursion Bakhmut UA asserted"),
    says("Russian forces took Bakhmut on Sunday.", "control_gained Bakhmut RU asserted"),
    says("Russian troops have left Mariupol.", "withdrawal Mariupol RU asserted"),
    says("Ukrainian forces have retaken Bakhmut.", "control_regained Bakhmut UA asserted"),
    says("Russian forces attack Ukrainian positions near Bakhmut.", "assault Bakhmut RU asserted"),
    says("Kyiv says its troops retook Kherson.", "control_regained Kherson UA asserted"),
    says("Russian forces took Pokrovsk after ten months.", "control_gained Pokrovsk RU asserted"),
)


@pytest.mark.parametrize("case", [*HISTORY, *NEWS], ids=lambda case: case.text[:60])
def test_only_an_undated_past_at_a_settled_place_is_history(case: Says, extractor: Extractor) -> None:
    """A day, the perfect, the present, a speaker, another side or another place make it news."""
    assert lines(extractor, case.text) == case.claims


def test_a_place_is_settled_a_month_after_it_changed_hands() -> None:
    """Before its first change, and shortly after each, nobody can say who has long held it."""
    settled = Settled({"K": ((date(2022, 3, 2), "RU"), (date(2022, 11, 11), "UA"))})
    days = [date(2022, 2, 1), date(2022, 3, 10), date(2022, 6, 1), date(2022, 11, 20), date(2023, 1, 1)]
    assert [settled.holder("K", day) for day in days] == [None, None, "RU", None, "UA"]
    assert settled.takers("K", date(2022, 6, 1)) == {"RU"}
    assert settled.holder("unknown", date(2023, 1, 1)) is None
