"""History runs by its own clock and is told place by place."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import orjson
from typer.testing import CliRunner

from schemas.places import PlaceRef
from tests.unit.cli.alerts import KUPIANSK, NOON, make_alert
from workers.cli.article_files import Record
from workers.cli.history import by_publication, timeline
from workers.cli.main import app

RUNNER = CliRunner()
LATER = datetime(2026, 1, 1, tzinfo=UTC)


def record(name: str, published: str | None) -> Record:
    article = {"source": "a.example", "title": name, "body": "x", "published_at": published}
    return Record(name, orjson.dumps(article), None, 1)


def test_articles_arrive_in_order_of_publication() -> None:
    """Whatever the order of the files; the undated come with the one before them, none from tomorrow."""
    given = [
        record("undated", None),
        record("second", "2024-11-02T00:00:00Z"),
        record("beside the second", None),
        record("first", "2024-11-01T00:00:00Z"),
        record("of the future", "2031-01-01T00:00:00Z"),
        Record("broken", b"{", None, 1),
    ]
    found = by_publication(given, LATER)
    assert [(one.where, moment.isoformat()[:10]) for one, moment in found] == [
        ("undated", "2024-11-01"),
        ("first", "2024-11-01"),
        ("second", "2024-11-02"),
        ("beside the second", "2024-11-02"),
        ("of the future", "2026-01-01"),
        ("broken", "2026-01-01"),
    ]


def test_without_any_time_articles_arrive_now() -> None:
    """A missing time is never made up."""
    assert [moment for _, moment in by_publication([record("a", None)], LATER)] == [LATER]


def test_a_timeline_tells_each_place_by_itself_in_order_of_time() -> None:
    """Places by their first alert; each revision with its time in UTC; nothing in it commands a terminal."""
    lyman = PlaceRef(place_id="UA03", name="Lyman\x1b[2J", precision="settlement")
    alerts = [
        make_alert(revision=1, msg_type="update", changed_at=NOON + timedelta(days=2), certainty="unlikely"),
        make_alert(alert_id="b", place=lyman, changed_at=NOON + timedelta(days=1)),
        make_alert(),
    ]
    lines = "\n".join(line.plain for line in timeline(alerts)).splitlines()
    assert lines[0] == "Kupiansk, Kupiansk Raion, Kharkiv Oblast"
    assert lines[1].startswith("  2024-11-14 12:00  control reaffirmed  likely")
    assert lines[3].startswith("  2024-11-16 12:00  control reaffirmed  unlikely  update 1")
    assert lines[5].startswith("Lyman")
    assert "\x1b" not in "".join(lines)
    assert lines[2].strip() == make_alert(place=KUPIANSK).headline


def backtest(tmp_path: Path, *arguments: str) -> Any:
    """Two articles on Bahatyr, the later one first in the file."""
    claim = {"source": "a.example", "url": "https://a.example/1", "published_at": "2024-11-05T09:00:00Z"}
    claim |= {
        "title": "Bahatyr",
        "body": "The Russian Ministry of Defence said its forces had captured Bahatyr.",
    }
    left = {"source": "b.example", "url": "https://b.example/2", "published_at": "2024-11-08T09:00:00Z"}
    left |= {
        "title": "Withdrawal",
        "body": "The General Staff of Ukraine said its forces had withdrawn from Bahatyr.",
    }
    path = tmp_path / "archive.jsonl"
    path.write_bytes(orjson.dumps(left) + b"\n" + orjson.dumps(claim))
    result = RUNNER.invoke(app, ["replay", "--as-of-publication", str(path), *arguments])
    assert result.exit_code == 0, result.output
    return result


def test_a_backtest_prints_when_each_alert_would_have_come(tmp_path: Path) -> None:
    """A timeline, not events."""
    lines = backtest(tmp_path).stdout.splitlines()
    assert lines[0].startswith("Bahatyr")
    assert lines[1].startswith("  2024-11-05 09:00  control claimed  possible")
    assert any(line.startswith("  2024-11-08 09:00") for line in lines)


def test_a_backtest_prints_events_where_asked_to(tmp_path: Path) -> None:
    """All of them exercises, with the times of then."""
    events = [orjson.loads(line) for line in backtest(tmp_path, "--json").stdout.splitlines()]
    assert {event["data"]["status"] for event in events} == {"exercise"}
    assert events[0]["time"] == "2024-11-05T09:00:00Z"
    assert events[-1]["time"] == "2024-11-08T09:00:00Z"
