"""Where the line of contact ran, roughly: a theatre's points by period, for choosing among namesakes."""

import csv
import math
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

Point = tuple[float, float]
_EARTH_KM = 6371.0


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance between two points of WGS84 degrees, in kilometres."""
    lat_a, lat_b = math.radians(a[0]), math.radians(b[0])
    half_lat, half_lon = (lat_b - lat_a) / 2, math.radians(b[1] - a[1]) / 2
    h = math.sin(half_lat) ** 2 + math.cos(lat_a) * math.cos(lat_b) * math.sin(half_lon) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(h)))


def _to_segment_km(p: Point, a: Point, b: Point) -> float:
    """Distance to a segment, on a plane around `p`: enough for segments of some tens of kilometres."""
    scale = math.cos(math.radians(p[0]))
    ax, ay = (a[1] - p[1]) * scale, a[0] - p[0]
    bx, by = (b[1] - p[1]) * scale, b[0] - p[0]
    dx, dy = bx - ax, by - ay
    length = dx * dx + dy * dy
    t = 0.0 if length == 0 else max(0.0, min(1.0, -(ax * dx + ay * dy) / length))
    return math.hypot(ax + t * dx, ay + t * dy) * 111.2


class _Period(NamedTuple):
    begins: date
    ends: date
    lines: tuple[tuple[Point, ...], ...]


class FrontLine:
    """The line of contact by period. Without a table every place is far from it."""

    def __init__(self, periods: tuple[_Period, ...] = ()) -> None:
        self._periods = periods
        self.distance = lru_cache(maxsize=1 << 13)(self._distance)

    @classmethod
    @cache
    def load(cls, path: Path) -> "FrontLine":
        """Read a table with columns begins, ends (empty: until now), line, lat, lon; rows in order."""
        if not path.exists():
            return cls()
        grouped: dict[tuple[str, str], dict[str, list[Point]]] = {}
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                lines = grouped.setdefault((row["begins"], row["ends"]), {})
                lines.setdefault(row["line"], []).append((float(row["lat"]), float(row["lon"])))
        return cls(
            tuple(
                _Period(
                    date.fromisoformat(begins),
                    date.fromisoformat(ends) if ends else date.max,
                    tuple(tuple(points) for points in lines.values()),
                )
                for (begins, ends), lines in grouped.items()
            )
        )

    def _distance(self, point: Point, on: date | None) -> float:
        """Kilometres to the line as it ran `on` a day, or to its nearest position ever."""
        lines = [
            line
            for period in self._periods
            if on is None or period.begins <= on <= period.ends
            for line in period.lines
        ]
        if not lines and on is not None:
            return self.distance(point, None)
        return min(
            (_to_segment_km(point, a, b) for line in lines for a, b in pairwise(line)),
            default=math.inf,
        )
