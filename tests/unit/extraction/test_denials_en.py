"""A claim and its denial are two claims, in one sentence or in the next; no comment is neither."""

import pytest

from tests.unit.extraction.articles import article
from workers.extraction.core import Extractor

BOTH = {("asserted", "RU"), ("denied", "UA")}


def heard(text: str, extractor: Extractor) -> set[tuple[str, str | None]]:
    """Modality and the claimant's party of each claim about Kupiansk."""
    claims = extractor.extract(article(text)).claims
    return {(c.modality, c.claimant.party if c.claimant else None) for c in claims}


@pytest.mark.parametrize(
    "text",
    [
        "Russia said its troops had captured Kupiansk, but Kyiv denied this.",
        "Russia said its troops had captured Kupiansk; Kyiv denies it.",
        "Russia said on Monday that its troops had captured Kupiansk. Kyiv denied this.",
        "Russia said on Monday that its troops had captured Kupiansk. Ukraine denied the claim.",
        "Russia said its troops had captured Kupiansk. Ukraine's General Staff called the claim false.",
        "Moscow announced the capture of Kupiansk, a claim rejected by Kyiv.",
        "Russia said its troops had captured Kupiansk. Kyiv says that is not true.",
        'The Russian ministry said its troops had captured Kupiansk; "no, they have not," Kyiv replied.',
    ],
)
def test_a_claim_and_its_denial_are_two_claims(text: str, extractor: Extractor) -> None:
    """Each stands on the word of its own speaker."""
    assert heard(text, extractor) == BOTH


def test_a_claim_that_only_its_denial_mentions_is_reported(extractor: Extractor) -> None:
    """Who has not been heard himself asserts nothing."""
    said = heard("Kyiv rejected Moscow's claim to have taken Kupiansk.", extractor)
    assert said == {("denied", "UA"), ("reported", "RU")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ukraine denied that Russian troops had captured Kupiansk.", {("denied", "UA")}),
        ("Ukraine dismissed the claim that Russian troops had captured Kupiansk.", {("denied", "UA")}),
        (
            "Ukraine's army did not deny that Russian troops had entered Kupiansk.",
            {("reported", "UA")},
        ),
        ("We said that Kupiansk had been captured. It hasn't.", {("denied", None)}),
        ("Russia said its troops had captured Kupiansk. Kyiv made no comment.", {("asserted", "RU")}),
    ],
)
def test_only_what_is_denied_is_denied(
    text: str, expected: set[tuple[str, str | None]], extractor: Extractor
) -> None:
    """A direct denial is one claim; an outlet's own correction takes its claim back."""
    assert heard(text, extractor) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Reports that Kupiansk had fallen proved premature.",
        "The report that Kupiansk had been captured turned out to be false.",
        "Reports of the capture of Kupiansk have proved to be wrong.",
    ],
)
def test_what_proved_false_is_denied(text: str, extractor: Extractor) -> None:
    """A report is taken back by what became of it."""
    assert {modality for modality, _ in heard(text, extractor)} == {"denied"}


@pytest.mark.parametrize(
    "text",
    [
        "The General Staff did not say that Kupiansk had been captured.",
        "No one says that Russian troops have captured Kupiansk.",
        "Nobody in Kyiv has said that Russian troops have entered Kupiansk.",
    ],
)
def test_what_nobody_says_is_no_claim(text: str, extractor: Extractor) -> None:
    """That somebody did not say it neither asserts nor denies it."""
    assert heard(text, extractor) == set()


def test_a_speaker_who_is_not_something_still_says_it(extractor: Extractor) -> None:
    """A "not" that belongs to another verb leaves the speaker's word as it is."""
    text = "The General Staff, which is not known for alarm, said that Russian troops had entered Kupiansk."
    assert heard(text, extractor) == {("asserted", "UA")}
