"""Alerts in a temporary file, while it is found out which of them to write and in what order."""

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import orjson

from schemas.alerts import Alert


@dataclass(frozen=True, slots=True)
class Kept:
    """What is known of an alert that lies in the file at `start`; `admitted`: it was asked for."""

    alert_id: str
    revision: int
    changed_at: datetime
    admitted: bool
    start: int = 0
    size: int = 0


class Spool:
    """Holds alerts on disk, however many; what stays in memory of each is small."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the spool
        self._end = 0

    def keep(self, alert: Alert, source: str, *, admitted: bool) -> Kept:
        """Put an alert and the deployment that raised it aside."""
        written = orjson.dumps([source, orjson.Fragment(alert.model_dump_json())])
        self._file.seek(self._end)
        self._file.write(written)
        start, self._end = self._end, self._end + len(written)
        return Kept(alert.alert_id, alert.revision, alert.changed_at, admitted, start, len(written))

    def read(self, kept: Kept) -> tuple[Alert, str]:
        """The alert and its deployment."""
        self._file.seek(kept.start)
        source, alert = orjson.loads(self._file.read(kept.size))
        return Alert.model_validate(alert), source


def choose(read: Iterable[Kept], *, every: bool) -> list[Kept]:
    """The revisions that were asked for, each once, in order of change.

    With `every` an alert that was admitted is followed to its end, as `subscribe` does; else its latest
    revision must be.
    """
    once = {(each.alert_id, each.revision): each for each in read}
    ordered = [once[key] for key in sorted(once)]
    if not every:
        latest = {each.alert_id: each for each in ordered}
        chosen = [each for each in latest.values() if each.admitted]
    else:
        followed: set[str] = set()
        chosen = []
        for each in ordered:
            if each.alert_id in followed or each.admitted:
                followed.add(each.alert_id)
                chosen.append(each)
    return sorted(chosen, key=lambda each: (each.changed_at, each.alert_id, each.revision))
