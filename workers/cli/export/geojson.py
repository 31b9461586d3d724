"""Alerts as one GeoJSON FeatureCollection (RFC 7946) that QGIS and geojson.io open as it is."""

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from schemas.alerts import Alert
from workers.cli.export.facts import facts_of
from workers.cli.export.geometry import geometry_of, right_handed
from workers.cli.inert import inert_json


def feature_collection(alerts: Iterable[Alert]) -> Iterator[str]:
    """Piece by piece, a Feature for each alert as given.

    Its id is its CloudEvent's, its geometry null where unknown.
    """
    yield '{"type":"FeatureCollection","features":['
    for number, alert in enumerate(alerts):
        yield (",\n" if number else "") + inert_json(orjson.dumps(_feature(alert)))
    yield "]}\n"


def _feature(alert: Alert) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"{alert.alert_id}.{alert.revision}",
        "geometry": right_handed(geometry_of(alert)),
        "properties": facts_of(alert),
    }
