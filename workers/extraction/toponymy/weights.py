"""The weights of what speaks for one namesake: its kind and size, the regions named, its nearness to others.

They are the author's judgement, set on his own prose.
"""

import math
from collections.abc import Mapping, Sequence

from workers.extraction.gazetteer.record import Borders, Record
from workers.extraction.tables.frontline import Point
from workers.extraction.toponymy.toponyms import Candidate

_SAME_SPOT_KM = 8.0
_ONE_RIVER_KM = 150.0
_NONE_OF_THESE = -0.5
_SEAT = 1.0
_GREAT_CITY = 500_000
_FACILITY_PRIOR = 0.2

_PRIOR = {
    "city": 5.0,
    "town": 4.0,
    "oblast": 3.5,
    "raion": 1.5,
    "hromada": 0.5,
    "urban-settlement": 2.2,
    "rural-settlement": 0.9,
    "village": 0.7,
    "locality": -0.5,
    "district": -0.3,
    "river": 0.5,
}
KIND = {"p": 0.8, "i": 0.7, "r": 0.5, "j": 0.3, "o": -0.9, "k": -1.0}
"""By how the name is the record's: primary, inflected, of a region, adjective, other, other inflected."""


def great(candidate: Candidate) -> bool:
    """Whether the name is that of one of the world's great cities: others bear it as a by-name only."""
    record = candidate.record
    return record.tier == "world" and candidate.kind in "pi" and record.population >= _GREAT_CITY


def same_spot_km(record: Record) -> float:
    """How near two records of one name are when they are as good as one: a river has several points."""
    return _ONE_RIVER_KM if record.precision == "river" else _SAME_SPOT_KM


def prior(candidate: Candidate, borders: Borders) -> float:
    """How likely a record is meant, whatever the article says: by kind, size and how the name is its name."""
    record = candidate.record
    if record.tier == "former":
        return -3.0
    if record.tier == "world":
        return 0.2 + 0.8 * math.log10(max(record.population, 10_000) / 30_000) + KIND[candidate.kind]
    value = _PRIOR.get(record.feature, _FACILITY_PRIOR) + KIND[candidate.kind]
    if record.feature == "city" and record.oblast.split(" ")[0] == record.name:
        value += _SEAT
    if record.population > 1000:
        value += 0.5 * math.log10(record.population / 1000)
    return value - (0.7 if borders.across(record) and record.feature != "oblast" else 0.0)


def _inside(record: Record, region: Record) -> bool:
    if region.feature == "oblast":
        return record.oblast == region.oblast
    if region.feature == "raion":
        return record.oblast == region.oblast and record.raion == (region.raion or region.name)
    return record.hromada == region.hromada and record.raion == region.raion


def region_weight(
    record: Record, said: Sequence[Record], nearby: Sequence[Record], elsewhere: Sequence[Record]
) -> float:
    """What regions say of a record: those said of it, those in its sentences, those elsewhere."""
    weight = 0.0
    if said:
        weight += 6.0 if any(_inside(record, r) for r in said) else -6.0
    if nearby:
        weight += 2.6 if any(_inside(record, r) for r in nearby) else -0.6
    if elsewhere:
        share = sum(_inside(record, r) for r in elsewhere) / len(elsewhere)
        weight += 1.8 * share
    return weight


def closeness(position: Point, anchors: Sequence[Point], weight: float, scale_km: float) -> float:
    """Up to 1.3 `weight`, fading over `scale_km` from the nearest anchor."""
    if not anchors:
        return 0.0
    nearest = _rough_km(position, anchors)
    return weight * math.exp(-nearest / scale_km) + 0.3 * weight * math.exp(-nearest / (4 * scale_km))


def _rough_km(position: Point, anchors: Sequence[Point]) -> float:
    """Distance to the nearest on a plane: within a percent of the great circle inside one theatre."""
    lat, lon = position
    narrowing = math.cos(math.radians(lat))
    return 111.2 * math.sqrt(min((lat - y) ** 2 + ((lon - x) * narrowing) ** 2 for y, x in anchors))


def softmax(scores: Mapping[int, float]) -> dict[int, float]:
    """Shares of one, less the share of "none of these"."""
    if not scores:
        return {}
    top = max(*scores.values(), _NONE_OF_THESE)
    weights = {i: math.exp(s - top) for i, s in scores.items()}
    total = sum(weights.values()) + math.exp(_NONE_OF_THESE - top)
    return {i: w / total for i, w in weights.items()}
