"""Watchlists that change while articles flow; which of them an alert may name, and at the end must name."""

import random
from collections.abc import Iterable, Sequence

from schemas.alerts import Alert
from schemas.topics import WATCHLISTS
from schemas.watchlists import AlertFamily, CircleArea, WatchedPlace, Watchlist
from tests.chaos.articles import NAMED
from tests.chaos.maps import MIDDLE
from tests.chaos.sent import Sent, Village

STEADY = "steady"
"""Asks for namings, and never changes: only a naming's being raised depends on watchlists."""
CHANGING = tuple(f"changing-{number}" for number in range(1, 7))
FRONT = tuple(f"front-{number}" for number in range(1, 4))
_FAMILIES: tuple[AlertFamily, ...] = ("control", "combat", "movement", "strike")
_DELETED_SHARE = 0.3


def steady(villages: Iterable[Village]) -> Sent:
    """The list of all villages that are only named."""
    return _put(_of_places(STEADY, [v for v in villages if v.event_type == NAMED], ("naming",)))


def change(villages: Sequence[Village], draw: random.Random) -> Sent:
    """One of the other lists with half of the villages or around the mapped front, or its deletion."""
    name = draw.choice((*CHANGING, *FRONT))
    if draw.random() < _DELETED_SHARE:
        return Sent(name.encode(), None, WATCHLISTS)
    if name in FRONT:
        lat, lon = MIDDLE
        around = CircleArea(lat=lat, lon=lon, radius_km=draw.randrange(5, 200))
        return _put(Watchlist(watchlist_id=name, name=name, areas=(around,), families=("map",)))
    return _put(_of_places(name, draw.sample(villages, len(villages) // 2), _FAMILIES))


def naming(lists: Iterable[Watchlist], alert: Alert) -> set[str]:
    """The lists of places that ask for the alert."""
    return {
        each.watchlist_id
        for each in lists
        if alert.family in each.families and alert.place.place_id in {p.place_id for p in each.places}
    }


def _of_places(name: str, watched: Sequence[Village], families: tuple[AlertFamily, ...]) -> Watchlist:
    places = tuple(WatchedPlace(place_id=v.place.place_id, name=v.place.name) for v in watched)
    return Watchlist(watchlist_id=name, name=name, places=places, families=families)


def _put(watchlist: Watchlist) -> Sent:
    return Sent(watchlist.watchlist_id.encode(), watchlist.model_dump_json().encode(), WATCHLISTS)
