"""The alert's GeoJSON Feature (RFC 7946): longitude before latitude, null geometry where nothing is known."""

from datetime import datetime
from typing import Any

from schemas.places import PlaceRef


def feature_of(place: PlaceRef, alert_id: str, now: datetime, **facts: str) -> dict[str, Any]:
    """A Point for a resolved place; an unresolved one never gets coordinates. `facts` become properties."""
    known = is_resolved(place) and place.lat is not None and place.lon is not None
    return {
        "type": "Feature",
        "id": alert_id,
        "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]} if known else None,
        "properties": {
            "alert_id": alert_id,
            **facts,
            "place": place.name,
            "place_id": place.place_id,
            "changed_at": now.isoformat(),
        },
    }


def is_resolved(place: PlaceRef) -> bool:
    """Whether it is known which place is meant."""
    return place.precision != "unresolved" and not place.place_id.startswith("name:")
