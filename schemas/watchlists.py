"""Watchlists: what a subscriber wants to hear of, and how."""

from datetime import time
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from schemas.claims import EventType
from schemas.model import Identifier, Latitude, Longitude, Name, Produced
from schemas.places import Certainty

AlertFamily = Literal["control", "combat", "movement", "strike", "civil", "naming", "map"]
AlertEventType = EventType | Literal["control_claimed", "location_named", "map_moved"]


class Admin1Area(Produced):
    """An oblast, by the name that `Place.admin1` bears."""

    type: Literal["admin1"] = "admin1"
    name: Name


class RaionArea(Produced):
    """A raion, by the name that `Place.admin2` bears, with its oblast where the name alone is not enough."""

    type: Literal["raion"] = "raion"
    name: Name
    admin1: Name | None = None


class CircleArea(Produced):
    """A circle on the ground; `radius_km` in kilometres."""

    type: Literal["circle"] = "circle"
    lat: Latitude
    lon: Longitude
    radius_km: Annotated[float, Field(gt=0, le=2000)]


class PolygonArea(Produced):
    """A GeoJSON Polygon or MultiPolygon geometry, WGS84, longitude first."""

    type: Literal["polygon"] = "polygon"
    geometry: dict[str, Any]


Area = Annotated[Admin1Area | RaionArea | CircleArea | PolygonArea, Field(discriminator="type")]


class WatchedPlace(Produced):
    """One watched place; `name` is what the subscriber called it.

    With `front_within_km` it is watched while the front is so near by the newest maps, and `map_moved` is
    wanted where ground changes hands within that distance of it.
    """

    place_id: Identifier
    name: Name
    lat: Latitude | None = None
    lon: Longitude | None = None
    front_within_km: Annotated[float, Field(gt=0, le=500)] | None = None


def _written(value: object) -> object:
    if isinstance(value, int | float):
        raise ValueError('a time of day is written "22:00"')
    return value


def _local(value: time) -> time:
    if value.tzinfo is not None:
        raise ValueError("a local time of day has no offset: time_zone says where it holds")
    return value


LocalTime = Annotated[time, BeforeValidator(_written), AfterValidator(_local)]
"""A time of day by the clocks of a place, such as "22:00"."""


class QuietHours(Produced):
    """Local hours in which nothing below `except_certainty` is passed on; may cross midnight."""

    start: LocalTime
    end: LocalTime
    time_zone: str = Field(max_length=64)
    except_certainty: Certainty | None = None


class Preferences(Produced):
    """Applied where a watchlist is read, not in the shared stream."""

    least_certainty: Certainty = "unknown"
    quiet_hours: QuietHours | None = None
    cooldown_minutes: Annotated[int, Field(ge=0, le=10080)] = 0


class Watchlist(Produced):
    """What one subscriber watches. Empty `families` and `event_types` mean all of them."""

    watchlist_id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
    name: Name
    places: tuple[WatchedPlace, ...] = Field((), max_length=10_000)
    areas: tuple[Area, ...] = Field((), max_length=1000)
    families: tuple[AlertFamily, ...] = ()
    event_types: tuple[AlertEventType, ...] = ()
    preferences: Preferences = Preferences()
