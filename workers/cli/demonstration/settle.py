"""Whether everything that was sent has been worked through, to the last worker."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas.topics import WORKERS, Worker, app_id, sources_of
from workers.cli.mistakes import CommandError

_POLL_SECONDS = 0.1


def sources(worker: Worker) -> tuple[TopicPartition, ...]:
    """The partitions that a worker's group consumes."""
    return tuple(
        TopicPartition(topic.name, partition)
        for topic in sources_of(worker)
        for partition in range(topic.partitions)
    )


def lag(
    ends: Mapping[TopicPartition, int], begins: Mapping[TopicPartition, int], committed: Mapping[Any, Any]
) -> int:
    """Records not yet worked through. What was never committed counts from the beginning."""
    total = 0
    for partition, end in ends.items():
        known = committed.get(partition)
        done = known.offset if known is not None and known.offset >= 0 else begins[partition]
        total += max(0, end - done)
    return total


async def worst_lag(admin: Any, consumer: AIOKafkaConsumer) -> tuple[Worker, int] | None:
    """The first worker on the road that has work left, and how much; None: all is done.

    A worker commits a record only after what it makes of it was delivered. So a worker without lag, looked at
    after those before it had none, will get nothing more.
    """
    for worker in WORKERS:
        partitions = sources(worker)
        committed = await admin.list_consumer_group_offsets(app_id(worker))
        ends = await consumer.end_offsets(partitions)
        left = lag(ends, await consumer.beginning_offsets(partitions), committed)
        if left:
            return worker, left
    return None


async def until_settled(admin: Any, consumer: AIOKafkaConsumer, seconds: float) -> None:
    """Wait until no worker has anything left. Raises CommandError after so many seconds."""
    deadline = time.monotonic() + seconds
    while (behind := await worst_lag(admin, consumer)) is not None:
        if time.monotonic() > deadline:
            worker, left = behind
            raise CommandError(
                f"after {seconds:.0f} s the {worker} worker still has {left} records before it"
            )
        await asyncio.sleep(_POLL_SECONDS)
