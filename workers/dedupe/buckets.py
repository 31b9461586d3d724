"""Buckets from hashes to rows, newest first, in flat arrays: a million rows in half a gigabyte."""

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint32]
Places = npt.NDArray[np.int64]

_NONE = -1
_DEEPEST = 64
"""Links followed from one bucket: the newest rows are enough, and a hostile flood costs no more."""
_AT_ONCE = 1 << 16
"""Rows that are moved together to larger or smaller arrays: bounds what the move itself takes."""


class Buckets:
    """For each row `width` hashes; `find` gives the rows that share a hash of the same column or another.

    There is always room for `least` rows, and from the beginning for `room`.
    Rows are numbered from 0 as they are added and leave oldest first; row n stands at place n modulo the
    capacity, so that a window of steady size is never moved. A hash of 0 stands for none. Chained hashing:
    `heads` holds the newest posting of each slot, `older` the one before it, and a chain ends where a posting
    is not older than the one that led to it (its place was taken again) or older than the oldest live row.
    """

    def __init__(self, width: int, *, least: int = 1024, room: int = 0) -> None:
        self._width = width
        self._least = least
        self._first = 0
        self._end = 0
        self._allocate(max(least, room))

    def __len__(self) -> int:
        return self._end - self._first

    @property
    def nbytes(self) -> int:
        """Bytes that the arrays take."""
        return self._hashes.nbytes + self._older.nbytes + self._heads.nbytes

    def add(self, rows: Hashes) -> None:
        """Add rows of `width` hashes each, oldest first."""
        if len(self) + len(rows) > self._capacity:
            self._move(max(len(self) + len(rows), self._capacity * 5 // 4))
        places = np.arange(self._end, self._end + len(rows)) % self._capacity
        self._hashes[places] = rows
        self._link(places)
        self._end += len(rows)

    def forget_before(self, row: int) -> None:
        """Rows with a lower number are found no more; their space is used again; much of it returns."""
        self._first = max(self._first, min(row, self._end))
        if self._capacity > self._least and len(self) < self._capacity // 4:
            self._move(max(self._least, 2 * len(self)))

    def find(self, hashes: Hashes) -> list[int]:
        """Numbers of the live rows that share at least one of the hashes (none is 0), newest first."""
        wanted = hashes
        postings = self._heads[wanted & self._mask]
        flat_hashes, older = self._hashes.reshape(-1), self._older.reshape(-1)
        next_posting, turn = self._end % self._capacity * self._width, self._hashes.size
        oldest = len(self) * self._width
        age_before: Places = np.zeros(len(wanted), dtype=np.int64)
        found: list[Places] = []
        for _ in range(_DEEPEST):
            age = next_posting - postings.astype(np.int64)
            age[age <= 0] += turn
            live = (postings != _NONE) & (age > age_before) & (age <= oldest)
            if not live.any():
                break
            postings, wanted, age_before = postings[live], wanted[live], age[live]
            found.append(age_before[flat_hashes[postings] == wanted])
            postings = older[postings]
        if not found:
            return []
        back = sorted(set(((np.concatenate(found) - 1) // self._width).tolist()))
        return [self._end - 1 - rows for rows in back]

    def _allocate(self, capacity: int) -> None:
        self._capacity = capacity
        self._hashes: Hashes = np.zeros((capacity, self._width), dtype=np.uint32)
        self._older = np.full((capacity, self._width), _NONE, dtype=np.int32)
        slots = 1 << int(capacity * self._width - 1).bit_length() - 1
        self._heads = np.full(slots, _NONE, dtype=np.int32)
        self._mask = np.uint32(slots - 1)

    def _move(self, capacity: int) -> None:
        """Take the live rows to arrays of another size."""
        hashes, places_before = self._hashes, self._capacity
        del self._older, self._heads
        self._allocate(capacity)
        for start in range(self._first, self._end, _AT_ONCE):
            rows = np.arange(start, min(start + _AT_ONCE, self._end))
            places = rows % capacity
            self._hashes[places] = hashes[rows % places_before]
            self._link(places)

    def _link(self, places: Places) -> None:
        """Chain the postings of rows, oldest first: sorted by slot, each to the one before it."""
        hashes = self._hashes[places]
        row, column = np.nonzero(hashes)
        if not len(row):
            return
        slots = hashes[row, column] & self._mask
        postings = (places[row] * self._width + column).astype(np.int32)
        order = np.argsort(slots, kind="stable")
        postings, slots = postings[order], slots[order]
        same = slots[1:] == slots[:-1]
        newest, oldest = np.append(~same, True), np.append(True, ~same)
        older = self._older.reshape(-1)
        older[postings[1:][same]] = postings[:-1][same]
        older[postings[oldest]] = self._heads[slots[oldest]]
        self._heads[slots[newest]] = postings[newest]
