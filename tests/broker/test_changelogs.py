"""A changelog that has lost records stops the worker: it never goes on from less than it had."""

import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.admin import RecordsToDelete
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.structs import OffsetAndMetadata, TopicPartition

from schemas.topics import app_id
from tests.broker.bench import Bench, assert_counted_exactly_once
from tests.broker.stages import worker_name
from tests.broker.worker_process import WorkerProcess, until
from workers.runtime.provision import administration

pytestmark = pytest.mark.broker


@pytest.fixture
async def worked(bench: Bench) -> Bench:
    """A worker has counted 200 inputs and has ended in an orderly way."""
    await bench.work_and_end(200)
    return bench


async def failure(worker: WorkerProcess) -> str:
    """What a worker that ends with 1 says."""
    assert await worker.ended() == 1
    [failed] = worker.events("worker-failed")
    return str(failed["error"])


async def configure(bench: Bench, **settings: str) -> None:
    """Change the changelog's settings."""
    names = {name.replace("_", "."): value for name, value in settings.items()}
    config = bench.changelog.broker_config() | names
    async with administration(bench.settings) as admin:
        await admin.alter_configs(
            [ConfigResource(ConfigResourceType.TOPIC, bench.changelog.name, configs=config)]
        )


@asynccontextmanager
async def members_place(bench: Bench) -> AsyncIterator[Any]:
    """A consumer in the worker's group, which must have no member."""
    group = app_id(worker_name(bench.run))
    consumer = AIOKafkaConsumer(bootstrap_servers=bench.servers, group_id=group, enable_auto_commit=False)
    await consumer.start()
    try:
        consumer.assign([TopicPartition(bench.source.name, p) for p in range(bench.source.partitions)])
        yield consumer
    finally:
        await consumer.stop()


async def test_a_changelog_made_anew_stops_the_worker_until_offsets_are_set_anew(worked: Bench) -> None:
    """Counts would begin at 1 again. Set to the beginning everything is worked through again; offsets that
    somebody else set are taken with a warning.
    """
    await worked.recreate(worked.changelog)
    await worked.produce(range(200, 250))
    error = await failure(worked.start())
    assert "is another topic than the one that this worker's state was written to" in error
    assert f"the group {app_id(worker_name(worked.run))}" in error
    assert len(await worked.outputs()) == 200
    async with members_place(worked) as consumer:
        await consumer.commit({tp: OffsetAndMetadata(0, "") for tp in consumer.assignment()})
    worker = worked.start()
    assert_counted_exactly_once(await worked.counted(range(250)))
    assert worker.events("changelog-not-verified") == [], "nothing was committed that could be missed"
    worker.send(signal.SIGTERM)
    assert await worker.ended() == 0
    async with members_place(worked) as consumer:
        ends = await consumer.end_offsets(list(consumer.assignment()))
        await consumer.commit({tp: OffsetAndMetadata(end, "") for tp, end in ends.items()})
    worker = worked.start()
    await worker.is_ready()
    assert {event["partition"] for event in worker.events("changelog-not-verified")} == {0, 1, 2, 3}


async def test_a_compacted_changelog_is_whole_and_one_that_was_cut_is_not(worked: Bench) -> None:
    """What compaction removes is not missed. A policy that deletes stops the worker, and so does what was
    deleted, though the policy is right again.
    """
    await configure(worked, segment_ms="100", min_cleanable_dirty_ratio="0.01", min_compaction_lag_ms="0")
    before = len(await worked.read(worked.changelog))

    async def compacted() -> bool:
        await worked.send([(worked.changelog.name, b"7", None, None, p) for p in range(4)])
        return len(await worked.read(worked.changelog)) < before / 2

    await until(compacted, "the broker compacts", 60)
    worker = worked.start()
    await worked.produce(range(200, 250))
    counted = await worked.counted(range(200, 250))
    assert worker.running
    assert max(output.count for output in counted if output.key != "7") == 5
    worker.send(signal.SIGTERM)
    assert await worker.ended() == 0

    await configure(worked, cleanup_policy="delete")
    assert "has cleanup.policy=delete, which deletes state" in await failure(worked.start())
    async with administration(worked.settings) as admin:
        where = TopicPartition(worked.changelog.name, 0)
        await admin.delete_records({where: RecordsToDelete(before_offset=5)})
    await configure(worked)
    error = await failure(worked.start())
    assert "partition 0, begins at 5 and began at 0: its oldest records were deleted" in error
