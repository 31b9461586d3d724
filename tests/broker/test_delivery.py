"""Nothing lost, nothing doubled: kills, replicas that come and go, orderly stops, a broker that goes away."""

import asyncio
import random
import signal

import pytest
from aiokafka import AIOKafkaProducer

from tests.broker.bench import Bench, assert_counted_exactly_once
from tests.broker.stages import Numbered
from tests.broker.worker_process import until

pytestmark = pytest.mark.broker


async def test_workers_killed_in_mid_stream_lose_and_double_nothing(bench: Bench) -> None:
    """Two workers, SIGKILL four times in mid-stream: each input has one count, each count one input."""
    await bench.provide()
    await bench.produce(range(2_000))
    workers = [bench.start(), bench.start()]
    chance = random.Random(7)
    sent = 2_000
    for victim in (0, 1, 0, 1):
        done = len(await bench.outputs())
        await bench.produce(range(sent, sent + 1_000))
        sent += 1_000
        threshold = done + chance.randrange(100, 400)

        async def working(least: int = threshold) -> bool:
            return len(await bench.outputs()) >= least

        await until(working, "outputs appear")
        workers[victim].send(signal.SIGKILL)
        await workers[victim].ended()
        workers[victim] = bench.start()
    outputs = await bench.counted(range(sent))
    assert_counted_exactly_once(outputs)
    assert {output.number for output in outputs} == set(range(sent))


async def test_replicas_share_the_partitions_and_drop_what_they_lose(bench: Bench) -> None:
    """A second replica takes half; the first holds no key of it any more; when one leaves, all goes on."""
    await bench.provide()
    first = bench.start()
    await first.is_ready()
    await bench.produce(range(200))
    await bench.counted(range(200))
    assert sum((await first.metric("frontwatch_table_entries")).values()) == 50
    second = bench.start()
    await second.is_ready()

    async def shared() -> bool:
        held = [await worker.metric("frontwatch_table_entries") for worker in (first, second)]
        return all(0 < sum(h.values()) < 50 for h in held) and sum(sum(h.values()) for h in held) == 50

    await until(shared, "each key is held by one replica")
    await bench.produce(range(200, 400))
    await bench.counted(range(400))
    first.send(signal.SIGTERM)
    assert await first.ended() == 0
    await bench.produce(range(400, 600))
    outputs = await bench.counted(range(600))
    assert_counted_exactly_once(outputs)
    assert sum((await second.metric("frontwatch_table_entries")).values()) == 50


async def test_sigterm_finishes_commits_and_leaves(bench: Bench) -> None:
    """After SIGTERM in mid-stream all that was published is committed, and a successor repeats nothing."""
    await bench.provide()
    await bench.produce(range(3_000))
    worker = bench.start()

    async def working() -> bool:
        return len(await bench.outputs()) > 200

    await until(working, "outputs appear")
    worker.send(signal.SIGTERM)
    assert await worker.ended() == 0
    published = len(await bench.outputs())
    assert await bench.committed() == published
    bench.start()
    outputs = await bench.counted(range(3_000))
    assert len(outputs) == 3_000


async def test_a_broker_that_goes_away_costs_nothing(bench: Bench) -> None:
    """The broker restarts in mid-stream: the worker waits, dead-letters nothing and goes on by itself."""
    if bench.cluster.local is None:
        pytest.skip("only a broker that the tests started may be stopped")
    await bench.provide()
    worker = bench.start(session_timeout_seconds="60")
    await worker.is_ready()
    await bench.produce(range(2_000))
    await asyncio.to_thread(bench.cluster.local.stop)
    assert await worker.status("/live") == 200
    await asyncio.to_thread(bench.cluster.local.start)
    await bench.produce(range(2_000, 2_500))
    outputs = await bench.counted(range(2_500), 90)
    assert_counted_exactly_once(outputs)
    assert await bench.read(bench.dead_letters) == []
    assert worker.running


async def test_what_a_users_transaction_takes_back_was_never_sent(bench: Bench) -> None:
    """Aborted inputs are not handled, committed ones are; their marks are not taken for waiting work."""
    await bench.provide()
    producer = AIOKafkaProducer(bootstrap_servers=bench.servers, transactional_id=bench.run)
    await producer.start()
    for number, kept in ((1, False), (51, True)):
        await producer.begin_transaction()
        value = Numbered(number=number).model_dump_json().encode()
        await producer.send_and_wait(bench.source.name, value, b"1")
        await (producer.commit_transaction() if kept else producer.abort_transaction())
    await producer.stop()
    worker = bench.start()
    [output] = await bench.counted([51])
    assert (output.number, output.count) == (51, 1)

    async def no_lag() -> bool:
        lags = await worker.metric("frontwatch_lag")
        return len(lags) == 4 and not any(lags.values())

    await until(no_lag, "nothing waits")
