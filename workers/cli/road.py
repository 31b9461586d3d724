"""The whole road in one process: the workers' own stages, dictionaries for tables, a queue for topics."""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from schemas import topics
from schemas.errors import FatalError, TransientError
from schemas.topics import ARTICLES_RAW, Topic
from schemas.watchlists import Watchlist
from workers.cli.stored import Stored
from workers.runtime.decode import arrival_of, decode, moment, raw_headers
from workers.runtime.records import Record, encode_dead_letter, encode_outputs, partition_for
from workers.runtime.stage import Stage

_TOPICS = {topic.name: topic for topic in topics.all_topics()}


@dataclass
class Road:
    """Runs records through `stages` and hands every record that they publish to `published`.

    Bytes travel between the stages exactly as they do over a broker; partitions are the broker's too. What
    differs: one record goes all the way before the next one starts, and nothing is ever delivered twice.
    """

    stages: Sequence[Stage[Any]]
    deployment: str
    published: Callable[[Stored], None]
    _tables: dict[str, dict[str, Any]] = field(default_factory=dict)
    _ends: Counter[tuple[str, int]] = field(default_factory=Counter)
    _queue: deque[Stored] = field(default_factory=deque)

    def __post_init__(self) -> None:
        for stage in self.stages:
            self._tables[stage.worker] = {}
            for partition in range(stage.table.source.partitions if stage.table else 0):
                stage.recovered(partition, {})

    def watch(self, watchlist: Watchlist) -> None:
        """Let every stage that reads watchlists know of one."""
        value = watchlist.model_dump_json().encode()
        for stage in self.stages:
            if topics.WATCHLISTS in stage.broadcasts:
                stage.broadcasted(topics.WATCHLISTS, watchlist.watchlist_id, value)

    def send(self, key: bytes, value: bytes | None, at: datetime, topic: Topic = ARTICLES_RAW) -> None:
        """Send a user's record that arrives at the time `at`, and follow it until nothing comes any more.

        Raises FatalError for a broken invariant and TransientError from a stage; all else that a stage
        raises becomes a dead letter, as it does in a worker.
        """
        partition = partition_for(key, topic.partitions)
        self._store(Record(topic.name, partition, key, value), at.timestamp())
        while self._queue:
            message = self._queue.popleft()
            for stage in self.stages:
                for source in stage.sources:
                    if source.name == message.topic:
                        self._through(stage, source, message)
                for broadcast in stage.broadcasts:
                    if broadcast.name == message.topic:
                        stage.broadcasted(broadcast, (message.key or b"").decode(), message.value)

    def _through(self, stage: Stage[Any], source: Topic, message: Stored) -> None:
        try:
            records = self._handled(stage, source, message)
        except (FatalError, TransientError):
            raise
        except Exception as error:
            arrived = (message.topic, message.partition, message.offset, moment(message))
            original = (message.key, message.value, raw_headers(message))
            records = (encode_dead_letter(stage.worker, arrived, original, error, moment(message)),)
        for record in records:
            self._store(record, message.timestamp)

    def _handled(self, stage: Stage[Any], source: Topic, message: Stored) -> tuple[Record, ...]:
        arrival = arrival_of(message, source)
        decoded = decode(message, source)
        table = self._tables[stage.worker]
        key = stage.state_key(decoded) if stage.table else ""
        handled = stage.handle(decoded, table.get(key), arrival)
        records = encode_outputs(handled.outputs, arrival, self.deployment)
        for forgotten in handled.forgotten:
            table.pop(forgotten, None)
        if stage.table and handled.state is not None:
            table[key] = handled.state
        return records

    def _store(self, record: Record, timestamp: float) -> None:
        offset = self._ends[record.topic, record.partition]
        self._ends[record.topic, record.partition] += 1
        stored = Stored(
            record.topic, record.partition, offset, timestamp, record.key, record.value, record.headers
        )
        self.published(stored)
        self._queue.append(stored)
