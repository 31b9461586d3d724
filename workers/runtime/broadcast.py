"""Read a whole compacted topic in every replica, before the first message and ever after."""

import asyncio
from collections.abc import Callable
from typing import Any

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError
from aiokafka.structs import TopicPartition

from schemas.errors import FatalError
from schemas.topics import Topic
from workers.runtime.logs import BROADCAST_READ, BROADCAST_REJECTED, RETRYING, log
from workers.runtime.metrics import Metrics

_POLL_MS = 1000
_RETRY_SECONDS = 1.0


class BroadcastReader:
    """A plain consumer without a group. `apply` takes key and value; None deletes the key.

    A record that `apply` cannot take is logged, counted and left out: every replica meets it at every
    start, so it goes to no dead letters.
    """

    def __init__(
        self,
        topic: Topic,
        options: dict[str, Any],
        apply: Callable[[str, bytes | None], None],
        metrics: Metrics,
    ) -> None:
        self._topic = topic
        self._options = options
        self._apply = apply
        self._metrics = metrics
        self.caught_up = asyncio.Event()
        self._metrics.caught_up.labels(topic.name).set(0)

    async def run(self) -> None:
        """Read until cancelled; where the brokers are away, wait for them."""
        consumer = AIOKafkaConsumer(
            **self._options,
            enable_auto_commit=False,
            auto_offset_reset="earliest",
            isolation_level="read_committed",
            max_partition_fetch_bytes=max(self._topic.max_message_bytes, 1024 * 1024),
        )
        await self._patiently(consumer.start)
        try:
            partitions = [TopicPartition(self._topic.name, n) for n in range(self._topic.partitions)]
            consumer.assign(partitions)
            await consumer.seek_to_beginning(*partitions)
            ends = await self._patiently(lambda: consumer.end_offsets(partitions))
            while True:
                batches = await self._patiently(lambda: consumer.getmany(timeout_ms=_POLL_MS))
                for records in batches.values():
                    for record in records:
                        self._take(record)
                        await asyncio.sleep(0)  # thousands may come at once
                if not self.caught_up.is_set() and await self._reached(consumer, ends):
                    log.info(BROADCAST_READ, topic=self._topic.name)
                    self.caught_up.set()
                    self._metrics.caught_up.labels(self._topic.name).set(1)
        finally:
            await consumer.stop()

    def _take(self, record: Any) -> None:
        try:
            self._apply((record.key or b"").decode(), record.value)
            verdict = "applied"
        except (FatalError, MemoryError):
            raise
        except Exception as error:  # whatever a user wrote must not stop every replica
            log.error(
                BROADCAST_REJECTED, topic=self._topic.name, offset=record.offset, error=str(error)[:1000]
            )
            verdict = "rejected"
        self._metrics.broadcast.labels(verdict).inc()

    async def _reached(self, consumer: Any, ends: dict[TopicPartition, int]) -> bool:
        positions = [(await consumer.position(where), end) for where, end in ends.items()]
        return all(position >= end for position, end in positions)

    async def _patiently(self, request: Callable[[], Any]) -> Any:
        while True:
            try:
                return await request()
            except KafkaError as error:
                log.warning(RETRYING, what="broadcast", error=repr(error), seconds=_RETRY_SECONDS)
                self._metrics.retries.labels("broadcast").inc()
                await asyncio.sleep(_RETRY_SECONDS)
