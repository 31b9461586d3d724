"""What everybody knows: an event without a date, at a place that was settled long ago, is told as history."""

from datetime import date

from schemas.claims import ClaimTime, EventType
from schemas.places import Place
from workers.extraction.claims.acting_side import Event
from workers.extraction.sentences.sentence import Annotated, PlaceGroup
from workers.extraction.stance.currency import is_perfect
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
    place: Place,
    published: date | None,
    theatre: Theatre,
) -> bool:
    """ "He was wounded when the Russians stormed Soledar": whoever once took a place (`Settled`) takes it, or
    who lost it leaves it, and the writer gives the event no day."""
    if published is None:
        return False
    holder = theatre.settled.holder(place.place_id, published)
    if holder is None:
        return False
    if kind in _BY_WHO_TOOK_IT:
        takers = theatre.settled.takers(place.place_id, published)
        return actor in takers or (actor is None and kind == _TAKEN[holder == theatre.owner(place.country)])
    if kind in _BY_WHO_LOST_IT:
        return actor == theatre.opponent(holder) or (actor is None and kind in ("control_lost", "withdrawal"))
    return kind == "contested"


def may_be_history(event: Event, group: PlaceGroup, time: ClaimTime, sentence: Annotated) -> bool:
    """Whether an event is told as fact, at the place itself, by the writer or a soldier, in the past tense
    and without a day: the present, the perfect and what an office or a monitor says now tell news."""
    stance, at = event.stance, event.trigger.start
    told = stance.polarity == "affirmed" and stance.reality == "actual" and stance.currency == "current"
    undated = time.basis in ("none", "publication") and _of_no_public_voice(event)
    if not told or not undated or group.relation != "in":
        return False
    form = sentence.language.form(sentence.lowers[at])
    goes_on = form in ("present", "future") or (form == "gerund" and sentence.is_a(at - 1, "be"))
    news = is_perfect(event.trigger, sentence) and len(group.places) < _SEVERAL
    return event.trigger.payload.noun or not (goes_on or news)


_SEVERAL = 3
"""So many places settled long ago are summed up, even in the perfect ("has lost A, B and C since …")."""


def _of_no_public_voice(event: Event) -> bool:
    """The writer's own, or that of men who tell what they went through."""
    return event.claimant is None or event.claimant.kind in ("witness", "unit", "unnamed")


_TAKEN: dict[bool, EventType] = {True: "control_regained", False: "control_gained"}
"""What the last change was, by whether he who holds the place owns the ground."""
