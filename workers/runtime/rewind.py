"""Let a stopped worker read its sources again from a moment on, with its state or without."""

import asyncio
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import CommitFailedError
from aiokafka.structs import OffsetAndMetadata, TopicPartition

from schemas.errors import FatalError
from schemas.topics import TABLES, Worker, app_id, sources_of
from workers.runtime.connection import client_options
from workers.runtime.provision import administration, apply_topics
from workers.runtime.settings import Settings

_LOOKS = 100
_LOOK_SECONDS = 0.1

Offsets = Mapping[TopicPartition, int]


async def rewind(
    settings: Settings, worker: Worker, since: datetime | None, *, forget_state: bool, dry_run: bool
) -> Offsets:
    """Set where the worker reads next: the first record since the moment, or the oldest; the offsets.

    With `forget_state` its changelog is made anew, too. Raises FatalError while the worker runs, KafkaError
    when no broker answers.
    """
    consumer = AIOKafkaConsumer(
        **client_options(settings, "rewind"), group_id=app_id(worker), enable_auto_commit=False
    )
    await consumer.start()
    try:
        partitions = _partitions(worker)
        consumer.assign(partitions)
        offsets = await _offsets(consumer, partitions, since)
        if not dry_run:
            await _require_stopped(consumer, worker, partitions)
            if forget_state:
                await _empty_changelogs(settings, worker)
            await consumer.commit({where: OffsetAndMetadata(at, "") for where, at in offsets.items()})
        return offsets
    finally:
        await consumer.stop()


def _partitions(worker: Worker) -> list[TopicPartition]:
    return [
        TopicPartition(topic.name, number)
        for topic in sources_of(worker)
        for number in range(topic.partitions)
    ]


async def _offsets(consumer: Any, partitions: list[TopicPartition], since: datetime | None) -> Offsets:
    if since is None:
        return dict(await consumer.beginning_offsets(partitions))
    moment = int(since.timestamp() * 1000)
    found = await consumer.offsets_for_times(dict.fromkeys(partitions, moment))
    ends = await consumer.end_offsets(partitions)
    return {where: at.offset if at is not None else ends[where] for where, at in found.items()}


async def _require_stopped(consumer: Any, worker: Worker, partitions: list[TopicPartition]) -> None:
    """Commit what is committed: Kafka refuses that from outside while the group has members."""
    committed = {where: await consumer.committed(where) for where in partitions}
    same = {where: OffsetAndMetadata(at or 0, "") for where, at in committed.items()}
    try:
        await consumer.commit(same)
    except CommitFailedError as error:
        raise FatalError(
            f"the worker {worker} still runs, or ended less than a session timeout ago: "
            "stop all its replicas and wait that long"
        ) from error


async def _empty_changelogs(settings: Settings, worker: Worker) -> None:
    changelogs = [table.changelog for table in TABLES if table.worker == worker]
    names = {changelog.name for changelog in changelogs}
    async with administration(settings) as admin:
        await admin.delete_topics(sorted(names))
        for _ in range(_LOOKS):
            if not names & set(await admin.list_topics()):
                break
            await asyncio.sleep(_LOOK_SECONDS)
    await apply_topics(settings, changelogs)
