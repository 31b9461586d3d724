"""Maps in files: what is sent of them, and what a user is told of one that will not do."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
import pytest
from typer.testing import CliRunner

from schemas.maps import ControlMap
from schemas.topics import CONTROL_MAPS
from tests.unit.alert.maps.drawn import feature, ring, terrain
from workers.cli.article_files import Missing, Record, Refused
from workers.cli.inputs import find_inputs, read_inputs, told_at
from workers.cli.main import app
from workers.cli.map_files import MapDetails, checked, read_map
from workers.cli.mistakes import EXIT_FAILED

BOX = ring((36.0, 48.0, 36.1, 48.1))
WHOLE = {"source": "Atlas", "as_of": "2024-11-04T18:00:00Z"}
NOW = datetime(2024, 11, 20, tzinfo=UTC)


def written(path: Path, features: Any, **members: Any) -> str:
    path.write_bytes(orjson.dumps({"type": "FeatureCollection", **members, "features": features}))
    return str(path)


def collection(features: Any) -> bytes:
    return orjson.dumps({"type": "FeatureCollection", **WHOLE, "features": features})


def test_a_map_says_whose_it_is_and_of_when_beside_its_features(tmp_path: Path) -> None:
    """Its source is the key; what the contract does not know stays behind."""
    path = written(tmp_path / "a.geojson", [feature("occupied", BOX)], **WHOLE, lean="UA", crs="old")
    record = read_map(path, MapDetails(source="Other"))
    assert isinstance(record, Record)
    assert (record.topic, record.key) == (CONTROL_MAPS, b"Atlas")
    sent = orjson.loads(record.value)
    assert "crs" not in sent
    assert ControlMap.model_validate(sent).lean == "UA"


def test_the_user_says_what_the_file_does_not(tmp_path: Path) -> None:
    """As for articles."""
    path = written(tmp_path / "a.json", [feature("occupied", BOX)])
    record = read_map(path, MapDetails("Atlas", "2024-11-04T18:00:00+02:00", "RU"))
    assert isinstance(record, Record)
    message = ControlMap.model_validate_json(record.value)
    assert (message.source, message.lean, message.as_of.hour) == ("Atlas", "RU", 16)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"{", "not JSON"),
        (b"[]", "not a GeoJSON FeatureCollection"),
        (b'{"type": "Feature"}', "not a GeoJSON FeatureCollection"),
        (b'{"type": "FeatureCollection", "features": []}', "it does not say whose map it is"),
        (b'{"type": "FeatureCollection", "source": "A", "features": []}', "or --as-of"),
        (b'{"type": "FeatureCollection", "source": "A", "as_of": "2024-11-04T18:00:00"}', "as_of: "),
        (b'{"type": "FeatureCollection", "source": "A", "as_of": "2024-11-04T18:00:00Z"}', "features: "),
        (
            b'{"type": "FeatureCollection", "source": "A", "as_of": "2024-11-04T18:00:00Z", "features": '
            b'[{"a":' + b"[" * 400 + b"]" * 400 + b"}]}",
            "nested too deeply",
        ),
    ],
)
def test_what_is_no_map_is_named_with_the_reason(tmp_path: Path, content: bytes, says: str) -> None:
    """And with what to do."""
    path = tmp_path / "a.geojson"
    path.write_bytes(content)
    refused = read_map(str(path), MapDetails())
    assert isinstance(refused, Refused)
    assert str(refused).startswith(f"{path}: ")
    assert says in refused.reason


def test_a_map_over_the_bound_is_not_sent(tmp_path: Path) -> None:
    """The reason says how to make it smaller."""
    path = written(tmp_path / "a.geojson", [{"note": "x" * CONTROL_MAPS.max_message_bytes}], **WHOLE)
    refused = read_map(path, MapDetails())
    assert isinstance(refused, Refused)
    assert "5 decimals" in refused.reason


def test_a_map_is_read_before_it_is_sent(tmp_path: Path) -> None:
    """As the worker will read it: what it shows, or why it would be refused."""
    good = read_map(written(tmp_path / "a.geojson", [feature("occupied", BOX)], **WHOLE), MapDetails())
    assert isinstance(good, Record)
    assert checked(good, terrain(), NOW) == (good, "Atlas, as of 2024-11-04T18:00:00+00:00: RU 83 km²")
    bad = read_map(written(tmp_path / "b.geojson", [feature("blue", BOX)], **WHOLE), MapDetails())
    assert isinstance(bad, Record)
    refused, _ = checked(bad, terrain(), NOW)
    assert isinstance(refused, Refused)
    assert "the status 'blue' is not known" in refused.reason
    early, _ = checked(good, terrain(), NOW - timedelta(days=30))
    assert isinstance(early, Refused)
    assert "yet to come" in early.reason


def test_articles_and_maps_are_replayed_in_the_order_of_their_names(tmp_path: Path) -> None:
    """A map of the fifth comes between the articles of the fourth and the sixth."""
    (tmp_path / "articles").mkdir()
    (tmp_path / "maps").mkdir()
    for day in ("04", "06"):
        (tmp_path / "articles" / f"2024-11-{day}.txt").write_text("Quiet night\n\nNothing happened.")
    written(tmp_path / "maps" / "2024-11-05.geojson", [feature("occupied", BOX)], **WHOLE)
    found = find_inputs([str(tmp_path)])
    assert [Path(path).name for path in found] == ["2024-11-04.txt", "2024-11-05.geojson", "2024-11-06.txt"]
    (record,) = read_inputs(found[1], Missing())
    moment = told_at(record)
    assert moment is not None
    assert moment.isoformat() == "2024-11-04T18:00:00+00:00"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'{"type": "FeatureCollection", "features": [{"type": "Feat', "not JSON"),
        (b"<kml></kml>", "not JSON"),
        (b'{"type": "Topology", "objects": {}}', "not a GeoJSON FeatureCollection"),
        (collection([]), "it paints no ground in the theatre"),
        (collection([feature("occupied", BOX[:3])]), "a ring has 3 positions; four are the least"),
        (collection([feature("occupied", BOX[:-1])]), "a ring does not end where it begins: is it cut off?"),
        (collection([feature("occupied", [[y, x] for x, y in BOX])]), "GeoJSON has the longitude first"),
        (collection([feature("occupied", [["36", {}]] * 4)]), "a coordinate is no number"),
    ],
)
def test_a_map_that_would_be_refused_is_so_without_a_broker(
    tmp_path: Path, content: bytes, says: str
) -> None:
    """Cut off, another format, empty, rings that are none, latitude first."""
    (tmp_path / "a.geojson").write_bytes(content)
    nowhere = ["-b", "127.0.0.1:1", "produce", "--map", str(tmp_path)]
    result = CliRunner().invoke(app, nowhere)
    assert result.exit_code == EXIT_FAILED
    assert says in " ".join(result.stderr.split())


def test_produce_map_names_what_is_not_there(tmp_path: Path) -> None:
    """Before it looks for a broker."""
    result = CliRunner().invoke(app, ["produce", "--map", str(tmp_path)])
    assert result.exit_code != 0
    assert "no such files in it (.geojson)" in str(result.exception)
