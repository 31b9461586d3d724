"""`frontwatch alerts export` as a user types it: from files and standard input, in each format."""

import csv
from pathlib import Path
from typing import Any

import orjson
import pytest
from lxml import etree
from typer.testing import CliRunner

from schemas.cloudevents import to_structured
from tests.unit.cli.alerts import NOON, make_alert
from workers.cli.alert_filter import AlertFilter
from workers.cli.export.spool import Spool, choose
from workers.cli.main import app
from workers.cli.mistakes import UsageError

RUNNER = CliRunner()
STORY = (
    make_alert(certainty="possible"),
    make_alert(
        revision=1,
        msg_type="update",
        certainty="unlikely",
        references=("alert-1.0",),
        references_sent=(NOON,),
    ),
    make_alert(alert_id="alert-2", family="combat", event_type="assault"),
)


def lines(*alerts: Any) -> bytes:
    return b"\n".join(orjson.dumps(to_structured(alert, "desk")) for alert in alerts)


def export(*arguments: str, stdin: bytes = lines(*STORY), status: int = 0) -> Any:
    result = RUNNER.invoke(app, ["alerts", "export", *arguments], input=stdin)
    assert result.exit_code == status, result.output
    return result


def test_cap_is_a_message_a_line_or_a_file_each(tmp_path: Path) -> None:
    """Every revision; the directory is made."""
    printed = export("-", "--format", "cap").stdout.splitlines()
    assert len(printed) == 3
    export("-", "--format", "cap", "--output", str(tmp_path / "cap"))
    written = {path.name: path.read_text().strip() for path in (tmp_path / "cap").iterdir()}
    assert sorted(written) == ["alert-1.0.xml", "alert-1.1.xml", "alert-2.0.xml"]
    assert sorted(written.values()) == sorted(printed)
    for document in printed:
        assert etree.fromstring(document.encode()).tag.endswith("}alert")


def test_geojson_and_csv_are_of_what_stands_now(tmp_path: Path) -> None:
    """The latest revision of each alert, once."""
    collection = orjson.loads(export("-", "--format", "geojson").stdout)
    assert [feature["id"] for feature in collection["features"]] == ["alert-1.1", "alert-2.0"]
    path = tmp_path / "alerts.csv"
    export("-", "--format", "csv", "-o", str(path), stdin=lines(*STORY, *STORY))
    with path.open(newline="") as opened:
        assert [row[0] for row in csv.reader(opened)] == ["alert_id", "#event+id", "alert-1", "alert-2"]


def test_filters_are_those_of_subscribe() -> None:
    """By family, and by the certainty that stands."""
    chosen = orjson.loads(export("-", "--format", "geojson", "--family", "combat").stdout)
    assert [feature["properties"]["alert_id"] for feature in chosen["features"]] == ["alert-2"]
    none = orjson.loads(export("-", "--format", "geojson", "--certainty", "observed").stdout)
    assert none["features"] == []


def test_an_alert_that_was_admitted_is_followed_to_its_end() -> None:
    """A reader of CAP must learn that what he was told became unlikely."""
    wanted = AlertFilter(least_certainty="possible", families=frozenset({"control"}))
    spool = Spool()
    kept = [spool.keep(alert, "desk", admitted=wanted.admits(alert)) for alert in reversed(STORY)]
    assert [spool.read(each) for each in choose(kept, every=True)] == [(each, "desk") for each in STORY[:2]]
    assert choose(kept, every=False) == []


@pytest.mark.parametrize(
    ("stdin", "said"),
    [
        (b"{broken", "standard input"),
        (b'{"specversion": "1.0", "id": "x"}', "standard input"),
        (lines(make_alert(feature={"geometry": {"type": "Point", "coordinates": ["=1", 2]}})), "geometry"),
    ],
)
def test_what_is_no_alert_is_named_and_the_rest_is_exported(stdin: bytes, said: str) -> None:
    """With exit status 1, so that a script notices."""
    result = export("-", "--format", "geojson", stdin=lines(*STORY) + b"\n" + stdin, status=1)
    assert len(orjson.loads(result.stdout)["features"]) == 2
    assert said in result.stderr
    assert "1 left out" in result.stderr


def test_a_batch_of_events_is_read_as_well(tmp_path: Path) -> None:
    """The CloudEvents batch format: one JSON list."""
    path = tmp_path / "batch.json"
    path.write_bytes(b"[" + b",".join(lines(alert) for alert in STORY) + b"]")
    assert len(orjson.loads(export(str(path), "--format", "geojson").stdout)["features"]) == 2


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("-",), 2, "--format"),
        (("-", "--format", "kml"), 2, "cap"),
        (("nowhere.jsonl", "--format", "cap"), 2, "no such file"),
        (("-", "--format", "csv", "--area", "Kharkv Oblast"), 2, "nearest: Kharkiv Oblast"),
    ],
)
def test_a_mistake_is_answered_with_what_to_do(arguments: tuple[str, ...], status: int, said: str) -> None:
    """Before anything is written."""
    result = RUNNER.invoke(app, ["alerts", "export", *arguments], input=lines(*STORY))
    found = result.exception
    assert (found.exit_status if isinstance(found, UsageError) else result.exit_code) == status
    assert said in result.output + str(found)
