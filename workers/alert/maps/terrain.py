"""What a map is read against: the theatre's settlements, what its statuses mean, whose the ground is."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import STRtree
from shapely.geometry.base import BaseGeometry

from schemas.places import Party, PlaceRef
from workers.alert.maps.projection import EqualArea, Positions

CONTESTED = "contested"
UNKNOWN = "unknown"
LEFT_OUT = "left_out"
"""The meaning of a status that says nothing of control."""

_LONGEST_STATUS = 500
_REMARK = re.compile(r"\{\{.*?\}\}")
_QUARTER_SEGMENTS = 8
"""Corners of a settlement's disc: 32. Its area is 0.6 % below the circle's."""

Indices = NDArray[np.intp]
Shapes = NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Settlement:
    """A settlement with coordinates; its area is taken to be a disc of `radius_km` around its point."""

    place: PlaceRef
    radius_km: float


@dataclass(frozen=True, slots=True)
class Legend:
    """What the statuses of a map mean.

    `properties` names, in their order, the properties in which a polygon may bear its status; `meanings`
    gives for each folded status a party, "contested" or `LEFT_OUT`.
    """

    properties: tuple[str, ...]
    meanings: Mapping[str, str]

    def meanings_of(self, text: str) -> frozenset[str]:
        """Everything that a status means, read whole or in the pieces between "///"; nothing if endless."""
        if len(text) > _LONGEST_STATUS:
            return frozenset()
        pieces = (text, *text.split("///"))
        return frozenset(self.meanings[key] for key in map(fold, pieces) if key in self.meanings)


def fold(status: str) -> str:
    """A status as it is compared: case, kinds of space, hyphens and remarks in {{…}} put aside."""
    plain = unicodedata.normalize("NFKC", _REMARK.sub(" ", status)).casefold()
    return " ".join(plain.replace("_", " ").replace("-", " ").split())


@dataclass(frozen=True, eq=False)
class Terrain:
    """A theatre as maps need it; compared by identity.

    `centre` is latitude and longitude of the point that areas are projected around; `bounds` west, south,
    east and north in degrees, beyond which polygons are no part of the theatre. `owners` gives the party that
    holds a country's ground where a map paints nothing; `leans` the party that a source (its name folded)
    leans to.
    """

    centre: tuple[float, float]
    bounds: tuple[float, float, float, float]
    legend: Legend
    owners: Mapping[str, str]
    leans: Mapping[str, str]
    parties: tuple[Party, ...]
    settlements: Sequence[Settlement]

    @cached_property
    def projection(self) -> EqualArea:
        """Between degrees and metres."""
        return EqualArea(*self.centre)

    @cached_property
    def positions(self) -> Positions:
        """Where the settlements lie, in metres."""
        places = [each.place for each in self.settlements]
        degrees = np.array([(place.lon, place.lat) for place in places], dtype=float).reshape(-1, 2)
        return self.projection.forward(degrees)

    @cached_property
    def points(self) -> Shapes:
        """The same as points."""
        return np.asarray(shapely.points(self.positions), dtype=object)

    @cached_property
    def discs(self) -> Shapes:
        """The settlements' areas, polygons in metres."""
        radii = np.array([each.radius_km * 1000 for each in self.settlements])
        return np.asarray(shapely.buffer(self.points, radii, quad_segs=_QUARTER_SEGMENTS), dtype=object)

    @cached_property
    def disc_tree(self) -> STRtree:
        """Which discs lie where."""
        return STRtree(self.discs)

    @cached_property
    def point_tree(self) -> STRtree:
        """Which settlements lie near."""
        return STRtree(self.points)

    @cached_property
    def outside(self) -> tuple[str, ...]:
        """Who holds each settlement where a map paints nothing over it."""
        return tuple(self.owners.get(each.place.country or "", UNKNOWN) for each in self.settlements)

    def touching(self, ground: BaseGeometry) -> Indices:
        """The settlements whose disc meets the ground, in their order."""
        if ground.is_empty:
            return np.empty(0, dtype=np.intp)
        found = self.disc_tree.query(shapely.get_parts(ground), predicate="intersects")[1]
        return np.unique(found)

    def owner_around(self, ground: BaseGeometry) -> str:
        """Who holds unpainted ground: the owner of the country of the settlement that is nearest to it."""
        if not self.settlements:
            return UNKNOWN
        nearest = self.point_tree.nearest(shapely.point_on_surface(ground))
        return self.outside[int(nearest)]
