"""/live fails on a worker that has work and does none, and only on such a one; /ready waits for recovery."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.broker.bench import Bench, assert_counted_exactly_once
from tests.broker.cluster import Cluster
from tests.broker.worker_process import WorkerProcess, until
from workers.cli.broker import free_port

pytestmark = pytest.mark.broker

LIVENESS = {"liveness_seconds": "10"}
"""The shortest; all of these workers live through it side by side."""


@pytest.fixture
def benches(cluster: Cluster, tmp_path: Path) -> Iterator[list[Bench]]:
    """Topics and a group for each of four workers."""
    found = [Bench(uuid4().hex[:8], cluster, tmp_path) for _ in range(4)]
    yield found
    for bench in found:
        bench.close()


async def test_live_fails_on_a_stall_and_not_on_rest_recovery_or_brokers_that_are_away(
    benches: list[Bench],
) -> None:
    """A core that is busy and a consumer that fetches no more are stalls; a rebalance is none of them."""
    busy, deaf, idle, slow = benches
    await asyncio.gather(*(bench.provide() for bench in benches))
    computing = busy.start("thoughtful", **LIVENESS)
    unhearing = deaf.start(**LIVENESS)
    resting = idle.start(**LIVENESS)
    recovering = slow.start("slow to recover", **LIVENESS)
    lonely = WorkerProcess("counting", slow.run, f"127.0.0.1:{free_port()}", slow.directory, **LIVENESS)
    slow.workers.append(lonely)
    await asyncio.gather(computing.is_ready(), unhearing.is_ready(), resting.is_ready())
    await busy.produce([1], order="busy13")
    await deaf.produce([1], order="go deaf")
    await deaf.counted([1])
    await deaf.produce([2])
    assert [await each.status("/live") for each in (computing, unhearing)] == [200, 200]

    async def stalled() -> bool:
        healthy = [await each.status("/live") for each in (resting, recovering, lonely)]
        assert healthy == [200, 200, 200]
        return [await each.status("/live") for each in (computing, unhearing)] == [503, 503]

    assert await recovering.status("/ready") == await lonely.status("/ready") == 503
    await until(stalled, "/live tells both stalls")
    assert await unhearing.metric("frontwatch_lag")
    assert unhearing.events("worker-stalled")
    assert_counted_exactly_once(await busy.counted([1]))

    async def going_on() -> bool:
        return await computing.status("/live") == 200 == await recovering.status("/ready")

    await until(going_on, "/live tells the progress, and the slow one is ready")
    assert await computing.metric("frontwatch_rebalances_total") == {"": 1}
    assert all(each.running for each in (computing, resting, recovering, lonely))
