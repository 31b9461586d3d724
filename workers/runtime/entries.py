"""One partition of a table in memory, and how it is put together again from its changelog."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

from pydantic import TypeAdapter

from workers.runtime.envelope import (
    APPLIED_HEADER,
    Applied,
    Envelope,
    Position,
    advanced,
    decode_applied,
    decode_envelope,
    encode_applied,
    encode_envelope,
    lies_behind,
)
from workers.runtime.records import Record

S = TypeVar("S")


class Entries(Generic[S]):
    """Keys with their envelopes. Writing returns the changelog record; the caller gets it confirmed.

    `key_today` is what a key that an earlier version wrote is called now.
    """

    def __init__(
        self,
        changelog: str,
        partition: int,
        state: TypeAdapter[S],
        key_today: Callable[[str], str] = str,
    ) -> None:
        self._changelog = changelog
        self._partition = partition
        self._state = state
        self._key_today = key_today
        self._held: dict[str, Envelope[S]] = {}
        self._buried: dict[str, Applied] = {}
        self._regressed: set[str] = set()
        self.changed = False
        """Whether recovery has changed something since it was last finished."""

    def __len__(self) -> int:
        return len(self._held)

    def __contains__(self, key: str) -> bool:
        return key in self._held

    def get(self, key: str) -> Envelope[S] | None:
        """What is held of the key."""
        return self._held.get(key)

    def states(self) -> Mapping[str, S]:
        """The keys that have a state."""
        return {key: held.state for key, held in self._held.items() if held.state is not None}

    def encode(self, key: str, envelope: Envelope[S]) -> Record:
        """The changelog record of an envelope, before it is put."""
        value = encode_envelope(envelope, self._state)
        return Record(self._changelog, self._partition, key.encode(), value)

    def put(self, key: str, envelope: Envelope[S]) -> None:
        """Hold it from now on."""
        self._held[key] = envelope

    def forget(self, key: str, here: Position) -> Record:
        """Drop a key because of the message at `here`; its tombstone says what it supersedes."""
        held = self._held.pop(key)
        return self._tombstone(key, advanced(held.applied, here))

    def replay(self, key: bytes, value: bytes | None, headers: Iterable[tuple[str, bytes]]) -> None:
        """Apply the next changelog record, unless it is older than what came before it.

        A worker that was paused may have written after its successor did. Raises FatalError for a record
        that cannot be read.
        """
        name = self._key_today(key.decode())
        envelope = None if value is None else decode_envelope(value, self._state)
        header = dict(headers).get(APPLIED_HEADER)
        applied = decode_applied(header) if envelope is None else envelope.applied
        held = self._held.get(name)
        current = held.applied if held else self._buried.get(name)
        if current and applied and lies_behind(applied, current):
            self._regressed.add(name)
            return
        self._regressed.discard(name)
        self.changed = True
        if envelope is None:
            self._held.pop(name, None)
            self._buried[name] = applied
        else:
            self._buried.pop(name, None)
            self._held[name] = envelope

    def finish(self) -> Iterator[Record]:
        """The changelog has been read whole: the records that must be written anew, each once."""
        for key in sorted(self._regressed):
            held = self._held.get(key)
            yield self.encode(key, held) if held else self._tombstone(key, self._buried[key])
        self._regressed.clear()
        self._buried.clear()
        self.changed = False

    def _tombstone(self, key: str, applied: Applied) -> Record:
        headers = ((APPLIED_HEADER, encode_applied(applied)),)
        return Record(self._changelog, self._partition, key.encode(), None, headers)
