"""What a table holds of a key: its state, where it was last applied, and what was published then."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Generic, TypeVar

import orjson
from pydantic import TypeAdapter, ValidationError

from schemas.errors import FatalError
from workers.runtime.records import Record

FORMAT = 1
APPLIED_HEADER = "applied"

S = TypeVar("S")


@dataclass(frozen=True, slots=True)
class Position:
    """A record of a source topic. `topic_id` tells a topic from an earlier one of the same name."""

    topic: str
    topic_id: str
    partition: int
    offset: int


Applied = tuple[Position, ...]
"""The last record of each source topic that a key's state contains; a mapping would weigh twice as much."""


@dataclass(frozen=True, slots=True)
class Envelope(Generic[S]):
    """One key of a table. `identity` is that of the message applied last, `outputs` what it published.

    Both are empty for a stage that does not keep its outputs.
    """

    applied: Applied
    identity: str
    state: S | None
    outputs: tuple[Record, ...] = field(default=())


class Decision(Enum):
    """What to do with a message whose key has an envelope already."""

    HANDLE = "handled"
    REPUBLISH = "republished"
    SKIP = "skipped"


def decide(known: Envelope[Any] | None, position: Position, identity: str, keeps_outputs: bool) -> Decision:
    """Recognise a redelivered message.

    Messages of one key are confirmed one after the other, so one below the last applied offset has been
    confirmed whole. The last one again, by offset or (published anew upstream) by identity: the same outputs
    again, from the store or by handling it again. A recreated topic begins anew.
    """
    last = _of(position.topic, known.applied) if known else None
    if known is None or last is None or last.topic_id != position.topic_id:
        return Decision.HANDLE
    if position.offset < last.offset:
        return Decision.SKIP
    if keeps_outputs and (position.offset == last.offset or identity == known.identity):
        return Decision.REPUBLISH
    return Decision.HANDLE


def advanced(applied: Applied, here: Position) -> Applied:
    """What has been applied once the record `here` has been."""
    return (*(at for at in applied if at.topic != here.topic), here)


def lies_behind(record: Applied, current: Applied) -> bool:
    """Whether a changelog record is older than what came before it: no topic further, and one less far.

    Where topics were recreated or two histories diverged, neither is behind and the later record counts.
    """
    less = False
    for topic in {at.topic for at in (*record, *current)}:
        mine, theirs = _of(topic, record), _of(topic, current)
        if mine and theirs and (mine.topic_id, mine.partition) != (theirs.topic_id, theirs.partition):
            return False
        mine_at, theirs_at = mine.offset if mine else -1, theirs.offset if theirs else -1
        if mine_at > theirs_at:
            return False
        less = less or mine_at < theirs_at
    return less


def _of(topic: str, applied: Applied) -> Position | None:
    return next((at for at in applied if at.topic == topic), None)


def encode_envelope(envelope: Envelope[S], state: TypeAdapter[S]) -> bytes:
    """The changelog record's value."""
    held = None if envelope.state is None else orjson.Fragment(state.dump_json(envelope.state))
    return orjson.dumps(
        {
            "format": FORMAT,
            "applied": _plain(envelope.applied),
            "identity": envelope.identity,
            "outputs": [output.as_json() for output in envelope.outputs],
            "state": held,
        }
    )


def decode_envelope(value: bytes, state: TypeAdapter[S]) -> Envelope[S]:
    """Raises FatalError for a format of another version and for what is no envelope.

    Fields of the state that this version does not know are passed over: in an upgrade that rolls, a newer
    worker has held the partition before.
    """
    try:
        raw = orjson.loads(value)
        version = raw["format"]
        if version == FORMAT:
            return Envelope(
                applied=_positions(raw["applied"]),
                identity=raw["identity"],
                state=None if raw["state"] is None else state.validate_python(raw["state"], extra="ignore"),
                outputs=tuple(Record.from_json(output) for output in raw["outputs"]),
            )
    except (ValueError, KeyError, TypeError, ValidationError) as error:
        raise FatalError(f"a changelog record cannot be read: {error}") from error
    raise FatalError(
        f"a changelog record has format {version}, and this version reads {FORMAT}: "
        "run the version that wrote it, or empty the changelog to begin anew"
    )


def encode_applied(applied: Applied) -> bytes:
    """The header of a tombstone, which has no value to carry it."""
    return orjson.dumps(_plain(applied))


def decode_applied(header: bytes | None) -> Applied:
    """The inverse; a tombstone without the header is taken to be newer than all before it."""
    return _positions(orjson.loads(header)) if header else ()


def _plain(applied: Applied) -> dict[str, Any]:
    return {at.topic: [at.topic_id, at.partition, at.offset] for at in applied}


def _positions(raw: Mapping[str, Any]) -> Applied:
    # A million entries share one string for the topic, and one for its id.
    return tuple(Position(sys.intern(topic), sys.intern(at[0]), *at[1:]) for topic, at in raw.items())
