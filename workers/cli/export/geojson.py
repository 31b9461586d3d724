"""Alerts as one GeoJSON FeatureCollection (RFC 7946) that QGIS and geojson.io open as it is."""

from collections.abc import Iterable
from typing import Any

from schemas.alerts import Alert
from workers.cli.export.facts import facts_of
from workers.cli.export.geometry import geometry_of, right_handed


def feature_collection(alerts: Iterable[Alert]) -> dict[str, Any]:
    """A Feature for each alert as given; its id is its CloudEvent's, its geometry null where unknown."""
    return {"type": "FeatureCollection", "features": [_feature(alert) for alert in alerts]}


def _feature(alert: Alert) -> dict[str, Any]:
    return {
        "type": "Feature",
        "id": f"{alert.alert_id}.{alert.revision}",
        "geometry": right_handed(geometry_of(alert)),
        "properties": facts_of(alert),
    }
