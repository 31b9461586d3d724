"""Bound what compressed batches unfold to: brokers and fetch sizes bound only their compressed bytes.

A megabyte of zstd can unfold to thirty gigabytes. aiokafka unfolds whole batches and has no bound of its own;
its decoders, and what it hands out in one go, are replaced here for the whole process.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import cramjam
import numpy as np
from aiokafka import codec
from aiokafka.consumer import fetcher
from aiokafka.record import default_records as plain_records
from aiokafka.record._crecords import default_records, legacy_records
from aiokafka.record.memory_records import MemoryRecords

STANDS_FOR_BATCH = "frontwatch-unread-batch"
"""Header of a record that stands for a batch: why that was not read. Its value is the batch as it is kept."""

_HANDED_OUT_BYTES = 2 * 1024 * 1024
"""Of one partition at once; one record more may come on top."""
_GZIP = 16 + zlib.MAX_WBITS
_LENGTH = struct.Struct(">i")
_LENGTH_AT, _BEHIND_LENGTH = 8, 12
_XERIAL_HEADER = 16


class TooLargeError(Exception):
    """A batch unfolds to more than is allowed."""


def bound_decompression(most_bytes: int) -> None:
    """From now on no batch of more than `most_bytes` is unfolded; a stand-in takes its place.

    Kafka takes batches of every codec that its clients know, so all of them are bounded.
    """
    bounded = {
        "gzip_decode": lambda payload: _gzip(payload, most_bytes),
        "snappy_decode": lambda payload: _snappy(payload, most_bytes),
        "lz4_decode": lambda payload: _into(cramjam.lz4.decompress_into, payload, most_bytes),
        "zstd_decode": lambda payload: _into(cramjam.zstd.decompress_into, payload, most_bytes),
    }
    for module in (codec, default_records, legacy_records, plain_records):
        for name, decode in bounded.items():
            if hasattr(module, name):
                setattr(module, name, decode)
    places: Any = fetcher
    places.MemoryRecords = _BoundedRecords
    places.FetchResult = _BoundedResult


def _gzip(payload: Any, most_bytes: int) -> bytes:
    unfolding, left, found = zlib.decompressobj(_GZIP), bytes(payload), io.BytesIO()
    while left:
        found.write(unfolding.decompress(left, most_bytes + 1 - found.tell()))
        if found.tell() > most_bytes or unfolding.unconsumed_tail:
            raise TooLargeError
        left = unfolding.unused_data if unfolding.eof else b""
        unfolding = zlib.decompressobj(_GZIP)
    return found.getvalue()


def _into(decode: Any, payload: Any, most_bytes: int) -> bytes:
    # Not zeroed: only what is written of it takes memory.
    room = np.empty(most_bytes, np.uint8)
    try:
        return room[: decode(payload, room)].tobytes()
    except cramjam.DecompressionError as error:
        if "whole buffer" in str(error):
            raise TooLargeError from error
        raise


def _snappy(payload: Any, most_bytes: int) -> bytes:
    """Plain, or in the blocks that Java clients write."""
    payload = memoryview(payload)
    if not codec._detect_xerial_stream(payload):
        return _snappy_block(payload, most_bytes)
    found, at = io.BytesIO(), _XERIAL_HEADER
    while at < len(payload):
        size = _LENGTH.unpack_from(payload, at)[0]
        begin = at + _LENGTH.size
        at = begin + max(0, size)
        found.write(_snappy_block(payload[begin:at], most_bytes - found.tell()))
    return found.getvalue()


def _snappy_block(block: Any, most_bytes: int) -> bytes:
    if cramjam.snappy.decompress_raw_len(block) > most_bytes:
        raise TooLargeError
    return bytes(cramjam.snappy.decompress_raw(block))


class _BoundedRecords:
    """Batches as aiokafka's fetcher reads them, each beside its bytes."""

    def __init__(self, data: bytes) -> None:
        self._inner = MemoryRecords(data)
        self._data = data
        self._at = 0

    def has_next(self) -> bool:
        return bool(self._inner.has_next())

    def next_batch(self) -> Any:
        size = _BEHIND_LENGTH + _LENGTH.unpack_from(self._data, self._at + _LENGTH_AT)[0]
        written = bytes(self._data[self._at : self._at + size])
        self._at += size
        return _BoundedBatch(self._inner.next_batch(), written)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


class _BoundedBatch:
    """A batch that hands out one stand-in where its records may not be unfolded or cannot be read.

    aiokafka would stumble for ever over a header whose name is not UTF-8, for one.
    """

    def __init__(self, inner: Any, written: bytes) -> None:
        self._inner = inner
        self._written = written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)

    def __next__(self) -> Any:
        return next(self._inner)

    def __iter__(self) -> Iterator[Any]:
        try:
            yield from self._inner
        except MemoryError:
            raise
        except TooLargeError:
            yield self._stand_in("too-large")
        except Exception as error:
            yield self._stand_in(f"unreadable: {error!r}"[:200])

    def _stand_in(self, why: str) -> Any:
        return SimpleNamespace(
            offset=self._inner.next_offset - 1,
            timestamp=self._inner.max_timestamp,
            timestamp_type=self._inner.timestamp_type,
            key=None,
            value=self._written,
            checksum=None,
            headers=[(STANDS_FOR_BATCH, why.encode("utf-8", "backslashreplace"))],
        )


class _BoundedResult(fetcher.FetchResult):  # type: ignore[misc]
    """Hands out so many records that their values stay below a bound, the last one aside."""

    def getall(self, max_records: int | None = None) -> list[Any]:
        if not self.check_assignment(self._topic_partition) or not self.has_more():
            return []
        found: list[Any] = []
        held = 0
        for record in self._partition_records:
            found.append(record)
            held += len(record.value or b"") + len(record.key or b"")
            if held > _HANDED_OUT_BYTES or (max_records is not None and len(found) >= max_records):
                self._update_position()
                break
        else:
            self._update_position()
            self._partition_records: Any = None
        return found
