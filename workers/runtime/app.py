"""The Faust app of a stage, set so that nothing is acknowledged, committed or dropped too early."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import faust
import mode
from aiokafka.structs import OffsetAndMetadata
from faust.transport.drivers import aiokafka as driver
from faust.types import TP
from faust.types.auth import CredentialsT

from schemas.topics import Topic, app_id
from workers.runtime.assignor import WholeAssignor
from workers.runtime.connection import tls_context
from workers.runtime.lease import Lease, renew_with_heartbeats
from workers.runtime.room import StreamBuffer
from workers.runtime.settings import Settings
from workers.runtime.stage import Stage

_HEARTBEATS_PER_SESSION = 10
_COMMIT_SECONDS = 0.5
_POLL_RECORDS = 5_000
_STREAM_BUFFER = 512


class LeasedThread(driver.AIOKafkaConsumerThread):
    """Faust's consumer thread; its heartbeats renew the app's lease."""

    def _create_worker_consumer(self, transport: Any) -> Any:
        consumer = super()._create_worker_consumer(transport)
        # What a user's transaction takes back has never been sent; Faust has no setting for it.
        consumer._isolation_level = "read_committed"
        app: Any = self.app
        commit: Callable[[Any], Awaitable[None]] = consumer.commit

        async def commit_with_notes(offsets: Any) -> None:
            await commit({tp: OffsetAndMetadata(at.offset, app.note(tp)) for tp, at in offsets.items()})

        consumer.commit = commit_with_notes
        return consumer

    async def on_start(self) -> None:
        """Called by Faust."""
        await super().on_start()
        consumer: Any = self._consumer
        app: Any = self.app
        renew_with_heartbeats(app.lease, consumer._coordinator)

    async def seek_to_committed(self) -> Any:
        """Called by Faust to take again what it fetched and dropped while flow was stopped.

        aiokafka seeks nowhere in a partition without a committed offset, and what was dropped there would
        never be seen again: such a partition is read from its beginning.
        """
        committed = await super().seek_to_committed()
        changelogs = self.app.tables.changelog_topics
        never = [tp for tp, at in committed.items() if (at or 0) <= 0 and tp.topic not in changelogs]
        if never:
            await self.seek_to_beginning(*never)
        return committed


class LoopAcknowledgedConsumer(driver.Consumer):
    """Only the stage loop acknowledges: Faust does it also for events that it skips or that raise."""

    def _new_consumer_thread(self) -> driver.AIOKafkaConsumerThread:
        return LeasedThread(self, loop=self.loop, beacon=self.beacon)

    def ack(self, message: Any) -> bool:
        """Called by Faust itself: not done."""
        return False

    def acknowledge(self, message: Any) -> None:
        """Called by the stage loop: the message may be committed with all before it."""
        super().ack(message)

    def verify_event_path(self, now: float, tp: TP) -> None:
        """Called by Faust to log slow partitions: not done, `LagWatch` sees to that.

        It raises, and so crashes the worker, for a partition that was assigned and has no position yet.
        """

    async def on_partitions_revoked(self, revoked: set[TP]) -> None:
        """Called by Faust, which would forget here what has been acknowledged since the last commit."""
        await self.commit()
        await super().on_partitions_revoked(revoked)

    async def on_partitions_assigned(self, assigned: set[TP], generation_id: int = 0) -> None:
        """Called by Faust before recovery."""
        app: Any = self.app
        app.lease.await_confirmation()
        await super().on_partitions_assigned(assigned, generation_id)


class _Transport(driver.Transport):
    Consumer = LoopAcknowledgedConsumer


class WorkerApp(faust.App):
    """One worker's Faust app. `failure` gets the exception that must stop the process."""

    lease: Lease
    failure: "asyncio.Future[None]"
    note: Callable[[TP], str]
    """What is committed beside a partition's offset; called in the consumer's thread."""

    most_buffered_bytes: int
    """Of what is fetched and not yet taken."""

    def FlowControlQueue(  # noqa: N802 - Faust's name
        self, maxsize: int | None = None, *, clear_on_resume: bool = False
    ) -> StreamBuffer:
        """Called by Faust for its buffer of messages, and for that of recovery."""
        return StreamBuffer(
            most_bytes=self.most_buffered_bytes,
            maxsize=maxsize,
            flow_control=self.flow_control,
            clear_on_resume=clear_on_resume,
        )

    def _new_transport(self) -> Any:
        return _Transport(self.conf.broker_consumer, self)

    def fail(self, error: BaseException) -> None:
        """Stop the worker because of the error; the first one counts."""
        if not self.failure.done():
            self.failure.set_exception(error)


S = TypeVar("S")


def create_app(stage: Stage[S], settings: Settings, lease: Lease) -> WorkerApp:
    """The app, without agent and table. Call it in the running event loop."""
    app = WorkerApp(
        app_id(stage.worker),
        broker=[f"kafka://{server}" for server in settings.bootstrap_servers.split(",")],
        broker_credentials=faust_credentials(settings),
        broker_session_timeout=settings.session_timeout_seconds,
        broker_heartbeat_interval=settings.session_timeout_seconds / _HEARTBEATS_PER_SESSION,
        broker_rebalance_timeout=max(60.0, settings.session_timeout_seconds),
        broker_commit_interval=_COMMIT_SECONDS,
        broker_max_poll_records=_POLL_RECORDS,
        consumer_max_fetch_size=fetch_bytes(stage, settings),
        consumer_auto_offset_reset="earliest",
        consumer_group_instance_id=settings.member_id,
        stream_buffer_maxsize=_STREAM_BUFFER,
        stream_wait_empty=True,
        store="memory://",
        datadir=settings.data_directory / app_id(stage.worker),
        value_serializer="raw",
        key_serializer="raw",
        topic_allow_declare=False,
        topic_disable_leader=True,
        table_standby_replicas=0,
        producer_acks=-1,
        agent_supervisor=mode.CrashingSupervisor,
        processing_guarantee="at_least_once",
        web_enabled=False,
        autodiscover=False,
        PartitionAssignor=WholeAssignor,
    )
    app.lease = lease
    app.most_buffered_bytes = settings.in_flight_bytes
    app.note = lambda _: ""
    app.failure = asyncio.get_running_loop().create_future()

    @app.on_rebalance_complete.connect(weak=False)
    async def quiesce_until_recovered(app: WorkerApp, **_: Any) -> None:
        # Else events that were buffered when recovery began would be dropped.
        if app.tables:
            app.consumer.stop_flow()
            app.flow_control.suspend()

    return app


def fetch_bytes(stage: Stage[Any], settings: Settings) -> int:
    """Bytes that the brokers may send of one partition at once.

    Every partition may lie in memory so far, so they share what the worker may hold; but each must let the
    largest batch pass.
    """
    read: list[Topic] = [*stage.sources, *((stage.table.changelog,) if stage.table is not None else ())]
    partitions = sum(topic.partitions for topic in read)
    largest = max(topic.max_message_bytes for topic in read)
    return max(settings.in_flight_bytes // partitions, largest)


def faust_credentials(settings: Settings) -> CredentialsT | None:
    """What `connection.client_options` tells aiokafka, as Faust wants it."""
    context = tls_context(settings) if settings.security_protocol.endswith("SSL") else None
    if settings.security_protocol.startswith("SASL"):
        assert settings.sasl_password is not None
        return faust.SASLCredentials(
            username=settings.sasl_username,
            password=settings.sasl_password.get_secret_value(),
            ssl_context=context,
            mechanism=settings.sasl_mechanism,
        )
    return faust.SSLCredentials(context=context) if context else None
