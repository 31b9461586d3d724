"""Articles that keep coming while a deployment is disturbed, and the audit of all that came out."""

import asyncio
import random
import time
from collections.abc import Callable, Sequence
from itertools import islice

from aiokafka import AIOKafkaProducer
from aiokafka.errors import KafkaError

from schemas import topics
from schemas.topics import WORKERS, Topic
from tests.chaos import watchlists
from tests.chaos.articles import articles, villages
from tests.chaos.audit import Verdict, audit
from tests.chaos.fold import fold_all
from tests.chaos.log_topics import read_log
from tests.chaos.sent import Sent
from tests.kubernetes.cluster import READY_SECONDS, Deployment, until
from workers.cli.broker_clients import open_producer, open_reader
from workers.cli.demonstration.settle import until_settled
from workers.cli.place_names import load_gazetteer
from workers.extraction.toponymy.places import PlaceFinder
from workers.runtime.provision import administration
from workers.runtime.settings import Settings

SEED = 8
_MOST = 20_000
_STORY = 20
"""So many articles tell of a village before the next one's turn comes (`tests.chaos.articles`)."""
_RUSH = 200
_PAUSE_SECONDS = 0.5
_HEARD_SECONDS = 5.0
"""In which every worker has read a watchlist."""
_SETTLE_SECONDS = 600.0

Disturbance = Callable[[Deployment], None]


class Load:
    """Sends article after article until it is told to stop; `sent` is what the broker confirmed."""

    def __init__(self, settings: Settings, pace: float) -> None:
        gazetteer = load_gazetteer(settings.theatre)
        assert isinstance(gazetteer, PlaceFinder)
        draw = random.Random(SEED)
        self.sent: list[Sent] = []
        self._settings = settings
        self._pace = pace
        told = villages(gazetteer, 150, draw)
        self._watchlist = watchlists.steady(told)
        self._articles = articles(told, _MOST, draw)
        self._over = asyncio.Event()
        self._burst = 0

    def end(self) -> None:
        """Stop when the village's story is told to its end."""
        self._over.set()

    def hurry(self, count: int) -> None:
        """Send so many articles at once."""
        self._burst += count

    def rush(self) -> None:
        """Return when the workers are in the middle of more articles than they handle in a second."""
        before = len(self.sent)
        self.hurry(_RUSH)
        until(lambda: len(self.sent) >= before + _RUSH // 10, READY_SECONDS, lambda: "nothing is confirmed")

    async def run(self) -> None:
        """Send, and what the broker does not confirm again."""
        async with open_producer(self._settings) as producer:
            await self._confirm(producer, self._watchlist)
            await asyncio.sleep(_HEARD_SECONDS)
            # The first village's story is one article shorter: they are counted from one.
            await self._send(producer, _STORY - 1)
            while not self._over.is_set():
                stories = max(1, self._burst // _STORY)
                self._burst = max(0, self._burst - stories * _STORY)
                await self._send(producer, stories * _STORY)
                if not self._burst:
                    await asyncio.sleep(_STORY / self._pace)

    async def _send(self, producer: AIOKafkaProducer, count: int) -> None:
        for record in islice(self._articles, count):
            await self._confirm(producer, record)

    async def _confirm(self, producer: AIOKafkaProducer, record: Sent) -> None:
        while True:
            try:
                await producer.send_and_wait(record.topic.name, record.value, record.key)
            except KafkaError:
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                self.sent.append(record)
                return


async def disturb(
    made: Deployment,
    load: Load,
    disturbances: Sequence[tuple[str, Disturbance]],
    figures: list[tuple[str, ...]],
) -> None:
    """One after the other while articles come; a row for each. The load goes on until all are over."""
    sending = asyncio.ensure_future(load.run())
    try:
        for name, disturbance in disturbances:
            began, before = time.monotonic(), len(load.sent)
            await asyncio.to_thread(disturbance, made)
            meanwhile = len(load.sent) - before
            assert meanwhile, f"no article came during: {name}"
            figures.append((name, f"{time.monotonic() - began:.0f}", str(meanwhile), "workers ready again"))
    finally:
        load.end()
        await sending


async def judge(settings: Settings, sent: Sequence[Sent], figures: list[tuple[str, ...]]) -> Verdict:
    """When all is worked through: every worker's log folded again by its stage, and compared."""
    async with administration(settings) as admin, open_reader(settings, (), from_beginning=True) as reader:
        await until_settled(admin, reader, _SETTLE_SECONDS)
    log = await read_log(settings, _logged())
    verdict = await asyncio.to_thread(lambda: audit(sent, log, fold_all(log, settings)))
    redelivered = sum(verdict.redelivered.values())
    alerts = len(log[topics.ALERTS.name])
    figures.append(
        (
            f"the whole log audited: {alerts} alert records, {redelivered} records delivered again",
            "",
            str(len(sent)),
            "nothing lost, nothing doubled" if not verdict.violations else "BROKEN",
        )
    )
    return verdict


def _logged() -> tuple[Topic, ...]:
    return (*topics.ROAD, *(topics.dead_letters(worker) for worker in WORKERS))
