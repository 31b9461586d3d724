"""Snapshots of who controls what, as map makers publish them, and where the front runs by them."""

from typing import Any, Literal

from pydantic import Field

from schemas.model import Moment, Name, PartyId, Produced, Received, SourceName


class ControlMap(Received):
    """A GeoJSON FeatureCollection whose polygons bear a `status` property, as of one moment.

    `lean` is the party that the source leans to, where it leans; `licence` what its makers ask for.
    """

    source: SourceName
    as_of: Moment
    lean: PartyId | None = None
    licence: str | None = Field(None, max_length=512)
    type: Literal["FeatureCollection"] = "FeatureCollection"
    features: tuple[dict[str, Any], ...] = Field(max_length=20_000)


class FrontLine(Produced):
    """Where the front runs by the newest accepted snapshot of one source.

    `geometry` is a GeoJSON MultiLineString, WGS84, longitude first; empty where nobody faces anybody.
    """

    source: Name
    as_of: Moment
    lean: PartyId | None
    geometry: dict[str, Any]
