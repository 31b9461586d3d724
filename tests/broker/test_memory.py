"""A burst of the largest records that there may be costs a worker no more memory than is said."""

import sys
from pathlib import Path

import pytest

from tests.broker.bench import Bench
from tests.broker.stages import Numbered
from tests.broker.worker_process import WorkerProcess

pytestmark = [
    pytest.mark.broker,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc"),
]

_MIB = 1024 * 1024
_RECORDS = 64
_ROOM = 112 * _MIB
"""Fetched ahead, buffered and in work, of 256 MiB that wait."""
_HELD = "frontwatch_in_flight_bytes"


def _peak(worker: WorkerProcess) -> int:
    """The most memory that the worker has taken so far, in bytes."""
    status = Path(f"/proc/{worker.pid}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


async def test_a_burst_of_the_largest_records_is_taken_in_bounded_memory(bench: Bench) -> None:
    """They come faster than the worker is; the bytes that it says it holds stay bounded, too."""
    await bench.provide()
    worker = bench.start()
    await worker.is_ready()
    await bench.produce([0])
    await bench.counted([0])
    before = _peak(worker)
    padding = b" " * (bench.source.max_message_bytes - 4096)
    burst = (Numbered(number=number, order="busy0.05").model_dump_json() for number in range(1, _RECORDS + 1))
    values = ((str(number).encode(), value.encode() + padding) for number, value in enumerate(burst))
    await bench.send((bench.source.name, key, value) for key, value in values)
    await bench.counted(range(_RECORDS + 1))
    assert _peak(worker) - before < _ROOM
    assert (await worker.metric(_HELD))[""] == 0
