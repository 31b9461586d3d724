"""Maps of control in files: GeoJSON FeatureCollections, turned into records to send."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson

from schemas.errors import PoisonError
from schemas.maps import ControlMap
from schemas.topics import CONTROL_MAPS
from workers.alert.maps.snapshot import read, shown_already
from workers.alert.maps.terrain import Terrain
from workers.cli.article_files import Record, Refused, find_files, reason_of
from workers.cli.inert import inert
from workers.cli.mistakes import UsageError

SUFFIX = ".geojson"
_OWN = ("source", "as_of", "lean", "licence")
_ROOM = 1024
"""For a record's key and header."""


@dataclass(frozen=True, slots=True)
class MapDetails:
    """What the user says of a map that does not say it itself; null: nothing said."""

    source: str | None = None
    as_of: str | None = None
    lean: str | None = None


def read_map(path: str, told: MapDetails) -> Record | Refused:
    """The map in a file. `source`, `as_of`, `lean` and `licence` may stand beside its features.

    Raises UsageError for a file that cannot be opened.
    """
    try:
        value = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}") from error
    try:
        sent = orjson.dumps(_fields(value, told))
        source = ControlMap.model_validate_json(sent).source
    except orjson.JSONEncodeError:
        return Refused(path, "nested too deeply to be a map", value, CONTROL_MAPS)
    except ValueError as error:
        return Refused(path, reason_of(error), value, CONTROL_MAPS)
    if len(sent) > CONTROL_MAPS.max_message_bytes - _ROOM:
        limit = CONTROL_MAPS.max_message_bytes
        reason = f"{len(sent)} bytes; {CONTROL_MAPS.name} takes {limit}: write coordinates with 5 decimals"
        return Refused(path, reason, value, CONTROL_MAPS)
    return Record(path, sent, source.encode(), len(value), CONTROL_MAPS)


def read_maps(folder: Path) -> Iterator[ControlMap | Refused]:
    """The maps of a directory (or of one file), by name; what is none with the reason.

    Raises UsageError where there is no such directory, or no map file in it.
    """
    for path in find_files([str(folder)], (SUFFIX, ".json")):
        item = read_map(path, MapDetails())
        yield item if isinstance(item, Refused) else ControlMap.model_validate_json(item.value)


def checked(record: Record, terrain: Terrain, now: datetime) -> tuple[Record | Refused, str]:
    """The record, or why the maps worker would refuse it at `now`, and in a sentence what it shows."""
    message = ControlMap.model_validate_json(record.value)
    try:
        shown_already(message, now)
        snapshot = read(message, terrain)
    except PoisonError as error:
        return Refused(record.where, str(error), record.value, CONTROL_MAPS), ""
    painted = ", ".join(f"{holder} {each.area / 1e6:,.0f} km²" for holder, each in snapshot.ground.items())
    repaired = f"; {snapshot.repaired} polygons repaired" if snapshot.repaired else ""
    lean = f", leaning to {snapshot.lean}" if snapshot.lean else ""
    return record, f"{inert(snapshot.source)}{lean}, as of {snapshot.as_of.isoformat()}: {painted}{repaired}"


def _fields(value: bytes, told: MapDetails) -> dict[str, Any]:
    """The message: what the contract has of the document, completed by what the user says."""
    document = orjson.loads(value.removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(document, dict) or document.get("type") != "FeatureCollection":
        raise ValueError('not a GeoJSON FeatureCollection ({"type": "FeatureCollection", "features": […]})')
    said = {name: document[name] for name in _OWN if document.get(name) is not None}
    given = {"source": told.source, "as_of": told.as_of, "lean": told.lean}
    fields = {name: text for name, text in given.items() if text is not None} | said
    for name, what in (("source", "whose map it is"), ("as_of", "the moment that it shows, with its zone")):
        if name not in fields:
            option = name.replace("_", "-")
            raise ValueError(f"it does not say {what}: a member {name!r} beside its features, or --{option}")
    return {**fields, "type": "FeatureCollection", "features": document.get("features")}
