"""What everybody knows: an event without a date, at a place that was settled long ago, is told as history."""

from datetime import date

from schemas.claims import ClaimTime, EventType
from schemas.places import Place
from workers.extraction.claims.acting_side import Event
from workers.extraction.sentences.sentence import PlaceGroup
from workers.extraction.tables.theatre import Theatre

_BY_WHO_TOOK_IT: frozenset[EventType] = frozenset(
    {"control_gained", "control_regained", "incursion", "assault", "encirclement", "advance"}
)
"""What only he does who does not hold a place."""
_BY_WHO_LOST_IT: frozenset[EventType] = frozenset(
    {"control_lost", "withdrawal", "control_reaffirmed", "assault_repelled"}
)
"""What only he does who still holds it, or leaves it."""


def is_known_history(
    kind: EventType,
    actor: str | None,
    event: Event,
    group: PlaceGroup,
    place: Place,
    time: ClaimTime,
    published: date | None,
    theatre: Theatre,
) -> bool:
    """ "He was wounded when the Russians stormed Soledar": the taker takes, or the loser leaves, once more
    what the theatre's table says was decided before (`Settled`), and the sentence gives the event no day."""
    stance = event.stance
    told = stance.polarity == "affirmed" and stance.reality == "actual" and stance.currency == "current"
    if not told or published is None or time.basis not in ("none", "publication") or group.relation != "in":
        return False
    holder = theatre.settled.holder(place.place_id, published)
    if holder is None:
        return False
    if kind in _BY_WHO_TOOK_IT:
        return actor == holder or (actor is None and kind == _TAKEN[holder == theatre.owner(place.country)])
    if kind in _BY_WHO_LOST_IT:
        return actor == theatre.opponent(holder) or (actor is None and kind in ("control_lost", "withdrawal"))
    return kind == "contested"


_TAKEN: dict[bool, EventType] = {True: "control_regained", False: "control_gained"}
"""What the last change was, by whether he who holds the place owns the ground."""
