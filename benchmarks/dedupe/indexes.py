"""The same work by several indexes: look an article up, then insert it, among so many that are held.

Half of the measured articles are copies of one a little earlier. Each index runs in a process of its own, so
that its memory is its own; filling it is not timed.
"""

import gc
import tempfile
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context
from typing import Any, Protocol

import numpy as np
import psutil
from datasketch import LeanMinHash, MinHashLSH
from rensa import RMinHash, RMinHashLSH
from rocksdict import Options, Rdict

from benchmarks.dedupe.articles import articles, entries
from schemas.articles import FingerprintedArticle
from workers.dedupe.core import Index
from workers.dedupe.index import ROWS_IN_BAND
from workers.dedupe.judge import Turn, judge
from workers.dedupe.likeness import NEAR
from workers.fingerprint.signature import PERMUTATIONS

_BATCH = 2_000
_BATCHES = 3
_MEMORY_TO_USE = 0.5
"""Share of the memory at hand that an index may be expected to take, or it is not run."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Microseconds of processor time for an article (of the best batch), bytes of memory for one held."""

    held: int
    microseconds: float
    bytes_each: float


class _Held(Protocol):
    def fill(self, count: int) -> None: ...

    def item(self, number: int) -> Any:
        """Made beforehand. The same number gives a copy."""

    def look_up_and_insert(self, number: int, item: Any) -> None: ...


class _Frontwatch:
    """Verdicts as the worker gives them, signatures and sentences compared, entries packed."""

    def __init__(self) -> None:
        self._articles = list(islice(articles(seed=7), _BATCH * _BATCHES))

    def fill(self, count: int) -> None:
        self._index = Index.load(entry.pack() for entry in islice(entries(), count))

    def item(self, number: int) -> FingerprintedArticle:
        return self._articles[number]

    def look_up_and_insert(self, number: int, item: FingerprintedArticle) -> None:
        ids = {"article_id": f"m{number:035}", "version_id": f"m{number:035x}"}
        copy = item.model_construct(**{**item.__dict__, **ids})
        turn = Turn(f"articles.raw/0/{number}", self._index.clock_ms + 1, number)
        entry = judge(copy, self._index, turn)
        self._index.add(entry, entry.pack())


class _OnDisk:
    """A list of packed entries in RocksDB; only how many is in memory."""

    def __init__(self, path: str) -> None:
        self._store = Rdict(path, options=Options(raw_mode=True))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row: int) -> Any:
        return self._store[row.to_bytes(8, "big")]

    def append(self, packed: bytes) -> None:
        self._store[self._count.to_bytes(8, "big")] = packed
        self._count += 1


class _FrontwatchOnDisk(_Frontwatch):
    """The same with the entries in RocksDB and only the buckets in memory."""

    def fill(self, count: int) -> None:
        self._directory = tempfile.TemporaryDirectory()
        self._index = Index()
        self._index._entries = _OnDisk(self._directory.name)  # type: ignore[assignment]
        for entry in islice(entries(), count):
            self._index.add(entry, entry.pack())


class _Datasketch:
    """`MinHashLSH` at frontwatch's threshold, its other settings as it chooses them."""

    def __init__(self) -> None:
        self._index = MinHashLSH(threshold=NEAR, num_perm=PERMUTATIONS)

    def fill(self, count: int) -> None:
        for number in range(count):
            self._index.insert(-number - 1, self.item(-number - 1))

    def item(self, number: int) -> LeanMinHash:
        values = np.random.default_rng(number % 2**63).integers(0, 2**32, PERMUTATIONS, dtype=np.uint64)
        return LeanMinHash(seed=1, hashvalues=values, scheme="legacy")

    def look_up_and_insert(self, number: int, item: LeanMinHash) -> None:
        self._index.query(item)
        self._index.insert(number, item)


class _Rensa:
    """`RMinHashLSH` with as many rows a band as frontwatch has."""

    def __init__(self) -> None:
        self._index = RMinHashLSH(NEAR, PERMUTATIONS, PERMUTATIONS // ROWS_IN_BAND)

    def fill(self, count: int) -> None:
        for number in range(count):
            self._index.insert(10**9 + number, self.item(10**9 + number))

    def item(self, number: int) -> RMinHash:
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=1)
        sketch.update([f"{number} {i}" for i in range(3)])
        return sketch

    def look_up_and_insert(self, number: int, item: RMinHash) -> None:
        self._index.query(item)
        self._index.insert(number, item)


INDEXES: dict[str, type[_Held]] = {
    "frontwatch": _Frontwatch,
    "frontwatch, entries in RocksDB": _FrontwatchOnDisk,
    "datasketch MinHashLSH": _Datasketch,
    "rensa RMinHashLSH": _Rensa,
}


def costs(name: str, sizes: Iterable[int]) -> list[Cost | None]:
    """The index's cost at each size; None where it would take more than half of the memory at hand."""
    found: list[Cost | None] = []
    for size in sizes:
        expected = max((cost.bytes_each for cost in found if cost), default=0.0) * size
        if expected > _MEMORY_TO_USE * psutil.virtual_memory().available:
            found.append(None)
            continue
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as process:
            found.append(process.submit(_cost, name, size).result())
    return found


def _cost(name: str, size: int) -> Cost:
    index = INDEXES[name]()
    items = [index.item(number // 2) for number in range(_BATCH * _BATCHES)]
    gc.collect()
    before = psutil.Process().memory_info().rss
    index.fill(size)
    gc.collect()
    held = psutil.Process().memory_info().rss - before
    batches: list[float] = []
    for first in range(0, len(items), _BATCH):
        started = time.process_time()
        for number in range(first, first + _BATCH):
            index.look_up_and_insert(number, items[number])
        batches.append((time.process_time() - started) / _BATCH)
    return Cost(size, min(batches) * 1e6, held / size)
