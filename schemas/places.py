"""Places as they are named in text, and what is believed of who holds them."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from schemas.model import (
    Identifier,
    Latitude,
    Longitude,
    Moment,
    Name,
    PartyId,
    Produced,
    Sentence,
    Share,
    Title,
    Url,
)

Precision = Literal[
    "settlement",
    "district",
    "hromada",
    "raion",
    "admin1",
    "river",
    "facility",
    "axis",
    "area",
    "unresolved",
]
"""`axis` is a direction that bears a place's name, `area` ground without a name, such as what a map moved."""
Certainty = Literal["observed", "likely", "possible", "unlikely", "unknown"]
"""CAP 1.2, section 3.2.2."""


class PlaceRef(Produced):
    """A place without the text that named it.

    `place_id` is the KATOTTH code where there is one, else `gn:` and the GeoNames id, else (unresolved)
    `name:<folded surface>:<story id>`. Coordinates are WGS84 degrees; an unresolved place has none.
    """

    place_id: Identifier
    name: Name
    lat: Latitude | None = None
    lon: Longitude | None = None
    country: str | None = Field(None, max_length=2)
    admin1: str | None = Field(None, max_length=256)
    admin2: str | None = Field(None, max_length=256)
    katottg: str | None = Field(None, max_length=19)
    precision: Precision


class Place(Produced):
    """One toponym mention. `start` and `end` are character offsets in the cleaned text.

    `place_id` is null when the mention is unresolved: it then has no coordinates either.
    """

    surface: Name
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    place_id: Identifier | None
    name: Name | None
    lat: Latitude | None = None
    lon: Longitude | None = None
    country: str | None = Field(None, max_length=2)
    admin1: str | None = Field(None, max_length=256)
    admin2: str | None = Field(None, max_length=256)
    katottg: str | None = Field(None, max_length=19)
    precision: Precision
    confidence: Share


class Party(Produced):
    """A party of the theatre with the name that a reader knows, so that a message explains itself.

    `forces` is what its men are called in the plural where "<adjective> forces" reads badly.
    """

    id: PartyId
    name: Name
    adjective: Name
    forces: Name | None = None


class Word(Produced):
    """On whose word something is believed."""

    claimant: Name
    party: PartyId | None
    kind: str = Field(max_length=32)
    event_type: str = Field(max_length=32)
    source: Name
    url: Url | None
    title: Title
    published_at: Moment | None
    sentence: Sentence


class OpenQuestion(Produced):
    """A statement that disagrees with what is believed and has not been settled."""

    word: Word
    says: PartyId | Literal["contested", "unknown"]


class PlaceBelief(Produced):
    """Who holds a place, since when, on whose word, and what is open."""

    place: PlaceRef
    status: Literal["held", "contested", "unknown"]
    holder: PartyId | None
    since: date | None
    certainty: Certainty
    words: tuple[Word, ...] = Field((), max_length=16)
    open_questions: tuple[OpenQuestion, ...] = Field((), max_length=16)
    changed_at: Moment
