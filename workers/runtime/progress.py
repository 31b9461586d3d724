"""Whether the worker gets on with its work: what waits, what was done, and since when nothing was."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Iterable
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

    The worker's own consumer would not tell when it has silently stopped fetching.
    `position` is where that consumer reads next; `busy` whether it has handed over what is not done.
    """

    def __init__(
        self,
        options: dict[str, Any],
        progress: Progress,
        lease: Lease,
        metrics: Metrics,
        *,
        assigned: Callable[[], Iterable[tuple[str, int]]],
        position: Callable[[str, int], Awaitable[int | None]],
        busy: Callable[[], bool],
    ) -> None:
        self._options = options
        self._progress = progress
        self._lease = lease
        self._metrics = metrics
        self._assigned = assigned
        self._position = position
        self._busy = busy
        self._shown: set[tuple[str, int]] = set()

    async def run(self) -> None:
        """Look every few seconds until cancelled."""
        while True:
            consumer = AIOKafkaConsumer(
                **self._options, request_timeout_ms=_REQUEST_MS, isolation_level="read_committed"
            )
            try:
                await consumer.start()
                while True:
                    self.judge(await self._lags(consumer), self._busy())
                    await asyncio.sleep(_LOOK_SECONDS)
            except (KafkaError, OSError):
                # A broker that is away is no reason to restart a worker.
                self._progress.made()
            finally:
                await consumer.stop()
            await asyncio.sleep(_LOOK_SECONDS)

    def judge(self, lags: dict[tuple[str, int], int | None], busy: bool) -> None:
        """Having nothing to do is as good as progress, provided that the group still knows this worker.

        A lag is None where the worker does not know yet where it reads.
        """
        for topic, partition in self._shown - lags.keys():
            self._metrics.lag.remove(topic, partition)
        for (topic, partition), lag in lags.items():
            self._metrics.lag.labels(topic, partition).set(lag or 0)
        self._shown = set(lags)
        if not busy and all(lag == 0 for lag in lags.values()) and self._lease.remaining > 0:
            self._progress.made()

    async def _lags(self, consumer: Any) -> dict[tuple[str, int], int | None]:
        wanted = [TopicPartition(*where) for where in self._assigned()]
        lags: dict[tuple[str, int], int | None] = {}
        for where, end in (await consumer.end_offsets(wanted)).items() if wanted else ():
            # Not the last message's offset: what follows it may be the mark of a transaction.
            done = self._progress.settled.get(tuple(where)) if self._busy() else None
            known = done if done is not None else await self._position(*where)
            lags[tuple(where)] = None if known is None else max(0, end - known)
        return lags
