"""The alert `map_moved`: how much ground passed to whom between two snapshots of one map."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import shapely

from schemas.alerts import Alert, AlertEvidence, Corroboration, Status
from schemas.claims import ClaimTime
from schemas.identity import alert_id
from schemas.places import Certainty, PlaceRef
from workers.alert.headline import day_in_words, forces, inert, listed
from workers.alert.maps.comparison import Comparison, Flip
from workers.alert.maps.shapes import geojson, shortened
from workers.alert.maps.snapshot import Snapshot, together
from workers.alert.maps.terrain import CONTESTED, UNKNOWN, Terrain
from workers.alert.policy.windows import QUIET
from workers.alert.severity import severity_of, urgency_of

LEAST_KM2 = 0.1
"""Less than that, without a settlement that flips, wakes nobody: maps are not drawn so finely."""
MOST_POSITIONS = 4_000
"""Of the geometry in the alert: some 90 KB."""
MOST_FLIPS = 100
"""Settlements that are listed in the alert's feature; every one has an observation of its own."""


@dataclass(frozen=True, slots=True)
class Balance:
    """Square kilometres that each party gained and lost; the grey zone is nobody's gain."""

    gained: Mapping[str, float]
    lost: Mapping[str, float]
    into_grey: float
    out_of_grey: float


def balance(comparison: Comparison) -> Balance:
    """The figures of a comparison, rounded to hectares."""
    gained: dict[str, float] = defaultdict(float)
    lost: dict[str, float] = defaultdict(float)
    for shift in comparison.shifts:
        gained[shift.after] += shift.km2
        lost[shift.before] += shift.km2
    into, out = gained.pop(CONTESTED, 0.0), lost.pop(CONTESTED, 0.0)
    gained.pop(UNKNOWN, None)
    lost.pop(UNKNOWN, None)
    return Balance(_rounded(gained), _rounded(lost), round(into, 2), round(out, 2))


def is_news(comparison: Comparison) -> bool:
    """Whether anybody is told of it."""
    return bool(comparison.flips) or sum(shift.km2 for shift in comparison.shifts) >= LEAST_KM2


def map_moved(
    before: Snapshot,
    comparison: Comparison,
    terrain: Terrain,
    watchlists: tuple[str, ...],
    status: Status,
    now: datetime,
) -> Alert:
    """The alert for one snapshot; every snapshot that moves the front raises one of its own."""
    after = comparison.accepted.snapshot
    figures = balance(comparison)
    place = place_of(after.source)
    identity = alert_id(place.place_id, "map", after.as_of.isoformat())
    certainty = _certainty(after, figures)
    severity = severity_of("map_moved", certainty, 1)
    headline = _headline(before, after, figures, comparison.flips, terrain)
    facts = {
        **{"family": "map", "event_type": "map_moved", "certainty": certainty, "severity": severity},
        **{"headline": headline, "place": place.name, "place_id": place.place_id},
        "changed_at": now.isoformat(),
        **_facts(before, after, figures, comparison.flips),
    }
    return Alert(
        alert_id=identity,
        revision=0,
        msg_type="alert",
        status=status,
        state="open",
        family="map",
        event_type="map_moved",
        place=place,
        certainty=certainty,
        severity=severity,
        urgency=urgency_of("map_moved", after.as_of, now),
        headline=headline,
        corroboration=Corroboration(origins=1, publishers=1, claimants=(after.source,)),
        evidence=(_evidence(after, headline),),
        time=ClaimTime(start=before.as_of.date(), end=after.as_of.date(), grain="day", basis="stated"),
        feature=_feature(identity, comparison, terrain, facts),
        watchlists=watchlists,
        first_reported_at=after.as_of,
        changed_at=now,
        expires_at=now + QUIET,
    )


def place_of(source: str) -> PlaceRef:
    """What `map_moved` is about: the ground that a map shows, which has no name of its own."""
    return PlaceRef(place_id=f"map:{source}"[:256], name=f"Front line by {inert(source)}", precision="area")


def _feature(
    identity: str, comparison: Comparison, terrain: Terrain, facts: dict[str, Any]
) -> dict[str, Any]:
    """A GeoJSON Feature of the ground that moved; what was too small to draw leaves the geometry empty."""
    ground = shortened(together([shift.ground for shift in comparison.shifts]), MOST_POSITIONS)
    geometry = None if shapely.is_empty(ground) else geojson(ground, terrain.projection)
    return {
        "type": "Feature",
        "id": identity,
        "geometry": geometry,
        "properties": {"alert_id": identity, **facts},
    }


def _facts(before: Snapshot, after: Snapshot, figures: Balance, flips: Sequence[Flip]) -> dict[str, Any]:
    return {
        "source": after.source,
        "as_of": after.as_of.isoformat(),
        "previous_as_of": before.as_of.isoformat(),
        "gained_km2": dict(figures.gained),
        "lost_km2": dict(figures.lost),
        "into_grey_km2": figures.into_grey,
        "out_of_grey_km2": figures.out_of_grey,
        "flips": len(flips),
        "flipped": [
            {"place_id": each.place.place_id, "name": each.place.name, "from": each.before, "to": each.after}
            for each in flips[:MOST_FLIPS]
        ],
    }


def _certainty(snapshot: Snapshot, figures: Balance) -> Certainty:
    """A monitor's word: likely, but for the gains of the party that it leans to."""
    largest = max(figures.gained, key=lambda party: figures.gained[party], default=None)
    return "possible" if largest is not None and largest == snapshot.lean else "likely"


def _evidence(after: Snapshot, headline: str) -> AlertEvidence:
    return AlertEvidence(
        source=after.source,
        url=None,
        title=f"Map of {day_in_words(after.as_of.date())}",
        published_at=after.as_of,
        claimant=after.source,
        event_type="map_moved",
        modality="asserted",
        sentence=headline,
    )


def _headline(
    before: Snapshot, after: Snapshot, figures: Balance, flips: Sequence[Flip], terrain: Terrain
) -> str:
    """ "Watchers shows that Russian forces gained 4.1 km² between …; Hruntivka changed hands." """
    told = [_of_party(party, figures, terrain) for party in sorted({*figures.gained, *figures.lost})]
    told += [f"{figures.into_grey:,.1f} km² became contested"] if figures.into_grey >= LEAST_KM2 else []
    told += [f"{figures.out_of_grey:,.1f} km² no longer are"] if figures.out_of_grey >= LEAST_KM2 else []
    days = f"{day_in_words(before.as_of.date())} and {day_in_words(after.as_of.date())}"
    happened = [each for each in told if each] or ["the front line moved"]
    sentence = f"{inert(after.source)} shows that between {days} {', '.join(happened[:-1])}"
    sentence += f"{' and ' if len(happened) > 1 else ''}{happened[-1]}"
    if flips:
        names = listed([inert(flip.place.name) for flip in flips])
        sentence += f"; {names} changed hands"
    return sentence[:499] + "."


def _of_party(party: str, figures: Balance, terrain: Terrain) -> str:
    gained, lost = figures.gained.get(party, 0.0), figures.lost.get(party, 0.0)
    parts = [
        f"{verb} {km2:,.1f} km²" for verb, km2 in (("gained", gained), ("lost", lost)) if km2 >= LEAST_KM2
    ]
    return f"{forces(party, terrain.parties)} {' and '.join(parts)}" if parts else ""


def _rounded(figures: Mapping[str, float]) -> dict[str, float]:
    return {party: round(km2, 2) for party, km2 in sorted(figures.items()) if round(km2, 2)}
