"""A theatre of made-up places, the watchlists on it, and a war's worth of observations, drawn by a seed."""

import math
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial

from schemas.claims import Claim, Claimant, ClaimTime, Evidence
from schemas.identity import article_id, claim_id, observation_id, story_id, version_id
from schemas.observations import PlaceReported
from schemas.places import Party, Place, PlaceRef
from schemas.watchlists import Admin1Area, CircleArea, PolygonArea, RaionArea, WatchedPlace, Watchlist

START = datetime(2024, 11, 1, 6, tzinfo=UTC)
EVERY = timedelta(seconds=20)
"""Between two observations of the log."""
PARTIES = (
    Party(id="RU", name="Russia", adjective="Russian"),
    Party(id="UA", name="Ukraine", adjective="Ukrainian"),
)
SPEAKERS: tuple[Claimant | None, ...] = (
    Claimant(name="General Staff of Ukraine", party="UA", kind="official"),
    Claimant(name="Russian Ministry of Defence", party="RU", kind="official"),
    Claimant(name="Oblast Military Administration", party="UA", kind="official"),
    Claimant(name="ISW", kind="monitor"),
    Claimant(name="DeepState", kind="monitor", lean="UA"),
    Claimant(name="Rybar", kind="monitor", lean="RU"),
    Claimant(name="residents", kind="witness"),
    Claimant(name="sources", kind="unnamed"),
    None,
)
EVENTS: tuple[tuple[str, str | None, int], ...] = (
    ("strike", "RU", 40),
    ("assault", "RU", 15),
    ("assault_repelled", "UA", 15),
    ("advance", "RU", 8),
    ("incursion", "RU", 4),
    ("control_reaffirmed", "UA", 6),
    ("control_gained", "RU", 5),
    ("contested", None, 3),
    ("withdrawal", "UA", 2),
    ("control_regained", "UA", 2),
)
"""Event, actor, and how often of a hundred claims it is told."""


def places(count: int) -> list[PlaceRef]:
    """Settlements over the size of Ukraine, in 25 oblasts of 6 raions."""
    draw = random.Random(1)
    return [
        PlaceRef(
            place_id=f"UA{number:017d}",
            name=f"Selo {number}",
            lat=round(draw.uniform(44.5, 52.3), 5),
            lon=round(draw.uniform(22.2, 40.1), 5),
            country="UA",
            admin1=f"Oblast {number % 25}",
            admin2=f"Raion {number % 150}",
            katottg=f"UA{number:017d}",
            precision="settlement",
        )
        for number in range(count)
    ]


def watchlists(count: int, theatre: Sequence[PlaceRef]) -> list[Watchlist]:
    """Of each eight: five name twenty places, the others an oblast, a raion and circle, a polygon."""
    draw = random.Random(2)
    made = []
    for number in range(count):
        named: tuple[WatchedPlace, ...] = ()
        areas: tuple[Admin1Area | RaionArea | CircleArea | PolygonArea, ...] = ()
        lat, lon = draw.uniform(45, 52), draw.uniform(23, 40)
        match number % 8:
            case 5:
                areas = (Admin1Area(name=f"Oblast {draw.randrange(25)}"),)
            case 6:
                areas = (
                    RaionArea(name=f"Raion {draw.randrange(150)}"),
                    CircleArea(lat=lat, lon=lon, radius_km=30),
                )
            case 7:
                areas = (PolygonArea(geometry=_polygon(lat, lon, draw)),)
            case _:
                named = tuple(
                    WatchedPlace(place_id=each.place_id, name=each.name) for each in draw.sample(theatre, 20)
                )
        made.append(
            Watchlist(watchlist_id=f"list-{number}", name=f"List {number}", places=named, areas=areas)
        )
    return made


