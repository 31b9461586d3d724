"""Which watchlists an alert concerns: by place, oblast, raion, circle or polygon, family and event type."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import product

from pydantic import ValidationError

from schemas.errors import PoisonError
from schemas.maps import FrontLine
from schemas.places import PlaceRef
from schemas.watchlists import (
    Admin1Area,
    AlertEventType,
    AlertFamily,
    CircleArea,
    PolygonArea,
    RaionArea,
    Watchlist,
)
from workers.alert.fronts import EARTH_RADIUS_KM, KM_PER_DEGREE, Fronts
from workers.alert.rings import polygons_of, ring_of

_MOST_KNOWN = 50_000
_MOST_CELLS = 200
"""Degree cells in which an area is looked up; a thousand areas as wide as the Earth would fill gigabytes."""

Ring = tuple[tuple[float, float], ...]
Cell = tuple[int, int]
_WIDE: Cell = (90, 180)
"""No place lies in it: where areas are kept that are asked about every place."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """An area on the ground: a circle (`radius_km`), or polygons, each an outer ring and its holes."""

    west: float
    south: float
    east: float
    north: float
    centre: tuple[float, float] | None = None
    radius_km: float = 0.0
    polygons: tuple[tuple[Ring, ...], ...] = ()

    def covers(self, lat: float, lon: float) -> bool:
        if not (self.south <= lat <= self.north and self.west <= lon <= self.east):
            return False
        if self.centre is not None:
            return distance_km(self.centre, (lat, lon)) <= self.radius_km
        return any(
            _inside(rings[0], lat, lon) and not any(_inside(hole, lat, lon) for hole in rings[1:])
            for rings in self.polygons
        )

    def cells(self) -> Iterator[Cell]:
        """The degree cells that it may meet; only `_WIDE` for one that meets more than `_MOST_CELLS`."""
        rows = range(math.floor(self.south), math.floor(self.north) + 1)
        columns = range(math.floor(self.west), math.floor(self.east) + 1)
        if len(rows) * len(columns) > _MOST_CELLS:
            yield _WIDE
            return
        yield from product(rows, columns)


class WatchIndex:
    """All watchlists, ready to be asked which of them a place concerns.

    An oblast and a raion are compared by their names as the gazetteer spells them, case aside. A place that
    is watched while the front is near is watched, too, as long as no map shows where the front runs. A
    watchlist without places and areas matches nothing. What a place concerns is worked out once, until a list
    or a front changes.
    """

    def __init__(self) -> None:
        self._watchlists: dict[str, Watchlist] = {}
        self._fronts = Fronts()
        self._by_place: dict[str, dict[str, float | None]] = {}
        self._by_admin1: dict[str, set[str]] = {}
        self._by_raion: dict[str, set[tuple[str, str | None]]] = {}
        self._by_cell: dict[Cell, dict[str, list[_Shape]]] = {}
        self._selective: set[str] = set()
        self._known: dict[PlaceRef, tuple[str, ...]] = {}

    @classmethod
    def of(cls, watchlists: Iterable[Watchlist]) -> "WatchIndex":
        """An index of these watchlists; of two with one id the last counts. Raises as `check` does."""
        index = cls()
        for watchlist in watchlists:
            index.put(watchlist)
        return index

    def put(self, watchlist: Watchlist) -> None:
        """Add the watchlist, replacing one of its id. Raises as `check` does, then having changed nothing."""
        watch = watchlist.watchlist_id
        shapes = _shapes(watchlist)
        self.drop(watch)
        self._watchlists[watch] = watchlist
        if watchlist.families or watchlist.event_types:
            self._selective.add(watch)
        for place in watchlist.places:
            self._by_place.setdefault(place.place_id, {})[watch] = place.front_within_km
        for area in watchlist.areas:
            match area:
                case Admin1Area():
                    self._by_admin1.setdefault(area.name.casefold(), set()).add(watch)
                case RaionArea():
                    self._by_raion.setdefault(area.name.casefold(), set()).add((watch, _oblast(area)))
        for shape in shapes:
            for cell in shape.cells():
                self._by_cell.setdefault(cell, {}).setdefault(watch, []).append(shape)

    def drop(self, watch: str) -> None:
        """Forget the watchlist of that id, where there is one."""
        self._known.clear()
        self._selective.discard(watch)
        watchlist = self._watchlists.pop(watch, None)
        if watchlist is None:
            return
        for place in watchlist.places:
            self._by_place[place.place_id].pop(watch, None)
        for area in watchlist.areas:
            match area:
                case Admin1Area():
                    self._by_admin1[area.name.casefold()].discard(watch)
                case RaionArea():
                    self._by_raion[area.name.casefold()].discard((watch, _oblast(area)))
        for shape in _shapes(watchlist):
            for cell in shape.cells():
                self._by_cell[cell].pop(watch, None)

    def put_front(self, line: FrontLine) -> None:
        """Know where the front runs by a source's newest map. Raises PoisonError for what is no line."""
        self._fronts.put(line)
        self._known.clear()

    def drop_front(self, source: str) -> None:
        """Know it by that source no more."""
        self._fronts.drop(source)
        self._known.clear()

    def __len__(self) -> int:
        return len(self._watchlists)

    def matching(self, place: PlaceRef, family: AlertFamily, event_type: AlertEventType) -> tuple[str, ...]:
        """The ids, sorted, of the watchlists that ask for this place, family and event type."""
        known = self._known.get(place)
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[place] = tuple(sorted(self._find(place)))
        selective = self._selective
        return tuple(
            [each for each in known if each not in selective or self._asks(each, family, event_type)]
        )

    def _asks(self, watch: str, family: AlertFamily, event_type: AlertEventType) -> bool:
        watchlist = self._watchlists[watch]
        return (not watchlist.families or family in watchlist.families) and (
            not watchlist.event_types or event_type in watchlist.event_types
        )

    def _away(self, place: PlaceRef) -> float | None:
        """Kilometres to the front, where both are known."""
        if place.lat is None or place.lon is None:
            return None
        return self._fronts.distance_km(place.lat, place.lon)

    def _find(self, place: PlaceRef) -> set[str]:
        away = self._away(place)
        watching = self._by_place.get(place.place_id, {})
        found = {watch for watch, km in watching.items() if km is None or away is None or away <= km}
        if place.admin1:
            found |= self._by_admin1.get(place.admin1.casefold(), set())
        if place.admin2:
            oblast = place.admin1.casefold() if place.admin1 else None
            named = self._by_raion.get(place.admin2.casefold(), set())
            found |= {watch for watch, admin1 in named if admin1 is None or admin1 == oblast}
        if place.lat is not None and place.lon is not None:
            lat, lon = place.lat, place.lon
            for cell in ((math.floor(lat), math.floor(lon)), _WIDE):
                shapes = self._by_cell.get(cell, {})
                found |= {
                    watch
                    for watch, own in shapes.items()
                    if watch not in found and any(shape.covers(lat, lon) for shape in own)
                }
        return found


