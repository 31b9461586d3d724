"""What a worker is to the runtime, and to `replay`: where it reads, what it remembers, what it does."""

from collections.abc import Mapping
from typing import Any, Protocol, TypeVar

from pydantic import TypeAdapter

from schemas.envelopes import Arrival, Handled
from schemas.topics import Table, Topic, Worker

S = TypeVar("S")


class Stage(Protocol[S]):
    """One worker. `handle` is pure but for what the stage derives in memory from its own table.

    Derive from it by name, so that what a stage does not need keeps its default. `table` and `state` are None
    for a stage without memory. With `keeps_outputs` the runtime stores the last outputs beside the state, so
    that a redelivered message publishes the very same bytes again; without it a redelivered message is
    handled again and must come to the same outputs. `cpu_bound` says that handling one message may take more
    than some 50 ms: it then runs in a thread of its own, one message at a time, in order. `broadcasts` are
    compacted topics of which every replica reads all records, before its first message and ever after.
    """

    worker: Worker
    sources: tuple[Topic, ...]
    table: Table | None
    state: TypeAdapter[S] | None
    keeps_outputs: bool
    cpu_bound: bool = False
    broadcasts: tuple[Topic, ...] = ()

    def state_key(self, message: Any) -> str:
        """The table key of the message; messages of one key are handled strictly one after the other."""
        ...

    def key_today(self, key: str) -> str:
        """What `state_key` makes today of what an earlier version made this key of."""
        return key

    def handle(self, message: Any, state: S | None, arrival: Arrival) -> Handled[S]:
        """Handle one decoded message.

        Raises PoisonError for what can never be used and TransientError for what may work later; whatever it
        raises, it has then changed nothing.
        """
        ...

    def recovered(self, partition: int, entries: Mapping[str, S]) -> None:
        """A partition's table has been read whole: derive from it, anew, what lookups need."""
        return None

    def revoked(self, partition: int) -> None:
        """A partition was taken away: drop what was derived from it."""
        return None

    def broadcasted(self, topic: Topic, key: str, value: bytes | None) -> None:
        """A record of one of `broadcasts`, oldest first; None deletes the key. Raises PoisonError for a bad
        one."""
        return None
