"""Buckets from hashes to rows, newest first, in flat arrays: a million rows in a few hundred megabytes."""

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint32]

_FIRST_CAPACITY = 1024
_NONE = -1
_DEEPEST = 64
"""Links followed from one bucket: the newest rows are enough, and a hostile flood costs no more."""


class Buckets:
    """For each row `width` hashes; `find` gives the rows that share a hash of the same column or another.

    Rows are numbered from 0 as they are added and leave oldest first. A hash of 0 stands for none. Chained
    hashing: `heads` holds the newest posting of each slot, `older` the one before it; a chain ends where
    postings are older than the oldest live row.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._first = 0
        self._end = 0
        self._base = 0
        self._allocate(_FIRST_CAPACITY)

    def __len__(self) -> int:
        return self._end - self._first

    @property
    def nbytes(self) -> int:
        """Bytes that the arrays take."""
        return self._hashes.nbytes + self._older.nbytes + self._heads.nbytes

    def add(self, hashes: Hashes) -> int:
        """Add a row of `width` hashes and return its number."""
        if self._end - self._base == len(self._hashes):
            self._make_room()
        row = self._end - self._base
        self._hashes[row] = hashes
        self._link(row)
        self._end += 1
        return self._end - 1

    def forget_before(self, row: int) -> None:
        """Rows with a lower number are found no more; their space is used again."""
        self._first = max(self._first, min(row, self._end))

    def find(self, hashes: Hashes) -> list[int]:
        """Numbers of the live rows that share at least one of the hashes (none is 0), newest first."""
        wanted = hashes
        postings = self._heads[wanted & self._mask]
        oldest = (self._first - self._base) * self._width
        flat_hashes, older = self._hashes.reshape(-1), self._older.reshape(-1)
        found: list[npt.NDArray[np.int32]] = []
        for _ in range(_DEEPEST):
            live = postings >= oldest
            if not live.any():
                break
            postings, wanted = postings[live], wanted[live]
            found.append(postings[flat_hashes[postings] == wanted])
            postings = older[postings]
        if not found:
            return []
        rows = set((np.concatenate(found) // self._width).tolist())
        return [row + self._base for row in sorted(rows, reverse=True)]

    def _allocate(self, capacity: int) -> None:
        self._hashes: Hashes = np.zeros((capacity, self._width), dtype=np.uint32)
        self._older = np.full((capacity, self._width), _NONE, dtype=np.int32)
        slots = 1 << int(capacity * self._width - 1).bit_length() - 1
        self._heads = np.full(slots, _NONE, dtype=np.int32)
        self._mask = np.uint32(slots - 1)

    def _link(self, row: int) -> None:
        columns = np.flatnonzero(self._hashes[row])
        slots = self._hashes[row, columns] & self._mask
        postings = (row * self._width + columns).astype(np.int32)
        if len(set(slots.tolist())) == len(slots):
            self._older[row, columns] = self._heads[slots]
            self._heads[slots] = postings
            return
        for slot, column, posting in zip(slots.tolist(), columns.tolist(), postings.tolist(), strict=True):
            self._older[row, column] = self._heads[slot]
            self._heads[slot] = posting

    def _make_room(self) -> None:
        """Drop dead rows; double where more than half are alive."""
        live = self._hashes[self._first - self._base : self._end - self._base].copy()
        capacity = len(self._hashes)
        while len(live) > capacity // 2:
            capacity *= 2
        self._allocate(capacity)
        self._base = self._first
        self._hashes[: len(live)] = live
        self._link_all(len(live))

    def _link_all(self, rows: int) -> None:
        """Chain every posting of the first `rows` rows at once: sorted by slot, each to the one before it."""
        flat = self._hashes[:rows].reshape(-1)
        postings = np.flatnonzero(flat).astype(np.int32)
        slots = flat[postings] & self._mask
        order = np.argsort(slots, kind="stable")
        postings, slots = postings[order], slots[order]
        same = slots[1:] == slots[:-1]
        older = self._older.reshape(-1)
        older[postings[1:][same]] = postings[:-1][same]
        last = np.append(~same, True)[: len(slots)]
        self._heads[slots[last]] = postings[last]
