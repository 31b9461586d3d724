"""Reads the labelled sets: `tests/data/gold/README.md` says how they were labelled."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from schemas.articles import Article, DedupeVerdict

GOLD = Path(__file__).parents[1] / "data" / "gold"
ANYBODY = "*"


@dataclass(frozen=True)
class GoldPlace:
    """A toponym mention; offsets refer to `Item.labelled_text`. An optional one counts neither way."""

    surface: str
    start: int
    end: int
    place_id: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    optional: bool = False


@dataclass(frozen=True)
class GoldClaim:
    """What a careful reader takes from the text.

    `readings` are the accepted pairs of event type and actor, the preferred one first; an actor of `*`
    accepts anybody, null is no stated actor. `modalities` are the accepted ones, the preferred one first.
    """

    readings: tuple[tuple[str, str | None], ...]
    modalities: tuple[str, ...]
    place: GoldPlace
    relation: str
    extent: str
    claimant: str | None
    claimant_party: str | None
    claimant_kind: str | None
    start: date | None
    end: date | None
    time_unresolved: bool

    @property
    def event_type(self) -> str:
        return self.readings[0][0]


@dataclass(frozen=True)
class Item:
    """A labelled sentence or article. `frame` and the fields below it are the safety set's.

    `events_allowed` truly happen in the text; `events_beside` happen, but beside the place named in it.
    """

    id: str
    language: str
    published_at: datetime | None
    source: str
    title: str
    text: str
    claims: tuple[GoldClaim, ...]
    optional_claims: tuple[GoldClaim, ...]
    places: tuple[GoldPlace, ...]
    frame: str
    modalities_allowed: frozenset[str]
    events_allowed: frozenset[str]
    events_beside: frozenset[str]

    @property
    def labelled_text(self) -> str:
        """The text that the labels' offsets refer to."""
        return f"{self.title}\n\n{self.text}" if self.title else self.text

    @property
    def is_silent(self) -> bool:
        """No claim may come of it."""
        return not self.claims and not self.optional_claims


def load(path: Path) -> tuple[Item, ...]:
    """The items of one JSON Lines file. Raises KeyError or ValueError for a malformed label."""
    with path.open(encoding="utf-8") as lines:
        return tuple(parse(json.loads(line)) for line in lines if line.strip())


def parse(record: Mapping[str, Any]) -> Item:
    """One record of a labelled set as an item."""
    places = tuple(_place(place) for place in record["places"])
    published = record["published_at"]
    return Item(
        id=record["id"],
        language=record["language"],
        published_at=datetime.fromisoformat(published) if published else None,
        source=record["source"],
        title=record.get("title", ""),
        text=record["text"],
        claims=tuple(_claim(claim, places) for claim in record.get("claims", ())),
        optional_claims=tuple(_claim(claim, places) for claim in record.get("optional_claims", ())),
        places=places,
        frame=record.get("frame", ""),
        modalities_allowed=frozenset(record.get("claims_allowed", ())),
        events_allowed=frozenset(record.get("events_allowed", ())),
        events_beside=frozenset(record.get("events_beside", ())),
    )


def _place(record: Mapping[str, Any]) -> GoldPlace:
    return GoldPlace(**record)


def _claim(record: Mapping[str, Any], places: tuple[GoldPlace, ...]) -> GoldClaim:
    place = next(
        place for place in places if place.surface == record["place"] and place.place_id == record["place_id"]
    )
    also = tuple((event, actor) for event, actor in record.get("also", ()))
    return GoldClaim(
        readings=((record["event_type"], record["actor"]), *also),
        modalities=(record["modality"], *record.get("modality_also", ())),
        place=place,
        relation=record["relation"],
        extent=record["extent"],
        claimant=record["claimant"],
        claimant_party=record["claimant_party"],
        claimant_kind=record["claimant_kind"],
        start=_date(record["date_start"]),
        end=_date(record["date_end"]),
        time_unresolved=record.get("time_unresolved", False),
    )


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def to_article(item: Item) -> Article:
    """The item as the extraction worker receives it."""
    return Article(
        article_id=item.id,
        version_id=f"{item.id}:0",
        source=item.source,
        url=None,
        title=item.title,
        language=item.language,
        published_at=item.published_at,
        story_id=item.id,
        revision=0,
        verdict=DedupeVerdict(verdict="unique", story_id=item.id),
        text=item.text,
    )
