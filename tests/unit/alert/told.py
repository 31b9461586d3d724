"""Observations as extraction makes them, in a few words, and a desk that hands them to the core in turn."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from schemas.alerts import Alert, Status
from schemas.claims import Claim, Claimant, ClaimTime, Evidence
from schemas.identity import article_id, claim_id, observation_id, story_id, version_id
from schemas.observations import MapChanged, PlaceReported
from schemas.places import Party, Place, PlaceBelief, PlaceRef
from schemas.topics import ALERTS, PLACES_CURRENT
from schemas.watchlists import WatchedPlace, Watchlist
from workers.alert.core import decide
from workers.alert.state import PlaceState
from workers.alert.watches import WatchIndex

KUPIANSK = PlaceRef(
    place_id="UA63080090010026457",
    name="Kupiansk",
    lat=49.71,
    lon=37.61,
    country="UA",
    admin1="Kharkiv Oblast",
    admin2="Kupiansk Raion",
    katottg="UA63080090010026457",
    precision="settlement",
)
NOWHERE = PlaceRef(place_id="name:ivanivka:story-1", name="Ivanivka", precision="unresolved")
PARTIES = (
    Party(id="RU", name="Russia", adjective="Russian"),
    Party(id="UA", name="Ukraine", adjective="Ukrainian"),
)

GENERAL_STAFF = Claimant(name="General Staff of Ukraine", party="UA", kind="official")
BRIGADE = Claimant(name="92nd Assault Brigade", party="UA", kind="unit")
UKRAINE = Claimant(name="Ukraine", party="UA", kind="official")
BESEDIN = Claimant(name="Andriy Besedin", party="UA", kind="official")
MINISTRY = Claimant(name="Russian Ministry of Defence", party="RU", kind="official")
DEEPSTATE = Claimant(name="DeepState", kind="monitor", lean="UA")
RYBAR = Claimant(name="Rybar", kind="monitor", lean="RU")
ISW = Claimant(name="ISW", kind="monitor")
WITNESS = Claimant(name="a resident", kind="witness")
SOURCES = Claimant(name="sources", kind="unnamed")

START = datetime(2024, 11, 1, 8, tzinfo=UTC)


def at(day: float) -> datetime:
    """The moment `day` days after 1 November 2024, 08:00 UTC."""
    return START + timedelta(days=day)


def claim(event: str, actor: str | None, claimant: Claimant | None, **fields: Any) -> Claim:
    """A current, affirmed claim about Kupiansk, the whole of it, unless `fields` say otherwise.

    `on` is a day of November 2024 on which it is stated to have happened.
    """
    on: int | None = fields.pop("on", None)
    sentence = fields.pop("sentence", f"{claimant.name if claimant else 'The paper'} speaks of {event}.")
    time = ClaimTime()
    if on is not None:
        day = date(2024, 11, 1) + timedelta(days=on - 1)
        time = ClaimTime(start=day, end=day, grain="day", expression="on that day", basis="stated")
    place = Place(
        surface="Kupiansk", start=0, end=8, place_id=KUPIANSK.place_id, name="Kupiansk", lat=49.71, lon=37.61,
        precision="settlement", confidence=0.9,
    )  # fmt: skip
    given = {
        "claim_id": claim_id("v", event, str(actor), str(claimant), str(sorted(map(str, fields.items())))),
        "event_type": event,
        "place": place,
        "relation": "in",
        "extent": "whole" if event.startswith("control_") or event == "withdrawal" else "unknown",
        "actor": actor,
        "claimant": claimant,
        "time": time,
        "evidence": Evidence(sentence=sentence, start=0, end=len(sentence)),
        "confidence": 0.9,
    }
    return Claim.model_validate(given | fields)


def report(name: str, *claims: Claim, day: float | None = 0, **fields: Any) -> PlaceReported:
    """What the article `name` says of Kupiansk; `day` is its publication (None: not known).

    The outlet is `<name>.example` and the story its own unless `fields` give `source` or `story`.
    """
    place = fields.pop("place", KUPIANSK)
    revision = fields.pop("revision", 0)
    published = None if day is None else at(day)
    article = article_id(f"https://{name}.example/1", name, "", None)
    version = version_id(article, f"{revision}")
    return PlaceReported(
        observation_id=observation_id(version, place.place_id),
        article_id=article,
        version_id=version,
        revision=revision,
        story_id=story_id(fields.pop("story", article)),
        source=fields.pop("source", f"{name}.example"),
        url=f"https://{name}.example/1",
        title=fields.pop("title", f"Dispatch {name}"),
        published_at=published,
        verdict="revision" if revision else "unique",
        place=place,
        claims=claims,
        parties=PARTIES,
        withdrawn=fields.pop("withdrawn", False),
        **fields,
    )


def map_change(after: str, day: float, before: str = "UA", *, first: bool = False) -> MapChanged:
    """A change on the map of a monitor without a lean."""
    return MapChanged(
        observation_id=f"map-{after}-{day}",
        source="Frontline Atlas",
        lean=None,
        as_of=at(day),
        previous_as_of=None if first else at(day - 1),
        place=KUPIANSK,
        before=before,
        after=after,
        share=0.82,
        parties=PARTIES,
    )


WATCHED = Watchlist(
    watchlist_id="towns", name="Towns", places=(WatchedPlace(place_id=KUPIANSK.place_id, name="Kupiansk"),)
)


@dataclass
class Desk:
    """Hands observations of one place to the core, one after the other, an hour apart unless told."""

    watches: WatchIndex = field(default_factory=lambda: WatchIndex.of([]))
    status: Status = "actual"
    state: PlaceState | None = None
    alerts: list[Alert] = field(default_factory=list)
    beliefs: list[PlaceBelief] = field(default_factory=list)
    now: datetime = START + timedelta(days=30)

    def hear(self, *observations: PlaceReported | MapChanged, now: datetime | None = None) -> list[Alert]:
        """The revisions that they lead to; at the time of publication where `now` is "publication"."""
        published: list[Alert] = []
        for observation in observations:
            self.now = now if now is not None else self.now + timedelta(hours=1)
            handled = decide(self.state, observation, self.watches, self.now, self.status)
            self.state = handled.state if handled.state is not None else self.state
            published += [each.value for each in handled.outputs if each.topic is ALERTS]  # type: ignore[misc]
            self.beliefs += [each.value for each in handled.outputs if each.topic is PLACES_CURRENT]  # type: ignore[misc]
        self.alerts += published
        return published

    def live(self, *observations: PlaceReported) -> list[Alert]:
        """The same, each arriving at its time of publication."""
        return [
            alert for each in observations for alert in self.hear(each, now=each.published_at or self.now)
        ]

    @property
    def final(self) -> dict[str, Alert]:
        """The last revision of each alert."""
        return {alert.alert_id: alert for alert in self.alerts}

    @property
    def belief(self) -> PlaceBelief:
        """The last published belief."""
        return self.beliefs[-1]


def marks(alerts: Iterable[Alert]) -> list[tuple[str, str, str, str]]:
    """Message type, family, event type and certainty of each revision."""
    return [(each.msg_type, each.family, each.event_type, each.certainty) for each in alerts]


def standing(desk: Desk) -> Sequence[tuple[str, str, str, str]]:
    """Place, family, event type and certainty of what stands at the end, in order."""
    return sorted(
        (each.place.place_id, each.family, each.event_type, each.certainty)
        for each in desk.final.values()
        if each.state in ("open", "confirmed") and each.family != "naming"
    )
