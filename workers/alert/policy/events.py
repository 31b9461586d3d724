"""What each event means to an alert: whose interest it serves, its rank, severity, urgency and wording."""

from dataclasses import dataclass
from typing import Literal

from schemas.alerts import Severity, Urgency
from schemas.claims import EventType
from schemas.watchlists import AlertEventType, AlertFamily


@dataclass(frozen=True, slots=True)
class Event:
    """What an event means to an alert.

    `serves` says whose interest the event serves: the actor's, or the other side's; `admission`, whether the
    other side's word for it is one against its own interest. `rank` orders the types of a family: the lowest
    of an article names its alert. `phrase` completes "A says that …"; `{actor}` is "Russian forces" or
    "unidentified forces", `{place}` the place with its locality.
    """

    family: AlertFamily
    rank: int
    serves: Literal["actor", "other"]
    admission: bool
    severity: Severity
    urgency: Urgency
    phrase: str


EVENTS: dict[AlertEventType, Event] = {
    "control_regained": Event("control", 1, "actor", True, "severe", "immediate", "{actor} retook {place}"),
    "control_gained": Event("control", 2, "actor", True, "severe", "immediate", "{actor} captured {place}"),
    "control_lost": Event(
        "control", 3, "other", True, "severe", "immediate", "{actor} no longer hold {place}"
    ),
    "contested": Event("control", 4, "actor", True, "severe", "immediate", "{place} is contested"),
    "control_claimed": Event("control", 5, "actor", True, "severe", "immediate", "{actor} captured {place}"),
    "control_reaffirmed": Event(
        "control", 6, "actor", True, "minor", "expected", "{actor} still hold {place}"
    ),
    "encirclement": Event("combat", 1, "actor", True, "extreme", "immediate", "{actor} encircled {place}"),
    "assault_repelled": Event(
        "combat", 2, "actor", True, "moderate", "immediate", "{actor} repelled an assault {at} {place}"
    ),
    "incursion": Event("combat", 3, "actor", True, "severe", "immediate", "{actor} entered {place}"),
    "assault": Event("combat", 4, "actor", False, "severe", "immediate", "{actor} attacked {at} {place}"),
    "withdrawal": Event("movement", 1, "other", True, "severe", "immediate", "{actor} withdrew from {place}"),
    "announced_withdrawal": Event(
        "movement", 2, "other", True, "severe", "expected", "{actor} will withdraw from {place}"
    ),
    "route_cut": Event(
        "movement", 3, "actor", True, "severe", "immediate", "{actor} cut a route {at} {place}"
    ),
    "advance": Event("movement", 4, "actor", True, "moderate", "expected", "{actor} advanced {at} {place}"),
    "buildup": Event(
        "movement", 5, "other", False, "moderate", "expected", "{actor} are massing {at} {place}"
    ),
    "threat": Event("movement", 6, "other", False, "moderate", "future", "{actor} threaten {place}"),
    "strike": Event("strike", 1, "actor", False, "severe", "immediate", "{actor} struck {place}"),
    "evacuation_ordered": Event(
        "civil", 1, "other", False, "severe", "expected", "an evacuation of {place} was ordered"
    ),
    "location_named": Event("naming", 1, "actor", False, "minor", "unknown", "{place} is named"),
    "map_moved": Event("map", 1, "actor", False, "moderate", "immediate", "the front line moved"),
}
LONE_WORD_SEVERITY: Severity = "moderate"
"""The most severe that an alert of fewer than two origins and below `likely` may be.

No alarm of the highest grade on a single word (issue: no silent single-source "critical").
"""
SEVERITY_LADDER: tuple[Severity, ...] = ("unknown", "minor", "moderate", "severe", "extreme")

CHALLENGES: tuple[EventType, ...] = (
    "incursion",
    "assault",
    "assault_repelled",
    "encirclement",
    "control_gained",
    "control_regained",
)
"""What a statement of holding may answer: their report or their denial (design: starting belief)."""
PATTERN_BREAKERS: tuple[AlertFamily, ...] = ("control", "civil")
"""Families whose bulletin lines are never routine."""
ROUTINE_ALIKE: dict[EventType, tuple[EventType, ...]] = {
    "assault": ("assault", "assault_repelled"),
    "assault_repelled": ("assault", "assault_repelled"),
}
"""Kinds of event that count as one in a bulletin's pattern: an assault and its repulse take turns in it."""
