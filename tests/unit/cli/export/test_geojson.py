"""The collection is what RFC 7946 asks for, whatever stands in the alerts."""

from typing import Any

import orjson
import pytest
from hypothesis import given

from schemas.alerts import Alert
from tests.unit.alert.told import NOWHERE
from tests.unit.cli.alerts import make_alert
from tests.unit.cli.export.hostile import alerts, controls
from workers.cli.export.facts import FACTS
from workers.cli.export.geojson import feature_collection
from workers.cli.export.geometry import geometry_of

CLOCKWISE = [[37.0, 49.0], [37.0, 50.0], [38.0, 50.0], [38.0, 49.0], [37.0, 49.0]]
HOLE = [[37.4, 49.4], [37.6, 49.4], [37.6, 49.6], [37.4, 49.6], [37.4, 49.4]]


def drawn(geometry: Any, **fields: Any) -> Alert:
    return make_alert(feature={"type": "Feature", "geometry": geometry, "properties": {}}, **fields)


def written(*alerts: Alert) -> Any:
    """The collection of these alerts, read again."""
    return orjson.loads("".join(feature_collection(alerts)))


def test_it_is_one_collection_of_features_with_ids_of_their_own() -> None:
    """Two revisions of one alert do not share an id; properties are flat, so that a table can show them."""
    point = {"type": "Point", "coordinates": [37.61, 49.71]}
    collection = written(drawn(point), drawn(point, revision=1))
    assert set(collection) == {"type", "features"}
    assert [feature["id"] for feature in collection["features"]] == ["alert-1.0", "alert-1.1"]
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        assert feature["geometry"]["coordinates"] == [37.61, 49.71]
        assert list(feature["properties"]) == [fact.name for fact in FACTS]
        assert all(isinstance(v, str | int | float | None) for v in feature["properties"].values())


def test_an_unresolved_place_is_an_unlocated_feature() -> None:
    """Null, never an invented point."""
    (feature,) = written(make_alert(place=NOWHERE))["features"]
    assert feature["geometry"] is None


@pytest.mark.parametrize("rings", [[CLOCKWISE, HOLE], [CLOCKWISE[::-1], HOLE[::-1]], [CLOCKWISE, HOLE[::-1]]])
def test_rings_follow_the_right_hand_rule(rings: Any) -> None:
    """Outer rings anticlockwise, holes clockwise, in every kind of geometry."""
    wanted = [CLOCKWISE[::-1], HOLE[::-1]]
    polygon = {"type": "Polygon", "coordinates": rings}
    several = {"type": "MultiPolygon", "coordinates": [rings]}
    collection = {"type": "GeometryCollection", "geometries": [polygon]}
    one, many, nested = (
        f["geometry"] for f in written(*map(drawn, (polygon, several, collection)))["features"]
    )
    assert one["coordinates"] == many["coordinates"][0] == nested["geometries"][0]["coordinates"] == wanted


@pytest.mark.parametrize(
    "geometry",
    [
        {"type": "Point", "coordinates": ["=1", 49]},
        {"type": "Point", "coordinates": [400, 49]},
        {"type": "Point", "coordinates": [float("nan"), 49]},
        {"type": "Polygon", "coordinates": [CLOCKWISE[:-1]]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Circle", "coordinates": [37, 49]},
        "POINT(37 49)",
    ],
)
def test_what_is_no_geometry_is_refused(geometry: Any) -> None:
    """A file can hold anything."""
    with pytest.raises(ValueError, match=r"\S"):
        geometry_of(drawn(geometry))


@given(alerts())
def test_no_text_commands_a_terminal_or_a_page(alert: Alert) -> None:
    """Controls are escaped, markup is not there at all, and it stays JSON."""
    written = "".join(feature_collection([alert]))
    assert not controls(written) - {"\n"}
    properties = orjson.loads(written)["features"][0]["properties"]
    assert not any(set(v) & set("<>") for v in properties.values() if isinstance(v, str))
