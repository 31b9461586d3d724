"""A table that spreadsheets show and HXL tools understand, and in which no cell is a formula."""

import csv
import io
import re

import pytest
from hypothesis import given

from schemas.alerts import Alert
from schemas.places import PlaceRef
from tests.unit.cli.alerts import make_alert
from tests.unit.cli.export.hostile import HOSTILE, alerts, controls
from workers.cli.export.hxl import COLUMNS, table

HASHTAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
CORE = frozenset(
    (
        *("#adm1", "#adm2", "#country", "#date", "#description", "#event", "#geo", "#group", "#loc", "#meta"),
        *("#severity", "#status"),
    )
)
"""Hashtags of the HXL 1.1 core schema that the table uses."""


def rows(*given_alerts: Alert) -> list[list[str]]:
    return list(csv.reader(io.StringIO("".join(table(given_alerts)), newline="")))


def test_the_second_row_tags_every_column() -> None:
    """Well-formed hashtags of the core schema, none of them twice."""
    names, tags, row = rows(make_alert())
    assert names == [column.name for column in COLUMNS]
    assert all(HASHTAG.fullmatch(tag) for tag in tags)
    assert {tag.partition("+")[0] for tag in tags} <= CORE
    assert len(set(tags)) == len(tags) == len(names) == len(row)


def test_a_row_says_what_the_alert_says() -> None:
    """Numbers stay numbers, a southern latitude too; what is not known is empty."""
    place = PlaceRef(place_id="gn:1", name="El Fasher", lat=-13.63, lon=25.35, precision="settlement")
    names, _, row = rows(make_alert(place=place, after="contested"))
    found = dict(zip(names, row, strict=True))
    assert (found["lat"], found["lon"], found["admin1"]) == ("-13.63", "25.35", "")
    assert (found["control_after"], found["said_by"]) == ("contested", "General Staff")


@pytest.mark.parametrize("name", HOSTILE)
def test_no_cell_is_a_formula(name: str) -> None:
    """Whatever a claimant is called."""
    place = PlaceRef(place_id="name:x:1", name=name, precision="unresolved")
    check(rows(make_alert(headline=name, place=place, alert_id=name)))


@given(alerts())
def test_whatever_an_article_says_a_row_stays_a_row(alert: Alert) -> None:
    """No line break, control character or formula gets into a cell."""
    check(rows(alert))


def check(written: list[list[str]]) -> None:
    names, _, *found = written
    assert [len(row) for row in found] == [len(names)]
    for name, cell in zip(names, found[0], strict=True):
        assert not controls(cell)
        if name not in ("lat", "lon"):
            assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
