"""How well copies are told from other pieces: frontwatch beside datasketch, SimHash and exact hashes.

    python -m benchmarks.dedupe.quality

Every method sees the same clean text in the same order and joins an article to the story of the earlier
article that is most like it. The others get the threshold at which their F1 on this very set is best;
frontwatch's thresholds are those of the product. Prints a table; ends with 1 where an aim is missed.
"""

import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import comb

from datasketch import MinHash
from rensa import RMinHash
from rich.console import Console
from rich.table import Table

from benchmarks.dedupe.labelled import Labelled, labelled_set
from schemas.articles import Article, DuplicateArticle, FingerprintedArticle
from schemas.envelopes import Arrival, Origin
from schemas.topics import ARTICLES_FINGERPRINTS, ARTICLES_RAW
from workers.dedupe.core import Index, handle
from workers.fingerprint.core import fingerprint

LEAST_F1 = 0.95
LEAST_PRECISION = 0.99
_START = datetime(2024, 11, 14, tzinfo=UTC)

Similarity = Callable[[int, int], float]


@dataclass(frozen=True, slots=True)
class Score:
    """Pairwise precision and recall, and the adjusted Rand index of the clusters."""

    precision: float
    recall: float
    rand: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall or 1)


def main() -> int:
    """Print the table; 1 where frontwatch misses an aim."""
    labelled = labelled_set()
    articles = [fingerprint(one.raw, _START) for one in labelled]
    truth = [one.cluster for one in labelled]
    ours = score(truth, stories(articles))
    rows = [("frontwatch", "as shipped", ours)]
    for name, similarity, thresholds in _others(articles):
        best = max(
            ((score(truth, greedy(len(articles), similarity, at)), at) for at in thresholds),
            key=lambda scored: scored[0].f1,
        )
        rows.append((name, f"best at {best[1]:g}", best[0]))
    _print(labelled, rows)
    return 0 if ours.f1 >= LEAST_F1 and ours.precision >= LEAST_PRECISION else 1


def stories(articles: Iterable[FingerprintedArticle]) -> list[str]:
    """The story of each article, as the dedupe worker names it; a partition for each language."""
    indexes: dict[str, Index] = {}
    named: list[str] = []
    for offset, article in enumerate(articles):
        arrival = Arrival(
            ARTICLES_FINGERPRINTS.name,
            0,
            offset,
            _START + timedelta(seconds=offset),
            Origin(ARTICLES_RAW.name, 0, offset),
        )
        index = indexes.setdefault(article.language, Index())
        value = handle(article, None, index, arrival).outputs[0].value
        assert isinstance(value, Article | DuplicateArticle)
        named.append(value.verdict.story_id)
    return named


def greedy(size: int, similarity: Similarity, threshold: float) -> list[int]:
    """Join each article to the story of the most similar earlier one, at or above the threshold."""
    story: list[int] = []
    for new in range(size):
        best = max(range(new), key=lambda old: similarity(new, old), default=None)
        joins = best is not None and similarity(new, best) >= threshold
        story.append(story[best] if joins and best is not None else new)
    return story


def score(truth: Sequence[object], found: Sequence[object]) -> Score:
    """Of all pairs of articles: how many that were joined belong together, and the reverse."""
    together = sum(comb(n, 2) for n in Counter(zip(truth, found, strict=True)).values())
    in_truth = sum(comb(n, 2) for n in Counter(truth).values())
    in_found = sum(comb(n, 2) for n in Counter(found).values())
    expected = in_truth * in_found / comb(len(truth), 2)
    rand = (together - expected) / ((in_truth + in_found) / 2 - expected)
    return Score(together / in_found if in_found else 1.0, together / in_truth, rand)


def _others(articles: Sequence[FingerprintedArticle]) -> Iterable[tuple[str, Similarity, list[float]]]:
    sketches = [_datasketch(article.text) for article in articles]
    yield "datasketch MinHash", _remembered(lambda a, b: sketches[a].jaccard(sketches[b])), _steps(20, 100, 5)
    rensas = [_rensa(article.text) for article in articles]
    yield "rensa MinHash", _remembered(lambda a, b: rensas[a].jaccard(rensas[b])), _steps(20, 100, 5)
    hashes = [_simhash(article.text) for article in articles]
    yield "SimHash, 64 bits", lambda a, b: 1 - (hashes[a] ^ hashes[b]).bit_count() / 64, _steps(70, 101, 2)
    yield "exact text hash", lambda a, b: float(articles[a].text_hash == articles[b].text_hash), [1.0]


def _steps(start: int, stop: int, step: int) -> list[float]:
    return [percent / 100 for percent in range(start, stop, step)]


def _remembered(similarity: Similarity) -> Similarity:
    known: dict[tuple[int, int], float] = {}

    def remembered(a: int, b: int) -> float:
        if (a, b) not in known:
            known[a, b] = similarity(a, b)
        return known[a, b]

    return remembered


def _shingles(text: str) -> list[bytes]:
    words = text.casefold().split()
    return [" ".join(words[i : i + 3]).encode() for i in range(max(1, len(words) - 2))]


def _datasketch(text: str) -> MinHash:
    sketch = MinHash(num_perm=128)
    sketch.update_batch(_shingles(text))
    return sketch


def _rensa(text: str) -> RMinHash:
    sketch = RMinHash(num_perm=128, seed=1)
    sketch.update([shingle.decode() for shingle in _shingles(text)])
    return sketch


def _simhash(text: str) -> int:
    """Charikar's hash: the sign of each bit's sum over the shingles."""
    sums = [0] * 64
    for shingle in _shingles(text):
        bits = int.from_bytes(hashlib.blake2b(shingle, digest_size=8).digest(), "big")
        for i in range(64):
            sums[i] += 1 if bits >> i & 1 else -1
    return sum(1 << i for i, total in enumerate(sums) if total > 0)


def _print(labelled: Sequence[Labelled], rows: Iterable[tuple[str, str, Score]]) -> None:
    truth = Counter(one.cluster for one in labelled)
    pairs = sum(comb(n, 2) for n in truth.values())
    table = Table(title=f"{len(labelled)} articles, {len(truth)} clusters, {pairs} true pairs")
    for column in ("method", "threshold", "precision", "recall", "F1", "ARI"):
        table.add_column(column)
    for name, threshold, scored in rows:
        figures = (scored.precision, scored.recall, scored.f1, scored.rand)
        table.add_row(name, threshold, *(f"{figure:.3f}" for figure in figures))
    Console().print(table)


if __name__ == "__main__":
    sys.exit(main())
