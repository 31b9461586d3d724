"""History by its own clock: articles arrive when published, maps when drawn; what came of it by place."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from rich.text import Text

from schemas.alerts import Alert
from workers.cli.alert_lines import STYLES, sign_of
from workers.cli.article_files import Record
from workers.cli.console import cell
from workers.cli.inputs import told_at
from workers.cli.place_names import label


def by_publication(records: Iterable[Record], now: datetime) -> list[tuple[Record, datetime]]:
    """The records in order of time, each with the one (UTC) at which it arrives (`inputs.told_at`).

    One without a time arrives with the record before it, or with the earliest of all where there is none
    before it; none arrives after `now`.
    """
    read = [(record, told_at(record)) for record in records]
    known = [moment for _, moment in read if moment is not None]
    last = min(known, default=now)
    timed: list[tuple[Record, datetime]] = []
    for record, moment in read:
        last = moment or last
        timed.append((record, min(last, now)))
    return sorted(timed, key=lambda each: each[1])


def timeline(alerts: Iterable[Alert]) -> Iterator[Text]:
    """Each place with every revision of its alerts, in order of time; places by their first alert."""
    places: dict[str, list[Alert]] = {}
    for alert in sorted(alerts, key=lambda each: (each.changed_at, each.alert_id, each.revision)):
        places.setdefault(alert.place.place_id, []).append(alert)
    for told in places.values():
        yield cell(label(told[0].place), "bold")
        for alert in told:
            yield _entry(alert)


def _entry(alert: Alert) -> Text:
    entry = cell(f"  {moment_utc(alert.changed_at)}  ", "dim")
    entry += cell(f"{alert.event_type.replace('_', ' ')}  ")
    entry += cell(alert.certainty, STYLES[alert.certainty])
    entry += cell(sign_of(alert), "magenta")
    return entry + Text("\n      ") + cell(alert.headline)


def moment_utc(moment: datetime) -> str:
    """To the minute; a run of history reads the same on every machine."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
