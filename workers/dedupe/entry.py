"""What dedupe remembers of one version of an article, compact: a million of them are held at once."""

import base64
import hashlib
import json
import struct
from collections.abc import Sequence
from dataclasses import MISSING, dataclass, fields
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from pydantic import ConfigDict, TypeAdapter

from schemas import identity
from schemas.articles import FingerprintedArticle, Verdict

Words32 = npt.NDArray[np.uint32]

MOST_SENTENCES = 96
"""Sentences remembered of one text: those with the lowest hashes, the same choice in every copy."""
MOST_MARKERS = 64
_TURN = struct.Struct("<qqH")
_HEAD = struct.Struct("<8s8s8sIIHH")
_NONE = bytes(8)
_KINDS = {"n": 0, "d": 1, "p": 2}
DATE = _KINDS["d"]
NUMBER = _KINDS["n"]
NAME = _KINDS["p"]


@dataclass(frozen=True, slots=True)
class Print:
    """The comparable part of an article, in one run of bytes.

    `packed` is the head (see `_HEAD`: hashes of the text, of the title and of the canonical url, zero for
    none; words, shingles; lengths of what follows), then the MinHash, a byte a value, then sorted 32-bit
    hashes of sentences and of markers, a marker's kind in its two lowest bits. All little-endian.
    """

    algorithm: str
    packed: bytes

    @classmethod
    def of(cls, article: FingerprintedArticle) -> "Print":
        """The print of an article as the fingerprint worker signed it."""
        signature = article.signature
        minhash = base64.b64decode(signature.minhash)
        sentences = _packed(hashes(signature.sentences))[: 4 * MOST_SENTENCES]
        kinds = np.array([_KINDS[marker[0]] for marker in signature.markers], dtype=np.uint32)
        markers = _packed(hashes([marker[1:] for marker in signature.markers]) & ~np.uint32(3) | kinds)
        head = _HEAD.pack(
            digest(article.text_hash),
            digest(" ".join(article.title.casefold().split())),
            digest(article.canonical_url) if article.canonical_url else b"",
            signature.words,
            signature.shingles,
            len(minhash),
            len(sentences),
        )
        return cls(signature.algorithm, head + minhash + sentences + markers[: 4 * MOST_MARKERS])

    def read(self) -> "Features":
        """The parts, as views of the bytes."""
        text, title, address, words, shingles, minhash, sentences = _HEAD.unpack_from(self.packed)
        rest = memoryview(self.packed)[_HEAD.size :]
        return Features(
            text_hash=text,
            title_hash=title,
            address=b"" if address == _NONE else address,
            words=words,
            shingles=shingles,
            minhash=np.frombuffer(rest[:minhash], dtype=np.uint8),
            sentences=np.frombuffer(rest[minhash : minhash + sentences], dtype="<u4"),
            markers=np.frombuffer(rest[minhash + sentences :], dtype="<u4"),
        )


@dataclass(frozen=True, slots=True)
class Features:
    """A print, read: what is compared and what an article is found by."""

    text_hash: bytes
    title_hash: bytes
    address: bytes
    words: int
    shingles: int
    minhash: npt.NDArray[np.uint8]
    sentences: Words32
    markers: Words32


@dataclass(frozen=True, slots=True)
class Entry:
    """One version of an article and what was said of it, once and for all.

    `recorded_ms` is the record's time (milliseconds since 1970, UTC, never before an earlier entry's);
    `offset` its place in its partition: together the order in which articles told their story. Of a revision,
    `added` are the signature's sentences that it brought, `gone` counts those that it dropped, whose words
    are not kept; `retitled` says that it has another headline.
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
    gone: int = 0
    retitled: bool = False

    @property
    def told(self) -> tuple[int, int]:
        """Sorts entries in the order in which they arrived."""
        return self.recorded_ms, self.offset

    def pack(self) -> bytes:
        """The entry in one run of bytes, as it is held: objects of their own would take twice as much.

        Its turn, its print, and the rest as JSON: ids, and what differs from the defaults. A unique version's
        story bears its own name.
        """
        head = _TURN.pack(self.recorded_ms, self.offset, len(self.print.packed))
        rest = (
            *(self.article_id, self.version_id, None if self.verdict == "unique" else self.story_id),
            *(self.origin, self.print.algorithm),
            {name: value for name, default in _DEFAULTS.items() if (value := getattr(self, name)) != default},
        )
        return head + self.print.packed + json.dumps(rest, ensure_ascii=False, separators=(",", ":")).encode()

    @classmethod
    def unpack(cls, packed: bytes) -> "Entry":
        """The inverse."""
        recorded_ms, offset, length = _TURN.unpack_from(packed)
        end = _TURN.size + length
        article_id, version_id, story_id, origin, algorithm, rest = json.loads(packed[end:])
        found: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value for name, value in rest.items()
        }
        return cls(
            article_id=article_id,
            version_id=version_id,
            story_id=story_id or identity.story_id(version_id),
            origin=origin,
            recorded_ms=recorded_ms,
            offset=offset,
            print=Print(algorithm, packed[_TURN.size : end]),
            **found,
        )


_DEFAULTS = {field.name: field.default for field in fields(Entry) if field.default is not MISSING}

PACKED: TypeAdapter[bytes] = TypeAdapter(
    bytes, config=ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")
)
"""What the table holds: packed entries; in its changelog they are base64."""


def told(packed: bytes) -> tuple[int, int]:
    """When a packed entry arrived: sorts entries in that order (see `Entry.told`)."""
    recorded_ms, offset, _ = _TURN.unpack_from(packed)
    return recorded_ms, offset


def digest(text: str) -> bytes:
    """Eight bytes that stand for a text."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def milliseconds(moment: datetime) -> int:
    """Milliseconds since 1970, UTC."""
    return int(moment.timestamp() * 1000)


def hashes(hexadecimal: Sequence[str]) -> Words32:
    """The numbers that 32-bit hashes in hexadecimal stand for."""
    return np.frombuffer(bytes.fromhex("".join(hexadecimal)), dtype=">u4").astype(np.uint32)


def _packed(values: Words32) -> bytes:
    return np.unique(values).astype("<u4").tobytes()
