"""How many observations a second one alert worker takes from a real Kafka, publishing confirmed.

    python -m benchmarks.alert.broker [OBSERVATIONS]      (default 20,000)

The worker is its own process on one core; the broker is the local one of `frontwatch broker`, on whatever
cores are left. Everything lies in the topic before the worker starts. The clock runs from the moment when its
group has committed as many observations as there are places (their first beliefs) until it has committed all:
every alert, belief and changelog record is confirmed by then.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import psutil
from aiokafka.errors import GroupCoordinatorNotAvailableError
from rich.console import Console

from benchmarks.alert.observations import START, log, places, seeds, watchlists
from schemas.envelopes import Arrival, Origin, Outgoing
from schemas.observations import PlaceReported
from schemas.places import PlaceRef
from schemas.topics import OBSERVATIONS, WATCHLISTS, app_id
from workers.cli.broker import LocalBroker, free_port
from workers.cli.broker_clients import open_producer
from workers.runtime.provision import administration, apply_topics
from workers.runtime.records import encode_outgoing
from workers.runtime.settings import PREFIX, Settings, load_settings

PLACES = 10_000
WATCHES = 1_000
ARRIVAL = Arrival(OBSERVATIONS.name, 0, 0, START, Origin(OBSERVATIONS.name, 0, 0))
LOADS = {"spread evenly": 0.0, "Zipf's law": 1.0}


async def main(count: int) -> None:
    """Print the figures."""
    console = Console(width=110)
    theatre = places(PLACES)
    for name, skew in LOADS.items():
        rate, cpu_rate = await _measure(theatre, list(log(theatre, count, skew=skew)))
        console.print(
            f"{name}: {rate:,.0f} observations/s by the clock, {cpu_rate:,.0f} per second of the worker's "
            f"processor time ({count:,} observations, {PLACES:,} places, {WATCHES:,} watchlists)"
        )


async def _measure(theatre: Sequence[PlaceRef], told: Sequence[PlaceReported]) -> tuple[float, float]:
    """Observations per second by the clock, and per second of the worker's processor time."""
    with (
        tempfile.TemporaryDirectory() as directory,
        LocalBroker(Path(directory) / "kafka", free_port()) as broker,
    ):
        settings = load_settings(bootstrap_servers=broker.bootstrap_servers)
        await apply_topics(settings)
        await _publish_watchlists(settings)
        await _publish(settings, seeds(theatre))
        await _publish(settings, told)
        worker = _start(broker.bootstrap_servers, Path(directory))
        try:
            begun = await _until_committed(settings, PLACES)
            started, before = time.perf_counter(), _cpu_seconds(worker)
            ended = await _until_committed(settings, PLACES + len(told))
            taken, busy = time.perf_counter() - started, _cpu_seconds(worker) - before
        finally:
            worker.terminate()
            worker.wait()
    return (ended - begun) / taken, (ended - begun) / busy


def _start(servers: str, directory: Path) -> "subprocess.Popen[bytes]":
    own = {
        "BOOTSTRAP_SERVERS": servers,
        "WEB_HOST": "127.0.0.1",
        "WEB_PORT": str(free_port()),
        "DATA_DIRECTORY": str(directory / "worker"),
        "LOG_LEVEL": "warning",
    }
    command = [sys.executable, "-m", "workers.cli.main", "worker", "alert"]
    worker = subprocess.Popen(command, env={**os.environ, **{PREFIX + key: own[key] for key in own}})
    if sys.platform == "linux":
        psutil.Process(worker.pid).cpu_affinity([0])
    return worker


def _cpu_seconds(worker: "subprocess.Popen[bytes]") -> float:
    times = psutil.Process(worker.pid).cpu_times()
    return times.user + times.system


async def _publish_watchlists(settings: Settings) -> None:
    async with open_producer(settings) as producer:
        for each in watchlists(WATCHES, places(PLACES)):
            await producer.send(WATCHLISTS.name, each.model_dump_json().encode(), each.watchlist_id.encode())


async def _publish(settings: Settings, told: Iterable[PlaceReported]) -> None:
    async with open_producer(settings) as producer:
        for each in told:
            record = encode_outgoing(Outgoing(OBSERVATIONS, each.place.place_id, each), ARRIVAL, "bench")
            await producer.send(
                record.topic, record.value, record.key, record.partition, headers=list(record.headers)
            )


async def _until_committed(settings: Settings, count: int) -> int:
    """Until at least so many are; how many it is by then."""
    while (committed := await _committed(settings)) < count:  # noqa: ASYNC110
        await asyncio.sleep(0.1)  # what another process does sends no event
    return committed


async def _committed(settings: Settings) -> int:
    """How many observations the worker's group has acknowledged for good."""
    async with administration(settings) as admin:
        try:
            offsets = await admin.list_consumer_group_offsets(app_id("alert"))
        except GroupCoordinatorNotAvailableError:  # nobody has joined the group yet
            return 0
    return sum(at.offset for tp, at in offsets.items() if tp.topic == OBSERVATIONS.name)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
