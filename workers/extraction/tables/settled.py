"""Who has long held which place: a theatre's table of what nobody fights over any more."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

_KNOWN_AFTER = timedelta(days=30)
"""A change of hands is known to every reader by then."""


@dataclass(frozen=True)
class Settled:
    """The changes of hands of each settled place, oldest first. Without a table nothing is settled."""

    changes: Mapping[str, tuple[tuple[date, str], ...]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> "Settled":
        """Read a table with columns since (a day), place_id, name (for readers), party; in any order."""
        if not path.exists():
            return cls()
        changes: dict[str, list[tuple[date, str]]] = {}
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                change = (date.fromisoformat(row["since"]), row["party"])
                changes.setdefault(row["place_id"], []).append(change)
        return cls({place: tuple(sorted(rows)) for place, rows in changes.items()})

    def holder(self, place_id: str | None, on: date) -> str | None:
        """The party that took the place so long before a day that this is no news; None: nobody can say.

        A place that changed hands shortly before the day is open again.
        """
        past = [change for change in self.changes.get(place_id or "", ()) if change[0] <= on]
        if not past or past[-1][0] > on - _KNOWN_AFTER:
            return None
        return past[-1][1]

    def takers(self, place_id: str | None, on: date) -> frozenset[str]:
        """The parties that have taken the place at any time before a day."""
        return frozenset(party for since, party in self.changes.get(place_id or "", ()) if since <= on)
