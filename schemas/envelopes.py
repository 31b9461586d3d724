"""What surrounds a message: where it came from, when it arrived, and what a core hands back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Generic, TypeVar

from pydantic import BaseModel

from schemas.topics import Topic

ORIGIN_HEADER = "origin"
VERSION_HEADER = "version_id"
RAW_TIME_HEADER = "raw_time"
"""When the raw record arrived, in milliseconds since 1970, UTC: what an alert's age is measured from."""

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Origin:
    """The raw record that a message descends from. Survives an upstream worker publishing again."""

    topic: str
    partition: int
    offset: int

    def __str__(self) -> str:
        return f"{self.topic}/{self.partition}/{self.offset}"

    @classmethod
    def parse(cls, text: str) -> "Origin":
        """The inverse of `str()`. Raises ValueError for anything else."""
        topic, partition, offset = text.rsplit("/", 2)
        return cls(topic, int(partition), int(offset))


@dataclass(frozen=True, slots=True)
class Arrival:
    """Where and when the message at hand arrived.

    `time` is the record's timestamp, set by the broker (UTC): the only "now" that a core knows. `origin` and
    `version_id` come from the headers; on the first topic `origin` is the record itself. `raw_time` is when
    that one arrived, where the headers say it.
    """

    topic: str
    partition: int
    offset: int
    time: datetime
    origin: Origin
    version_id: str | None = None
    raw_time: datetime | None = None


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message to publish. `value` None is a tombstone.

    The record is placed by `partition` where given, else by `partition_key` where given, else by `key`.
    """

    topic: Topic
    key: str
    value: BaseModel | None
    headers: Mapping[str, str] = field(default_factory=dict)
    partition: int | None = None
    partition_key: str | None = None


@dataclass(frozen=True, slots=True)
class Handled(Generic[S]):
    """What a core makes of one message.

    `state` is what the table holds for the message's key afterwards (None: unchanged); `forgotten` are keys
    whose entries have expired and leave the table. `passed_over` says in a short word why a message that is
    sound was not used: it is logged and counted.
    """

    outputs: tuple[Outgoing, ...] = ()
    state: S | None = None
    forgotten: tuple[str, ...] = ()
    passed_over: str | None = None
