"""A snapshot as the table keeps it: whole steps of the grid, their differences, compressed."""

import base64
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import GeometryType
from shapely.geometry.base import BaseGeometry

from workers.alert.maps.comparison import Accepted
from workers.alert.maps.polygons import GRID_M
from workers.alert.maps.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Packed:
    """An accepted snapshot as text. `ground` holds base64 of zlib of little-endian 32-bit numbers."""

    source: str
    as_of: datetime
    lean: str | None
    ground: Mapping[str, str]
    divided: Mapping[str, str]


def pack(accepted: Accepted) -> Packed:
    """As many corners as a map may have (`polygons.MOST_POSITIONS`) fit twice into a changelog's record."""
    snapshot = accepted.snapshot
    ground = {holder: _deflated(each) for holder, each in snapshot.ground.items()}
    return Packed(snapshot.source, snapshot.as_of, snapshot.lean, ground, dict(accepted.divided))


def unpack(packed: Packed) -> Accepted:
    """The inverse: the very same ground."""
    ground = {holder: _inflated(text) for holder, text in packed.ground.items()}
    return Accepted(Snapshot(packed.source, packed.as_of, packed.lean, ground), packed.divided)


def _deflated(ground: BaseGeometry) -> str:
    _, positions, (rings, polygons, parts) = shapely.to_ragged_array([ground])
    steps = np.diff(np.rint(positions / GRID_M), axis=0, prepend=0)
    numbers = [np.array([len(rings), len(polygons), len(parts)]), rings, polygons, parts, *steps.T]
    return base64.b64encode(zlib.compress(np.concatenate(numbers).astype("<i4").tobytes(), 9)).decode()


def _inflated(text: str) -> BaseGeometry:
    numbers: NDArray[np.int32] = np.frombuffer(zlib.decompress(base64.b64decode(text)), dtype="<i4")
    (*sizes,), rest = numbers[:3], numbers[3:]
    rings, polygons, parts, steps = np.split(rest, np.cumsum(sizes))
    positions = np.ascontiguousarray(np.cumsum(steps.reshape(2, -1).astype(float), axis=1).T * GRID_M)
    offsets = tuple(each.astype(np.int64) for each in (rings, polygons, parts))
    found: BaseGeometry = shapely.from_ragged_array(GeometryType.MULTIPOLYGON, positions, offsets)[0]
    return found
