"""Names that users type, turned into places of the gazetteer."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Protocol

from rapidfuzz import fuzz, process

from schemas.places import PlaceRef
from workers.cli.alert_filter import folded, folded_area
from workers.cli.mistakes import UsageError

_CANDIDATES = 5
_SIMILAR = 75.0
"""Of 100: how like a name what was typed must be to be offered."""


_FAR_LARGER = 10
"""A place with so many times the people of its next namesake is what is meant by the bare name."""
_LEAST = 5_000
"""Below it no place is so well known that its bare name means it."""
_UNKNOWN = 1_000
"""The people that a place is taken to have where nobody counted them."""


class Gazetteer(Protocol):
    """Where names are looked up."""

    def bearing(self, name: str) -> Sequence[PlaceRef]:
        """Exactly the places that bear the name in any language, or have it as their id."""
        ...

    def lookup(self, name: str, limit: int = 5) -> Sequence[PlaceRef]:
        """The same, and for a name that nobody bears the places with the most similar ones."""
        ...

    def population(self, place_id: str) -> int:
        """How many people live in the place; 0 where it is not known."""
        ...


class Atlas(Gazetteer, Protocol):
    """A gazetteer that knows its oblasts and raions, too."""

    def areas(self) -> Collection[str]:
        """The names of all oblasts and raions, as places bear them."""
        ...


class UnknownPlaceError(ValueError):
    """No place, or several, bear the name; the message lists the candidates."""


def load_gazetteer(theatre: str) -> Atlas:
    """The gazetteer of a theatre. Raises UsageError for a theatre that there is none for."""
    from workers.extraction.toponymy.places import PlaceFinder  # noqa: PLC0415 - loads large data

    try:
        return PlaceFinder.load(theatre)
    except ValueError as error:
        raise UsageError(str(error)) from error


def resolve_place(text: str, gazetteer: Gazetteer, tell: Callable[[str], None] = lambda _: None) -> PlaceRef:
    """The one place that `text` means: a name, a name with its raion or oblast behind commas, or an id.

    Where a settlement and what is named after it bear the name, the settlement is meant; of settlements, one
    with ten times the people of the next: `tell` is told which was taken. Raises UnknownPlaceError where that
    is no place or more than one.
    """
    name, *areas = (part.strip() for part in text.split(","))
    exact = tuple(gazetteer.bearing(name))
    said = {folded_area(area) for area in areas if area}
    exact = tuple(place for place in exact if said <= _areas(place))
    settlements = tuple(place for place in exact if place.precision == "settlement")
    meant = settlements or exact
    if len(meant) == 1:
        return meant[0]
    if meant:
        largest = _far_the_largest(meant, gazetteer)
        if largest is None:
            raise UnknownPlaceError(f"{text!r} could be {_listed(meant)}: write it with its raion, or the id")
        others = tuple(place for place in meant if place is not largest)
        tell(f"{text!r} is taken for {_listed([largest])}, not for {_listed(others)}")
        return largest
    candidates = gazetteer.lookup(name, _CANDIDATES)
    nearest = f"; nearest: {_listed(candidates)}" if candidates else ""
    raise UnknownPlaceError(f"there is no place called {text!r}{nearest}")


def areas_meant(text: str, atlas: Atlas) -> frozenset[str]:
    """The oblasts and raions that bear the name, folded. Raises UsageError for one that none bears."""
    try:
        return frozenset(map(folded, area_names(text, atlas)))
    except UnknownPlaceError as error:
        raise UsageError(str(error)) from error


def area_names(text: str, atlas: Atlas) -> tuple[str, ...]:
    """The oblasts and raions that bear the name: with the word one of them, without it all.

    A name in another language is looked up. Raises UnknownPlaceError, with the nearest names, for one that
    none bears: no alert could ever lie in it.
    """
    known = sorted(atlas.areas())
    spelt = {folded(text), folded(text).replace(" district", " raion")}
    found = [name for name in known if folded(name) in spelt]
    found = found or [name for name in known if folded_area(name) == folded(text)]
    found = found or [place.name for place in atlas.bearing(text) if place.name in known]
    if found:
        return tuple(found)
    near = process.extract(
        folded_area(text),
        known,
        scorer=fuzz.WRatio,
        processor=folded_area,
        limit=_CANDIDATES,
        score_cutoff=_SIMILAR,
    )
    nearest = f"; nearest: {', '.join(name for name, _, _ in near)}" if near else ""
    raise UnknownPlaceError(f"there is no oblast or raion called {text!r}{nearest}")


def _far_the_largest(places: Sequence[PlaceRef], gazetteer: Gazetteer) -> PlaceRef | None:
    """The place that dwarfs its namesakes, if one does."""
    people = {each: gazetteer.population(each.place_id) or _UNKNOWN for each in places}
    first, second, *_ = sorted(places, key=lambda each: -people[each])
    return first if people[first] >= max(_LEAST, _FAR_LARGER * people[second]) else None


def _areas(place: PlaceRef) -> set[str]:
    return {folded_area(name) for name in (place.admin1, place.admin2) if name}


def _listed(places: Iterable[PlaceRef]) -> str:
    shown = tuple(places)
    more = f" and {len(shown) - _CANDIDATES} more" if len(shown) > _CANDIDATES else ""
    return ", ".join(f"{label(place)} [{place.place_id}]" for place in shown[:_CANDIDATES]) + more


def label(place: PlaceRef) -> str:
    """The name with what tells it from its namesakes."""
    return ", ".join(name for name in (place.name, place.admin2, place.admin1) if name)
