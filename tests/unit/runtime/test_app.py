"""What Faust's consumer must not do by itself, and how much its buffer holds."""

import asyncio
from dataclasses import dataclass
from typing import Any

from faust.types import TP
from mode.utils.queues import FlowControlEvent

from tests.unit.runtime.fakes import Arrived, settle
from workers.runtime.app import LoopAcknowledgedConsumer
from workers.runtime.room import StreamBuffer


class NewlyAssigned:
    """Faust's consumer thread as it is before the position of a new partition is known."""

    def verify_event_path(self, now: float, tp: TP) -> None:
        """As aiokafka's `TopicPartitionState.position` does then."""
        raise AssertionError


def test_a_partition_without_a_position_yet_does_not_crash_the_worker() -> None:
    """Faust's look for slow partitions comes at any time, also between assignment and the first position."""
    consumer: Any = object.__new__(LoopAcknowledgedConsumer)
    consumer._thread = NewlyAssigned()
    consumer.verify_event_path(0.0, TP("articles.unique", 0))


@dataclass
class Fetched:
    """An event of Faust's."""

    message: Arrived


async def test_the_buffer_is_full_by_bytes_long_before_it_is_by_number() -> None:
    """What comes then waits, until what lies there has been taken; a cleared buffer is empty."""
    buffer = StreamBuffer(
        most_bytes=1_000, maxsize=512, flow_control=FlowControlEvent(initially_suspended=False)
    )
    first, second = (Fetched(Arrived(number, b"x" * 1_500)) for number in range(2))
    await buffer.put(first)
    waiting = asyncio.ensure_future(buffer.put(second))
    await settle()
    assert not waiting.done()
    assert await buffer.get() is first
    await waiting
    assert buffer.full()
    buffer.clear()
    assert not buffer.full()