def _polygon(lat: float, lon: float, draw: random.Random) -> dict[str, object]:
    """A ragged ring of 60 corners, some 25 km across."""
    ring = [
        [
            lon + 0.2 * draw.uniform(0.7, 1) * math.cos(math.tau * step / 60),
            lat + 0.15 * draw.uniform(0.7, 1) * math.sin(math.tau * step / 60),
        ]
        for step in range(60)
    ]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def seeds(theatre: Sequence[PlaceRef]) -> Iterator[PlaceReported]:
    """A monitor's word on who holds each place: the belief that all else begins with."""
    for number, place in enumerate(theatre):
        holder = "RU" if (place.lon or 0) > 37.5 else "UA"
        said = _claim(place, "control_reaffirmed", holder, SPEAKERS[3], f"map-{number}")
        yield _report(place, f"map-{number}", f"map-{number}", START, (said,))


def log(theatre: Sequence[PlaceRef], count: int, *, skew: float) -> Iterator[PlaceReported]:
    """Observations in order of publication, 20 s apart.

    The n-th most reported place is drawn with a weight of 1 / n ** `skew` (0: all alike; 1: Zipf's law, where
    one place in 10,000 has a tenth of the news). A third are copies of an earlier story on the place; one in
    eight only names it; the others make one to three claims.
    """
    draw = random.Random(3)
    weights = [1 / (rank + 1) ** skew for rank in range(len(theatre))]
    events = draw.choices(EVENTS, [often for _, _, often in EVENTS], k=4 * count)
    told: dict[str, tuple[str, list[tuple[str, str | None, Claimant | None]]]] = {}
    for number, place in enumerate(draw.choices(theatre, weights, k=count)):
        name = f"article-{number}"
        known = told.get(place.place_id)
        if known is not None and draw.random() < 1 / 3:
            story, said = known
        else:
            drawn = events[4 * number : 4 * number + draw.choice((0, 1, 1, 1, 2, 2, 3, 3))]
            story, said = name, [(event, actor, draw.choice(SPEAKERS)) for event, actor, _ in drawn]
            told[place.place_id] = (story, said)
        claim_of = partial(_claim, place)
        claims = tuple(claim_of(event, actor, speaker, name) for event, actor, speaker in said)
        yield _report(place, name, story, START + (number + 1) * EVERY, claims)


def _claim(place: PlaceRef, event: str, actor: str | None, speaker: Claimant | None, article: str) -> Claim:
    sentence = (
        f"{speaker.name if speaker else 'The paper'} spoke on Thursday of {event.replace('_', ' ')} at "
        f"{place.name}, where the fighting of the last weeks has been the heaviest of the sector."
    )
    known = place.model_dump(exclude={"precision"})
    return Claim.model_validate(
        {
            "claim_id": claim_id(article, event, str(actor), speaker.name if speaker else ""),
            "event_type": event,
            "place": Place(
                surface=place.name, start=0, end=8, precision=place.precision, confidence=0.9, **known
            ),
            "relation": "in",
            "extent": "whole" if event.startswith("control_") or event == "withdrawal" else "unknown",
            "actor": actor,
            "claimant": speaker,
            "time": ClaimTime(),
            "evidence": Evidence(sentence=sentence, start=0, end=len(sentence)),
            "confidence": 0.9,
        }
    )


def _report(
    place: PlaceRef, article: str, story: str, published: datetime, claims: tuple[Claim, ...]
) -> PlaceReported:
    address = f"https://{article}.example/news/{article}"
    identity = article_id(address, "", "", None)
    version = version_id(identity, "0")
    return PlaceReported(
        observation_id=observation_id(version, place.place_id),
        article_id=identity,
        version_id=version,
        revision=0,
        story_id=story_id(story),
        source=f"outlet-{int(identity[:8], 16) % 200}.example",
        url=address,
        title=f"What happened at {place.name}",
        published_at=published,
        verdict="unique" if story == article else "duplicate",
        place=place,
        claims=claims,
        parties=PARTIES,
    )
