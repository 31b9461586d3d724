"""A burst: tens of thousands of articles at once, while the alert worker gets a fifth of its time.

    python -m benchmarks.burst [ARTICLES]      (default 50,000)

One replica of each worker and a local broker. Until extraction is through, the alert worker is stopped for
four fifths of every two and a half seconds: a slow reader at the end of the road. Printed are each worker's
peak memory, its largest lag, rebalances and the least that was left of its lease; then whether anything was
lost or out of order. The exit status is 1 when something was, or when a worker was replaced.
"""

import asyncio
import logging
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from rich.console import Console
from rich.table import Table

from schemas import topics
from schemas.topics import WORKERS, Worker
from tests.chaos.articles import articles, villages
from tests.chaos.audit import Verdict, audit_arrivals
from tests.chaos.fleet import Fleet, start_all
from tests.chaos.log_topics import read_log
from tests.chaos.run import lag_of, send
from tests.chaos.sent import Sent
from workers.cli.broker import LocalBroker, free_port
from workers.cli.place_names import load_gazetteer
from workers.cli.stored import Stored
from workers.cli.witness import read_event
from workers.extraction.toponymy.places import PlaceFinder
from workers.runtime.decode import arrival_of
from workers.runtime.provision import apply_topics
from workers.runtime.settings import Settings, load_settings

_LOOK_SECONDS = 1.0
_STOPPED_SECONDS, _RUNNING_SECONDS = 2.0, 0.5
_READY_SECONDS, _LONGEST_SECONDS = 120.0, 3600.0
_VILLAGES = 1_000
_MIB = 1024 * 1024


@dataclass
class Watched:
    """What was seen of one worker; `drained` is when something last waited for it, seconds from the start."""

    peak_bytes: int = 0
    idle_bytes: int = 0
    largest_lag: int = 0
    drained: float = 0.0
    rebalances: float = 0.0
    least_lease: float = float("inf")


@dataclass
class Burst:
    """A fleet under load and what is seen of it."""

    fleet: Fleet
    settings: Settings
    seen: Mapping[Worker, Watched] = field(default_factory=lambda: {worker: Watched() for worker in WORKERS})
    lags: dict[Worker, int] = field(default_factory=dict)

    async def watch(self) -> None:
        """Look at everything once a second until cancelled."""
        began = time.monotonic()
        while True:
            self.lags = {worker: await lag_of(self.settings, worker) for worker in WORKERS}
            for replica in self.fleet.running():
                seen = self.seen[replica.worker]
                seen.peak_bytes = max(seen.peak_bytes, _memory(replica.process))
                seen.largest_lag = max(seen.largest_lag, self.lags[replica.worker])
                if self.lags[replica.worker]:
                    seen.drained = time.monotonic() - began
                metrics = await asyncio.to_thread(replica.metrics)
                if metrics:
                    seen.rebalances = metrics["frontwatch_rebalances_total"]
                    seen.least_lease = min(seen.least_lease, metrics["frontwatch_lease_seconds"])
            await asyncio.sleep(_LOOK_SECONDS)

    async def slow_alert_worker(self) -> None:
        """Until extraction is through."""
        (alert,) = self.fleet.running("alert")
        while self.lags.get("extraction", 1) or self.lags.get("dedupe", 1) or self.lags.get("fingerprint", 1):
            alert.send(signal.SIGSTOP)
            await asyncio.sleep(_STOPPED_SECONDS)
            alert.send(signal.SIGCONT)
            await asyncio.sleep(_RUNNING_SECONDS)

    async def until_drained(self) -> None:
        """Until nothing waits anywhere, and has not for a while."""
        quiet = 0
        async with asyncio.timeout(_LONGEST_SECONDS):
            while quiet < 5:
                await asyncio.sleep(_LOOK_SECONDS)
                quiet = quiet + 1 if self.lags and not any(self.lags.values()) else 0


def _memory(process: "subprocess.Popen[bytes] | None") -> int:
    try:
        return int(psutil.Process(process.pid).memory_info().rss) if process is not None else 0
    except psutil.Error:
        return 0


