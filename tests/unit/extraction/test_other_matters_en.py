"""Towns of the war in sentences on something else: other wars, politics, accidents, what was left lying."""

import pytest

from tests.unit.extraction.articles import Says, extract, lines, says
from workers.extraction.extractor import Extractor

NOTHING = (
    "Russian channels joked when the mayor of Lviv was attacked by critics after the vote.",
    "The speaker in Kyiv withdrew the bill after Russian media had written of it.",
    "In 1943 Soviet troops entered Belgorod, and the Russian army remembers the battle for the city.",
    "The Crimean War siege of Sevastopol lasted eleven months, Russian schoolbooks say.",
    "The exhibition shows photographs of the liberation of Kherson from the Russians.",
    "The road from Kharkiv to Sumy is blocked by snow, Ukrainian soldiers say.",
    "Farmers near Mykolaiv are clearing mines left by Russian troops.",
)
SOMETHING = (
    says("Odesa was attacked by Russian drones.", "strike Odesa RU asserted"),
    says("Lyman was attacked by two waves of infantry, the Ukrainian army said.", "assault Lyman ? asserted"),
    says("Ukraine withdrew its brigades from Lyman.", "withdrawal Lyman UA asserted"),
    says(
        "The road from Lyman to Siversk is blocked by Russian drones.",
        *(f"route_cut {place} RU asserted" for place in ("Lyman", "Siversk")),
    ),
    says("Most Ukrainians oppose surrendering Lyman.", "control_lost Lyman UA hypothetical"),
    says(
        "Russian forces could not have reached Lyman without the bridge.",
        "advance Lyman RU hypothetical",
    ),
    says("Ukrainian troops who fought in Lyman now study abroad.", "contested Lyman UA background"),
    says("Ukrainian troops are fighting in Lyman.", "contested Lyman UA asserted"),
)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_not_of_this_war_gives_no_claim(text: str, extractor: Extractor) -> None:
    """Verbs of war and a town of the front are not enough."""
    assert extract(extractor, text).claims == ()


@pytest.mark.parametrize("case", SOMETHING, ids=lambda case: case.text)
def test_the_same_words_of_this_war_give_one(case: Says, extractor: Extractor) -> None:
    """Each refusal has a neighbour that is news, or at least a possibility."""
    assert lines(extractor, case.text) == case.claims


def test_a_region_only_says_where_the_town_is(extractor: Extractor) -> None:
    """The same event at a town and, in the same sentence, at its region is one event."""
    text = "In Kharkiv region a man was hurt when a Russian drone hit a car near Izium."
    assert lines(extractor, text) == {"strike Izium RU asserted"}
