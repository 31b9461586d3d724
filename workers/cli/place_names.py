"""Names that users type, turned into places of the gazetteer."""

from collections.abc import Collection, Iterable, Sequence
from typing import Protocol

from rapidfuzz import fuzz, process

from schemas.places import PlaceRef
from workers.cli.alert_filter import folded, folded_area
from workers.cli.mistakes import UsageError

_CANDIDATES = 5
_SIMILAR = 75.0
"""Of 100: how like a name what was typed must be to be offered."""


class Gazetteer(Protocol):
    """Where names are looked up."""

    def bearing(self, name: str) -> Sequence[PlaceRef]:
        """Exactly the places that bear the name in any language, or have it as their id."""
        ...

    def lookup(self, name: str, limit: int = 5) -> Sequence[PlaceRef]:
        """The same, and for a name that nobody bears the places with the most similar ones."""
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


def resolve_place(text: str, gazetteer: Gazetteer) -> PlaceRef:
    """The one place that `text` means: a name, a name with its raion or oblast behind commas, or an id.

    Where a settlement and what is named after it bear the name, the settlement is meant. Raises
    UnknownPlaceError where that is no place or more than one.
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
        raise UnknownPlaceError(
            f"{text!r} could be {_listed(meant)}: write the oblast or raion behind it, or the id"
        )
    candidates = gazetteer.lookup(name, _CANDIDATES)
    nearest = f"; nearest: {_listed(candidates)}" if candidates else ""
    raise UnknownPlaceError(f"there is no place called {text!r}{nearest}")


def areas_meant(text: str, atlas: Atlas) -> frozenset[str]:
    """The oblasts and raions that bear the name, folded: with the word one of them, without it all.

    A name in another language is looked up. Raises UsageError, with the nearest names, for one that none
    bears: no alert could ever lie in it.
    """
    known = sorted(atlas.areas())
    spelt = {folded(text), folded(text).replace(" district", " raion")}
    found = [name for name in known if folded(name) in spelt]
    found = found or [name for name in known if folded_area(name) == folded(text)]
    found = found or [place.name for place in atlas.bearing(text) if place.name in known]
    if found:
        return frozenset(map(folded, found))
    raise UsageError(_no_area(text, known))


def require_area(text: str, atlas: Atlas) -> None:
    """Raises UnknownPlaceError, with the nearest names, where no oblast or raion bears exactly this name."""
    known = sorted(atlas.areas())
    if folded(text) not in map(folded, known):
        raise UnknownPlaceError(_no_area(text, known))


def _no_area(text: str, known: Sequence[str]) -> str:
    near = process.extract(
        folded_area(text),
        known,
        scorer=fuzz.WRatio,
        processor=folded_area,
        limit=_CANDIDATES,
        score_cutoff=_SIMILAR,
    )
    nearest = f"; nearest: {', '.join(name for name, _, _ in near)}" if near else ""
    return f"there is no oblast or raion called {text!r}{nearest}"


def _areas(place: PlaceRef) -> set[str]:
    return {folded_area(name) for name in (place.admin1, place.admin2) if name}


def _listed(places: Iterable[PlaceRef]) -> str:
    return ", ".join(f"{label(place)} [{place.place_id}]" for place in tuple(places)[:_CANDIDATES])


def label(place: PlaceRef) -> str:
    """The name with what tells it from its namesakes."""
    return ", ".join(name for name in (place.name, place.admin2, place.admin1) if name)
