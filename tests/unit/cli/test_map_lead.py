"""A backtest is held against maps: how long before or after the map the first alert came."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from schemas.alerts import Alert, ControlChange
from schemas.errors import PoisonError
from schemas.maps import ControlMap
from tests.unit.alert.maps.drawn import day, east_of, terrain, village
from tests.unit.cli.alerts import make_alert
from workers.cli.article_files import Refused
from workers.cli.map_files import read_maps
from workers.cli.map_lead import Lead, Mapped, flips_of, leads, report
from workers.cli.mistakes import UsageError

WEST, EAST = village("west", 48.5, 35.2), village("east", 48.5, 36.2)
GROUND = terrain(WEST, EAST)
ADVANCE = (east_of(36.0, 1), east_of(35.0, 9), east_of(36.0, 20))
"""East is held from the start; west falls on the map of the 9th and is back on that of the 20th."""


def alert(after: str, moment: float, **given: Any) -> Alert:
    """An alert that west changed hands, `moment` days into November."""
    fields = {"alert_id": f"{after}-{moment}", "place": WEST, "event_type": "control_gained"} | given
    changed = day(1) + timedelta(days=moment - 1)
    return make_alert(control=ControlChange(before="UA", after=after), changed_at=changed, **fields)


def found(*alerts: Alert, maps: tuple[ControlMap, ...] = ADVANCE) -> list[float | None]:
    flips = [each for each in flips_of(maps, GROUND) if isinstance(each, Mapped)]
    return [None if lead.days is None else round(lead.days, 3) for lead in leads(flips, alerts)]


def test_a_flip_is_what_changes_from_map_to_map_of_one_source() -> None:
    """Whatever the order of the files; the first map of a source is only what the next is held against."""
    other = tuple(each.model_copy(update={"source": "Other Map"}) for each in ADVANCE[:1])
    flips = [
        each for each in flips_of((ADVANCE[2], *other, *ADVANCE[:2]), GROUND) if isinstance(each, Mapped)
    ]
    assert [(one.flip.place.name, one.flip.before, one.flip.after, one.as_of) for one in flips] == [
        ("west", "UA", "RU", day(9)),
        ("west", "RU", "UA", day(20)),
    ]


def test_of_two_maps_of_one_moment_the_first_counts() -> None:
    """As in the maps worker; the other one is named, and its changes of hands are nobody's."""
    again = east_of(36.0, 9)
    (flip, refused, back) = flips_of((*ADVANCE[:2], again, ADVANCE[2]), GROUND)
    assert isinstance(refused, PoisonError)
    assert "same moment" in str(refused)
    assert [one.flip.after for one in (flip, back) if isinstance(one, Mapped)] == ["RU", "UA"]


def test_the_lead_is_the_days_from_the_first_alert_to_the_map() -> None:
    """Negative where the map was first; the earliest alert counts, not the surest."""
    assert found(alert("RU", 7), alert("RU", 6.5), alert("UA", 21)) == [2.5, -1.0]


def test_a_flip_without_an_alert_has_no_lead() -> None:
    """Other places, families, holders, holdings and alerts that were taken back do not count."""
    wrong = (
        alert("RU", 7, place=EAST),
        alert("RU", 7, family="movement", event_type="withdrawal"),
        alert("UA", 7),
        alert("RU", 7, event_type="control_reaffirmed"),
        alert("RU", 7, state="retracted", msg_type="cancel"),
    )
    assert found(*wrong) == [None, None]


def test_an_alert_belongs_to_one_turn_of_a_place() -> None:
    """What came after the place had turned back on the map does not explain its first turn."""
    assert found(alert("RU", 25)) == [None, None]
    assert found(alert("unknown", 8)) == [1.0, None]


def test_a_map_that_cannot_be_used_is_named_and_the_next_is_held_against_the_one_before() -> None:
    """A broken day in an archive hides no flip."""
    broken = ADVANCE[1].model_copy(update={"features": ()})
    results = list(flips_of((ADVANCE[0], broken, ADVANCE[1].model_copy(update={"as_of": day(10)})), GROUND))
    assert isinstance(results[0], PoisonError)
    assert "2024-11-09" in str(results[0])
    assert [one.as_of for one in results if isinstance(one, Mapped)] == [day(10)]


def test_the_report_has_a_line_for_each_flip_and_the_sum() -> None:
    """In words."""
    flips = [each for each in flips_of(ADVANCE, GROUND) if isinstance(each, Mapped)]
    lines = [line.plain for line in report(leads(flips, [alert("RU", 7)]))]
    assert lines[0].startswith("west: UA → RU, Neutral Map 2024-11-09 (before: 2024-11-01)  2.0 days before")
    assert lines[1].endswith("no alert")
    assert lines[2].endswith("1 alerted before the map that shows it, 0 after it, 1 never.")
    assert lines[3] == "Median: 2.0 days before the map."
    assert [line.plain for line in report([Lead(flips[0], None)])][-1].endswith("0 after it, 1 never.")


def test_maps_are_read_from_a_directory_and_what_is_none_is_named(tmp_path: Path) -> None:
    """One file, or all below a folder."""
    (tmp_path / "a.geojson").write_text(ADVANCE[0].model_dump_json())
    (tmp_path / "b.json").write_text('{"type": "FeatureCollection"}')
    good, bad = read_maps(tmp_path)
    assert good == ADVANCE[0]
    assert isinstance(bad, Refused)
    assert "source" in bad.reason
    assert list(read_maps(tmp_path / "a.geojson")) == [ADVANCE[0]]


@pytest.mark.parametrize("name", ["absent", "empty"])
def test_a_directory_without_maps_is_a_mistake(tmp_path: Path, name: str) -> None:
    """Said before anything is replayed."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"no such file|no map files"):
        list(read_maps(tmp_path / name))
