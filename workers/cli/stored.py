"""A record with its place in a topic, whether a broker handed it out or a replay."""

from dataclasses import dataclass

from aiokafka.structs import ConsumerRecord

from schemas.dead_letters import RawHeaders


@dataclass(slots=True)
class Stored:
    """One record. `timestamp` is in seconds since 1970, as the workers' runtime has it."""

    topic: str
    partition: int
    offset: int
    timestamp: float
    key: bytes | None
    value: bytes | None
    headers: RawHeaders


def stored(record: "ConsumerRecord[bytes, bytes]") -> Stored:
    """The record as aiokafka hands it out, whose timestamp is in milliseconds."""
    headers = tuple((name, value) for name, value in record.headers)
    place = (record.topic, record.partition, record.offset, record.timestamp / 1000)
    return Stored(*place, record.key, record.value, headers)
