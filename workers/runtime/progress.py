"""Whether the worker gets on with its work: what waits, what was done, and since when nothing was."""

import asyncio
import time
from collections.abc import Callable, Iterable
from typing import Any

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError
from aiokafka.structs import TopicPartition

from workers.runtime.lease import Lease
from workers.runtime.metrics import Metrics

_LOOK_SECONDS = 5.0
_REQUEST_MS = 10_000


class Progress:
    """When something was last done. `settled` holds the next offset of each partition, by (topic, number)."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = clock()
        self.settled: dict[tuple[str, int], int] = {}

    def made(self) -> None:
        """Something was done, or there was nothing to do, or the brokers were away."""
        self._last = self._clock()

    def settle(self, topic: str, partition: int, offset: int) -> None:
        """A message was acknowledged."""
        self.settled[topic, partition] = offset + 1
        self.made()

    @property
    def idle_seconds(self) -> float:
        """How long nothing has been done although there was work."""
        return self._clock() - self._last


class LagWatch:
    """Asks the brokers themselves, with a client of its own, what waits in the assigned partitions.

    The worker's own consumer would not tell when it has silently stopped fetching (faust.md, rule 11).
    """

    def __init__(
        self,
        options: dict[str, Any],
        progress: Progress,
        lease: Lease,
        metrics: Metrics,
        *,
        assigned: Callable[[], Iterable[tuple[str, int]]],
        committed: Callable[[str, int], int | None],
    ) -> None:
        self._options = options
        self._progress = progress
        self._lease = lease
        self._metrics = metrics
        self._assigned = assigned
        self._committed = committed
        self._shown: set[tuple[str, int]] = set()

    async def run(self) -> None:
        """Look every few seconds until cancelled."""
        consumer = None
        while True:
            try:
                if consumer is None:
                    fresh = AIOKafkaConsumer(**self._options, request_timeout_ms=_REQUEST_MS)
                    await fresh.start()
                    consumer = fresh
                self.judge(await self._lags(consumer))
            except (KafkaError, OSError):
                self._progress.made()
            await asyncio.sleep(_LOOK_SECONDS)

    def judge(self, lags: dict[tuple[str, int], int]) -> None:
        """No lag is as good as progress, provided that the group still knows this worker."""
        for topic, partition in self._shown - lags.keys():
            self._metrics.lag.remove(topic, partition)
        for (topic, partition), lag in lags.items():
            self._metrics.lag.labels(topic, partition).set(lag)
        self._shown = set(lags)
        if not any(lags.values()) and self._lease.remaining > 0:
            self._progress.made()

    async def _lags(self, consumer: Any) -> dict[tuple[str, int], int]:
        wanted = [TopicPartition(*where) for where in self._assigned()]
        if not wanted:
            return {}
        ends = await consumer.end_offsets(wanted)
        first = await consumer.beginning_offsets(wanted)
        lags = {}
        for where in wanted:
            settled = self._progress.settled.get(tuple(where))
            known = settled if settled is not None else self._committed(*where)
            lags[tuple(where)] = max(0, ends[where] - max(known or 0, first[where]))
        return lags
