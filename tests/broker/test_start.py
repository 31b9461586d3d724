"""Starting: what is missing is named, health tells the truth, broadcasts come first, heartbeats go on."""

import signal
from dataclasses import replace

import pytest

from tests.broker.bench import Bench
from tests.broker.stages import notices
from tests.broker.worker_process import WorkerProcess, until
from workers.cli.broker import free_port
from workers.runtime.provision import apply_topics

pytestmark = pytest.mark.broker


async def test_missing_topics_are_named_with_the_command_that_creates_them(bench: Bench) -> None:
    """Exit status 1 and one sentence."""
    await bench.provide(without=[bench.changelog])
    worker = bench.start()
    assert await worker.ended() == 1
    [failed] = worker.events("worker-failed")
    assert failed["error"] == (
        f"missing topics: {bench.changelog.name}. Create them: frontwatch topics apply"
    )


async def test_a_changelog_with_other_partitions_than_its_source_stops_the_worker(bench: Bench) -> None:
    """Its keys would be looked for where they are not."""
    await bench.provide(without=[bench.changelog])
    await apply_topics(bench.settings, [replace(bench.changelog, partitions=3)])
    worker = bench.start()
    assert await worker.ended() == 1
    [failed] = worker.events("worker-failed")
    assert f"{bench.changelog.name} has 3 partitions instead of 4" in failed["error"]


async def test_without_a_broker_a_worker_is_live_but_not_ready(bench: Bench) -> None:
    """It waits for the brokers; a restart would not help."""
    worker = WorkerProcess("counting", bench.run, f"127.0.0.1:{free_port()}", bench.directory)
    bench.workers.append(worker)

    async def serving() -> bool:
        return await worker.status("/live") == 200

    await until(serving, "the health server answers")
    await until(lambda: bool(worker.events("broker-away")), "the worker says what it waits for")
    assert await worker.status("/ready") == 503
    assert await worker.status("/") == 404
    assert worker.running


async def test_no_message_is_taken_before_the_broadcast_is_read_and_it_is_followed(bench: Bench) -> None:
    """The first output knows the last notice; later ones hear the next; a bad notice is left out."""
    await bench.provide()
    topic = notices(bench.run).name
    await bench.produce([1])
    await bench.send([(topic, b"notice", text) for text in (b"early", b"poison", b"late")])
    worker = bench.start("listening")
    [output] = await bench.counted([1])
    assert output.heard == "late"
    await bench.send([(topic, b"notice", b"next")])

    async def followed() -> bool:
        return await worker.metric("frontwatch_broadcast_records_total") == {
            'verdict="applied"': 3,
            'verdict="rejected"': 1,
        }

    await until(followed, "the next notice is read")
    await bench.produce([2])
    assert {o.number: o.heard for o in await bench.counted([1, 2])} == {1: "late", 2: "next"}


async def test_sigterm_while_starting_ends_the_worker_at_once(bench: Bench) -> None:
    """Before it is ready there is nothing to finish."""
    await bench.provide()
    worker = bench.start()
    await until(lambda: bool(worker.events("worker-started")), "the worker starts")
    worker.send(signal.SIGTERM)
    assert await worker.ended(15) == 0
