"""Whether two texts are the same piece: the rules of comparison, and their figures."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from workers.dedupe.entry import DATE, NAME, NUMBER, Features, Words32

Reason = Literal["same-text", "near", "contained", "boilerplate", "grown"]

SHORTEST = 20
"""Words: below, nothing but equality of text and headline makes a copy."""
SHORTEST_UNNAMED = 50
SPECIFIC_MARKERS = 2
"""A text with fewer names, numbers and dates needs so many words before it counts as more than a form."""
NEAR = 0.45
"""Jaccard similarity of content word pairs. Different reports of one event stay below 0.15, articles that
quote one statement below 0.35; a light rewrite keeps 0.5 and more (tests/unit/dedupe)."""
WITHIN = 0.75
"""Share of the shorter text's word pairs that the longer one has, estimated from MinHash."""
WITHIN_NEAR = 0.3
CONTAINED = 0.7
"""Share of the shorter text's sentences that the longer one has."""
CONTAINED_SENTENCES = 3
LEAST_PART = 0.12
"""Share of the longer text's sentences: a statement quoted whole in a long report is not the report."""
GROWN = 1.25
"""Times the words: from here a text that contains another has grown, below it has boilerplate."""
NAMES_CHANGED = 0.2
NUMBERS_CHANGED = 0.3
"""Shares of the shorter text's names and numbers that were exchanged for others: a template, not a copy."""

_CHANCE = 1 / 256


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a new text is like a known one. `reason` is `grown` where it contains that one and much more."""

    reason: Reason
    similarity: float


def compare(new: Features, known: Features, *, same_algorithm: bool) -> Likeness | None:
    """How the new text is like the known one, None where it is another piece.

    Whether there is a likeness does not depend on which of the two came first. Texts that were signed by
    different algorithms are alike only where they are equal.
    """
    specific = _is_specific(new) and _is_specific(known)
    if new.text_hash == known.text_hash and (specific or new.title_hash == known.title_hash):
        return Likeness("same-text", 1.0)
    if not same_algorithm or not specific:
        return None
    jaccard = estimated_jaccard(new, known)
    within = _estimated_within(jaccard, new, known)
    shared, part = _shared_sentences(new, known)
    contained = shared >= CONTAINED_SENTENCES and part >= CONTAINED and _least_part(shared, new, known)
    is_near = jaccard >= NEAR or (jaccard >= WITHIN_NEAR and within >= WITHIN)
    if not (is_near or contained) or is_template(new.markers, known.markers):
        return None
    similarity = round(min(1.0, max(jaccard, within, part if contained else 0.0)), 3)
    inside = contained or within >= WITHIN
    return Likeness(_reason(new, known, inside=inside, jaccard=jaccard), similarity)


def _reason(new: Features, known: Features, *, inside: bool, jaccard: float) -> Reason:
    if inside and new.words >= GROWN * known.words:
        return "grown"
    if inside and known.words >= GROWN * new.words:
        return "contained"
    if inside and new.words > known.words and jaccard < 1.0:
        return "boilerplate"
    return "near"


def estimated_jaccard(new: Features, known: Features) -> float:
    """The share of MinHash values that agree; its standard error is sqrt(J(1-J)/128), at most 0.044.

    Values of 8 bits agree by chance once in 256 times, which is taken off (Li and Koenig, b-bit minwise
    hashing, 2010).
    """
    if not len(new.minhash) or not len(known.minhash):
        return 0.0
    agreeing = float(np.count_nonzero(new.minhash == known.minhash)) / len(new.minhash)
    return max(0.0, (agreeing - _CHANCE) / (1 - _CHANCE))


def _estimated_within(jaccard: float, new: Features, known: Features) -> float:
    smaller = min(new.shingles, known.shingles)
    if not smaller:
        return 0.0
    return jaccard * (new.shingles + known.shingles) / ((1 + jaccard) * smaller)


def _shared_sentences(new: Features, known: Features) -> tuple[int, float]:
    """How many sentences both have, and their share of the shorter one, compared where both kept them."""
    ours, theirs = new.sentences, known.sentences
    if not len(ours) or not len(theirs):
        return 0, 0.0
    shared = len(np.intersect1d(ours, theirs, assume_unique=True))
    return shared, shared / min(len(ours), len(theirs))


def _least_part(shared: int, new: Features, known: Features) -> bool:
    return shared >= LEAST_PART * max(len(new.sentences), len(known.sentences))


def is_template(ours: Words32, theirs: Words32) -> bool:
    """Whether names, numbers or dates were exchanged for others, as in two days' bulletins.

    What only one of the two has (a cut copy, an added credit) counts for nothing.
    """
    return (
        _exchanged(ours, theirs, NAME) > NAMES_CHANGED
        or _exchanged(ours, theirs, NUMBER) > NUMBERS_CHANGED
        or _exchanged(ours, theirs, DATE) >= 0.5
    )


def _exchanged(ours: Words32, theirs: Words32, kind: int) -> float:
    a, b = ours[ours & 3 == kind], theirs[theirs & 3 == kind]
    if not len(a) or not len(b):
        return 0.0
    shared = len(np.intersect1d(a, b, assume_unique=True))
    return 1 - shared / min(len(a), len(b))


def _is_specific(text: Features) -> bool:
    """Whether the text alone names what it is about: "Stay in shelters" is sent for any town."""
    named = len(text.markers) >= SPECIFIC_MARKERS
    return text.words >= (SHORTEST if named else SHORTEST_UNNAMED)
