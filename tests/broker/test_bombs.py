"""What a producer compresses unfolds to no more than is allowed, and what cannot be read stops nobody."""

import sys
from pathlib import Path

import pytest
from aiokafka import AIOKafkaProducer

from schemas.dead_letters import DeadLetter
from tests.broker.bench import Bench
from tests.broker.stages import Numbered
from tests.broker.worker_process import WorkerProcess

pytestmark = [
    pytest.mark.broker,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc"),
]

_MIB = 1024 * 1024
_KEY = b"7"
_SIZES = {"gzip": 64 * _MIB, "zstd": 64 * _MIB, "lz4": 64 * _MIB, "snappy": 16 * _MIB}
"""Of spaces: each is refused by no broker that takes batches of a megabyte."""
_BATCHES = 3
_ROOM = 48 * _MIB
"""Of memory, for all of them together: less than what a single one would take."""


async def _send(bench: Bench, compression: str | None, value: bytes, times: int = 1) -> None:
    producer = AIOKafkaProducer(
        bootstrap_servers=bench.servers,
        compression_type=compression,
        max_request_size=512 * _MIB,
        max_batch_size=512 * _MIB,
    )
    await producer.start()
    try:
        for _ in range(times):
            await producer.send_and_wait(bench.source.name, value, _KEY, 1)
    finally:
        await producer.stop()


def _peak(worker: WorkerProcess) -> int:
    """The most memory that the worker has taken so far, in bytes."""
    status = Path(f"/proc/{worker.pid}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


async def test_batches_that_unfold_to_more_than_is_allowed_cost_no_memory_and_stop_nobody(
    bench: Bench,
) -> None:
    """Of every codec: each is dead-lettered as it is, and what comes behind them is handled."""
    await bench.provide()
    worker = bench.start()
    await worker.is_ready()
    await _send(bench, "gzip", Numbered(number=7).model_dump_json().encode())
    await bench.counted([7])
    before = _peak(worker)
    for compression, size in _SIZES.items():
        await _send(bench, compression, b" " * size, times=_BATCHES if compression == "zstd" else 1)
    for number, codec in enumerate((*_SIZES, None)):
        await _send(bench, codec, Numbered(number=57 + 50 * number).model_dump_json().encode())
    await bench.counted([57 + 50 * number for number in range(5)])
    assert _peak(worker) - before < _ROOM
    letters = await bench.read(bench.dead_letters)
    assert len(letters) == len(_SIZES) - 1 + _BATCHES
    for letter in letters:
        why = DeadLetter.parse(tuple(letter.headers))
        assert why.error_type == "unread-batch"
        assert "too-large" in why.message
        assert 0 < len(letter.value) <= bench.source.max_message_bytes
