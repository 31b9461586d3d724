"""An article that names neither men nor arms is still on the war where its place lies at the front."""

import pytest

from tests.unit.extraction.articles import extract
from workers.extraction.extractor import Extractor


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        ("ru", "Взят Торецк.", "control_gained"),
        ("ru", "Торецк окружён.", "encirclement"),
        ("en", "Toretsk has been captured.", "control_gained"),
    ],
)
def test_a_place_at_the_front_makes_the_article_one_on_the_war(
    extractor: Extractor, language: str, text: str, event: str
) -> None:
    """ "Toretsk has been captured" says enough, though no side is named."""
    claims = extract(extractor, text, language).claims
    assert event in {claim.event_type for claim in claims}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Взят Львов."),
        ("en", "Lviv has been captured."),
        ("en", "The club captured the Pokrovsk stadium crowd with a late goal in the match."),
    ],
)
def test_words_of_war_far_from_the_front_or_on_sport_say_nothing(
    extractor: Extractor, language: str, text: str
) -> None:
    """Far from the front the same words may be of anything; on sport they are of sport."""
    assert extract(extractor, text, language).claims == ()
