"""What a run sends, with what is known of it."""

from dataclasses import dataclass

from schemas.places import PlaceRef
from schemas.topics import ARTICLES_RAW, Topic


@dataclass(frozen=True, slots=True)
class Village:
    """A place and the event that all its articles tell of."""

    place: PlaceRef
    event_type: str


@dataclass(frozen=True, slots=True)
class Sent:
    """One record of a user. A `bad` one must end among the dead letters.

    `village` is what an article tells of; `last` says that it was sent after the faults.
    """

    key: bytes
    value: bytes | None
    topic: Topic = ARTICLES_RAW
    village: Village | None = None
    bad: bool = False
    last: bool = False
