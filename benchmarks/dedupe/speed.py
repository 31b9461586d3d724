"""How fast articles are fingerprinted and judged, and how much memory an entry takes; one core.

    python -m benchmarks.dedupe.speed [ENTRIES ...]      (default 10000 100000; 1000000 takes minutes)

Judging is all that the index does for one article, look-up and insert. datasketch's and rensa's indexes do
less: they find candidates and do not compare.
"""

import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime

from datasketch import MinHash
from rensa import RMinHash
from rich.console import Console
from rich.table import Table

from benchmarks.dedupe.indexes import INDEXES, costs
from benchmarks.dedupe.labelled import labelled_set
from schemas.articles import RawArticle
from workers.fingerprint.core import fingerprint
from workers.fingerprint.signature import PERMUTATIONS

_JOINED = 5
"""Pieces of the labelled set that make one article of usual length."""


def main(sizes: list[int]) -> None:
    """Print the figures."""
    console = Console()
    console.print(_signatures())
    console.print(_fingerprints())
    console.print(_indexes(sorted(sizes)))


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
    """Processor time of the work, the best of three runs of so many times."""
    work()
    runs: list[float] = []
    for _ in range(3):
        started = time.process_time()
        for _ in range(times):
            work()
        runs.append((time.process_time() - started) / times * 1e6)
    return min(runs)


def _fingerprints() -> Table:
    """Plain-text articles in three languages, whole: cleaning, language, signature, ids."""
    short = [one.raw for one in labelled_set() if one.edit == "original"]
    joined = ("\n".join(raw.body for raw in short[i : i + _JOINED]) for i in range(len(short) - _JOINED))
    usual = [raw.model_copy(update={"body": body}) for raw, body in zip(short, joined, strict=False)]
    table = Table("fingerprint", "words each", "articles/s", "microseconds")
    for name, raws in (("short articles", short), ("articles of usual length", usual)):
        words = sum(len(raw.body.split()) for raw in raws) / len(raws)
        each = _microseconds(lambda raws=raws: _fingerprint_all(raws), times=2) / len(raws)  # type: ignore[misc]
        table.add_row(name, f"{words:.0f}", f"{1e6 / each:,.0f}", f"{each:.0f}")
    return table


def _fingerprint_all(raws: list[RawArticle]) -> None:
    arrived = datetime.now(UTC)
    for raw in raws:
        fingerprint(raw, arrived)


def _indexes(sizes: list[int]) -> Table:
    table = Table("index", "entries", "articles/s", "microseconds", "times the first", "bytes an entry")
    for name in INDEXES:
        first = 0.0
        for size, cost in zip(sizes, costs(name, sizes), strict=True):
            if cost is None:
                table.add_row(name, f"{size:,}", "not run: half of the memory at hand would not do")
                continue
            each = cost.microseconds
            first = first or each
            ratio, held = f"{each / first:.2f}", f"{cost.bytes_each:,.0f}"
            table.add_row(name, f"{size:,}", f"{1e6 / each:,.0f}", f"{each:.0f}", ratio, held)
    return table


if __name__ == "__main__":
    main([int(size.replace("_", "")) for size in sys.argv[1:]] or [10_000, 100_000])
