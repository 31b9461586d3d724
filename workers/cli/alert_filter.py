"""Which alerts a subscriber asked to see."""

from dataclasses import dataclass
from typing import get_args

from schemas.alerts import Alert
from schemas.places import Certainty, PlaceRef

_SCALE: tuple[Certainty, ...] = ("unknown", "unlikely", "possible", "likely", "observed")
_AREA_WORDS = (" oblast", " raion", " state", " область", " район")
assert set(_SCALE) == set(get_args(Certainty))


def at_least(certainty: Certainty, least: Certainty) -> bool:
    """CAP's certainties in their order: observed, likely, possible, unlikely, unknown."""
    return _SCALE.index(certainty) >= _SCALE.index(least)


@dataclass(frozen=True, slots=True)
class AlertFilter:
    """Empty fields admit everything; an alert must pass every field that is not empty.

    `places` are ids and folded names, `areas` the folded names of oblasts and raions as places bear them.
    """

    places: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()
    event_types: frozenset[str] = frozenset()
    least_certainty: Certainty = "unknown"
    watchlists: frozenset[str] = frozenset()

    def admits(self, alert: Alert) -> bool:
        """Whether the alert is one that was asked for."""
        return (
            (not self.places or bool({alert.place.place_id, folded(alert.place.name)} & self.places))
            and (not self.areas or bool(_areas_of(alert.place) & self.areas))
            and (not self.families or alert.family in self.families)
            and (not self.event_types or alert.event_type in self.event_types)
            and (not self.watchlists or bool(set(alert.watchlists) & self.watchlists))
            and at_least(alert.certainty, self.least_certainty)
        )


def folded(name: str) -> str:
    """A name as it is compared: case and surrounding space do not count."""
    return name.strip().casefold()


def folded_area(name: str) -> str:
    """An oblast or raion without the word, for names that are typed with or without it."""
    area = folded(name)
    for word in _AREA_WORDS:
        area = area.removesuffix(word)
    return area


def _areas_of(place: PlaceRef) -> set[str]:
    return {folded(name) for name in (place.admin1, place.admin2) if name}
