"""How much work it would be to overlay edges: hostile maps are refused before it is begun."""

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree

from schemas.errors import PoisonError

MOST_PAIRS = 3_000_000
"""Pairs of edges whose boxes meet. A map of 100,000 positions that was drawn by hand has some six a position;
every pair may become a corner, of some 100 bytes."""
_PAIRS_AT_ONCE = 4_000_000


def edges(positions: NDArray[np.float64], rings: NDArray[np.intp]) -> NDArray[np.float64]:
    """The boxes (west, south, east, north) of the edges of rings; `rings` numbers each position's ring."""
    same = rings[1:] == rings[:-1]
    one, other = positions[:-1][same], positions[1:][same]
    return np.hstack((np.minimum(one, other), np.maximum(one, other)))


def bearable(boxes: NDArray[np.float64]) -> None:
    """Raises PoisonError where more than `MOST_PAIRS` pairs of boxes meet."""
    shapes = np.asarray(shapely.box(*boxes.T), dtype=object)
    tree = STRtree(shapes)
    step = max(1, _PAIRS_AT_ONCE // max(1, len(boxes)))
    pairs = 0
    for start in range(0, len(shapes), step):
        found = tree.query(shapes[start : start + step])
        pairs += int(found.shape[1])
        if pairs // 2 > MOST_PAIRS:
            raise PoisonError(
                "map-too-intricate",
                f"its edges cross or overlap more than {MOST_PAIRS:,} times: this is no map of a front line",
            )
