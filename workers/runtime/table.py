"""A Faust table that Faust only assigns and recovers: what it holds and writes is ours to confirm."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import replace
from typing import Any, Generic, TypeVar, cast

import faust
from faust.types import TP, EventT
from pydantic import TypeAdapter

from schemas.errors import FatalError
from workers.runtime.changelog import Extent
from workers.runtime.entries import Entries
from workers.runtime.logs import RECOVERED, REWRITTEN, log
from workers.runtime.metrics import Metrics
from workers.runtime.publisher import Publisher
from workers.runtime.stage import Stage

_PROGRESS_SECONDS = 1.0

S = TypeVar("S")


class ConfirmedTable(faust.Table, Generic[S]):  # type: ignore[type-arg]
    """Partitions of `Entries`, filled from the changelog and dropped when they are taken away.

    Faust's own store stays empty: it forgets nothing that was revoked, and the last changelog record wins in
    it instead of the furthest. Faust swallows what is raised in recovery: faults
    go to `fail`, which stops the worker. `verify` finds what a partition of the changelog extends over, and
    raises FatalError where it has lost records.
    """

    def __init__(
        self,
        app: faust.App,
        stage: Stage[S],
        *,
        publisher: Publisher,
        metrics: Metrics,
        verify: Callable[[int], Awaitable[Extent | None]],
        fail: Callable[[BaseException], None],
        progress: Callable[[], None],
    ) -> None:
        assert stage.table is not None
        assert stage.state is not None
        super().__init__(
            app,
            name=stage.table.name,
            key_type=bytes,
            value_type=bytes,
            partitions=stage.table.source.partitions,
        )
        self._stage = stage
        self._state: TypeAdapter[S] = stage.state
        self._publisher = publisher
        self._metrics = metrics
        self._verify = verify
        self._fail = fail
        self._progress = progress
        self._partitions: dict[int, Entries[S]] = {}
        self._extents: dict[int, Extent] = {}

    def entries(self, partition: int) -> Entries[S]:
        """What is held of a partition."""
        if partition not in self._partitions:
            name, today = self.changelog_topic_name, self._stage.key_today
            self._partitions[partition] = Entries(name, partition, self._state, today)
        return self._partitions[partition]

    def note(self, partition: int) -> str:
        """What to commit beside a source's offset; called in the consumer's thread."""
        extent = self._extents.get(partition)
        if extent is None:
            return ""
        end = max(extent.end, self._publisher.end(self.changelog_topic_name, partition))
        return replace(extent, end=end).note()

    def apply_changelog_batch(self, batch: Iterable[EventT[Any]]) -> None:
        """Called by Faust's recovery with records in their order."""
        try:
            for event in batch:
                message: Any = event.message
                self.entries(message.partition).replay(message.key, message.value, message.headers or ())
                self._metrics.recovered.inc()
        except Exception as error:
            self._fail(error if isinstance(error, FatalError) else FatalError(repr(error)))
        self._progress()

    async def on_rebalance(
        self, assigned: set[TP], revoked: set[TP], newly_assigned: set[TP], generation_id: int = 0
    ) -> None:
        """Called by Faust before recovery: whatever is not ours any more, or not yet, is empty."""
        changelog, recovery = self.changelog_topic_name, cast("Any", self.app.tables).recovery
        for tp in revoked | newly_assigned:
            if tp.topic == changelog:
                self._partitions.pop(tp.partition, None)
                if tp in newly_assigned:
                    self._extents.pop(tp.partition, None)
                # Faust forgets this when a rebalance is overtaken by the next one.
                recovery.revoke(tp)
                if tp in revoked:
                    self._stage.revoked(tp.partition)
                    self._metrics.entries.labels(tp.partition).set(0)

    async def on_recovery_completed(self, active_tps: set[TP], standby_tps: set[TP]) -> None:
        """Called by Faust when the changelog has been read to its end, before messages flow."""
        try:
            for tp in sorted(active_tps):
                await self._complete(tp.partition)
        except Exception as error:
            self._fail(error)

    async def _complete(self, partition: int) -> None:
        if partition not in self._extents and (extent := await self._verify(partition)):
            self._extents[partition] = extent
        fresh = partition not in self._partitions
        entries = self.entries(partition)
        changed = entries.changed or fresh
        for record in entries.finish():
            await (await self._publisher.send(record)).confirmed()
            self._metrics.regressions.inc()
            log.warning(REWRITTEN, partition=partition, key=(record.key or b"").decode())
        if changed:
            await self._derive(partition, entries)
            log.info(RECOVERED, partition=partition, keys=len(entries))
        self._metrics.entries.labels(partition).set(len(entries))

    async def _derive(self, partition: int, entries: Entries[S]) -> None:
        """Let the stage derive what it needs: a minute of work for a million entries, while /live answers."""
        work = asyncio.to_thread(self._stage.recovered, partition, entries.states())
        deriving = asyncio.ensure_future(work)
        while not deriving.done():
            await asyncio.wait((deriving,), timeout=_PROGRESS_SECONDS)
            self._progress()
        deriving.result()
        if partition not in self._partitions:
            # Taken away meanwhile.
            self._stage.revoked(partition)
