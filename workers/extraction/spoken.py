"""What extraction remembers: the places that each article's last version spoke of, for thirty days."""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, TypeAdapter

from schemas.model import Identifier, Moment, Produced
from schemas.places import PlaceRef

KEPT_FOR = timedelta(days=30)
"""As long as observations are kept; later no correction can reach its reader."""

_FORGOTTEN_AT_ONCE = 64


@lru_cache(maxsize=65_536)
def _shared(place: PlaceRef) -> PlaceRef:
    """One object for the same place in all entries: most articles name the same few towns."""
    return place


SharedPlace = Annotated[PlaceRef, AfterValidator(_shared)]


class SpokenPlaces(Produced):
    """What the last version of an article spoke of, and what it dropped of the version before it."""

    version_id: Identifier
    revision: int
    places: tuple[SharedPlace, ...] = ()
    dropped: tuple[SharedPlace, ...] = ()
    expires: Moment


SPOKEN: TypeAdapter[SpokenPlaces] = TypeAdapter(SpokenPlaces)


@dataclass
class Expiry:
    """When entries of one partition expire, derived from its table; says which may be forgotten."""

    _due: list[tuple[datetime, str]] = field(default_factory=list)
    _latest: dict[str, datetime] = field(default_factory=dict)

    @classmethod
    def of(cls, entries: Mapping[str, SpokenPlaces]) -> "Expiry":
        """The expiry of a partition's table."""
        expiry = cls()
        for key, entry in entries.items():
            expiry.keep(key, entry)
        return expiry

    def keep(self, key: str, entry: SpokenPlaces) -> None:
        """Note a new or renewed entry."""
        self._latest[key] = entry.expires
        heapq.heappush(self._due, (entry.expires, key))

    def forget(self, now: datetime) -> tuple[str, ...]:
        """The keys whose entries have expired by `now`, 64 at most; they are noted no longer."""
        gone: list[str] = []
        while self._due and self._due[0][0] <= now and len(gone) < _FORGOTTEN_AT_ONCE:
            expires, key = heapq.heappop(self._due)
            if self._latest.get(key) == expires:
                del self._latest[key]
                gone.append(key)
        return tuple(gone)
