"""What a producer's errors mean, and that nothing is written without the lease."""

import asyncio
from dataclasses import dataclass
from typing import Any

import pytest
from aiokafka.errors import KafkaConnectionError, KafkaError, MessageSizeTooLargeError
from aiokafka.protocol.produce import ProduceRequest

from schemas.errors import FatalError
from tests.unit.runtime.fakes import Clock
from workers.runtime.lease import Lease, LeaseLostError
from workers.runtime.metrics import Metrics
from workers.runtime.publisher import Delivery, Publisher, refuse_without_lease
from workers.runtime.records import Record

RECORD = Record("sums", 0, b"k", b"v")


@dataclass
class Confirmed:
    """What a broker answers."""

    offset: int


class Resending(Publisher):
    """A publisher whose buffer is a list of outcomes: an error, or None for a confirmation."""

    def __init__(self, lease: Lease, *outcomes: KafkaError | None) -> None:
        super().__init__({}, lease, Metrics())
        self.outcomes = list(outcomes)

    async def enqueue(self, record: Record) -> asyncio.Future[Any]:
        future: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        outcome = self.outcomes.pop(0)
        if outcome is None:
            future.set_result(Confirmed(offset=41))
        else:
            future.set_exception(outcome)
        return future


def held_lease(clock: Clock) -> Lease:
    """A lease that was just renewed."""
    lease = Lease(6, clock)
    lease.renew(clock.now)
    return lease


async def delivered(publisher: Resending) -> None:
    """Send and wait."""
    await Delivery(RECORD, await publisher.enqueue(RECORD), publisher).confirmed()


async def test_a_transient_failure_is_sent_again_until_confirmed() -> None:
    """And counted as published once."""
    publisher = Resending(held_lease(Clock()), KafkaConnectionError("away"), None)
    await delivered(publisher)
    assert publisher.outcomes == []
    assert publisher.metrics.registry.get_sample_value("frontwatch_published_total", {"topic": "sums"}) == 1
    assert (publisher.end("sums", 0), publisher.end("sums", 1)) == (42, 0)


async def test_a_refusal_is_fatal() -> None:
    """Our own check is stricter than the declared topic: the cluster is not as declared."""
    with pytest.raises(FatalError, match="sums refuses a record"):
        await delivered(Resending(held_lease(Clock()), MessageSizeTooLargeError()))


async def test_a_failure_after_the_lease_was_lost_is_a_lost_lease() -> None:
    """Another worker may own the partition by now: nothing is sent again."""
    clock = Clock()
    publisher = Resending(held_lease(clock), KafkaConnectionError("away"), None)
    clock.now += 7
    with pytest.raises(LeaseLostError):
        await delivered(publisher)
    assert publisher.outcomes == [None]


async def test_a_batch_that_waited_past_the_lease_is_not_written_to_the_socket() -> None:
    """The check is in the client's send, after all waiting; other requests pass."""

    class Client:
        def __init__(self) -> None:
            self.written: list[Any] = []

        async def send(self, node_id: int, request: Any, **options: Any) -> None:
            self.written.append(request)

    clock, client = Clock(), Client()
    refuse_without_lease(client, held_lease(clock))
    produce = ProduceRequest(transactional_id=None, required_acks=-1, timeout=1, topics=[])
    await client.send(0, produce)
    clock.now += 7
    with pytest.raises(LeaseLostError):
        await client.send(0, produce)
    await client.send(0, "metadata")
    assert client.written == [produce, "metadata"]
