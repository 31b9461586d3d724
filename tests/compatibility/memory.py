"""Kafka in memory, for one worker after the other: its loop on records that are there already."""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from workers.cli.stored import Stored
from workers.runtime.entries import Entries
from workers.runtime.loop import StageLoop
from workers.runtime.metrics import Metrics
from workers.runtime.records import Record
from workers.runtime.stage import Stage

_DEPLOYMENT = "frontwatch"
NOW = datetime(2024, 11, 20, 12, tzinfo=UTC)
"""What dead letters are dated with."""


class _Confirmed:
    async def confirmed(self) -> None:
        """It has arrived already."""


@dataclass
class Memory:
    """Topics by name, in the order of arrival. Of a changelog all records are kept."""

    log: dict[str, list[Stored]] = field(default_factory=lambda: defaultdict(list))
    _ends: Counter[tuple[str, int]] = field(default_factory=Counter)
    _clock: float = 0.0

    async def put(self, record: Record, at: datetime) -> None:
        """Keep a user's record that arrives at that time."""
        self._clock = at.timestamp()
        await self.send(record)

    async def send(self, record: Record) -> _Confirmed:
        """Keep the record."""
        where = record.topic, record.partition
        headers = record.headers
        stored = Stored(*where, self._ends[where], self._clock, record.key, record.value, headers)
        self._ends[where] += 1
        self.log[record.topic].append(stored)
        return _Confirmed()

    async def work(self, stage: Stage[Any], messages: Iterable[Stored], table: "Table") -> None:
        """Let the stage's loop handle the messages; outputs bear the time of the message before them."""

        async def arriving() -> AsyncIterator[Stored]:
            for message in messages:
                self._clock = message.timestamp
                yield message

        loop = StageLoop(
            stage,
            sender=self,
            entries=table.entries,
            topic_ids={source.name: f"id of {source.name}" for source in stage.sources},
            acknowledge=lambda _: None,
            metrics=Metrics(),
            deployment=_DEPLOYMENT,
            in_flight=1,
            in_flight_bytes=1 << 20,
            now=lambda: NOW,
        )
        await loop.run(arriving())


class Table:
    """A stage's table, as recovery leaves it when it has read a changelog."""

    def __init__(self, stage: Stage[Any], changelog: Iterable[Stored] = ()) -> None:
        self._partitions: dict[int, Entries[Any]] = {}
        self._stage = stage
        for record in changelog:
            assert record.key is not None
            self.entries(record.partition).replay(record.key, record.value, record.headers)
        for partition in range(stage.table.source.partitions if stage.table else 0):
            list(self.entries(partition).finish())
            stage.recovered(partition, self.entries(partition).states())

    def entries(self, partition: int) -> Entries[Any]:
        """What is held of a partition."""
        if partition not in self._partitions:
            assert self._stage.table is not None
            assert self._stage.state is not None
            name = self._stage.table.changelog.name
            self._partitions[partition] = Entries(name, partition, self._stage.state, self._stage.key_today)
        return self._partitions[partition]
