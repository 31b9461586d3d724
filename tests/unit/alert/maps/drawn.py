"""Maps drawn by hand for the tests: an invented plain around 48.5 N, 36 E, half of it held by each side."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from schemas.maps import ControlMap
from schemas.places import Party, PlaceRef
from workers.alert.maps.terrain import LEFT_OUT, Legend, Settlement, Terrain

PARTIES = (
    Party(id="RU", name="Russia", adjective="Russian"),
    Party(id="UA", name="Ukraine", adjective="Ukrainian"),
)
LEGEND = Legend(
    ("status", "name"),
    {
        "occupied": "RU",
        "liberated": "UA",
        "grey": "contested",
        "geojson.status.occupied": "RU",
        "sea": LEFT_OUT,
    },
)
STATUS_OF = {"RU": "occupied", "UA": "liberated", "contested": "grey"}
Box = tuple[float, float, float, float]


def day(number: int) -> datetime:
    """A morning in November 2024."""
    return datetime(2024, 11, number, 6, tzinfo=UTC)


def village(name: str, lat: float, lon: float, country: str = "UA") -> PlaceRef:
    """A place whose id is its name."""
    return PlaceRef(
        place_id=f"UA-{name}", name=name, lat=lat, lon=lon, country=country, precision="settlement"
    )


def terrain(*places: PlaceRef, radius_km: float = 1.0) -> Terrain:
    """The plain with these villages; without any, a village every 0.1 degrees, called by its position."""
    if not places:
        places = tuple(
            village(f"{lat / 10:.1f}/{lon / 10:.1f}", lat / 10, lon / 10)
            for lat in range(480, 490)
            for lon in range(355, 366)
        )
    return Terrain(
        centre=(48.5, 36.0),
        bounds=(30.0, 44.0, 42.0, 53.0),
        legend=LEGEND,
        owners={"UA": "UA", "RU": "RU"},
        leans={"watchers": "UA"},
        parties=PARTIES,
        settlements=tuple(Settlement(place, radius_km) for place in places),
    )


def ring(box: Box) -> list[list[float]]:
    """The corners of a box (west, south, east, north), closed."""
    west, south, east, north = box
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(status: Any, *rings: Any, key: str = "status") -> dict[str, Any]:
    """A polygon with a status."""
    return {
        "type": "Feature",
        "properties": {key: status},
        "geometry": {"type": "Polygon", "coordinates": list(rings)},
    }


def control_map(
    boxes: Iterable[tuple[str, Box]], number: int = 1, *, source: str = "Neutral Map", lean: str | None = None
) -> ControlMap:
    """A map of boxes, each of a holder, as of a day."""
    features = tuple(feature(STATUS_OF[holder], ring(box)) for holder, box in boxes)
    return ControlMap(source=source, as_of=day(number), lean=lean, features=features)


def east_of(lon: float, number: int = 1, grey: float = 0.0, **named: Any) -> ControlMap:
    """Everything east of a meridian is Russian-held; `grey` degrees before it are contested."""
    boxes: list[tuple[str, Box]] = [("RU", (lon, 47.9, 36.6, 49.0))]
    if grey:
        boxes.append(("contested", (lon - grey, 47.9, lon, 49.0)))
    return control_map(boxes, number, **named)
