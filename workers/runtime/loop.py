"""The road of one message: decode, core, state confirmed, outputs confirmed, acknowledged.

Many messages are on the road at once, each step in the order of arrival; messages of one key follow each
other only when the one before is confirmed whole. Nothing is acknowledged out of order.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Generic, Protocol, TypeVar

from schemas import topics
from schemas.cloudevents import Mode
from schemas.envelopes import Arrival, Handled
from schemas.errors import FatalError, PoisonError, TransientError
from schemas.topics import Topic
from workers.runtime.decode import Message, arrival_of, decode, identity_of, moment, raw_headers
from workers.runtime.entries import Entries
from workers.runtime.envelope import Decision, Envelope, Position, advanced, decide
from workers.runtime.logs import DEAD_LETTERED, PASSED_OVER, RETRYING, log
from workers.runtime.metrics import Metrics
from workers.runtime.records import Record, encode_dead_letter, encode_outputs, fitting
from workers.runtime.room import Room, size_of
from workers.runtime.stage import Stage

_FIRST_WAIT_SECONDS = 0.1
_LONGEST_WAIT_SECONDS = 30.0

S = TypeVar("S")
LaneKey = tuple[int, str]


class Delivery(Protocol):
    """A record on its way."""

    async def confirmed(self) -> None:
        """Return when the broker has it."""


class Sender(Protocol):
    """Where records go."""

    async def send(self, record: Record) -> Delivery:
        """Hand a record over, in order."""


@dataclass(slots=True)
class Flight:
    """One message on the road, with what it must see confirmed before it is acknowledged."""

    message: Message
    outcome: str
    lane: LaneKey | None = None
    recorded: list[Delivery] = field(default_factory=list)
    outputs: tuple[Record, ...] = ()
    published: list[Delivery] = field(default_factory=list)
    raw_time: datetime | None = None
    size: int = 0


class StageLoop(Generic[S]):
    """Drives one stage. `entries` gives a partition of its table, `topic_ids` the ids of its sources.

    Raises what stops the worker, from `run`: FatalError, and nothing for a message's own fault, which is
    dead-lettered.
    """

    def __init__(
        self,
        stage: Stage[S],
        *,
        sender: Sender,
        entries: Callable[[int], Entries[S]],
        topic_ids: Mapping[str, str],
        acknowledge: Callable[[Message], None],
        metrics: Metrics,
        deployment: str,
        event_mode: Mode = "binary",
        in_flight: int,
        in_flight_bytes: int,
        sleep: Callable[[float], Any] = asyncio.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._stage = stage
        self._sources: dict[str, Topic] = {source.name: source for source in stage.sources}
        self._sender = sender
        self._entries = entries
        self._topic_ids = topic_ids
        self._acknowledge = acknowledge
        self._metrics = metrics
        self._deployment, self._event_mode = deployment, event_mode
        self._sleep = sleep
        self._now = now
        self._room = Room(in_flight, in_flight_bytes)
        self._to_publish: asyncio.Queue[Flight] = asyncio.Queue()
        self._to_acknowledge: asyncio.Queue[Flight] = asyncio.Queue()
        self._lanes: dict[LaneKey, asyncio.Future[None]] = {}
        self._thread = ThreadPoolExecutor(1, "core") if stage.cpu_bound else None

    async def run(self, messages: AsyncIterator[Message]) -> None:
        """Take messages until they end, then finish what is in flight."""
        async with asyncio.TaskGroup() as group:
            steps = (self._publish_in_order(), self._acknowledge_in_order())
            tasks = [group.create_task(step) for step in steps]
            async for message in messages:
                await self._to_publish.put(await self._admit(message))
            await self._to_publish.join()
            await self._to_acknowledge.join()
            for task in tasks:
                task.cancel()
        if self._thread is not None:
            self._thread.shutdown(wait=False)

    async def _admit(self, message: Message) -> Flight:
        size = size_of(message)
        await self._room.enter(size)
        self._metrics.in_flight.inc()
        self._metrics.in_flight_bytes.set(self._room.held_bytes)
        flight = await self._take(message)
        outputs = sum(record.size for record in flight.outputs)
        self._room.grow(outputs)
        flight.size = size + outputs
        self._metrics.in_flight_bytes.set(self._room.held_bytes)
        return flight

    async def _publish_in_order(self) -> None:
        while True:
            flight = await self._to_publish.get()
            for delivery in flight.recorded:
                await delivery.confirmed()
            for record in flight.outputs:
                flight.published.append(await self._sender.send(record))
            await self._to_acknowledge.put(flight)
            self._to_publish.task_done()

    async def _acknowledge_in_order(self) -> None:
        while True:
            flight = await self._to_acknowledge.get()
            for delivery in flight.published:
                await delivery.confirmed()
            self._acknowledge(flight.message)
            if flight.lane is not None:
                self._lanes.pop(flight.lane).set_result(None)
            self._room.leave(flight.size)
            self._metrics.in_flight.dec()
            self._metrics.in_flight_bytes.set(self._room.held_bytes)
            self._metrics.handled.labels(flight.message.topic, flight.outcome).inc()
            self._observe_age(flight)
            self._to_acknowledge.task_done()

    def _observe_age(self, flight: Flight) -> None:
        now = self._now()
        self._metrics.age.observe(max(0.0, now.timestamp() - flight.message.timestamp))
        if flight.raw_time is not None and any(each.topic == topics.ALERTS.name for each in flight.outputs):
            self._metrics.alert_age.set(max(0.0, (now - flight.raw_time).total_seconds()))

    async def _take(self, message: Message) -> Flight:
        lane: LaneKey | None = None
        try:
            source = self._sources[message.topic]
            arrival = arrival_of(message, source)
            decoded = decode(message, source)
            if self._stage.table is None:
                return await self._handle(message, decoded, arrival, None)
            lane = (message.partition, self._stage.state_key(decoded))
            while lane in self._lanes:
                await self._lanes[lane]
            self._lanes[lane] = asyncio.get_running_loop().create_future()
            return await self._handle(message, decoded, arrival, lane)
        except (FatalError, MemoryError):
            raise
        except Exception as error:
            return self._dead_letter(message, lane, error)

    async def _handle(self, message: Message, decoded: Any, arrival: Arrival, lane: LaneKey | None) -> Flight:
        if lane is None:
            handled = await self._call(decoded, None, arrival)
            outputs = self._encoded(handled, arrival)
            return Flight(message, Decision.HANDLE.value, outputs=outputs, raw_time=arrival.raw_time)
        entries, key = self._entries(message.partition), lane[1]
        known = entries.get(key)
        topic_id = self._topic_ids[message.topic]
        here = Position(message.topic, topic_id, message.partition, message.offset)
        identity = identity_of(arrival)
        decision = decide(known, here, identity, self._stage.keeps_outputs)
        if known is not None and decision is not Decision.HANDLE:
            outputs = known.outputs if decision is Decision.REPUBLISH else ()
            return Flight(message, decision.value, lane, outputs=outputs, raw_time=arrival.raw_time)
        handled = await self._call(decoded, known.state if known else None, arrival)
        if handled.passed_over is not None:
            self._metrics.passed_over.labels(handled.passed_over).inc()
            log.warning(PASSED_OVER, reason=handled.passed_over, key=key, offset=message.offset)
        try:
            outputs = self._encoded(handled, arrival)
            state = handled.state if handled.state is not None else (known.state if known else None)
            applied = advanced(known.applied if known else (), here)
            keeps = self._stage.keeps_outputs
            envelope = Envelope(applied, identity if keeps else "", state, outputs if keeps else ())
            changes = self._remember(entries, (key, envelope), handled, here)
        except Exception:
            # The core has taken the message into what it derives, and it will not be in the table.
            self._stage.recovered(message.partition, entries.states())
            raise
        recorded = [await self._sender.send(record) for record in changes]
        self._metrics.entries.labels(message.partition).set(len(entries))
        return Flight(message, decision.value, lane, recorded, outputs, raw_time=arrival.raw_time)

    def _remember(
        self, entries: Entries[S], entry: tuple[str, Envelope[S]], handled: Handled[S], here: Position
    ) -> list[Record]:
        """Change the entries; the changelog records. Raises PoisonError, then having changed nothing."""
        assert self._stage.table is not None
        key, envelope = entry
        changes: list[Record] = []
        if handled.state is not None or envelope.outputs:
            changes.append(fitting(entries.encode(key, envelope), self._stage.table.changelog))
            entries.put(key, envelope)
        forgotten = [old for old in handled.forgotten if old in entries]
        return changes + [entries.forget(old, here) for old in forgotten]

    async def _call(self, decoded: Any, state: S | None, arrival: Arrival) -> Handled[S]:
        wait = _FIRST_WAIT_SECONDS
        while True:
            started = time.perf_counter()
            try:
                if self._thread is None:
                    return self._stage.handle(decoded, state, arrival)
                loop = asyncio.get_running_loop()
                return await loop.run_in_executor(self._thread, self._stage.handle, decoded, state, arrival)
            except TransientError as error:
                log.warning(RETRYING, what="handle", error=str(error), seconds=wait)
                self._metrics.retries.labels("handle").inc()
                await self._sleep(wait)
                wait = min(2 * wait, _LONGEST_WAIT_SECONDS)
            finally:
                self._metrics.handling.observe(time.perf_counter() - started)

    def _encoded(self, handled: Handled[S], arrival: Arrival) -> tuple[Record, ...]:
        return encode_outputs(handled.outputs, arrival, self._deployment, self._event_mode)

    def _dead_letter(self, message: Message, lane: LaneKey | None, error: Exception) -> Flight:
        record = encode_dead_letter(
            self._stage.worker,
            (message.topic, message.partition, message.offset, moment(message)),
            (message.key, message.value, raw_headers(message)),
            error,
            self._now(),
        )
        reason = error.error_type if isinstance(error, PoisonError) else type(error).__name__
        self._metrics.dead_letters.labels(reason).inc()
        log.error(
            DEAD_LETTERED,
            topic=message.topic,
            partition=message.partition,
            offset=message.offset,
            reason=reason,
            error=str(error)[:1000],
            to=topics.dead_letters(self._stage.worker).name,
            exc_info=None if isinstance(error, PoisonError) else error,
        )
        return Flight(message, "dead-lettered", lane, outputs=(record,))
