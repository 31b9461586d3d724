"""What dedupe compares: a MinHash of the wording, a hash of each sentence, and the markers."""

import base64
import zlib
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

import numpy as np
from rensa import RMinHash

from schemas.articles import Signature
from workers.fingerprint.boilerplate import are_boilerplate
from workers.fingerprint.folding import fold_lines
from workers.fingerprint.markers import markers
from workers.fingerprint.sentences import sentence_spans

PERMUTATIONS = 128
_SEED = 20_241_114
_MOST = 512
"""Sentences and markers that are kept; of more, those with the lowest hashes, the same in every copy."""
_SHORTEST_SENTENCE = 5
"""Words: a shorter sentence ("Details to follow.") says nothing about where it was copied from."""
_SHORTEST_WORD = 4
"""Letters: shorter words are mostly grammar and are changed first when a text is rewritten."""

ALGORITHM = f"minhash{PERMUTATIONS}x8-content2-crc32-v2/rensa{RMinHash.ALGORITHM_VERSION}"
"""Changes whenever signatures made before and after are not comparable."""


def sign(text: str) -> Signature:
    """The signature of a cleaned text, without its title: syndicated copies bear other headlines.

    MinHash over pairs of neighbouring content words, 128 values of 8 bits. Boilerplate sentences do not
    take part.
    """
    kept = _sentences(text)
    hashed = [(_hash32(folded), span) for span, words, folded in kept if len(words) >= _SHORTEST_SENTENCE]
    if len(hashed) > _MOST:
        lowest = sorted(value for value, _ in hashed)[_MOST - 1]
        hashed = [pair for pair in hashed if pair[0] <= lowest][:_MOST]
    content = [
        word for _, words, _ in kept for word in words if len(word) >= _SHORTEST_WORD or word.isdigit()
    ]
    return Signature(
        algorithm=ALGORITHM,
        minhash=minhash(content),
        words=sum(len(words) for _, words, _ in kept),
        shingles=max(0, len(content) - 1),
        sentences=tuple(f"{value:08x}" for value, _ in hashed),
        spans=tuple(span for _, span in hashed),
        markers=_marker_hashes(text[start:end] for (start, end), _, _ in kept),
    )


def minhash(content: list[str]) -> str:
    """Base64 of the MinHash of the pairs of neighbouring words, a byte a value; empty without a pair."""
    if len(content) < 2:
        return ""
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=_SEED)
    sketch.update(list(map(" ".join, pairwise(content))))
    values = np.array(sketch.digest(), dtype=np.uint32).astype(np.uint8)
    return base64.b64encode(values.tobytes()).decode()


def _sentences(text: str) -> list[tuple[tuple[int, int], list[str], str]]:
    """Span, folded words, and these as one text, of each sentence that is not boilerplate."""
    spans = list(sentence_spans(text))
    lines = fold_lines([text[start:end] for start, end in spans])
    return [
        (span, words, " ".join(words))
        for span, words, boilerplate in zip(spans, lines, are_boilerplate(lines), strict=True)
        if words and not boilerplate
    ]


def _hash32(text: str) -> int:
    return zlib.crc32(text.encode())


def _marker_hashes(sentences: Iterable[str]) -> tuple[str, ...]:
    hashed = sorted(map(_marker_hash, markers(sentences)))
    return tuple(kind + value for value, kind in hashed[:_MOST])


@lru_cache(maxsize=50_000)
def _marker_hash(marker: str) -> tuple[str, str]:
    """The hash and the marker's kind, in the order by which the lowest are kept."""
    return f"{_hash32(marker):08x}", marker[0]
