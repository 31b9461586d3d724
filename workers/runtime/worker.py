"""Run one stage as a process: connect, check, work until told to stop or something breaks."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Coroutine, Mapping
from functools import partial
from typing import Any, Generic, TypeVar

from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError, KafkaError
from faust.exceptions import ConsumerNotStarted
from faust.types import TP

from schemas.errors import FatalError
from workers.runtime.admission import require_admission
from workers.runtime.app import LoopAcknowledgedConsumer, WorkerApp, create_app
from workers.runtime.broadcast import BroadcastReader
from workers.runtime.changelog import ChangelogWatch
from workers.runtime.connection import client_options
from workers.runtime.decode import Message
from workers.runtime.decompression import bound_decompression
from workers.runtime.entries import Entries
from workers.runtime.garbage import collect_rarely
from workers.runtime.health import HealthServer
from workers.runtime.lease import Lease
from workers.runtime.logs import (
    ASSIGNED,
    BROKER_AWAY,
    FAILED,
    STALLED,
    STARTED,
    STOPPED,
    STOPPED_LATE,
    STOPPING,
    configure_logs,
    log,
)
from workers.runtime.loop import StageLoop
from workers.runtime.metrics import Metrics
from workers.runtime.progress import LagWatch, Progress
from workers.runtime.provision import require_topics
from workers.runtime.publisher import Publisher
from workers.runtime.settings import Settings, make_data_directory
from workers.runtime.stage import Stage
from workers.runtime.table import ConfirmedTable
from workers.runtime.topic_metadata import topic_ids

_RETRY_SECONDS = 2.0
_FAILED_STOP_SECONDS = 10.0
_POSITION_SECONDS = 2.0

S = TypeVar("S")


def run_worker(stage: Stage[Any], settings: Settings) -> int:
    """Work until SIGTERM or SIGINT (exit status 0) or until something breaks (1)."""
    configure_logs(settings)
    collect_rarely()
    with asyncio.Runner(loop_factory=_loop_factory()) as runner:
        status, stopped = runner.run(_run(stage, settings))
        if status or not stopped:
            # Threads and tasks that hang would keep the process, and nobody would start the next one.
            sys.stderr.flush()
            os._exit(status)
    return status


def _loop_factory() -> Any:
    try:
        import uvloop  # noqa: PLC0415 - not on Windows
    except ImportError:
        return None
    return uvloop.new_event_loop


async def _run(stage: Stage[Any], settings: Settings) -> tuple[int, bool]:
    log.info(STARTED, worker=stage.worker, brokers=settings.bootstrap_servers)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    status, worker = 0, None
    try:
        worker = Worker(stage, settings)
        await worker.work_until(stop)
        log.info(STOPPING, worker=stage.worker)
    except Exception as error:
        status = 1
        expected = isinstance(error, FatalError | OSError)
        log.critical(FAILED, worker=stage.worker, error=str(error) or repr(error), exc_info=not expected)
    patience = _FAILED_STOP_SECONDS if status else settings.shutdown_seconds
    stopped = worker is None or await worker.stop(patience)
    status = status if stopped else 1
    log.info(STOPPED if stopped else STOPPED_LATE, worker=stage.worker, status=status)
    return status, stopped


class Worker(Generic[S]):
    """What a stage runs on, wired together. Create it in the running event loop."""

    def __init__(self, stage: Stage[S], settings: Settings) -> None:
        self._stage = stage
        self._settings = settings
        self._topic_ids: dict[str, str] = {}
        self._tasks: list[asyncio.Task[Any]] = []
        self._stream: Any = None
        self._metrics = Metrics()
        self._progress = Progress()
        self._lease = Lease(settings.session_timeout_seconds)
        bound_decompression(settings.largest_batch_bytes)
        make_data_directory(settings)
        self._app: WorkerApp = create_app(stage, settings, self._lease)
        self._admin = AIOKafkaAdminClient(**client_options(settings, f"{stage.worker}-admin"))
        self._publisher = Publisher(
            client_options(settings, f"{stage.worker}-publisher"), self._lease, self._metrics
        )
        self._table: ConfirmedTable[S] | None = None
        if stage.table is not None:
            asking = client_options(settings, f"{stage.worker}-changelog")
            changelog = ChangelogWatch(stage, asking, self._admin, self._topic_ids)
            self._table = table = ConfirmedTable(
                self._app,
                stage,
                publisher=self._publisher,
                metrics=self._metrics,
                verify=changelog.verified,
                fail=self._app.fail,
                progress=self._progress.made,
            )
            self._app.tables.add(table)
            self._app.note = lambda tp: table.note(tp.partition)
        options = client_options(settings, f"{stage.worker}-broadcast")
        self._broadcasts = [
            BroadcastReader(topic, options, partial(stage.broadcasted, topic), self._metrics)
            for topic in stage.broadcasts
        ]
        self._health = HealthServer(
            settings.web_host, settings.web_port, live=self.live, ready=self.ready, metrics=self._metrics
        )
        self._observe()
        self._add_agent()

    def live(self) -> Mapping[str, bool]:
        """Whether a restart would not help."""
        idle = self._progress.idle_seconds
        if idle >= self._settings.liveness_seconds:
            log.error(STALLED, idle_seconds=round(idle), lease_seconds=round(self._lease.remaining))
        return {"progress": idle < self._settings.liveness_seconds}

    def ready(self) -> Mapping[str, bool]:
        """Whether messages are taken."""
        return {
            "assigned_and_recovered": self._app.tables.actives_ready and not self._app.rebalancing,
            "broadcast_caught_up": all(reader.caught_up.is_set() for reader in self._broadcasts),
            "lease_held": self._lease.remaining > 0,
        }

    async def work_until(self, stop: asyncio.Event) -> None:
        """Raises what broke: FatalError for an invariant, whatever Faust crashed with otherwise."""
        await self._health.start()
        stopping = asyncio.ensure_future(stop.wait())
        connecting = asyncio.ensure_future(self._connect())
        await asyncio.wait((stopping, connecting), return_when=asyncio.FIRST_COMPLETED)
        if stopping.done():
            connecting.cancel()
            return
        await connecting
        self._tasks = [asyncio.ensure_future(self._guarded(work)) for work in self._background()]
        crashed = asyncio.ensure_future(self._app._crashed.wait())
        ends = (stopping, self._app.failure, crashed)
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
        if self._app.failure.done():
            self._app.failure.result()
        if crashed.done():
            raise self._app.crash_reason or FatalError("Faust crashed")

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except Exception as error:
            self._app.fail(error)

    async def stop(self, seconds: float) -> bool:
        """Finish what is in flight unless something broke, leave the group; whether that was in time."""
        if self._app.failure.done() or self._app.crashed:
            self._app.conf.stream_wait_empty = False
        try:
            async with asyncio.timeout(seconds) as limit:
                if self._app.started:
                    await self._app.stop()
                for task in self._tasks:
                    task.cancel()
                await asyncio.gather(*self._tasks, return_exceptions=True)
                await self._publisher.stop()
                await self._admin.close()
                await self._health.stop()
        except TimeoutError:
            return False
        return not limit.expired()  # Faust swallows the cancellation where its consumer's thread has died

    def _background(self) -> list[Coroutine[Any, Any, None]]:
        watch = LagWatch(
            client_options(self._settings, f"{self._stage.worker}-watch"),
            self._progress,
            self._lease,
            self._metrics,
            assigned=self._assigned,
            position=self._position,
            busy=self._busy,
        )
        return [self._app.start(), watch.run(), *(reader.run() for reader in self._broadcasts)]

    async def _connect(self) -> None:
        """Wait for the brokers, and check that the topics are as declared."""
        while True:
            try:
                await self._admin.start()
                break
            except KafkaConnectionError as error:
                self._progress.made()
                await require_admission(self._settings)
                log.warning(BROKER_AWAY, error=str(error), seconds=_RETRY_SECONDS)
                await asyncio.sleep(_RETRY_SECONDS)
        await require_topics(self._admin, self._stage)
        await self._refresh_topic_ids()
        await self._publisher.start()

    async def _refresh_topic_ids(self) -> None:
        table = self._stage.table
        named = (*self._stage.sources, *((table.changelog,) if table is not None else ()))
        names = [topic.name for topic in named]
        while True:
            try:
                self._topic_ids.update(await topic_ids(self._admin._client, names))
                return
            except KafkaError as error:
                self._progress.made()
                log.warning(BROKER_AWAY, error=repr(error), seconds=_RETRY_SECONDS)
                await asyncio.sleep(_RETRY_SECONDS)

    def _add_agent(self) -> None:
        loop = StageLoop(
            self._stage,
            sender=self._publisher,
            entries=self._entries,
            topic_ids=self._topic_ids,
            acknowledge=self._acknowledge,
            metrics=self._metrics,
            deployment=self._settings.deployment,
            event_mode=self._settings.event_mode,
            in_flight=self._settings.in_flight,
            in_flight_bytes=self._settings.in_flight_bytes,
        )
        names = [source.name for source in self._stage.sources]
        source = self._app.topic(*names, key_type=bytes, value_type=bytes)

        @self._app.agent(source, name="stage")
        async def drive(stream: Any) -> None:
            self._stream = stream
            for reader in self._broadcasts:
                await reader.caught_up.wait()
            try:
                await loop.run(_messages(stream.noack()))
            except BaseExceptionGroup as group:
                self._app.fail(_first(group))
                # Faust would log the whole tree again; the process is about to end.
                await asyncio.Event().wait()

        @self._app.on_rebalance_complete.connect(weak=False)
        async def note_assignment(app: Any, **_: Any) -> None:
            self._metrics.rebalances.inc()
            self._progress.settled.clear()
            log.info(ASSIGNED, partitions=len(self._assigned()))
            await self._refresh_topic_ids()

    def _entries(self, partition: int) -> Entries[S]:
        assert self._table is not None
        return self._table.entries(partition)

    def _acknowledge(self, message: Message) -> None:
        self._consumer.acknowledge(message)
        self._progress.settle(message.topic, message.partition, message.offset)

    def _assigned(self) -> list[tuple[str, int]]:
        names = {source.name for source in self._stage.sources}
        return [(tp.topic, tp.partition) for tp in self._app._assignment or () if tp.topic in names]

    async def _position(self, topic: str, partition: int) -> int | None:
        try:
            async with asyncio.timeout(_POSITION_SECONDS):
                return await self._consumer.position(TP(topic, partition))
        except (TimeoutError, KafkaError, ConsumerNotStarted):
            return None

    def _busy(self) -> bool:
        in_flight = any(self._consumer.unacked)
        return in_flight or (self._stream is not None and self._stream.channel.queue.qsize() > 0)

    def _recovery_left(self) -> float:
        tables: Any = self._app.tables
        return float(max(0, tables.recovery.active_remaining_total()))

    @property
    def _consumer(self) -> LoopAcknowledgedConsumer:
        consumer = self._app.consumer
        assert isinstance(consumer, LoopAcknowledgedConsumer)
        return consumer

    def _observe(self) -> None:
        self._metrics.idle.set_function(lambda: self._progress.idle_seconds)
        self._metrics.lease.set_function(lambda: self._lease.remaining)
        self._metrics.left.set_function(self._recovery_left)
        self._metrics.ready.set_function(lambda: float(all(self.ready().values())))


async def _messages(stream: Any) -> AsyncIterator[Message]:
    async for event in stream.events():
        yield event.message


def _first(group: BaseExceptionGroup[Any]) -> BaseException:
    error = group.exceptions[0]
    return _first(error) if isinstance(error, BaseExceptionGroup) else error
