"""How far a place lies from the front, by the newest map of each source."""

import math
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from schemas.errors import PoisonError
from schemas.identity import source_key
from schemas.maps import FrontLine

EARTH_RADIUS_KM = 6371.0088
"""Mean radius (IUGG)."""
KM_PER_DEGREE = math.pi * EARTH_RADIUS_KM / 180
"""Of a great circle."""

Segments = NDArray[np.float64]
"""(n, 2, 2): both ends of each segment, longitude and latitude in degrees."""


class Fronts:
    """The front lines that are known, one of each source; the nearest one counts."""

    def __init__(self) -> None:
        self._segments: dict[str, Segments] = {}

    def put(self, line: FrontLine) -> None:
        """Take a source's newest line in place of the one before. Raises PoisonError for no line at all."""
        try:
            self._segments[source_key(line.source)] = _segments(line.geometry)
        except (KeyError, TypeError, ValueError, IndexError, OverflowError) as error:
            raise PoisonError("front-geometry", f"{line.source}: not a MultiLineString: {error}") from error

    def drop(self, source: str) -> None:
        """Forget a source's line, where there is one."""
        self._segments.pop(source_key(source), None)

    def distance_km(self, lat: float, lon: float) -> float | None:
        """Kilometres from a point (WGS84 degrees) to the nearest front; None where no map shows one.

        On a plane around the point, which is true to two hundredths within 200 km.
        """
        distances = [_nearest(each, lat, lon) for each in self._segments.values() if len(each)]
        return min(distances, default=None)


def _segments(geometry: dict[str, Any]) -> Segments:
    if geometry["type"] != "MultiLineString":
        raise ValueError(f"its type is {geometry['type']!r:.40}")
    lines = [np.array(line, dtype=float)[:, :2] for line in geometry["coordinates"]]
    return np.concatenate(list(_pairs(lines))) if lines else np.empty((0, 2, 2))


def _pairs(lines: Iterable[NDArray[np.float64]]) -> Iterable[Segments]:
    for line in lines:
        if not np.isfinite(line).all():
            raise ValueError("a coordinate is not finite")
        yield np.stack((line[:-1], line[1:]), axis=1)


def _nearest(segments: Segments, lat: float, lon: float) -> float:
    around = (segments - (lon, lat)) * (np.cos(np.radians(lat)), 1.0)
    begin, step = around[:, 0], around[:, 1] - around[:, 0]
    length = (step * step).sum(axis=1)
    along = np.divide(-(begin * step).sum(axis=1), length, out=np.zeros(len(length)), where=length > 0)
    nearest = begin + np.clip(along, 0.0, 1.0)[:, None] * step
    return float(np.hypot(*nearest.T).min()) * KM_PER_DEGREE
