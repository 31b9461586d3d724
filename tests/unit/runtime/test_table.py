"""What a table does when partitions come and go: nothing of a lost one stays, and the event loop runs."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faust.types import TP

from tests.unit.runtime.fakes import Clock, Sum, Summing
from workers.runtime.app import create_app
from workers.runtime.changelog import Extent
from workers.runtime.envelope import Envelope, Position
from workers.runtime.lease import Lease
from workers.runtime.metrics import Metrics
from workers.runtime.settings import Settings
from workers.runtime.table import ConfirmedTable


@dataclass
class Deriving(Summing):
    """Notes what it is told; `while_deriving` is called in between."""

    told: list[str] = field(default_factory=list)
    while_deriving: Callable[[], object] = lambda: None

    def recovered(self, partition: int, entries: Mapping[str, Sum]) -> None:
        self.while_deriving()
        self.told.append(f"recovered {partition}: {sorted(entries)}")

    def revoked(self, partition: int) -> None:
        self.told.append(f"revoked {partition}")


def table_of(stage: Summing, directory: Path) -> Any:
    """A table with one entry in partition 1, as recovery left it."""
    app = create_app(stage, Settings(data_directory=directory), Lease(30, Clock()))

    def fail(error: BaseException) -> None:
        raise error

    async def verify(partition: int) -> Extent | None:
        return None

    publisher: Any = None
    table = ConfirmedTable(
        app, stage, publisher=publisher, metrics=Metrics(), verify=verify, fail=fail, progress=lambda: None
    )
    app.tables.add(table)
    entries = table.entries(1)
    entries.put("k", Envelope((Position("in", "id", 1, 7),), "", Sum(total=3)))
    entries.changed = True
    return table


async def test_a_revoked_partition_is_dropped_and_its_stage_told(tmp_path: Path) -> None:
    """Faust's own store would keep its keys for ever."""
    stage = Deriving()
    table = table_of(stage, tmp_path)
    lost = TP(table.changelog_topic_name, 1)
    await table.on_rebalance(set(), {lost}, set())
    assert len(table.entries(1)) == 0
    assert stage.told == ["revoked 1"]


async def test_a_partition_that_is_taken_away_while_its_stage_derives_is_dropped_too(tmp_path: Path) -> None:
    """A large partition takes minutes, and rebalances do not wait."""
    stage = Deriving()
    table = table_of(stage, tmp_path)
    stage.while_deriving = lambda: table._partitions.pop(1)
    await table.on_recovery_completed({TP(table.changelog_topic_name, 1)}, set())
    assert stage.told == ["recovered 1: ['k']", "revoked 1"]


async def test_the_event_loop_runs_while_a_stage_derives(tmp_path: Path) -> None:
    """Health and heartbeats answer meanwhile."""
    stage = Deriving()
    table = table_of(stage, tmp_path)
    loop, answered = asyncio.get_running_loop(), asyncio.Event()

    def wait_for_an_answer() -> None:
        async def answer() -> None:
            answered.set()

        asyncio.run_coroutine_threadsafe(answer(), loop).result(timeout=10)

    stage.while_deriving = wait_for_an_answer
    await table.on_recovery_completed({TP(table.changelog_topic_name, 1)}, set())
    assert answered.is_set()
    assert stage.told == ["recovered 1: ['k']"]
