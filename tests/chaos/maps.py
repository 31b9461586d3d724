"""Maps of a front that moves to and fro, far from all villages of the run."""

from datetime import UTC, datetime, timedelta

import orjson

from schemas.topics import CONTROL_MAPS
from tests.chaos.sent import Sent

SOURCE = "Chaos Map"
MIDDLE = (46.5, 30.0)
"""Latitude and longitude about which the front moves."""
BROKEN_EACH = 4
"""Every fourth map cannot be used."""
_STEPS, _STEP = 10, 0.02
_PHASE = 3
"""It turns back between two maps that are good: else they would show the same line."""
_FIRST = datetime(2024, 11, 1, 6, tzinfo=UTC)


def control_map(number: int, *, last: bool = False) -> Sent:
    """The map of that number, from 1: each shows another line than the one before, an hour later."""
    bad = number % BROKEN_EACH == 0 and not last
    lat, lon = MIDDLE
    east = lon + _STEP * abs((number + _PHASE) % (2 * _STEPS) - _STEPS)
    west, south, north = lon - 0.3, lat - 0.15, lat + 0.15
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    painted = {
        "type": "Feature",
        "properties": {"status": "no such status" if bad else "occupied"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    value = {
        "source": SOURCE,
        "as_of": (_FIRST + timedelta(hours=number)).isoformat(),
        "type": "FeatureCollection",
        "features": [painted],
    }
    return Sent(SOURCE.encode(), orjson.dumps(value), CONTROL_MAPS, bad=bad, last=last)
