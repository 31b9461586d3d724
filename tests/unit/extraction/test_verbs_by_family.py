"""The families of verbs that tell of events, in Russian and Ukrainian, say what they mean and no more."""

import pytest

from tests.unit.extraction import (
    verbs_of_fighting_ru,
    verbs_of_fighting_uk,
    verbs_of_ground_ru,
    verbs_of_ground_uk,
)
from tests.unit.extraction.articles import lines
from workers.extraction.extractor import Extractor

FAMILIES = (
    ("ru", verbs_of_fighting_ru),
    ("ru", verbs_of_ground_ru),
    ("uk", verbs_of_fighting_uk),
    ("uk", verbs_of_ground_uk),
)


@pytest.mark.parametrize(
    ("language", "text", "claim"),
    [
        (language, text, claim)
        for language, verbs in FAMILIES
        for claim, texts in verbs.SAID.items()
        for text in texts
    ],
)
def test_every_verb_of_the_family_says_it(extractor: Extractor, language: str, text: str, claim: str) -> None:
    """The event, its side and its modality."""
    assert claim in lines(extractor, text, language)


@pytest.mark.parametrize(
    ("language", "text", "event"),
    [
        (language, text, event)
        for language, verbs in FAMILIES
        for event, texts in verbs.UNSAID.items()
        for text in texts
    ],
)
def test_in_another_sense_it_says_nothing(extractor: Extractor, language: str, text: str, event: str) -> None:
    """No claim of the family that could raise an alert."""
    said = [line for line in lines(extractor, text, language) if line.startswith(event)]
    assert not [line for line in said if line.endswith(("asserted", "reported"))]
