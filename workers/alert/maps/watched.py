"""Which watchlists a moved front concerns."""

from collections.abc import Iterable, Sequence

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from schemas.places import PlaceRef
from schemas.watchlists import (
    Admin1Area,
    Area,
    CircleArea,
    RaionArea,
    WatchedPlace,
    Watchlist,
)
from workers.alert.maps.projection import EqualArea


class Moved:
    """Ground that changed hands, in metres, and the settlements whose area it touches."""

    def __init__(self, ground: BaseGeometry, touched: Sequence[PlaceRef], projection: EqualArea) -> None:
        shapely.prepare(ground)
        self._ground = ground
        self._projection = projection
        self._ids = {place.place_id for place in touched}
        self._admin1 = {_folded(place.admin1) for place in touched}
        self._raions = {(_folded(place.admin2), _folded(place.admin1)) for place in touched}
        self._raions |= {(raion, None) for raion, _ in self._raions}

    def concerns(self, watchlist: Watchlist) -> bool:
        """Whether it asks for moved fronts, and this one touches a place or area of its."""
        if watchlist.families and "map" not in watchlist.families:
            return False
        if watchlist.event_types and "map_moved" not in watchlist.event_types:
            return False
        return any(map(self._meets_place, watchlist.places)) or any(map(self._meets_area, watchlist.areas))

    def _meets_place(self, place: WatchedPlace) -> bool:
        """A place with a distance to the front: ground moved within that distance of it."""
        if place.front_within_km is None or place.lat is None or place.lon is None:
            return place.place_id in self._ids
        return self._within(place.lat, place.lon, place.front_within_km)

    def _meets_area(self, area: Area) -> bool:
        match area:
            case Admin1Area():
                return _folded(area.name) in self._admin1
            case RaionArea():
                return (_folded(area.name), _folded(area.admin1)) in self._raions
            case CircleArea():
                return self._within(area.lat, area.lon, area.radius_km)
        return self._meets(shapely.geometry.shape(area.geometry))

    def _meets(self, polygon: BaseGeometry) -> bool:
        """Whether they share ground; by edges and corners, for rings may cross themselves."""
        area = shapely.transform(polygon, self._projection.forward)
        shapely.prepare(area)
        return bool(
            shapely.intersects(self._ground, shapely.boundary(area))
            or shapely.contains_xy(area, shapely.get_coordinates(self._ground)).any()
        )

    def _within(self, lat: float, lon: float, km: float) -> bool:
        points = shapely.points(self._projection.forward(np.array([[lon, lat]])))
        return bool(shapely.dwithin(self._ground, points, km * 1000).all())


def watching(watchlists: Iterable[Watchlist], moved: Moved) -> tuple[str, ...]:
    """The ids, sorted, of the watchlists that the moved front concerns."""
    return tuple(sorted(each.watchlist_id for each in watchlists if moved.concerns(each)))


def _folded(name: str | None) -> str | None:
    return name.casefold() if name is not None else None
