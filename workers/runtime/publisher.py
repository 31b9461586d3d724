"""Publish records and know when the broker has them: idempotent, acknowledged by all replicas, leased."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError, KafkaTimeoutError, TopicAuthorizationFailedError
from aiokafka.protocol.produce import ProduceRequest
from aiokafka.structs import TopicPartition

from schemas.errors import FatalError
from workers.runtime.lease import Lease
from workers.runtime.logs import RETRYING, log
from workers.runtime.metrics import Metrics
from workers.runtime.records import Record

_MAX_REQUEST_BYTES = 10 * 1024 * 1024
_LINGER_MS = 1
"""How long a batch waits for more. Messages of one key wait for it twice each, and batches fill anyway while
the request before is out: with 5 ms a log by Zipf's law took the alert worker half as long again or more."""
_FIRST_WAIT_SECONDS = 0.1
_LONGEST_WAIT_SECONDS = 10.0


class Delivery:
    """One record on its way."""

    def __init__(self, record: Record, confirmation: asyncio.Future[Any], publisher: "Publisher") -> None:
        self._record = record
        self._confirmation = confirmation
        self._publisher = publisher

    async def confirmed(self) -> None:
        """Wait until the broker has it, sending it again as long as the fault is transient.

        Raises FatalError where it never will, LeaseLostError where it must not.
        """
        wait = _FIRST_WAIT_SECONDS
        while True:
            try:
                confirmed = await self._confirmation
            except KafkaError as error:
                await self._publisher.pause(error, self._record, wait)
                wait = min(2 * wait, _LONGEST_WAIT_SECONDS)
                self._confirmation = await self._publisher.enqueue(self._record)
            else:
                self._publisher.metrics.published.labels(self._record.topic).inc()
                self._publisher.reached(self._record, confirmed.offset)
                return


class Publisher:
    """Our own producer, since Faust's acknowledges what has only been enqueued."""

    def __init__(self, options: dict[str, Any], lease: Lease, metrics: Metrics) -> None:
        self.metrics = metrics
        self._lease = lease
        self._options = options
        self._producer: Any = None
        self._ends: dict[tuple[str, int], int] = {}

    def reached(self, record: Record, offset: int) -> None:
        """The broker has the record, at that offset, or at -1 where it has forgotten where."""
        where = (record.topic, record.partition)
        self._ends[where] = max(self._ends.get(where, 0), offset + 1)

    def end(self, topic: str, partition: int) -> int:
        """The offset after the last record that was confirmed there; 0 where none was."""
        return self._ends.get((topic, partition), 0)

    async def start(self) -> None:
        """Connect. Raises KafkaError when no broker answers."""
        self._producer = AIOKafkaProducer(
            **self._options,
            acks="all",
            enable_idempotence=True,
            linger_ms=_LINGER_MS,
            max_request_size=_MAX_REQUEST_BYTES,
        )
        refuse_without_lease(self._producer.client, self._lease)
        await self._producer.start()

    async def stop(self) -> None:
        """Disconnect; records that are not confirmed may or may not arrive."""
        if self._producer is not None:
            await self._producer.stop()

    async def send(self, record: Record) -> Delivery:
        """Hand a record over. Records of one partition keep their order unless one has to be sent again."""
        return Delivery(record, await self.enqueue(record), self)

    async def enqueue(self, record: Record) -> asyncio.Future[Any]:
        """Put the record into the producer's buffer once the lease allows and the topic is known."""
        wait = _FIRST_WAIT_SECONDS
        while True:
            await self._lease.held()
            try:
                return await self._add(record)
            except KafkaError as error:
                await self.pause(error, record, wait)
                wait = min(2 * wait, _LONGEST_WAIT_SECONDS)

    async def pause(self, error: KafkaError, record: Record, seconds: float) -> None:
        """Wait before the next attempt. Raises FatalError where another attempt is useless."""
        self._lease.require()
        if isinstance(error, TopicAuthorizationFailedError):
            raise FatalError(f"this worker may not write to {record.topic}") from error
        if not (error.retriable or isinstance(error, KafkaTimeoutError)):
            raise FatalError(f"{record.topic} refuses a record: {error!r}") from error
        log.warning(RETRYING, what="publish", topic=record.topic, error=repr(error), seconds=seconds)
        self.metrics.retries.labels("publish").inc()
        await asyncio.sleep(seconds)

    async def _add(self, record: Record) -> asyncio.Future[Any]:
        headers = list(record.headers)
        if record.key is None and record.value is None:
            # aiokafka's send() refuses such a record, yet one can arrive and die.
            await self._producer.client._wait_on_metadata(record.topic)
            where = TopicPartition(record.topic, record.partition)
            buffer, timeout = self._producer._message_accumulator, self._producer._request_timeout_ms / 1000
            return await buffer.add_message(where, None, None, timeout, headers=headers)  # type: ignore[no-any-return]
        return await self._producer.send(  # type: ignore[no-any-return]
            record.topic, record.value, record.key, record.partition, headers=headers
        )


def refuse_without_lease(client: Any, lease: Lease) -> None:
    """Check the lease at the last moment, when a batch that may have waited is written to the socket."""
    send: Callable[..., Awaitable[Any]] = client.send

    async def leased_send(node_id: int, request: Any, **options: Any) -> Any:
        if isinstance(request, ProduceRequest):
            lease.require()
        return await send(node_id, request, **options)

    client.send = leased_send
