"""What dedupe remembers of one version of an article, compact: a million of them are held at once."""

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

import numpy as np
import numpy.typing as npt
from pydantic import ConfigDict, TypeAdapter

from schemas.articles import FingerprintedArticle, Verdict

Words32 = npt.NDArray[np.uint32]

MOST_SENTENCES = 96
"""Sentences remembered of one text: those with the lowest hashes, the same choice in every copy."""
MOST_MARKERS = 64
_KINDS = {"n": 0, "d": 1, "p": 2}
DATE = _KINDS["d"]
NUMBER = _KINDS["n"]
NAME = _KINDS["p"]


@dataclass(frozen=True, slots=True)
class Print:
    """The comparable part of an article.

    `minhash` is 128 little-endian 16-bit values or empty; `sentences` and `markers` are sorted little-endian
    32-bit hashes, a marker's kind in its two lowest bits; `text_hash`, `title_hash` and `address` (of the
    canonical url, empty without one) are 8 bytes each. `words` and `shingles` are sizes of the whole text.
    """

    algorithm: str
    text_hash: bytes
    title_hash: bytes
    address: bytes
    words: int
    shingles: int
    minhash: bytes
    sentences: bytes
    markers: bytes

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    @classmethod
    def of(cls, article: FingerprintedArticle) -> "Print":
        """The print of an article as the fingerprint worker signed it."""
        signature = article.signature
        return cls(
            algorithm=signature.algorithm,
            text_hash=digest(article.text_hash),
            title_hash=digest(" ".join(article.title.casefold().split())),
            address=digest(article.canonical_url) if article.canonical_url else b"",
            words=signature.words,
            shingles=signature.shingles,
            minhash=base64.b64decode(signature.minhash),
            sentences=_packed(int(value, 16) for value in signature.sentences)[: 4 * MOST_SENTENCES],
            markers=_packed(_marker(value) for value in signature.markers)[: 4 * MOST_MARKERS],
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of an article and what was said of it, once and for all.

    `recorded_ms` is the record's time (milliseconds since 1970, UTC, never before an earlier entry's);
    `offset` its place in its partition: together the order in which articles told their story. `added` are
    the signature's sentences that a revision brought, `removed` counts those that it no longer has,
    `retitled` says that its headline changed.
    """

    article_id: str
    version_id: str
    story_id: str
    origin: str
    recorded_ms: int
    offset: int
    print: Print
    revision: int = 0
    verdict: Verdict = "unique"
    reason: str = "new"
    duplicate_of: str | None = None
    revision_of: str | None = None
    similarity: float | None = None
    added: tuple[int, ...] = ()
    removed: int = 0
    retitled: bool = False

    @property
    def told(self) -> tuple[int, int]:
        """Sorts entries in the order in which they arrived."""
        return self.recorded_ms, self.offset


ENTRY: TypeAdapter[Entry] = TypeAdapter(Entry)


def words32(packed: bytes) -> Words32:
    """The 32-bit values that a packed field holds."""
    return np.frombuffer(packed, dtype="<u4")


def digest(text: str) -> bytes:
    """Eight bytes that stand for a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970, UTC."""
    return int(moment.timestamp() * 1000)


def _marker(value: str) -> int:
    return (int(value[1:], 16) & ~3) | _KINDS[value[0]]


def _packed(values: Iterable[int]) -> bytes:
    return np.unique(np.fromiter(values, dtype=np.uint32)).astype("<u4").tobytes()
