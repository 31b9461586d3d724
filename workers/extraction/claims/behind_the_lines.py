"""What an event's words come to far behind the lines: nobody storms a city that no army stands before."""

from schemas.claims import ClaimTime, EventType
from schemas.places import Place
from workers.extraction.claims.acting_side import Event
from workers.extraction.sentences.sentence import PlaceGroup
from workers.extraction.tables.theatre import Theatre

_FAR_KM = 30.0
"""Beyond the reach of a day's fighting; the line's own points are true to some ten kilometres."""
_FAR_ACROSS_KM = 150.0
"""The same across the border, where raids reach ground on which no line ever ran."""


def as_seen_from_the_front(
    kind: EventType, event: Event, group: PlaceGroup, place: Place, time: ClaimTime, theatre: Theatre
) -> EventType:
    """The event, or what its words mean at a settlement far from where the armies stood that day.

    "Odesa was attacked twice" is a strike, "Pokrovsk was attacked twice" an assault: the `afar` of the row.
    Only what has happened, in the place itself, is judged; what is planned or feared may move the line.
    """
    afar = event.trigger.payload.afar
    if afar is None or event.stance.attempted or event.stance.reality != "actual":
        return kind
    if group.relation != "in" or place.precision not in ("settlement", "district"):
        return kind
    return afar if _is_far(place, time, theatre) else kind


def _is_far(place: Place, time: ClaimTime, theatre: Theatre) -> bool:
    away = theatre.km_from_front(place, time.start)
    home = place.country == theatre.countries[0]
    return away is not None and away > (_FAR_KM if home else _FAR_ACROSS_KM)
