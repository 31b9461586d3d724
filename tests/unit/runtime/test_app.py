"""What Faust's consumer must not do by itself."""

from typing import Any

from faust.types import TP

from workers.runtime.app import LoopAcknowledgedConsumer


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
