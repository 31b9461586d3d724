"""Watchlists as users write them: YAML, places by name; mistakes are answered with file and line."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError
from rapidfuzz import fuzz, process

from schemas.errors import PoisonError
from schemas.watchlists import PolygonArea, Watchlist
from workers.alert.watches import check
from workers.cli.alert_filter import folded
from workers.cli.mistakes import UsageError
from workers.cli.place_names import Atlas, UnknownPlaceError, area_names, resolve_place
from workers.cli.preferences import zone_of
from workers.cli.yaml_nodes import duplicate_keys, line_of, unfolds

_TOP = "watchlists"
_AREA_KINDS = ("admin1", "raion")
_AREA_TYPES = (*_AREA_KINDS, "circle", "polygon")
"""They stand in the place of a mistake, too, but not in the file."""
_OBLAST = "oblast"
"""What a file may call `admin1`, too."""
_MOST_MISTAKES = 40
_CANDIDATES = 5
_RAIONS = (" raion", " district")


class _Loader(yaml.SafeLoader):
    """YAML in which 22:00 is a time of day, not 1320 as YAML 1.1 has it (numbers to the base of 60)."""

    def construct_yaml_int(self, node: yaml.ScalarNode) -> Any:
        """A number, or the text of what has a colon in it."""
        text = self.construct_scalar(node)
        return text if ":" in text else super().construct_yaml_int(node)


_Loader.add_constructor("tag:yaml.org,2002:int", _Loader.construct_yaml_int)


def load_watchlists(
    path: Path, atlas: Atlas, tell: Callable[[str], None] = lambda _: None
) -> tuple[Watchlist, ...]:
    """The watchlists of a file: one, a list, or a list under `watchlists`.

    Places are names, ids, or mappings with one of them and `front_within_km`; oblasts and raions are written
    with or without the word. `tell` is told, with the line, which of several places a name was taken for.
    Raises UsageError that lists every mistake with its line.
    """
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=_Loader)
        if unfolds(root):
            raise UsageError(
                f"{path}: its aliases (&, *) stand for themselves or for far too much: write the lists out"
            )
        document = yaml.load(text, Loader=_Loader)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(_yaml_mistake(path, error)) from error
    except RecursionError:
        raise UsageError(f"{path}: nested too deeply to be a list of watchlists") from None
    found: list[Watchlist] = []
    reader = _Reader(path, root, atlas, tell, list(duplicate_keys(root)))
    for location, entry in _entries(document):
        watchlist = reader.watchlist(entry, location)
        if watchlist is not None:
            found.append(watchlist)
    mistakes = reader.mistakes
    for identity, times in Counter(one.watchlist_id for one in found).items():
        if times > 1:
            mistakes.append((1, f"{times} watchlists are called {identity}"))
    if mistakes:
        lines = [f"{path}:{line}: {what}" for line, what in sorted(mistakes)[:_MOST_MISTAKES]]
        if len(mistakes) > _MOST_MISTAKES:
            lines.append(f"and {len(mistakes) - _MOST_MISTAKES:,} more")
        raise UsageError("\n".join(lines))
    if not found:
        raise UsageError(f"{path}: no watchlist in it")
    return tuple(found)


def _entries(document: Any) -> Iterator[tuple[list[str | int], Any]]:
    inside: list[str | int] = []
    if isinstance(document, dict) and _TOP in document:
        inside, document = [_TOP], document[_TOP]
    if isinstance(document, list):
        for number, entry in enumerate(document):
            yield [*inside, number], entry
    elif document is not None:
        yield inside, document


@dataclass
class _Reader:
    """Reads one entry after the other and gathers every mistake with its line."""

    path: Path
    root: Any
    atlas: Atlas
    tell: Callable[[str], None]
    mistakes: list[tuple[int, str]] = field(default_factory=list)

    def watchlist(self, entry: Any, location: list[str | int]) -> Watchlist | None:
        """The watchlist, or None where there is a mistake in it."""
        if not isinstance(entry, dict):
            self._mistake(location, "a watchlist is a mapping with watchlist_id, name, places")
            return None
        before = len(self.mistakes)
        if not (entry.get("places") or entry.get("areas")):
            self._mistake(location, "it watches nothing: name places or areas")
        places = self._each(entry, "places", location, self._place)
        areas = self._each(entry, "areas", location, self._area)
        if len(self.mistakes) > before and None in (places, areas):
            return None
        try:
            watchlist = Watchlist.model_validate({**entry, "places": places, "areas": areas})
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_input=False):
                where = [step for step in fault["loc"] if step not in _AREA_TYPES]
                self._mistake([*location, *where], f"{'.'.join(map(str, where))}: {fault['msg']}")
            return None
        self._check(watchlist, location)
        return watchlist if len(self.mistakes) == before else None

    def _each(
        self,
        entry: dict[str, Any],
        name: str,
        location: list[str | int],
        read: Callable[[Any, list[str | int]], Any],
    ) -> list[Any] | None:
        listed = entry.get(name) or []
        if not isinstance(listed, list):
            self._mistake([*location, name], f"{name}: a list of {name}, even if it is one")
            return None
        found = []
        for number, given in enumerate(listed):
            at = [*location, name, number]
            try:
                found.append(read(given, at))
            except ValueError as error:
                self._mistake(at, str(error))
        return found

    def _place(self, place: Any, at: list[str | int]) -> dict[str, Any]:
        """A place of the file as the contract has it, or a site of the subscriber's own."""
        given = {"name": place} if isinstance(place, str) else place
        if not isinstance(given, dict) or not (given.get("place_id") or given.get("name")):
            raise ValueError("a place is a name, an id, or a mapping with name or place_id")
        meant = str(given.get("place_id") or given["name"])
        line = line_of(self.root, at)
        try:
            found = resolve_place(meant, self.atlas, lambda what: self.tell(f"{self.path}:{line}: {what}"))
        except UnknownPlaceError:
            if not (given.get("place_id") and given.get("name")):
                raise
            return _site(given)
        named = {"place_id": found.place_id, "name": found.name, "lat": found.lat, "lon": found.lon}
        return named | {key: value for key, value in given.items() if key not in ("place_id", "name")}

    def _area(self, area: Any, at: list[str | int]) -> Any:
        """An area of the file; oblasts and raions spelt as messages spell them."""
        if not isinstance(area, dict) or area.get("type") not in (_OBLAST, *_AREA_TYPES):
            raise ValueError(
                f"an area is a mapping with a type, one of {_OBLAST}, {', '.join(_AREA_TYPES)}: "
                "{type: raion, name: Kupiansk Raion}"
            )
        area = {**area, "type": "admin1"} if area["type"] == _OBLAST else area
        if area["type"] not in _AREA_KINDS:
            return area
        kinds = {"name": area["type"], "admin1": "admin1"}
        spelt = {key: self._spelt(str(area[key]), kind) for key, kind in kinds.items() if area.get(key)}
        if area["type"] == "raion" and len(spelt) == len(kinds):
            self._lies_in(spelt["name"], spelt["admin1"])
        return {**area, **spelt}

    def _lies_in(self, raion: str, oblast: str) -> None:
        """Raises UnknownPlaceError for a raion that is no part of the oblast: nothing could ever match it.

        A raion lies where the place lies that it is named after; one whose place is not known passes.
        """
        homes = self._oblasts(raion)
        if homes and oblast not in homes:
            own = [name for name in sorted(self.atlas.areas()) if oblast in self._oblasts(name)]
            near = process.extract(raion, own, scorer=fuzz.WRatio, limit=_CANDIDATES)
            there = f"; nearest there: {', '.join(name for name, _, _ in near)}" if near else ""
            raise UnknownPlaceError(f"{raion} lies in {' and '.join(sorted(homes))}, not in {oblast}{there}")

    def _oblasts(self, raion: str) -> set[str]:
        bearing = self.atlas.bearing(raion.rsplit(" ", 1)[0])
        return {place.admin1 for place in bearing if place.admin2 == raion and place.admin1}

    def _spelt(self, name: str, kind: str) -> str:
        names = area_names(name, self.atlas)
        meant = [each for each in names if folded(each).endswith(_RAIONS) == (kind == "raion")]
        if not meant:
            raise UnknownPlaceError(f"{name!r} is no {kind}; there is {', '.join(names)}")
        return meant[0]

    def _check(self, watchlist: Watchlist, location: list[str | int]) -> None:
        """What the contract alone does not see: polygons that are none, time zones that do not exist."""
        for number, area in enumerate(watchlist.areas):
            if isinstance(area, PolygonArea):
                try:
                    check(watchlist.model_copy(update={"areas": (area,)}))
                except PoisonError as error:
                    self._mistake([*location, "areas", number, "geometry"], str(error))
        if watchlist.preferences.quiet_hours is not None:
            try:
                zone_of(watchlist.preferences.quiet_hours)
            except ValueError as error:
                self._mistake([*location, "preferences", "quiet_hours", "time_zone"], str(error))

    def _mistake(self, location: list[str | int], what: str) -> None:
        self.mistakes.append((line_of(self.root, location), what))


def _site(given: dict[str, Any]) -> dict[str, Any]:
    """A place that the gazetteer does not have: only maps tell of it, how near the front comes.

    Raises ValueError for one without a position or a distance, such as a misspelt code: it would never match.
    """
    wanting = [key for key in ("lat", "lon", "front_within_km") if given.get(key) is None]
    if wanting:
        raise ValueError(
            f"there is no place with the id {given['place_id']!r}; "
            f"a site of your own also needs {', '.join(wanting)}"
        )
    return dict(given)


def _yaml_mistake(path: Path, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return f"{path}:{mark.line + 1}: not YAML: {problem}" if mark else f"{path}: not YAML: {problem}"
