"""The entries of one partition, found by what a new article has in common with them. Derived, not stored."""

from collections.abc import Iterable
from datetime import timedelta

import numpy as np

from workers.dedupe.buckets import Buckets, Hashes
from workers.dedupe.entry import Entry, Print, digest, words32

WINDOW = timedelta(hours=72)
BANDS = 32
ROWS_IN_BAND = 4
"""A pair at Jaccard 0.45 shares a band with a chance of 0.73, at 0.6 of 0.99 (1 - (1 - J^4)^32); light
rewrites mostly keep a whole sentence too, which is a second way in."""
SENTENCES = 24
"""Sentences by which a text is found, those with the lowest hashes; all sentences of a new text are tried."""
_KEYS = ("article", "version", "text", "address")
_WIDTH = BANDS + SENTENCES + len(_KEYS)
_FORGOTTEN_AT_ONCE = 64
"""Entries that one message may expire: bounded work, and faster than entries come."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


class Index:
    """Entries in the order of their arrival, with buckets to find them by.

    `clock_ms` is the latest record time seen in the partition, in milliseconds; entries that are older than
    the window by that clock are found no more. An article's own date plays no part in it.
    """

    def __init__(self, window: timedelta = WINDOW) -> None:
        self._window_ms = int(window.total_seconds() * 1000)
        self._buckets = Buckets(_WIDTH)
        self._entries: dict[int, Entry] = {}
        self._oldest = 0
        self.clock_ms = 0

    @classmethod
    def load(cls, entries: Iterable[Entry], window: timedelta = WINDOW) -> "Index":
        """The index of a partition's entries, as recovered in any order."""
        index = cls(window)
        for entry in sorted(entries, key=lambda entry: entry.told):
            index._append(entry)
        return index

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, entry: Entry) -> tuple[str, ...]:
        """Remember an entry; returns the version ids of those that have left the window, at most 64."""
        self._append(entry)
        return self._forget()

    def version(self, version_id: str, at_ms: int) -> Entry | None:
        """The entry of a version within the window at that record time."""
        found = self._by_key("version", version_id, at_ms)
        return next((entry for entry in found if entry.version_id == version_id), None)

    def versions_of(self, article_id: str, at_ms: int) -> list[Entry]:
        """The known versions of an article, oldest first."""
        found = self._by_key("article", article_id, at_ms)
        return sorted((e for e in found if e.article_id == article_id), key=lambda entry: entry.told)

    def resembling(self, text: Print, at_ms: int) -> list[Entry]:
        """Entries that may be the same piece, oldest first: a superset, to be compared."""
        hashes = np.concatenate((_bands(text), _sentences(text), _keys(text)))
        return sorted(self._live(self._buckets.find(hashes), at_ms), key=lambda entry: entry.told)

    def _by_key(self, kind: str, key: str, at_ms: int) -> list[Entry]:
        return self._live(self._buckets.find(_key(kind, digest(key))), at_ms)

    def _live(self, rows: Iterable[int], at_ms: int) -> list[Entry]:
        horizon = max(self.clock_ms, at_ms) - self._window_ms
        found = (self._entries[row] for row in rows if row in self._entries)
        return [entry for entry in found if entry.recorded_ms >= horizon]

    def _append(self, entry: Entry) -> None:
        self.clock_ms = max(self.clock_ms, entry.recorded_ms)
        row = self._buckets.add(_row(entry))
        self._entries[row] = entry

    def _forget(self) -> tuple[str, ...]:
        horizon = self.clock_ms - self._window_ms
        forgotten: list[str] = []
        while len(forgotten) < _FORGOTTEN_AT_ONCE:
            entry = self._entries.get(self._oldest)
            if entry is None or entry.recorded_ms >= horizon:
                break
            forgotten.append(entry.version_id)
            del self._entries[self._oldest]
            self._oldest += 1
        self._buckets.forget_before(self._oldest)
        return tuple(forgotten)


def _row(entry: Entry) -> Hashes:
    row = np.zeros(_WIDTH, dtype=np.uint32)
    bands = _bands(entry.print)
    row[: len(bands)] = bands
    sentences = _sentences(entry.print)[:SENTENCES]
    row[BANDS : BANDS + len(sentences)] = sentences
    keys = np.concatenate(
        (
            _key("article", digest(entry.article_id)),
            _key("version", digest(entry.version_id)),
            _keys(entry.print),
        )
    )
    row[BANDS + SENTENCES : BANDS + SENTENCES + len(keys)] = keys
    return row


def _bands(text: Print) -> Hashes:
    if not text.minhash:
        return np.zeros(0, dtype=np.uint32)
    bands = np.frombuffer(text.minhash, dtype="<u8")[:BANDS]
    salted = bands ^ (np.arange(1, len(bands) + 1, dtype=np.uint64) * _MULTIPLIER)
    return _mixed(salted)


def _sentences(text: Print) -> Hashes:
    return _mixed(words32(text.sentences).astype(np.uint64) + np.uint64(1 << 40))


def _keys(text: Print) -> Hashes:
    address = _key("address", text.address) if text.address else np.zeros(0, dtype=np.uint32)
    return np.concatenate((_key("text", text.text_hash), address))


def _key(kind: str, eight_bytes: bytes) -> Hashes:
    salt = np.uint64(_KEYS.index(kind) + 1) << np.uint64(50)
    return _mixed(np.frombuffer(eight_bytes, dtype="<u8") ^ salt)


def _mixed(values: "np.ndarray[tuple[int], np.dtype[np.uint64]]") -> Hashes:
    """The upper half of a multiplicative hash; 0 is kept for "none"."""
    folded = (values ^ (values >> np.uint64(29))) * _MULTIPLIER
    folded = (folded ^ (folded >> np.uint64(32))) * _MULTIPLIER
    upper: Hashes = np.maximum(folded >> np.uint64(32), np.uint64(1)).astype(np.uint32)
    return upper
