"""Hand-written stand-ins: a clock, a sender whose confirmations are given by the test, a small stage."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

from pydantic import TypeAdapter

from schemas.envelopes import Arrival, Handled, Outgoing
from schemas.model import Produced
from schemas.topics import Table, Topic, Worker
from workers.runtime.entries import Entries
from workers.runtime.loop import StageLoop
from workers.runtime.metrics import Metrics
from workers.runtime.records import Record
from workers.runtime.stage import Stage

WORKER = cast("Worker", "summing")


class Clock:
    """Time that passes when told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Term(Produced):
    """An input: `add` to the sum of `key`."""

    key: str
    add: int


class Sum(Produced):
    """A key's state, and an output."""

    total: int
    padding: str = ""


SOURCE = Topic("terms", "key", TypeAdapter(Term), "inputs", ("upstream",), (WORKER,), 4)
TARGET = Topic("sums", "key", TypeAdapter(Sum), "outputs", (WORKER,), ("users",), 4)
TABLE = Table(WORKER, "sums", "sum of each key", SOURCE)
STATE = TypeAdapter(Sum)


@dataclass
class Summing(Stage[Sum]):
    """Sums by key. `raises` holds errors for the next calls; `forgets` keys to drop with the next one."""

    keeps_outputs: bool = True
    raises: list[Exception] = field(default_factory=list)
    forgets: tuple[str, ...] = ()
    padding: str = ""
    target: Topic = TARGET
    rebuilt: list[Mapping[str, Sum]] = field(default_factory=list)
    worker = WORKER
    sources = (SOURCE,)
    table: Table | None = TABLE
    state = STATE

    def state_key(self, message: Any) -> str:
        return str(message.key)

    def handle(self, message: Term, state: Sum | None, arrival: Arrival) -> Handled[Sum]:
        if self.raises:
            raise self.raises.pop(0)
        result = Sum(total=(state.total if state else 0) + message.add)
        output = Sum(total=result.total, padding=self.padding)
        return Handled((Outgoing(self.target, message.key, output),), result, self.forgets)

    def recovered(self, partition: int, entries: Mapping[str, Sum]) -> None:
        self.rebuilt.append(dict(entries))


@dataclass(eq=False)
class Arrived:
    """A consumed record."""

    offset: int
    value: bytes | None
    key: bytes | None = b"k"
    headers: Any = ()
    partition: int = 0
    topic: str = SOURCE.name
    timestamp: float = 1_700_000_000.0


def term(
    offset: int, add: int = 1, key: str = "k", origin: str | None = None, raw_time: datetime | None = None
) -> Arrived:
    """An input, of its own origin unless told otherwise."""
    headers: tuple[tuple[str, bytes], ...] = (("origin", (origin or f"articles.raw/0/{offset}").encode()),)
    if raw_time is not None:
        headers += (("raw_time", str(round(raw_time.timestamp() * 1000)).encode()),)
    return Arrived(offset, Term(key=key, add=add).model_dump_json().encode(), key.encode(), headers)


class Confirmation:
    """A delivery that is confirmed by the test."""

    def __init__(self, record: Record, open_already: bool) -> None:
        self.record = record
        self.done = asyncio.Event()
        if open_already:
            self.done.set()

    async def confirmed(self) -> None:
        await self.done.wait()


class Sender:
    """Keeps what it is given; confirms at once, or when the test says so."""

    def __init__(self, confirms: bool = True) -> None:
        self.confirms = confirms
        self.sent: list[Confirmation] = []

    async def send(self, record: Record) -> Confirmation:
        confirmation = Confirmation(record, self.confirms)
        self.sent.append(confirmation)
        return confirmation

    def to(self, topic: Topic) -> list[Record]:
        """What was sent to a topic."""
        return [c.record for c in self.sent if c.record.topic == topic.name]

    @property
    def topics(self) -> list[str]:
        """Where things went, in order."""
        return [c.record.topic for c in self.sent]


class Rig:
    """A stage loop on fakes. `entries` survives a restart as a recovered table would."""

    def __init__(
        self,
        stage: Summing,
        *,
        confirms: bool = True,
        topic_id: str = "id-1",
        room: int = 100,
        room_bytes: int = 1 << 20,
    ) -> None:
        self.stage = stage
        self.sender = Sender(confirms)
        self.acknowledged: list[int] = []
        self.pauses: list[float] = []
        self.metrics = Metrics()
        self.entries: dict[int, Entries[Sum]] = {}
        self.topic_ids = {SOURCE.name: topic_id}
        self.room, self.room_bytes = room, room_bytes
        self.taken = 0
        self.now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def partition(self, number: int) -> Entries[Sum]:
        """The table's partition."""
        return self.entries.setdefault(number, Entries(TABLE.changelog.name, number, STATE))

    async def run(self, *messages: Arrived) -> None:
        """Process messages to their end."""
        loop = StageLoop(
            self.stage,
            sender=self.sender,
            entries=self.partition,
            topic_ids=self.topic_ids,
            acknowledge=lambda message: self.acknowledged.append(message.offset),
            metrics=self.metrics,
            deployment="test",
            in_flight=self.room,
            in_flight_bytes=self.room_bytes,
            sleep=self._pause,
            now=self.now,
        )
        await loop.run(self._supply(messages))

    async def _supply(self, messages: tuple[Arrived, ...]) -> AsyncIterator[Arrived]:
        for message in messages:
            self.taken += 1
            yield message

    async def _pause(self, seconds: float) -> None:
        self.pauses.append(seconds)


async def settle() -> None:
    """Let every task run until it waits for something that the test holds."""
    for _ in range(50):
        await asyncio.sleep(0)
