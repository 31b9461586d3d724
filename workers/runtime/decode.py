"""From raw bytes to a message: validated, or refused as poison with the reason."""

from datetime import UTC, datetime
from typing import Any, Protocol

from pydantic import ValidationError

from schemas.dead_letters import RawHeaders
from schemas.envelopes import ORIGIN_HEADER, RAW_TIME_HEADER, VERSION_HEADER, Arrival, Origin
from schemas.errors import PoisonError
from schemas.topics import USERS, Topic
from workers.runtime.decompression import STANDS_FOR_BATCH

_ERRORS_SHOWN = 5


class Message(Protocol):
    """A consumed record as Faust hands it over; `timestamp` in seconds since 1970."""

    topic: str
    partition: int
    offset: int
    timestamp: float
    key: bytes | None
    value: bytes | None
    headers: Any


def raw_headers(message: Message) -> RawHeaders:
    """The record's headers as they came."""
    return tuple(message.headers or ())


def moment(message: Message) -> datetime:
    """The record's time, set by the broker."""
    return datetime.fromtimestamp(message.timestamp, UTC)


def arrival_of(message: Message, source: Topic) -> Arrival:
    """Where and when the message arrived, and the raw record that it descends from.

    On a topic that users write, it is that record itself, whatever its headers say. Raises PoisonError for
    an `origin` that cannot be read.
    """
    itself = Origin(message.topic, message.partition, message.offset)
    where = (message.topic, message.partition, message.offset, moment(message))
    if USERS in source.produced_by:
        return Arrival(*where, origin=itself, raw_time=where[3])
    headers = {name: (value or b"").decode("utf-8", "replace") for name, value in raw_headers(message)}
    try:
        origin = Origin.parse(headers[ORIGIN_HEADER]) if ORIGIN_HEADER in headers else itself
    except ValueError as error:
        raise PoisonError("bad-origin", f"the header {ORIGIN_HEADER} is no origin: {error}") from error
    raw_time = _raw_time(headers.get(RAW_TIME_HEADER))
    return Arrival(*where, origin=origin, version_id=headers.get(VERSION_HEADER), raw_time=raw_time)


def _raw_time(header: str | None) -> datetime | None:
    """None, too, for what is no time: only a metric is made of it."""
    try:
        return datetime.fromtimestamp(int(header or "") / 1000, UTC)
    except (ValueError, OverflowError, OSError):
        return None


def identity_of(arrival: Arrival) -> str:
    """What stays the same when a worker upstream publishes the message again at another offset."""
    return f"{arrival.origin}#{arrival.version_id or ''}"


def decode(message: Message, source: Topic) -> Any:
    """The message as its topic's model. Raises PoisonError for a missing or unreadable key or value.

    Fields that this version does not know are passed over: a newer worker upstream may write them already.
    """
    unread = dict(raw_headers(message)).get(STANDS_FOR_BATCH)
    if unread is not None:
        why = unread.decode("utf-8", "replace")
        raise PoisonError(
            "unread-batch", f"the producer's batch that ends here was not read ({why}): send smaller batches"
        )
    if message.key is None:
        raise PoisonError("missing-key", f"records of {source.name} are keyed by {source.key}")
    try:
        message.key.decode()
    except UnicodeDecodeError as error:
        raise PoisonError("bad-key", f"the key is not UTF-8: {error}") from error
    if message.value is None:
        raise PoisonError("missing-value", "the record has no value")
    assert source.adapter is not None
    try:
        return source.adapter.validate_json(message.value, extra="ignore")
    except ValidationError as error:
        raise _refused(error) from None


def _refused(error: ValidationError) -> PoisonError:
    details = error.errors(include_url=False, include_context=False, include_input=False)
    shown = [f"{'.'.join(map(str, d['loc'])) or 'value'}: {d['msg']}" for d in details[:_ERRORS_SHOWN]]
    if len(details) > _ERRORS_SHOWN:
        shown.append(f"and {len(details) - _ERRORS_SHOWN} more")
    return PoisonError(
        "not-json" if details[0]["type"] == "json_invalid" else "schema-breach", "; ".join(shown)
    )
