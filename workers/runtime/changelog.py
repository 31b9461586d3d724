"""Whether a changelog still holds all that it held when this worker's group last committed.

With each offset of a source goes a note of what the changelog's partition extended over by then. One that is
another topic now, begins later or ends earlier has lost records, and what was recovered from it is not the
state that the committed messages led to.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiokafka import AIOKafkaConsumer
from aiokafka.errors import KafkaError
from aiokafka.structs import TopicPartition

from schemas.errors import FatalError
from schemas.topics import Topic, app_id
from workers.runtime.logs import RETRYING, UNVERIFIED, log
from workers.runtime.stage import Stage

_WORD = "changelog"
_RETRY_SECONDS = 1.0


@dataclass(frozen=True, slots=True)
class Extent:
    """A changelog's partition: from the oldest offset that it holds to the next one to be written.

    Compaction moves neither, in Apache Kafka; retention and a deletion of records move `begin`.
    """

    topic_id: str
    begin: int
    end: int

    def note(self) -> str:
        """What is committed with an offset."""
        return f"{_WORD} {self.topic_id} {self.begin} {self.end}"

    @classmethod
    def of_note(cls, note: str) -> "Extent | None":
        """The inverse; None for what somebody else has committed, such as Kafka's own tools."""
        try:
            word, topic_id, begin, end = note.split()
            return cls(topic_id, int(begin), int(end)) if word == _WORD else None
        except ValueError:
            return None


def require_whole(changelog: str, partition: int, group: str, noted: Extent, found: Extent) -> None:
    """Raises FatalError, with what to do, where records are gone that were there when `noted` was written."""
    if found.topic_id != noted.topic_id:
        what = "is another topic than the one that this worker's state was written to"
    elif found.begin > noted.begin:
        what = f"begins at {found.begin} and began at {noted.begin}: its oldest records were deleted"
    elif found.end < noted.end:
        what = f"ends at {found.end} and reached {noted.end}: its newest records are gone"
    else:
        return
    raise FatalError(
        f"the changelog {changelog}, partition {partition}, {what}. Restore it, or go on with what it holds: "
        f"set the offsets of the group {group} anew (kafka-consumer-groups.sh --reset-offsets), to the "
        "earliest to work everything through again that is still there, or to the current ones"
    )


class ChangelogWatch:
    """Compares a stage's changelog with the notes of its group.

    `options` are a client's; `admin` and `topic_ids` are the worker's.
    """

    def __init__(
        self, stage: Stage[Any], options: Mapping[str, Any], admin: Any, topic_ids: Mapping[str, str]
    ) -> None:
        assert stage.table is not None
        self._changelog: Topic = stage.table.changelog
        self._sources = stage.sources
        self._group = app_id(stage.worker)
        self._options = options
        self._admin = admin
        self._topic_ids = topic_ids

    async def verified(self, partition: int) -> Extent:
        """What the partition extends over. Raises FatalError where it has lost records.

        Waits for brokers that are away.
        """
        while True:
            try:
                found, notes = await self._found(partition), await self._notes(partition)
                break
            except KafkaError as error:
                log.warning(RETRYING, what="verify", error=repr(error), seconds=_RETRY_SECONDS)
                await asyncio.sleep(_RETRY_SECONDS)
        for note in notes:
            noted = Extent.of_note(note)
            if noted is not None:
                require_whole(self._changelog.name, partition, self._group, noted, found)
            else:
                log.warning(UNVERIFIED, changelog=self._changelog.name, partition=partition)
        return found

    async def _found(self, partition: int) -> Extent:
        where = TopicPartition(self._changelog.name, partition)
        # Faust's consumer would answer each question only behind a fetch that waits for records: 1.5 s.
        consumer = AIOKafkaConsumer(**self._options)
        try:
            await consumer.start()
            begins, ends = await consumer.beginning_offsets([where]), await consumer.end_offsets([where])
        finally:
            await consumer.stop()
        return Extent(self._topic_ids[self._changelog.name], begins[where], ends[where])

    async def _notes(self, partition: int) -> list[str]:
        """What was committed with the sources' offsets, where some were."""
        partitions = [TopicPartition(source.name, partition) for source in self._sources]
        committed = await self._admin.list_consumer_group_offsets(self._group, partitions=partitions)
        return [at.metadata for at in committed.values() if at.offset > 0]
