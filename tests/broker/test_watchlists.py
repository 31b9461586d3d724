"""A watchlist that is applied takes effect in every running alert worker, and outlives them."""

import asyncio
import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from schemas.alerts import Alert
from schemas.envelopes import Arrival, Origin, Outgoing
from schemas.topics import ALERTS, OBSERVATIONS
from tests.broker.worker_process import ROOT, WorkerProcess, until
from tests.unit.alert.told import KUPIANSK, at, report
from workers.cli.broker_clients import follow, open_producer, open_reader
from workers.cli.witness import read_event
from workers.runtime.records import encode_outgoing, partition_for
from workers.runtime.settings import Settings, load_settings

pytestmark = pytest.mark.broker
PATIENCE_SECONDS = 40
ARRIVAL = Arrival(OBSERVATIONS.name, 0, 0, at(0), Origin(OBSERVATIONS.name, 0, 0))
EVERYTHING = "areas: [{type: admin1, name: Kharkiv Oblast}]"
ELSEWHERE = "areas: [{type: admin1, name: Odesa Oblast}]"


class Theatre:
    """Names a new place on every partition of the observations at each call of `name_places`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._numbers: Iterator[int] = count()
        self._alerts: dict[str, Alert] = {}

    async def name_places(self) -> set[str]:
        """Publish that an article names each of them; their ids, one for each partition."""
        left = set(range(OBSERVATIONS.partitions))
        named = set()
        async with open_producer(self._settings) as producer:
            while left:
                place = KUPIANSK.model_copy(update={"place_id": f"UA{next(self._numbers):017d}"})
                partition = partition_for(place.place_id.encode(), OBSERVATIONS.partitions)
                if partition not in left:
                    continue
                left.remove(partition)
                named.add(place.place_id)
                told = report(f"feature-{place.place_id}", place=place)
                record = encode_outgoing(Outgoing(OBSERVATIONS, place.place_id, told), ARRIVAL, "tests")
                await producer.send_and_wait(
                    record.topic, record.value, record.key, record.partition, headers=list(record.headers)
                )
        return named

    async def listen(self) -> None:
        """Gather alerts for ever."""
        async with open_reader(self._settings, (ALERTS,), from_beginning=True) as reader:
            async for batch in follow(reader):
                for record in batch:
                    alert, _ = read_event(record)
                    self._alerts[alert.place.place_id] = alert

    async def until_watched(self, *watchlists: str) -> float:
        """Name places until each worker matches just these watchlists; the seconds that it took."""
        started = time.monotonic()
        while (seconds := time.monotonic() - started) < PATIENCE_SECONDS:
            named = await self.name_places()
            with contextlib.suppress(AssertionError):
                await until(lambda: named <= self._alerts.keys(), "all are told", 2)  # noqa: B023
            told = [self._alerts[place].watchlists for place in named if place in self._alerts]
            if told == [watchlists] * OBSERVATIONS.partitions:
                return seconds
        raise AssertionError(f"not all workers match {watchlists} within {PATIENCE_SECONDS} s")


def apply(servers: str, directory: Path, *lists: tuple[str, str]) -> str:
    """`frontwatch watch apply` of lists (id, YAML of what is watched); what it printed."""
    file = directory / "watchlists.yaml"
    body = "".join(f"- watchlist_id: {name}\n  name: {name}\n  {watched}\n" for name, watched in lists)
    file.write_text(body, encoding="utf-8")
    command = [sys.executable, "-m", "workers.cli.main", "-b", servers, "watch", "apply", str(file)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.timeout(280)
async def test_a_change_reaches_all_running_workers_and_outlives_them(
    emptied_servers: str, tmp_path: Path
) -> None:
    """Two workers share the partitions: a new list, a changed one; both are killed, and one comes back."""
    theatre = Theatre(load_settings(bootstrap_servers=emptied_servers))
    listening = asyncio.ensure_future(theatre.listen())
    workers: list[WorkerProcess] = []

    def start() -> WorkerProcess:
        command = ("-m", "workers.cli.main", "worker", "alert")
        workers.append(WorkerProcess("", "", emptied_servers, tmp_path, command))
        return workers[-1]

    try:
        for worker in (start(), start()):
            await worker.is_ready()
        apply(emptied_servers, tmp_path, ("east", EVERYTHING))
        waits = [await theatre.until_watched("east")]
        printed = apply(emptied_servers, tmp_path, ("east", ELSEWHERE), ("other", EVERYTHING))
        assert "changed: east: areas: admin1 name Kharkiv Oblast -> admin1 name Odesa Oblast" in printed
        assert "new: other, 0 places, 1 areas" in printed
        waits.append(await theatre.until_watched("other"))
        for worker in workers:
            worker.kill()
        await start().is_ready()
        await theatre.until_watched("other")
        print(f"watchlists took effect after {', '.join(f'{seconds:.1f} s' for seconds in waits)}")
    finally:
        listening.cancel()
        for worker in workers:
            worker.kill()
