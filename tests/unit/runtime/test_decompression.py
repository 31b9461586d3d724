"""Batches are unfolded up to a bound, and one record stands for a batch that is not."""

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import aiokafka.codec
import cramjam
import pytest
from aiokafka.consumer import fetcher
from aiokafka.record import default_records as plain_records
from aiokafka.record._crecords import default_records, legacy_records
from aiokafka.record.default_records import DefaultRecordBatchBuilder

from schemas.errors import PoisonError
from tests.unit.runtime.fakes import SOURCE, Arrived
from workers.runtime.decode import decode
from workers.runtime.decompression import STANDS_FOR_BATCH, TooLargeError, bound_decompression

BOUND = 1_000_000
CODECS = {"gzip": 1, "snappy": 2, "lz4": 3, "zstd": 4}
PLACES = (aiokafka.codec, default_records, legacy_records, plain_records, fetcher)
ENCODERS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "snappy": aiokafka.codec.snappy_encode,
    "lz4": aiokafka.codec.lz4_encode,
    "zstd": aiokafka.codec.zstd_encode,
}


@pytest.fixture(autouse=True)
def bounded() -> Iterator[None]:
    """For this test alone: the replacement holds for a whole process."""
    before = [(place, dict(vars(place))) for place in PLACES]
    bound_decompression(BOUND)
    yield
    for place, names in before:
        for name in (
            "gzip_decode",
            "snappy_decode",
            "lz4_decode",
            "zstd_decode",
            "MemoryRecords",
            "FetchResult",
        ):
            if name in names:
                setattr(place, name, names[name])


def decoder(codec: str) -> Callable[[bytes], bytes]:
    """What the clients of this process unfold with."""
    found: Callable[[bytes], bytes] = getattr(default_records, f"{codec}_decode")
    return found


def written(*values: bytes, codec: str = "zstd", header: str = "trace") -> bytes:
    """A batch as a broker keeps it."""
    builder = DefaultRecordBatchBuilder(
        magic=2, compression_type=CODECS[codec], is_transactional=0, producer_id=-1, producer_epoch=-1,
        base_sequence=-1, batch_size=1 << 30,
    )  # fmt: skip
    for offset, value in enumerate(values):
        builder.append(offset, timestamp=1, key=b"k", value=value, headers=[(header, b"x")])
    return bytes(builder.build())


def read(data: bytes) -> list[Any]:
    """The records that a consumer gets of it."""
    records = fetcher.MemoryRecords(data)
    found: list[Any] = []
    while records.has_next():
        found += list(records.next_batch())
    return found


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("size", [1, 40_000, BOUND])
def test_what_is_within_the_bound_is_unfolded(codec: str, size: int) -> None:
    """Up to the last byte."""
    text = bytes(range(256)) * (size // 256 + 1)
    assert decoder(codec)(ENCODERS[codec](text[:size])) == text[:size]


@pytest.mark.parametrize("codec", CODECS)
@pytest.mark.parametrize("size", [BOUND + 1, 40 * BOUND])
def test_what_is_beyond_the_bound_is_not(codec: str, size: int) -> None:
    """By one byte or by forty times."""
    with pytest.raises(TooLargeError):
        decoder(codec)(ENCODERS[codec](b" " * size))


def test_bombs_in_pieces_are_bombs() -> None:
    """Members of gzip one behind the other, and raw snappy without blocks."""
    with pytest.raises(TooLargeError):
        decoder("gzip")(gzip.compress(b" " * 600_000) * 2)
    assert decoder("gzip")(gzip.compress(b"one") + gzip.compress(b"two")) == b"onetwo"
    with pytest.raises(TooLargeError):
        decoder("snappy")(bytes(cramjam.snappy.compress_raw(b" " * (BOUND + 1))))


@pytest.mark.parametrize("codec", CODECS)
def test_one_record_stands_for_a_batch_that_is_not_unfolded(codec: str) -> None:
    """It bears the batch's last offset and its bytes; those around it are read."""
    bomb = written(b" " * BOUND, b" " * BOUND, codec=codec)
    before, stand_in, after = read(written(b"one", codec=codec) + bomb + written(b"two", codec=codec))
    assert (before.value, after.value) == (b"one", b"two")
    assert (stand_in.offset, stand_in.value) == (1, bomb)
    arrived = Arrived(1, stand_in.value, stand_in.key, stand_in.headers)
    with pytest.raises(PoisonError, match="too-large") as refused:
        decode(arrived, SOURCE)
    assert refused.value.error_type == "unread-batch"


def test_one_record_stands_for_what_cannot_be_read_of_a_batch() -> None:
    """A header whose name is not UTF-8 would make the client stumble at every start."""
    data = written(b"one", codec="zstd", header="strange")
    plain = DefaultRecordBatchBuilder(
        magic=2, compression_type=0, is_transactional=0, producer_id=-1, producer_epoch=-1, base_sequence=-1,
        batch_size=1 << 30,
    )  # fmt: skip
    plain.append(0, timestamp=1, key=b"k", value=b"v", headers=[("strange", b"x")])
    broken = bytes(plain.build()).replace(b"strange", b"strang\xff")
    stand_in, good = read(broken + data)
    assert (stand_in.value, good.value) == (broken, b"one")
    assert stand_in.headers[0][0] == STANDS_FOR_BATCH
