"""A burst of the largest records that there may be costs a worker no more memory than is said."""

import sys
from pathlib import Path

import orjson
import pytest

from schemas import topics
from tests.broker.bench import Bench
from tests.broker.worker_process import WorkerProcess, until

pytestmark = [
    pytest.mark.broker,
    pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc"),
]

_MIB = 1024 * 1024
_RECORDS = 96
_ROOM = 224 * _MIB
"""Fetched ahead, buffered, in work and about to be published, of 384 MiB that wait."""
_FINGERPRINT = ("-m", "workers.cli.main", "worker", "fingerprint")


def _peak(worker: WorkerProcess) -> int:
    """The most memory that the worker has taken so far, in bytes."""
    status = Path(f"/proc/{worker.pid}/status").read_text()
    [line] = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return int(line.split()[1]) * 1024


def _largest(number: int) -> tuple[str, bytes, bytes]:
    """Every second one is broken, so that it goes to the dead letters as large as it came."""
    article = {
        "source": "northwire.example",
        "url": f"https://northwire.example/{number}",
        "title": "The road to the depot is closed",
        "body": f"Report {number}: engineers closed the road to the depot for the night. " * 20,
        "page": "x" * (topics.ARTICLES_RAW.max_message_bytes - 4096),
    }
    value = orjson.dumps(article)
    return topics.ARTICLES_RAW.name, str(number).encode(), value[:-1] if number % 2 else value


async def test_a_burst_of_the_largest_articles_is_taken_in_bounded_memory(
    bench: Bench, emptied_servers: str
) -> None:
    """All wait when the worker begins; all are handled, and the bytes that it says it holds stay bounded."""
    await bench.send(_largest(number) for number in range(_RECORDS))
    worker = WorkerProcess("", "", emptied_servers, bench.directory, command=_FINGERPRINT)
    bench.workers.append(worker)
    await until(lambda: bool(worker.events("worker-started")), "the worker starts")
    before, held = _peak(worker), []

    async def handled() -> bool:
        held.extend((await worker.metric("frontwatch_in_flight_bytes")).values())
        return sum((await worker.metric("frontwatch_messages_total")).values()) == _RECORDS

    await until(handled, "all are handled", 120)
    print("ROOM", (_peak(worker) - before) / _MIB, max(held) / _MIB)  # noqa
    assert _peak(worker) - before < _ROOM
