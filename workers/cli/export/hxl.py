"""Alerts as CSV (RFC 4180) with a row of HXL hashtags (HXL 1.1) under the header."""

import csv
import io
from collections.abc import Iterable, Iterator

from schemas.alerts import Alert
from workers.cli.export.facts import FACTS, Fact, Value, facts_of

_FORMULA_SIGNS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_POSITION = (
    Fact("lat", "#geo+lat", lambda alert: alert.place.lat),
    Fact("lon", "#geo+lon", lambda alert: alert.place.lon),
)
COLUMNS: tuple[Fact, ...] = (*FACTS, *_POSITION)


def table(alerts: Iterable[Alert]) -> Iterator[str]:
    """Row by row: names, hashtags, then a row for each alert as given; lines end as RFC 4180 has it."""
    yield _row(column.name for column in COLUMNS)
    yield _row(column.tag for column in COLUMNS)
    for alert in alerts:
        position = {column.name: column.of(alert) for column in _POSITION}
        yield _row(_cell(value) for value in (facts_of(alert) | position).values())


def _row(cells: Iterable[Value]) -> str:
    written = io.StringIO(newline="")
    csv.writer(written).writerow(cells)
    return written.getvalue()


def _cell(value: Value) -> Value:
    """What a spreadsheet takes for text: one that begins like a formula gets an apostrophe before it."""
    if isinstance(value, str) and value.lstrip().startswith(_FORMULA_SIGNS):
        return f"'{value}"
    return value
