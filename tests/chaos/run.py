"""One run: cluster, fleet, articles and faults at once; then quiet, the whole log, and the audit."""

import asyncio
import pickle
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError
from rich.table import Table

from schemas import topics
from schemas.topics import WORKERS, Topic, Worker, app_id
from tests.chaos import faults, watchlists
from tests.chaos.articles import villages
from tests.chaos.audit import Verdict, audit
from tests.chaos.cluster import Cluster
from tests.chaos.fleet import Fleet, start_all
from tests.chaos.fold import fold_all
from tests.chaos.log_topics import read_log
from tests.chaos.sent import Sent, Village
from tests.chaos.traffic import finale, traffic
from workers.cli.broker_clients import open_producer, open_reader
from workers.cli.demonstration.settle import sources
from workers.cli.mistakes import CommandError
from workers.cli.place_names import load_gazetteer
from workers.extraction.toponymy.places import PlaceFinder
from workers.runtime.provision import administration, apply_topics
from workers.runtime.settings import Settings, load_settings

_READY_SECONDS = 300.0
_QUIET_SECONDS = 1800.0
_LOOK_SECONDS = 1.0
_QUIET_LOOKS = 5
_BURST = 50
_TOLD_EACH = 10
_FINALE_VILLAGES = 8
_HEARD_SECONDS = 2.0
PAUSE_SECONDS = (0.5, 3.0)
REPLICAS = 2


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is done to how much: faults on workers, and on brokers with their connections.

    After `minutes` of faults the rest of them, and of the articles, is left out.
    """

    articles: int
    worker_faults: int
    broker_faults: int
    nodes: int
    seed: int
    minutes: float = float("inf")


@dataclass
class Report:
    """What a run came to. Times are in seconds."""

    plan: Plan
    verdict: Verdict = field(default_factory=Verdict)
    faults: Counter[str] = field(default_factory=Counter)
    recoveries: list[float] = field(default_factory=list)
    exits: list[tuple[str, int]] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0
    articles: int = 0

    @property
    def kept(self) -> bool:
        """Whether nothing was lost, doubled or wrong."""
        return not self.verdict.violations

    def table(self) -> Table:
        """The figures, for a person."""
        table = Table(title=f"chaos, seed {self.plan.seed}", show_header=False, title_justify="left")
        for name, value in self._rows():
            table.add_row(name, value)
        return table

    def _rows(self) -> list[tuple[str, str]]:
        p50, p99 = _quantiles(self.recoveries)
        return [
            ("brokers", str(self.plan.nodes)),
            ("articles", str(self.articles)),
            ("seconds", f"{self.seconds:.0f}"),
            *((f"fault: {name}", str(count)) for name, count in sorted(self.faults.items())),
            ("worker exits", str(len(self.exits))),
            ("of them by a status of their own", _listed(Counter(status for _, status in self.exits))),
            ("recovery, p50 and p99 (s)", f"{p50:.1f}, {p99:.1f}"),
            *((f"records: {name}", str(count)) for name, count in sorted(self.counted.items())),
            *((f"redelivered: {n}", str(c)) for n, c in sorted(self.verdict.redelivered.items()) if c),
            ("promise", "kept" if self.kept else "BROKEN"),
        ]


async def run(plan: Plan, directory: Path, tell: Callable[[str], object]) -> Report:
    """Carry out a plan in an empty directory; `tell` gets a sentence at each step.

    When the promise was broken, the whole log is left in `log.pickle`.
    """
    began = time.monotonic()
    draw = random.Random(plan.seed)
    cluster = Cluster(directory, plan.nodes)
    report = Report(plan)
    try:
        await cluster.start()
        settings = load_settings(bootstrap_servers=cluster.bootstrap_servers, status="exercise")
        await apply_topics(settings)
        fleet = Fleet(directory, cluster.bootstrap_servers)
        start_all(fleet, REPLICAS)
        looking_after = asyncio.create_task(fleet.keep_alive())
        try:
            tell("workers start")
            await fleet.until_ready(_READY_SECONDS)
            found = _villages(plan, draw, settings)
            sent = await _under_fire(plan, draw, found, fleet, cluster, settings, report, tell)
            tell("faults are over; a last article about each of some villages")
            sent += await _close(plan, draw, found, fleet, settings)
            await _until_quiet(fleet, settings)
        finally:
            looking_after.cancel()
            await asyncio.gather(looking_after, return_exceptions=True)
            await fleet.stop()
        log = await read_log(settings, _logged())
    finally:
        await cluster.stop()
    tell("auditing: every worker's log is folded again")
    report.verdict = await asyncio.to_thread(lambda: audit(sent, log, fold_all(log, settings)))
    if not report.kept:
        (directory / "log.pickle").write_bytes(pickle.dumps(log))
    report.articles = sum(each.topic is topics.ARTICLES_RAW for each in sent)
    report.recoveries, report.exits = fleet.recoveries, fleet.exits
    report.counted.update({name: len(records) for name, records in log.items()})
    report.seconds = time.monotonic() - began
    return report


def _logged() -> tuple[Topic, ...]:
    return (*topics.ROAD, *(topics.dead_letters(worker) for worker in WORKERS))


def _villages(plan: Plan, draw: random.Random, settings: Settings) -> Sequence[Village]:
    """The first ones are kept for the end of the run."""
    gazetteer = load_gazetteer(settings.theatre)
    assert isinstance(gazetteer, PlaceFinder)
    return villages(gazetteer, _FINALE_VILLAGES + max(20, plan.articles // 40), draw)


async def _under_fire(
    plan: Plan,
    draw: random.Random,
    found: Sequence[Village],
    fleet: Fleet,
    cluster: Cluster,
    settings: Settings,
    report: Report,
    tell: Callable[[str], object],
) -> list[Sent]:
    listed = faults.plan(draw, plan.worker_faults, plan.broker_faults, plan.nodes)
    thrower = faults.Faults(fleet, cluster, draw, report.faults)
    tell(f"{plan.articles} articles about {len(found)} villages, {len(listed)} faults")
    told = found[_FINALE_VILLAGES:]
    records = list(traffic(found, told, plan.articles, draw))
    sent = [watchlists.steady(found)]
    await send(settings, sent)
    began = time.monotonic()
    for number, name in enumerate(listed):
        part = slice(number * len(records) // len(listed), (number + 1) * len(records) // len(listed))
        await asyncio.gather(send(settings, records[part]), thrower.throw(name, PAUSE_SECONDS))
        sent += records[part]
        if time.monotonic() - began > 60 * plan.minutes:
            tell(f"time is over after {number + 1} faults")
            break
        if number % _TOLD_EACH == _TOLD_EACH - 1:
            tell(f"{number + 1} faults, {part.stop} of {len(records)} records sent")
    return sent


async def _close(
    plan: Plan, draw: random.Random, found: Sequence[Village], fleet: Fleet, settings: Settings
) -> list[Sent]:
    """When all workers have had the time to hear of the last watchlists: what is told only now."""
    await fleet.until_ready(_READY_SECONDS)
    await asyncio.sleep(_HEARD_SECONDS)
    await fleet.until_ready(_READY_SECONDS)
    records = list(finale(found[:_FINALE_VILLAGES], plan.articles, draw))
    await send(settings, records)
    return records


async def send(settings: Settings, records: Sequence[Sent]) -> None:
    """Send the records in bursts; what is not confirmed is sent again."""
    async with open_producer(settings) as producer:
        for start in range(0, len(records), _BURST):
            waiting = list(records[start : start + _BURST])
            while waiting:
                waiting = await _unconfirmed(producer, waiting)


async def _unconfirmed(producer: AIOKafkaProducer, records: Sequence[Sent]) -> list[Sent]:
    """Send the records; those that the broker has not confirmed."""
    sending = [producer.send_and_wait(record.topic.name, record.value, record.key) for record in records]
    done = await asyncio.gather(*sending, return_exceptions=True)
    failed = [
        record for record, outcome in zip(records, done, strict=True) if isinstance(outcome, KafkaError)
    ]
    others = [outcome for outcome in done if isinstance(outcome, BaseException)]
    if len(others) > len(failed):
        raise next(each for each in others if not isinstance(each, KafkaError))
    return failed


async def _until_quiet(fleet: Fleet, settings: Settings) -> None:
    """Until every worker has committed all that there is to read. Raises TimeoutError."""
    async with asyncio.timeout(_QUIET_SECONDS):
        quiet = 0
        while quiet < _QUIET_LOOKS:
            await asyncio.sleep(_LOOK_SECONDS)
            lag = sum([await lag_of(settings, worker) for worker in WORKERS])
            ready = all(replica.is_ready for replica in fleet.running())
            quiet = quiet + 1 if lag == 0 and ready else 0


async def lag_of(settings: Settings, worker: Worker) -> int:
    """Records that the worker has not committed; 1 while the brokers do not say."""
    try:
        async with (
            administration(settings) as admin,
            open_reader(settings, (), from_beginning=False) as reader,
        ):
            partitions = sources(worker)
            committed = await admin.list_consumer_group_offsets(app_id(worker), partitions=partitions)
            ends = await reader.end_offsets(partitions)
            return sum(end - max(committed[at].offset, 0) for at, end in ends.items() if at in committed)
    except (KafkaError, OSError, CommandError):
        return 1


def _quantiles(seconds: Sequence[float]) -> tuple[float, float]:
    if len(seconds) < 2:
        return (seconds[0], seconds[0]) if seconds else (0.0, 0.0)
    cuts = statistics.quantiles(seconds, n=100)
    return cuts[49], cuts[98]


def _listed(counts: Counter[int]) -> str:
    return ", ".join(f"{count} with {status}" for status, count in sorted(counts.items())) or "none"
