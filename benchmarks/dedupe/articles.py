"""Made-up articles and entries of a usual article's size, drawn by a seed: no two of them are alike."""

import base64
import time
from collections.abc import Iterator

import numpy as np

from schemas import identity
from schemas.articles import FingerprintedArticle, Signature
from schemas.topics import ARTICLES_RAW
from workers.dedupe.entry import Entry, Print
from workers.fingerprint.signature import ALGORITHM, PERMUTATIONS

SENTENCES = 20
MARKERS = 30
WORDS = 430
_SENTENCE = "Nobody heard of the second column until it stood before the bridge at noon, nor saw it leave.\n"


def articles(seed: int = 1) -> Iterator[FingerprintedArticle]:
    """Without end, each with a random signature."""
    random = np.random.default_rng(seed)
    spans = tuple((i * len(_SENTENCE), (i + 1) * len(_SENTENCE) - 1) for i in range(SENTENCES))
    number = 0
    while True:
        number += 1
        sentences, markers = random.integers(0, 2**32, SENTENCES), random.integers(0, 2**32, MARKERS)
        yield FingerprintedArticle(
            article_id=f"{seed:018d}{number:018d}",
            version_id=f"{seed:018x}{number:018x}",
            source="outlet.example",
            url=f"https://outlet.example/{seed}/{number}",
            title=f"Headline {number}",
            language="en",
            published_at=None,
            canonical_url=f"https://outlet.example/{seed}/{number}",
            fetched_at=None,
            text=_SENTENCE * (SENTENCES + number % 2),
            text_hash=f"{number:032x}",
            signature=Signature(
                algorithm=ALGORITHM,
                minhash=base64.b64encode(random.bytes(PERMUTATIONS)).decode(),
                words=WORDS,
                shingles=WORDS * 6 // 10,
                spans=spans,
                sentences=tuple(f"{value:08x}" for value in sentences),
                markers=tuple(f"p{value:08x}" for value in markers),
            ),
        )


def entries() -> Iterator[Entry]:
    """Entries of an hour ago, one a millisecond, that resemble nothing."""
    random = np.random.default_rng(2)
    pattern = Print.of(next(articles()))
    begun = int(time.time() * 1000) - 3_600_000
    number = 0
    while True:
        number += 1
        noise = random.bytes(len(pattern.packed))
        version = f"{number:036x}"
        yield Entry(
            article_id=f"{number:036d}",
            version_id=version,
            story_id=identity.story_id(version),
            origin=f"{ARTICLES_RAW.name}/3/{number}",
            recorded_ms=begun + number,
            offset=number,
            print=Print(pattern.algorithm, noise[:24] + pattern.packed[24:36] + noise[36:]),
        )