def read_watchlist(key: str, value: bytes) -> Watchlist:
    """The watchlist in a record of that key. Raises PoisonError for one that cannot be used."""
    try:
        watchlist = Watchlist.model_validate_json(value, extra="ignore")
    except ValidationError as error:
        raise PoisonError("watchlist-schema", f"{key}: {error}") from error
    if watchlist.watchlist_id != key:
        raise PoisonError(
            "watchlist-key", f"the record's key is {key}, the watchlist's {watchlist.watchlist_id}"
        )
    check(watchlist)
    return watchlist


def _oblast(area: RaionArea) -> str | None:
    return area.admin1.casefold() if area.admin1 else None


def _shapes(watchlist: Watchlist) -> list[_Shape]:
    """Its circles and polygons."""
    return [
        _circle(area) if isinstance(area, CircleArea) else _polygon(watchlist.watchlist_id, area)
        for area in watchlist.areas
        if isinstance(area, CircleArea | PolygonArea)
    ]


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance in kilometres of two (latitude, longitude) pairs in degrees (haversine)."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*one, *other))
    half = (
        math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    )
    return 2 * EARTH_RADIUS_KM * math.asin(min(1.0, math.sqrt(half)))


def check(watchlist: Watchlist) -> None:
    """Raises PoisonError for a watchlist whose polygons are no GeoJSON polygons in degrees."""
    _shapes(watchlist)


def _circle(area: CircleArea) -> _Shape:
    rows = area.radius_km / KM_PER_DEGREE
    widest = min(89.0, max(abs(area.lat - rows), abs(area.lat + rows)))
    columns = min(180.0, rows / math.cos(math.radians(widest)))
    return _Shape(
        max(-180.0, area.lon - columns),
        max(-90.0, area.lat - rows),
        min(180.0, area.lon + columns),
        min(90.0, area.lat + rows),
        centre=(area.lat, area.lon),
        radius_km=area.radius_km,
    )


def _polygon(watch: str, area: PolygonArea) -> _Shape:
    try:
        read = [[ring_of(ring) for ring in rings] for rings in polygons_of(area.geometry)]
        if not read:
            raise ValueError("it has no polygon")
        corners = [corner for rings in read for ring in rings for corner in ring.tolist()]
        lons, lats = [lon for lon, _ in corners], [lat for _, lat in corners]
        bounds = min(lons), min(lats), max(lons), max(lats)
    except ValueError as error:
        raise PoisonError("watchlist-geometry", f"{watch}: not a GeoJSON polygon: {error}") from error
    polygons = tuple(
        tuple(tuple((lon, lat) for lon, lat in ring.tolist()) for ring in rings) for rings in read
    )
    return _Shape(*bounds, polygons=polygons)


def _inside(ring: Ring, lat: float, lon: float) -> bool:
    """Even-odd rule: a ray to the east crosses the ring's edges an odd number of times."""
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
            crossed = not crossed
    return crossed
