"""Watchlists as users write them: YAML, places by name; mistakes are answered with file and line."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from schemas.watchlists import Admin1Area, RaionArea, Watchlist
from workers.cli.mistakes import UsageError
from workers.cli.place_names import Atlas, UnknownPlaceError, require_area, resolve_place
from workers.cli.preferences import zone_of

_TOP = "watchlists"
Location = Sequence[str | int]


def load_watchlists(path: Path, gazetteer: Atlas) -> tuple[Watchlist, ...]:
    """The watchlists of a file: one, a list, or a list under `watchlists`.

    Places are names, ids, or mappings with one of them and `front_within_km`. Raises UsageError that lists
    every mistake with its line.
    """
    try:
        text = path.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        document = yaml.safe_load(text)
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UsageError(_yaml_mistake(path, error)) from error
    mistakes: list[tuple[int, str]] = []
    found: list[Watchlist] = []
    for location, entry in _entries(document):
        watchlist = _watchlist(entry, location, gazetteer, root, mistakes)
        if watchlist is not None:
            found.append(watchlist)
    for identity, times in Counter(one.watchlist_id for one in found).items():
        if times > 1:
            mistakes.append((1, f"{times} watchlists are called {identity}"))
    if mistakes:
        raise UsageError("\n".join(f"{path}:{line}: {what}" for line, what in sorted(mistakes)))
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


def _watchlist(
    entry: Any, location: list[str | int], gazetteer: Atlas, root: Any, mistakes: list[tuple[int, str]]
) -> Watchlist | None:
    if not isinstance(entry, dict):
        mistakes.append((line_of(root, location), "a watchlist is a mapping with watchlist_id, name, places"))
        return None
    before = len(mistakes)
    places = []
    listed = entry.get("places") or []
    if not isinstance(listed, list):
        mistakes.append((line_of(root, [*location, "places"]), "places: a list of places, even if it is one"))
        return None
    for number, place in enumerate(listed):
        at = [*location, "places", number]
        try:
            places.append(_place(place, gazetteer))
        except ValueError as error:
            mistakes.append((line_of(root, at), str(error)))
    try:
        watchlist = Watchlist.model_validate({**entry, "places": places})
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False):
            at = [*location, *fault["loc"]]
            mistakes.append((line_of(root, at), f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}"))
        return None
    for number, area in enumerate(watchlist.areas):
        if isinstance(area, Admin1Area | RaionArea):
            try:
                require_area(area.name, gazetteer)
            except UnknownPlaceError as error:
                mistakes.append((line_of(root, [*location, "areas", number]), str(error)))
    if watchlist.preferences.quiet_hours is not None:
        try:
            zone_of(watchlist.preferences.quiet_hours)
        except ValueError as error:
            at = [*location, "preferences", "quiet_hours", "time_zone"]
            mistakes.append((line_of(root, at), str(error)))
    return watchlist if len(mistakes) == before else None


def _place(place: Any, gazetteer: Atlas) -> dict[str, Any]:
    """A place of the file as the contract has it."""
    given = {"name": place} if isinstance(place, str) else place
    if not isinstance(given, dict) or not (given.get("place_id") or given.get("name")):
        raise ValueError("a place is a name, an id, or a mapping with name or place_id")
    try:
        found = resolve_place(str(given.get("place_id") or given["name"]), gazetteer)
    except UnknownPlaceError:
        if given.get("place_id") and given.get("name"):
            return dict(given)
        raise
    named = {"place_id": found.place_id, "name": found.name, "lat": found.lat, "lon": found.lon}
    return named | {key: value for key, value in given.items() if key not in ("place_id", "name")}


def line_of(root: Any, location: Location) -> int:
    """The line of what stands at `location`, or of the nearest thing around it that the file has."""
    node = root
    for step in location:
        inner = _child(node, step)
        if inner is None:
            continue
        node = inner
    return node.start_mark.line + 1 if node is not None else 1


def _child(node: Any, step: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


def _yaml_mistake(path: Path, error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or str(error)
    return f"{path}:{mark.line + 1}: not YAML: {problem}" if mark else f"{path}: not YAML: {problem}"
