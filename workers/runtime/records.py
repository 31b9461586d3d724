"""Records as they go to the broker: where to, under which key, with which headers, how large."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiokafka.partitioner import murmur2

from schemas import cloudevents, dead_letters, topics
from schemas.alerts import Alert
from schemas.dead_letters import DeadLetter, RawHeaders
from schemas.envelopes import ORIGIN_HEADER, RAW_TIME_HEADER, VERSION_HEADER, Arrival, Outgoing
from schemas.errors import PoisonError
from schemas.topics import Topic, Worker

_OVERHEAD_BYTES = 128
"""A record batch's header (61 bytes) and the lengths, offsets and timestamp of its one record, rounded up."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record to publish. `value` None is a tombstone."""

    topic: str
    partition: int
    key: bytes | None
    value: bytes | None
    headers: RawHeaders = ()

    @property
    def size(self) -> int:
        """An upper bound of its bytes as a record batch of its own, uncompressed."""
        headers = sum(len(name.encode()) + len(value or b"") + 10 for name, value in self.headers)
        return _OVERHEAD_BYTES + len(self.key or b"") + len(self.value or b"") + headers

    def as_json(self) -> list[Any]:
        """What an envelope keeps of it; keys, values and headers that we write are UTF-8."""
        headers = [[name, value.decode()] for name, value in self.headers]
        value = None if self.value is None else self.value.decode()
        return [self.topic, self.partition, (self.key or b"").decode(), value, headers]

    @classmethod
    def from_json(cls, raw: Sequence[Any]) -> "Record":
        """The inverse."""
        topic, partition, key, value, headers = raw
        encoded = None if value is None else value.encode()
        pairs = tuple((name, text.encode()) for name, text in headers)
        return cls(topic, partition, key.encode(), encoded, pairs)


def partition_for(key: bytes, partitions: int) -> int:
    """Where Kafka's default partitioner puts a key: murmur2, sign bit cleared, modulo the partitions."""
    hashed: int = murmur2(key)
    return (hashed & 0x7FFFFFFF) % partitions


def encode_outputs(
    outputs: Iterable[Outgoing], arrival: Arrival, deployment: str, mode: cloudevents.Mode = "binary"
) -> tuple[Record, ...]:
    """The records of a core's outputs. Raises PoisonError for one that its topic has no room for.

    They carry the arrival's `origin`, `raw_time` and `version_id` unless an output names its own. An alert
    travels as a CloudEvent of the deployment, in the mode given; one that goes to two topics is written once.
    """
    events: dict[int, tuple[dict[str, bytes], bytes]] = {}
    return tuple([_encode(output, arrival, deployment, mode, events) for output in outputs])


def encode_outgoing(
    outgoing: Outgoing, arrival: Arrival, deployment: str, mode: cloudevents.Mode = "binary"
) -> Record:
    """The record of one output, as `encode_outputs` makes it."""
    return encode_outputs((outgoing,), arrival, deployment, mode)[0]


def _encode(
    outgoing: Outgoing,
    arrival: Arrival,
    deployment: str,
    mode: cloudevents.Mode,
    events: dict[int, tuple[dict[str, bytes], bytes]],
) -> Record:
    topic, key = outgoing.topic, outgoing.key.encode()
    named = {ORIGIN_HEADER: str(arrival.origin)}
    if arrival.version_id is not None:
        named[VERSION_HEADER] = arrival.version_id
    if arrival.raw_time is not None:
        named[RAW_TIME_HEADER] = str(round(arrival.raw_time.timestamp() * 1000))
    headers = {name: text.encode() for name, text in (named | dict(outgoing.headers)).items()}
    value: bytes | None = None
    if topic.binding == "cloudevents" and isinstance(outgoing.value, Alert):
        alert = outgoing.value
        if id(alert) not in events:
            events[id(alert)] = cloudevents.to_record(alert, deployment, mode)
        event_headers, value = events[id(alert)]
        headers = {**event_headers, **headers}
    elif outgoing.value is not None:
        value = outgoing.value.model_dump_json().encode()
    placed_by = key if outgoing.partition_key is None else outgoing.partition_key.encode()
    partition = (
        partition_for(placed_by, topic.partitions) if outgoing.partition is None else outgoing.partition
    )
    return fitting(Record(topic.name, partition, key, value, tuple(headers.items())), topic)


def fitting(record: Record, topic: Topic) -> Record:
    """The record itself. Raises PoisonError where its topic would refuse it."""
    if record.size > topic.max_message_bytes:
        raise PoisonError(
            "output-too-large",
            f"a record for {topic.name} has {record.size} bytes; the limit is {topic.max_message_bytes}",
        )
    if not 0 <= record.partition < topic.partitions:
        raise PoisonError("no-such-partition", f"{topic.name} has no partition {record.partition}")
    return record


def encode_dead_letter(
    worker: Worker,
    arrived: tuple[str, int, int, datetime],
    original: tuple[bytes | None, bytes | None, RawHeaders],
    error: Exception,
    now: datetime,
) -> Record:
    """The dead letter of a record that arrived at (topic, partition, offset, time).

    `original` is its key, value and headers, which go on unchanged; headers that say why are added, and
    replace those of an earlier death.
    """
    topic, partition, offset, time = arrived
    key, value, headers = original
    given = tuple((name, text or b"") for name, text in headers)
    letter = DeadLetter(
        worker=worker,
        topic=topic,
        partition=partition,
        offset=offset,
        timestamp=dead_letters.first_timestamp(given) or time,
        error_type=error.error_type if isinstance(error, PoisonError) else type(error).__name__,
        message=str(error)[: dead_letters.MAX_MESSAGE_CHARACTERS],
        time=now,
        attempt=dead_letters.attempts_so_far(given) + 1,
    )
    target = topics.dead_letters(worker)
    placed = partition % target.partitions
    return Record(target.name, placed, key, value, dead_letters.original_headers(headers) + letter.headers())
