"""State lives in the changelog alone, and a stale record there does no harm."""

import signal
from typing import Any

import pytest
from pydantic import TypeAdapter

from tests.broker.bench import Bench, assert_counted_exactly_once
from tests.broker.stages import Count
from tests.broker.worker_process import WorkerProcess, until
from workers.runtime.envelope import decode_envelope

pytestmark = pytest.mark.broker

_STATE = TypeAdapter(Count)


def _counts(changelog: list[Any]) -> dict[bytes, int]:
    """What the last record of each key says."""
    return {
        record.key: state.count
        for record in changelog
        if (state := decode_envelope(record.value, _STATE).state) is not None
    }


async def test_state_is_recovered_from_the_changelog_alone(bench: Bench) -> None:
    """A killed worker's successor, with an empty directory, goes on counting where it stopped."""
    await bench.provide()
    worker = bench.start()
    await bench.produce(range(500))
    await bench.counted(range(500))
    worker.send(signal.SIGKILL)
    await worker.ended()
    bench.start()
    await bench.produce(range(500, 600))
    outputs = await bench.counted(range(600))
    assert_counted_exactly_once(outputs)
    assert max(output.count for output in outputs) == 12


async def test_a_stale_record_after_a_newer_one_is_overruled_and_mended(bench: Bench) -> None:
    """What a paused worker wrote too late neither counts in recovery nor stays last in the changelog."""
    await bench.work_and_end(200)
    before = await bench.read(bench.changelog)
    stale = next(record for record in before if record.key == b"7")
    late = (bench.changelog.name, stale.key, stale.value, list(stale.headers), stale.partition)
    await bench.send([late])
    assert _counts(await bench.read(bench.changelog))[b"7"] == 1
    successor = bench.start()
    await successor.is_ready()
    assert _counts(await bench.read(bench.changelog)) == _counts(before)
    assert [event["key"] for event in successor.events("stale-record-rewritten")] == ["7"]
    await bench.produce(range(200, 250))
    assert_counted_exactly_once(await bench.counted(range(250)))


async def test_a_paused_worker_publishes_nothing_stale(bench: Bench) -> None:
    """One of two workers is stopped past its session; awake again it adds no record behind a newer one."""
    await bench.provide()
    paused, other = bench.start(), bench.start()
    await paused.is_ready()
    await other.is_ready()
    await bench.produce(range(4_000))

    async def working() -> bool:
        return len(await bench.outputs()) > 200

    await until(working, "outputs appear")
    paused.send(signal.SIGSTOP)
    await bench.produce(range(4_000, 4_500))
    await bench.counted(range(4_500))
    paused.send(signal.SIGCONT)
    await _settled(paused)
    if not paused.running:
        assert "heartbeat" in paused.events("worker-failed")[0]["error"]
    await bench.produce(range(4_500, 5_000))
    assert_counted_exactly_once(await bench.counted(range(5_000)))
    furthest: dict[bytes, int] = {}
    for record in await bench.read(bench.changelog):
        state = decode_envelope(record.value, _STATE).state
        assert state is not None
        assert state.count >= furthest.get(record.key, 0), "a stale record after a newer one"
        furthest[record.key] = state.count


async def _settled(worker: WorkerProcess) -> None:
    async def rejoined_or_gone() -> bool:
        return not worker.running or await worker.status("/ready") == 200

    await until(rejoined_or_gone, "the paused worker rejoins or ends")


async def test_a_changelog_of_an_unknown_format_stops_the_worker(bench: Bench) -> None:
    """It says so and exits with 1, instead of beginning anew as if nothing had been."""
    await bench.provide()
    value = b'{"format": 99, "applied": {}, "identity": "", "outputs": [], "state": {"count": 3}}'
    await bench.send([(bench.changelog.name, b"7", value)])
    await bench.produce(range(10))
    worker = bench.start()
    assert await worker.ended() == 1
    [failed] = worker.events("worker-failed")
    assert "format 99" in failed["error"]
    assert await bench.outputs() == []


async def test_a_recreated_source_topic_is_read_from_its_beginning(bench: Bench) -> None:
    """Its offsets begin at 0 again, below those that the table has applied, and count all the same."""
    await bench.work_and_end(200)
    await bench.recreate(bench.source)
    await bench.produce(range(200, 250))
    bench.start()
    outputs = await bench.counted(range(250))
    assert_counted_exactly_once(outputs)
    assert max(output.count for output in outputs) == 5
