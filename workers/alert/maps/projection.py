"""Degrees to metres on which areas are true: Lambert's azimuthal equal-area projection, by PROJ."""

import numpy as np
from numpy.typing import NDArray
from pyproj import Transformer

Positions = NDArray[np.float64]
"""(n, 2): longitude and latitude in degrees of WGS84, or x and y in metres."""


class EqualArea:
    """Around a centre in degrees of WGS84.

    Areas are exact everywhere; distances within 1,000 km of the centre are true to 0.4 %.
    """

    def __init__(self, lat: float, lon: float) -> None:
        plane = f"+proj=laea +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m +no_defs"
        self._forward = Transformer.from_crs("EPSG:4326", plane, always_xy=True)

    def forward(self, degrees: Positions) -> Positions:
        """Longitude and latitude to metres east and north of the centre."""
        x, y = self._forward.transform(degrees[:, 0], degrees[:, 1])
        return np.column_stack((x, y))

    def backward(self, metres: Positions) -> Positions:
        """The inverse."""
        x, y = self._forward.transform(metres[:, 0], metres[:, 1], direction="INVERSE")
        return np.column_stack((x, y))
