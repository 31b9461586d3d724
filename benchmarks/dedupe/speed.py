"""How fast articles are fingerprinted and judged, and how much memory an entry takes; one core.

    python -m benchmarks.dedupe.speed [ENTRIES ...]      (default 10000 100000; 1000000 takes minutes)

Judging is all that the index does for one article, look-up and insert, over random signatures of a usual
article's size: 400 words, 20 sentences, 30 markers.
"""

import base64
import gc
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np
from datasketch import MinHash
from rensa import RMinHash
from rich.console import Console
from rich.table import Table

from benchmarks.dedupe.labelled import labelled_set
from schemas.articles import FingerprintedArticle, Signature
from workers.dedupe.core import Index
from workers.dedupe.judge import Turn, judge
from workers.fingerprint.core import fingerprint
from workers.fingerprint.signature import ALGORITHM, PERMUTATIONS

TEXT = "word " * 500
_PAGE = 4096
_BATCH = 1000
_MEASURED = 2000
"""Articles judged at each size to say what one costs there."""


def main(sizes: list[int]) -> None:
    """Print the figures."""
    console = Console()
    console.print(_signatures())
    console.print(_fingerprints())
    console.print(_index(sorted(sizes)))


def _signatures() -> Table:
    """The same 128 values over the same 300 shingles, by the two libraries."""
    shingles = [f"word{i} word{i + 1}" for i in range(300)]
    encoded = [shingle.encode() for shingle in shingles]
    table = Table("signature of 300 shingles", "microseconds")
    table.add_row("rensa RMinHash", f"{_microseconds(lambda: _rensa(shingles)):.0f}")
    table.add_row("datasketch MinHash", f"{_microseconds(lambda: _datasketch(encoded)):.0f}")
    return table


def _rensa(shingles: list[str]) -> list[int]:
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
    sketch.update(shingles)
    values: list[int] = sketch.digest()
    return values


def _datasketch(shingles: list[bytes]) -> object:
    sketch = MinHash(num_perm=PERMUTATIONS)
    sketch.update_batch(shingles)
    return sketch.hashvalues


def _microseconds(work: Callable[[], object], times: int = 300) -> float:
    work()
    started = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - started) / times * 1e6


def _fingerprints() -> Table:
    """Plain-text articles of the labelled set, whole: cleaning, language, signature, ids."""
    raws = [one.raw for one in labelled_set() if one.edit == "original"]
    words = sum(len(raw.body.split()) for raw in raws)
    arrived = datetime.now(UTC)

    def work() -> None:
        for raw in raws:
            fingerprint(raw, arrived)

    each = _microseconds(work, times=5) / len(raws)
    table = Table("fingerprint", "articles/s", "words each")
    table.add_row("plain text", f"{1e6 / each:,.0f}", f"{words / len(raws):.0f}")
    return table


def _index(sizes: list[int]) -> Table:
    table = Table("entries", "judged/s", "microseconds", "bytes an entry")
    index = Index()
    gc.collect()
    before = _resident()
    articles = _random_articles()
    held = 0
    for size in sizes:
        while held < size - _MEASURED:
            held += _judge(index, list(islice(articles, min(_BATCH, size - _MEASURED - held))), held)[0]
        count, seconds = _judge(index, list(islice(articles, _MEASURED)), held)
        held += count
        gc.collect()
        each = (_resident() - before) / held
        table.add_row(f"{held:,}", f"{count / seconds:,.0f}", f"{seconds / count * 1e6:.0f}", f"{each:,.0f}")
    return table


def _judge(index: Index, articles: list[FingerprintedArticle], offset: int) -> tuple[int, float]:
    """Look up and insert; how many, and the seconds of processor time that it took."""
    started = time.process_time()
    for i, article in enumerate(articles, offset):
        index.add(judge(article, index, Turn(f"articles.raw/0/{i}", i, i)))
    return len(articles), time.process_time() - started


def _random_articles() -> Iterator[FingerprintedArticle]:
    random = np.random.default_rng(1)
    number = 0
    while True:
        number += 1
        signature = Signature(
            algorithm=ALGORITHM,
            minhash=base64.b64encode(random.bytes(PERMUTATIONS)).decode(),
            words=400,
            shingles=250,
            sentences=tuple(f"{value:08x}" for value in random.integers(0, 2**32, 20)),
            markers=tuple(f"p{value:08x}" for value in random.integers(0, 2**32, 30)),
        )
        yield FingerprintedArticle(
            article_id=f"{number:036d}",
            version_id=f"{number:036x}",
            source="outlet.example",
            url=None,
            title=f"Headline {number}",
            language="en",
            published_at=None,
            canonical_url=f"https://outlet.example/{number}",
            fetched_at=None,
            text=TEXT,
            text_hash=f"{number:032x}",
            signature=signature,
        )


def _resident() -> int:
    """Bytes of memory that the process holds (Linux)."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE


if __name__ == "__main__":
    main([int(size.replace("_", "")) for size in sys.argv[1:]] or [10_000, 100_000])
