"""The entries of one partition, found by what a new article has in common with them. Derived, not stored."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

import numpy as np
import numpy.typing as npt

from workers.dedupe.buckets import Buckets, Hashes
from workers.dedupe.entry import Entry, Features, digest, told

Keys = npt.NDArray[np.uint64]

WINDOW = timedelta(hours=72)
BANDS = 24
ROWS_IN_BAND = 4
"""A pair at Jaccard 0.45 shares a band with a chance of 0.63, at 0.6 of 0.96, at 0.75 of 0.9999
(1 - (1 - J^4)^24); light rewrites mostly keep a whole sentence too, which is a second way in."""
SENTENCES = 20
"""Sentences by which a text is found, those with the lowest hashes; all sentences of a new text are tried."""
_KINDS = ("article", "version", "text", "address")
_WIDTH = BANDS + SENTENCES + len(_KINDS)
_FORGOTTEN_AT_ONCE = 64
"""Entries that one message may expire: bounded work, and faster than entries come."""
_LOADED_AT_ONCE = 1 << 14

_BAND_SALTS = np.arange(1, BANDS + 1, dtype=np.uint64) << np.uint64(40)
_SENTENCE_SALT = np.uint64(1 << 50)
_KEY_SALTS = {kind: np.uint64((i + 1) << 52) for i, kind in enumerate(_KINDS)}
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_SHIFT, _HALF, _ONE = np.uint64(29), np.uint64(32), np.uint64(1)


class Index:
    """Packed entries in the order of their arrival, with buckets to find them by.

    `clock_ms` is the latest record time seen in the partition, in milliseconds; entries that are older than
    the window by that clock are found no more. An article's own date plays no part in it.
    """

    def __init__(self, window: timedelta = WINDOW) -> None:
        self._window_ms = int(window.total_seconds() * 1000)
        self._buckets = Buckets(_WIDTH)
        self._entries: list[bytes] = []
        self._dead = 0
        self._oldest = 0
        self.clock_ms = 0

    @classmethod
    def load(cls, entries: Iterable[bytes], window: timedelta = WINDOW) -> "Index":
        """The index of a partition's packed entries, as recovered in any order."""
        index = cls(window)
        index._entries = sorted(entries, key=told)
        index._buckets = Buckets(_WIDTH, room=len(index._entries) * 9 // 8)
        for start in range(0, len(index._entries), _LOADED_AT_ONCE):
            some = index._entries[start : start + _LOADED_AT_ONCE]
            index._buckets.add(np.stack([_row(Entry.unpack(packed)) for packed in some]))
        if index._entries:
            index.clock_ms = told(index._entries[-1])[0]
        return index

    def __len__(self) -> int:
        return len(self._entries) - self._dead

    def add(self, entry: Entry, packed: bytes) -> tuple[str, ...]:
        """Remember an entry; returns the version ids of those that have left the window, at most 64."""
        self.clock_ms = max(self.clock_ms, entry.recorded_ms)
        self._buckets.add(_row(entry)[np.newaxis])
        self._entries.append(packed)
        return self._forget()

    def version(self, version_id: str, at_ms: int) -> Entry | None:
        """The entry of a version within the window at that record time."""
        found = self._live(self._buckets.find(_mixed(_key("version", digest(version_id)))), at_ms)
        return next((entry for entry in found if entry.version_id == version_id), None)

    def related(self, article_id: str, text: Features, at_ms: int) -> list[Entry]:
        """Entries of the article, of its address and of what may be the same piece, oldest first.

        A superset of all that is alike: to be compared.
        """
        keys = (_bands(text), _sentences(text), _key("article", digest(article_id)), *_text_keys(text))
        found = self._live(self._buckets.find(_mixed(np.concatenate(keys))), at_ms)
        return sorted(found, key=lambda entry: entry.told)

    def _live(self, rows: Iterable[int], at_ms: int) -> Iterator[Entry]:
        horizon = max(self.clock_ms, at_ms) - self._window_ms
        found = (self._entries[row - self._oldest + self._dead] for row in rows)
        return (Entry.unpack(packed) for packed in found if told(packed)[0] >= horizon)

    def _forget(self) -> tuple[str, ...]:
        horizon = self.clock_ms - self._window_ms
        forgotten: list[str] = []
        while len(self) and len(forgotten) < _FORGOTTEN_AT_ONCE:
            oldest = self._entries[self._dead]
            if told(oldest)[0] >= horizon:
                break
            forgotten.append(Entry.unpack(oldest).version_id)
            self._dead += 1
        self._oldest += len(forgotten)
        self._buckets.forget_before(self._oldest)
        if self._dead >= max(_FORGOTTEN_AT_ONCE, len(self._entries) // 16):
            del self._entries[: self._dead]
            self._dead = 0
        return tuple(forgotten)


def _row(entry: Entry) -> Hashes:
    """A row of the buckets: bands, sentences, keys, each in its columns, 0 where there is none."""
    text = entry.print.read()
    row = np.zeros(_WIDTH, dtype=np.uint64)
    bands, sentences = _bands(text), _sentences(text)[:SENTENCES]
    row[: len(bands)] = bands
    row[BANDS : BANDS + len(sentences)] = sentences
    article, version = digest(entry.article_id), digest(entry.version_id)
    keys = np.concatenate((_key("article", article), _key("version", version), *_text_keys(text)))
    row[BANDS + SENTENCES : BANDS + SENTENCES + len(keys)] = keys
    return np.where(row == 0, np.uint32(0), _mixed(row))


def _bands(text: Features) -> Keys:
    if not len(text.minhash):
        return np.zeros(0, dtype=np.uint64)
    bands = text.minhash.view("<u4")[:BANDS].astype(np.uint64)
    return bands | _BAND_SALTS


def _sentences(text: Features) -> Keys:
    return text.sentences.astype(np.uint64) | _SENTENCE_SALT


def _text_keys(text: Features) -> Iterable[Keys]:
    yield _key("text", text.text_hash)
    if text.address:
        yield _key("address", text.address)


def _key(kind: str, eight_bytes: bytes) -> Keys:
    return np.frombuffer(eight_bytes, dtype="<u8") ^ _KEY_SALTS[kind]


def _mixed(keys: Keys) -> Hashes:
    """The upper half of a multiplicative hash; 0 is kept for "none"."""
    folded = (keys ^ (keys >> _SHIFT)) * _MULTIPLIER
    folded = (folded ^ (folded >> _HALF)) * _MULTIPLIER
    upper: Hashes = np.maximum(folded >> _HALF, _ONE).astype(np.uint32)
    return upper
