"""What words of independent origins amount to together, and what a denial or a missing date takes off."""

from dataclasses import dataclass

from schemas.places import Certainty
from workers.alert.policy.vocabulary import Says, Speaker


@dataclass(frozen=True, slots=True)
class Together:
    """What words of independent origins amount to together. First match wins; belief follows from `likely`.

    One origin must be among `one`, and another, independent of it, among `other`. `says` empty: any.
    """

    name: str
    says: tuple[Says, ...]
    one: tuple[Speaker, ...]
    other: tuple[Speaker, ...]
    certainty: Certainty
    note: str
    source: str


TOGETHER: tuple[Together, ...] = (
    Together(
        name="agreed",
        says=(),
        one=("other_side",),
        other=("beneficiary", "aligned", "monitor", "outside", "other_side"),
        certainty="observed",
        note="Both parties, or an admission and another origin.",
        source="design: who speaks matters",
    ),
    Together(
        name="outside-second",
        says=(),
        one=("outside",),
        other=("beneficiary", "aligned", "outside"),
        certainty="likely",
        note="Two independent origins, one of them without a stake.",
        source="design silent; issue: a second independent origin gives higher certainty",
    ),
    Together(
        name="held-and-mapped",
        says=("holding",),
        one=("aligned",),
        other=("beneficiary", "outside"),
        certainty="likely",
        note="Nothing changes: for a statement of holding even a leaning monitor counts as a second origin.",
        source="design: worked example; the cautious choice below `observed`",
    ),
)

DISPUTED: dict[Certainty, Certainty] = {"possible": "unlikely", "unknown": "unlikely"}
"""What becomes of one origin's word that the other side denies and a monitor or a map contradicts.

What is likely stays so: that one monitor disagrees with another, or with an admission, is shown and not
averaged, and a statement of holding could otherwise take a belief down.
"""
CAP: Certainty = "possible"
"""The most that words without a time of publication, or on an unresolved place, amount to (contracts)."""

LADDER: tuple[Certainty, ...] = ("unlikely", "unknown", "possible", "likely", "observed")
"""From least to most certain."""
CERTAIN: Certainty = LADDER[-1]
