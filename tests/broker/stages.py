"""Small stages that show the runtime's promises: `python -m tests.broker.stages KIND RUN` runs one."""

import asyncio
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from aiokafka.consumer import fetcher
from pydantic import TypeAdapter

from schemas.envelopes import Arrival, Handled, Outgoing
from schemas.errors import FatalError, PoisonError
from schemas.model import Produced
from schemas.topics import ARTICLES_RAW, USERS, Table, Topic, Worker
from workers.runtime.settings import load_settings
from workers.runtime.stage import Stage
from workers.runtime.worker import run_worker

PARTITIONS = 4


class Numbered(Produced):
    """An input: the number identifies it. `order` makes the core misbehave."""

    number: int
    order: str = ""


class Counted(Produced):
    """An output: the input was the `count`th of its key. `heard` is what the broadcast topic said."""

    key: str
    count: int
    number: int
    heard: str = ""
    padding: str = ""


class Count(Produced):
    """A key's state."""

    count: int


def worker_name(run: str) -> Worker:
    """A worker of its own for each run, so that runs share no group, table or dead letters."""
    return cast("Worker", f"test{run}")


def source(run: str) -> Topic:
    """What a run's stage reads."""
    return Topic(
        f"test.{run}.in",
        "key",
        TypeAdapter(Numbered),
        "inputs",
        (USERS,),
        (f"test{run}",),
        PARTITIONS,
        max_message_bytes=ARTICLES_RAW.max_message_bytes,
    )


def target(run: str) -> Topic:
    """What it writes."""
    return Topic(
        f"test.{run}.out", "key", TypeAdapter(Counted), "outputs", (f"test{run}",), (USERS,), PARTITIONS
    )


def notices(run: str) -> Topic:
    """What is broadcast to every replica."""
    return Topic(
        f"test.{run}.notices", "name", None, "notices", (USERS,), (f"test{run}",), 1, "compact", None
    )


@dataclass
class Counting(Stage[Count]):
    """Counts the messages of each key: any loss, doubling or stale state shows in the counts."""

    run: str
    broadcasts: tuple[Topic, ...] = ()
    cpu_bound: bool = False
    keeps_outputs: bool = True
    heard: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.worker = worker_name(self.run)
        self.sources = (source(self.run),)
        self.table = Table(self.worker, "counts", "messages of each key", self.sources[0])
        self.state = TypeAdapter(Count)

    def state_key(self, message: Any) -> str:
        return str(message[0]) if isinstance(message, tuple) else str(message.number % 50)

    def handle(self, message: Numbered, state: Count | None, arrival: Arrival) -> Handled[Count]:
        padding = _misbehave(message.order)
        count = (state.count if state else 0) + 1
        key = self.state_key(message)
        said = self.heard.get("notice", "")
        output = Counted(key=key, count=count, number=message.number, heard=said, padding=padding)
        return Handled((Outgoing(target(self.run), key, output),), Count(count=count))

    def broadcasted(self, topic: Topic, key: str, value: bytes | None) -> None:
        if value == b"poison":
            raise PoisonError("bad-notice", "this notice is poison")
        self.heard[key] = (value or b"").decode()


@dataclass
class SlowToRecover(Counting):
    """Derives for longer than /live waits, as a million entries would."""

    def recovered(self, partition: int, entries: Mapping[str, Count]) -> None:
        time.sleep(4)


async def _nothing(*_: Any, **__: Any) -> dict[Any, Any]:
    await asyncio.sleep(0.2)
    return {}


def _misbehave(order: str) -> str:
    if order == "raise":
        raise ValueError("the core stumbles over this text")
    if order == "poison":
        raise PoisonError("unusable", "the core refuses this text")
    if order == "go deaf":  # the consumer fetches no more and does not say so
        setattr(fetcher.Fetcher, "fetched_records", _nothing)  # noqa: B010 - mypy knows its type
    if order == "fatal":
        raise FatalError("an invariant is broken")
    if order.startswith("busy"):
        until = time.monotonic() + float(order.removeprefix("busy"))
        while time.monotonic() < until:
            pass
    return "x" * 2_000_000 if order == "huge" else ""


KINDS: Mapping[str, Callable[[str], Stage[Any]]] = {
    "counting": Counting,
    "thoughtful": lambda run: Counting(run, cpu_bound=True),
    "slow to recover": SlowToRecover,
    "listening": lambda run: Counting(run, broadcasts=(notices(run),)),
}

if __name__ == "__main__":
    kind, run = sys.argv[1:]
    sys.exit(run_worker(KINDS[kind](run), load_settings()))
