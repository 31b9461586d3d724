"""Dead letters: input that could not be used, with its original bytes and headers that say why."""

from datetime import UTC, datetime

from schemas.model import Produced

PREFIX = "frontwatch-dead-letter-"
WORKER = PREFIX + "worker"
TOPIC = PREFIX + "topic"
PARTITION = PREFIX + "partition"
OFFSET = PREFIX + "offset"
TIMESTAMP = PREFIX + "timestamp"
ERROR_TYPE = PREFIX + "error-type"
MESSAGE = PREFIX + "message"
TIME = PREFIX + "time"
ATTEMPT = PREFIX + "attempt"
REDRIVEN = PREFIX + "redriven"
"""On a record that only marks an earlier one of its partition as sent again: that one's offset."""
MAX_MESSAGE_CHARACTERS = 1000

RawHeaders = tuple[tuple[str, bytes], ...]


class DeadLetter(Produced):
    """Why and where a record died. `timestamp` is the record's own time, `time` that of its death (UTC).

    `attempt` counts from 1 and grows each time a redriven record dies again. Such a record keeps the
    `timestamp` that it had at first, while `topic`, `partition` and `offset` are those of its last death.
    """

    worker: str
    topic: str
    partition: int
    offset: int
    timestamp: datetime
    error_type: str
    message: str
    time: datetime
    attempt: int = 1

    def headers(self) -> RawHeaders:
        """The headers that are added to the original ones."""
        return (
            (WORKER, self.worker.encode()),
            (TOPIC, self.topic.encode()),
            (PARTITION, str(self.partition).encode()),
            (OFFSET, str(self.offset).encode()),
            (TIMESTAMP, self.timestamp.astimezone(UTC).isoformat().encode()),
            (ERROR_TYPE, self.error_type.encode()),
            (MESSAGE, self.message[:MAX_MESSAGE_CHARACTERS].encode("utf-8", "backslashreplace")),
            (TIME, self.time.astimezone(UTC).isoformat().encode()),
            (ATTEMPT, str(self.attempt).encode()),
        )

    @classmethod
    def parse(cls, headers: RawHeaders) -> "DeadLetter":
        """Read them back. Raises ValueError where one is missing or malformed."""
        found = {name: value.decode("utf-8", "replace") for name, value in headers if name.startswith(PREFIX)}
        missing = [
            name for name in (WORKER, TOPIC, PARTITION, OFFSET, TIMESTAMP, ERROR_TYPE) if name not in found
        ]
        if missing:
            raise ValueError(f"not a dead letter: the headers lack {', '.join(missing)}")
        return cls(
            worker=found[WORKER],
            topic=found[TOPIC],
            partition=int(found[PARTITION]),
            offset=int(found[OFFSET]),
            timestamp=datetime.fromisoformat(found[TIMESTAMP]),
            error_type=found[ERROR_TYPE],
            message=found.get(MESSAGE, ""),
            time=datetime.fromisoformat(found[TIME]),
            attempt=int(found.get(ATTEMPT, "1")),
        )


def original_headers(headers: RawHeaders) -> RawHeaders:
    """The headers as the record bore them before it died."""
    return tuple((name, value) for name, value in headers if not name.startswith(PREFIX))


def attempts_so_far(headers: RawHeaders) -> int:
    """How often a record has died before; 0 for one that never did."""
    counts = [value for name, value in headers if name == ATTEMPT]
    try:
        return int(counts[-1]) if counts else 0
    except ValueError:
        return 0


def first_timestamp(headers: RawHeaders) -> datetime | None:
    """The time that a redriven record had at first; None for one that is not redriven, or says nonsense."""
    times = [value for name, value in headers if name == TIMESTAMP]
    try:
        found = datetime.fromisoformat(times[-1].decode()) if times else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None