async def run(count: int, directory: Path, console: Console) -> bool:
    """Print the figures; whether nothing was lost, out of order or replaced."""
    gazetteer = load_gazetteer("ukraine")
    assert isinstance(gazetteer, PlaceFinder)
    draw = random.Random(50)
    records = list(articles(villages(gazetteer, _VILLAGES, draw), count, draw))
    with LocalBroker(directory / "kafka", free_port()) as broker:
        settings = load_settings(bootstrap_servers=broker.bootstrap_servers, status="exercise")
        await apply_topics(settings)
        fleet = Fleet(directory, broker.bootstrap_servers)
        start_all(fleet, 1)
        burst = Burst(fleet, settings)
        looking_after = [asyncio.create_task(fleet.keep_alive())]
        try:
            await fleet.until_ready(_READY_SECONDS)
            for replica in fleet.running():
                burst.seen[replica.worker].idle_bytes = _memory(replica.process)
            began = time.monotonic()
            looking_after.append(asyncio.create_task(burst.watch()))
            sending = asyncio.create_task(send(settings, records))
            await asyncio.sleep(2 * _LOOK_SECONDS)
            await burst.slow_alert_worker()
            await sending
            await burst.until_drained()
            seconds = time.monotonic() - began
        finally:
            for task in looking_after:
                task.cancel()
            await asyncio.gather(*looking_after, return_exceptions=True)
            await fleet.stop()
        log = await read_log(settings, (*topics.ROAD, *(topics.dead_letters(worker) for worker in WORKERS)))
    console.print(_table(burst, count, seconds, log))
    wrong = _wrong(records, log, fleet)
    for sentence in wrong:
        console.print(f"broken: {sentence}", style="red", markup=False)
    console.print("nothing lost, every key in order" if not wrong else "BROKEN")
    return not wrong


def _table(burst: Burst, count: int, seconds: float, log: Mapping[str, Sequence[Stored]]) -> Table:
    table = Table(title=f"{count:,} articles at once, done after {seconds:.0f} s", title_justify="left")
    for name in ("worker", "memory ready, MiB", "peak, MiB", "largest lag", "done after, s", "rebalances"):
        table.add_column(name, justify="right")
    table.add_column("least lease, s", justify="right")
    for worker, seen in burst.seen.items():
        table.add_row(
            worker,
            f"{seen.idle_bytes / _MIB:.0f}",
            f"{seen.peak_bytes / _MIB:.0f}",
            f"{seen.largest_lag:,}",
            f"{seen.drained:.0f}",
            f"{seen.rebalances:.0f}",
            f"{seen.least_lease:.1f}",
        )
    table.caption = ", ".join(f"{len(log[t.name]):,} {t.name}" for t in topics.ROAD if log[t.name])
    return table


def _wrong(sent: Sequence[Sent], log: Mapping[str, Sequence[Stored]], fleet: Fleet) -> list[str]:
    """Sentences on what was lost, doubled, out of order, or on workers that were replaced."""
    verdict = Verdict()
    audit_arrivals(verdict, sent, log)
    judged = {
        dict(record.headers)["version_id"]: topic.name
        for topic in (topics.ARTICLES_UNIQUE, topics.ARTICLES_DUPLICATES)
        for record in log[topic.name]
    }
    extracted = Counter(dict(record.headers)["version_id"] for record in log[topics.ARTICLES_EXTRACTED.name])
    verdict.require(judged.keys() - extracted.keys(), "judged articles not extracted")
    disordered = _disordered(log, judged)
    verdict.require(disordered, "articles whose versions came out in another order than they went in")
    last: dict[str, int] = defaultdict(lambda: -1)
    for record in log[topics.ALERTS.name]:
        alert, _ = read_event(record)
        verdict.require(
            [alert.alert_id] * (alert.revision != last[alert.alert_id] + 1), "revisions out of order"
        )
        last[alert.alert_id] = alert.revision
    ended = [f"{name} ended with {status}" for name, status in fleet.exits if status]
    return verdict.violations + ended


def _disordered(log: Mapping[str, Sequence[Stored]], judged: Mapping[bytes, str]) -> list[bytes | None]:
    """Articles whose extracted versions do not follow each other as their raw records did.

    `judged` is the topic of each version. A copy comes by another than what is not one, and two topics have
    no order.
    """
    reached: dict[tuple[bytes | None, str | None], int] = {}
    wrong = []
    for record in log[topics.ARTICLES_EXTRACTED.name]:
        offset = arrival_of(record, topics.ARTICLES_EXTRACTED).origin.offset
        lane = (record.key, judged.get(dict(record.headers)["version_id"]))
        if offset < reached.get(lane, -1):
            wrong.append(record.key)
        reached[lane] = offset
    return wrong


def main() -> int:
    """Run and print."""
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    with tempfile.TemporaryDirectory(prefix="frontwatch-burst-") as directory:
        return 0 if asyncio.run(run(count, Path(directory), Console(width=120))) else 1


if __name__ == "__main__":
    sys.exit(main())
