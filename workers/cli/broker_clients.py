"""Talking to the broker from the command line: produce with confirmation, read to the end, follow."""

import asyncio
from collections.abc import AsyncIterator, Coroutine, Iterable, Iterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import (
    KafkaConnectionError,
    KafkaError,
    KafkaTimeoutError,
    NoBrokersAvailable,
    RequestTimedOutError,
)
from aiokafka.structs import ConsumerRecord

from schemas.topics import Topic
from workers.cli.console import say
from workers.cli.mistakes import CommandError, UnreachableError
from workers.cli.stored import Stored, stored
from workers.runtime.admission import require_admission
from workers.runtime.connection import client_options
from workers.runtime.decompression import STANDS_FOR_BATCH, bound_decompression
from workers.runtime.settings import Settings

R = TypeVar("R")
_PURPOSE = "cli"
_LARGEST_REQUEST = 10 * 1024 * 1024
_POLL_MS = 250
_TRANSACTION_MS = 10_000
"""Readers wait for a transaction that nobody ends, such as a killed command's, for about so long."""
_AWAY = (KafkaConnectionError, KafkaTimeoutError, NoBrokersAvailable, RequestTimedOutError)


def run(settings: Settings, work: Coroutine[Any, Any, R]) -> R:
    """Run a command's coroutine; what Kafka's client raises becomes a sentence for the user.

    Raises FatalError where a broker refuses the login.
    """
    try:
        return asyncio.run(work)
    except _AWAY as error:
        asyncio.run(require_admission(settings))
        raise UnreachableError(
            f"no Kafka broker answers at {settings.bootstrap_servers}: start one with 'frontwatch broker "
            f"start', or say where yours is with FRONTWATCH_BOOTSTRAP_SERVERS"
        ) from error
    except KafkaError as error:
        raise CommandError(f"the broker at {settings.bootstrap_servers} refused: {error}") from error


@asynccontextmanager
async def open_producer(
    settings: Settings, transactional_id: str | None = None
) -> AsyncIterator[AIOKafkaProducer]:
    """A producer whose sends are confirmed by all replicas and never doubled by a retry.

    With a transactional id it is the only one of that id: one that was opened before can commit no more, and
    what it had not committed is taken back.
    """
    producer = AIOKafkaProducer(
        **client_options(settings, _PURPOSE),
        acks="all",
        enable_idempotence=True,
        transactional_id=transactional_id,
        transaction_timeout_ms=_TRANSACTION_MS,
        linger_ms=5,
        max_request_size=_LARGEST_REQUEST,
    )
    try:
        await producer.start()
        yield producer
    finally:
        await producer.stop()


@asynccontextmanager
async def open_reader(
    settings: Settings, topics: Iterable[Topic], *, from_beginning: bool, whole: Iterable[Topic] = ()
) -> AsyncIterator[AIOKafkaConsumer]:
    """A consumer of all partitions of the topics, in no group: it changes nothing on the broker.

    Those of `whole` are read from their beginning in any case. No batch is unfolded to more than the settings
    allow.
    """
    bound_decompression(settings.largest_batch_bytes)
    consumer = AIOKafkaConsumer(
        **client_options(settings, _PURPOSE),
        group_id=None,
        enable_auto_commit=False,
        auto_offset_reset="earliest",
        isolation_level="read_committed",
        max_partition_fetch_bytes=_LARGEST_REQUEST,
    )
    try:
        await consumer.start()
        await _assign(consumer, tuple(topics), tuple(whole), from_beginning=from_beginning)
        yield consumer
    finally:
        await consumer.stop()


async def _assign(
    consumer: AIOKafkaConsumer, topics: tuple[Topic, ...], whole: tuple[Topic, ...], *, from_beginning: bool
) -> None:
    if not topics:
        return
    metadata = await consumer._client.fetch_all_metadata()
    missing = [topic.name for topic in (*topics, *whole) if topic.name not in metadata.topics()]
    if missing:
        raise CommandError(_lacks(missing))
    partitions = [
        TopicPartition(topic.name, partition)
        for topic in (*topics, *whole)
        for partition in sorted(metadata.partitions_for_topic(topic.name) or ())
    ]
    consumer.assign(partitions)
    first = {topic.name for topic in (*whole, *(topics if from_beginning else ()))}
    beginning = [each for each in partitions if each.topic in first]
    end = [each for each in partitions if each.topic not in first]
    if beginning:
        await consumer.seek_to_beginning(*beginning)
    if end:
        await consumer.seek_to_end(*end)
    for partition in partitions:
        await consumer.position(partition)


async def require_topic(producer: AIOKafkaProducer, topic: Topic) -> None:
    """Raises CommandError where the topic does not exist: the broker creates none by itself."""
    metadata = await producer.client.fetch_all_metadata()
    if topic.name not in metadata.topics():
        raise CommandError(_lacks([topic.name]))


def _lacks(names: list[str]) -> str:
    return f"the broker has no topic {', '.join(names)}: create the topics with 'frontwatch topics apply'"


async def read_to_end(consumer: AIOKafkaConsumer) -> AsyncIterator[Stored]:
    """Every record up to the ends that the partitions have now."""
    ends = await consumer.end_offsets(list(consumer.assignment()))
    left = {partition: end for partition, end in ends.items() if await consumer.position(partition) < end}
    while left:
        batches = await consumer.getmany(timeout_ms=_POLL_MS)
        for partition, records in batches.items():
            for record in _readable(records):
                if record.offset < ends[partition]:
                    yield record
        for partition in tuple(left):
            if await consumer.position(partition) >= left[partition]:
                del left[partition]


async def follow(consumer: AIOKafkaConsumer) -> AsyncIterator[tuple[Stored, ...]]:
    """What arrives, batch by batch, each by time, for ever; an empty one every quarter second of silence."""
    while True:
        batches = await consumer.getmany(timeout_ms=_POLL_MS)
        found = (record for records in batches.values() for record in _readable(records))
        yield tuple(sorted(found, key=lambda record: record.timestamp))


def _readable(records: "Iterable[ConsumerRecord[bytes, bytes]]") -> Iterator[Stored]:
    """All but those that stand for a batch which was not unfolded: those are told on standard error."""
    for record in map(stored, records):
        name, why = record.headers[0] if len(record.headers) == 1 else ("", b"")
        if name != STANDS_FOR_BATCH:  # a dead letter of one has more headers
            yield record
        else:
            where = f"{record.topic}/{record.partition} up to offset {record.offset}"
            say(f"passed over: a batch of {where} was not read ({why.decode('utf-8', 'replace')})")


async def read_current(settings: Settings, topic: Topic) -> dict[str, Stored]:
    """The latest record of each key of a compacted topic, deleted keys left out."""
    held: dict[str, Stored] = {}
    async with open_reader(settings, (topic,), from_beginning=True) as consumer:
        async for record in read_to_end(consumer):
            key = (record.key or b"").decode("utf-8", "replace")
            if record.value is None:
                held.pop(key, None)
            else:
                held[key] = record
    return held
