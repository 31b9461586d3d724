"""`docker compose up` from a clean checkout: articles and alerts from the host, killed containers."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

import pytest

from schemas.topics import ALERTS, ARTICLES_EXTRACTED, Topic, Worker
from tests.broker.test_whole_road import SAMPLES, replayed, told
from tests.containers.composition import Composition, why_not
from workers.cli.broker import free_port
from workers.cli.broker_clients import open_reader, read_to_end
from workers.cli.demonstration.crew import Crew
from workers.cli.demonstration.show import show
from workers.cli.expectations import check
from workers.runtime.settings import Settings, load_settings

REASON = why_not()
pytestmark = pytest.mark.skipif(REASON is not None, reason=REASON or "")
PATIENCE_SECONDS = 240.0


@pytest.fixture
def composition() -> Iterator[Composition]:
    """Everything that docker-compose.yml describes, healthy; nothing of it afterwards."""
    composition = Composition(f"frontwatch-test-{uuid4().hex[:8]}", free_port(), FRONTWATCH_STATUS="exercise")
    try:
        composition.up()
        yield composition
    finally:
        composition.down()
    assert composition.leftovers() == ""


async def count(settings: Settings, topic: Topic) -> int:
    """How many records were ever written to a topic."""
    async with open_reader(settings, (topic,), from_beginning=True) as reader:
        return sum((await reader.end_offsets(list(reader.assignment()))).values())


@dataclass
class Containers(Crew):
    """The workers run already; while articles are on their way, two of them die."""

    composition: Composition = field(kw_only=True)
    host: Settings = field(kw_only=True)

    def start(self, worker: Worker) -> None:
        """Compose did."""

    async def wait_until_ready(self, seconds: float) -> None:
        """Compose did."""

    async def keep_alive(self) -> None:
        """Extraction's container is killed and started by hand; alert's process dies and the engine helps."""
        await self._until_extracted(10)
        await asyncio.to_thread(self.composition, "kill", "--signal", "KILL", "extraction")
        await asyncio.to_thread(self.composition, "up", "--detach", "--no-deps", "--no-build", "extraction")
        await self._until_extracted(40)
        await asyncio.to_thread(self.composition.crash, "alert")
        await asyncio.Event().wait()

    async def _until_extracted(self, articles: int) -> None:
        while await count(self.host, ARTICLES_EXTRACTED) < articles:  # noqa: ASYNC110 - other processes' work
            await asyncio.sleep(0.2)


@pytest.mark.timeout(1800)
async def test_killed_containers_lose_nothing_and_double_nothing(
    composition: Composition, tmp_path: Path
) -> None:
    """What the host sends and reads is what `frontwatch replay` makes of the samples in one process."""
    settings = load_settings(bootstrap_servers=composition.bootstrap_servers, status="exercise")
    crew = Containers(tmp_path, {}, print, composition=composition, host=settings)
    outcome = await show(settings, SAMPLES, crew, PATIENCE_SECONDS)
    assert composition.restarts("alert") >= 1
    alone = await asyncio.to_thread(replayed, settings)
    assert outcome.sent == alone.sent
    assert len(outcome.judged) + len(outcome.dead) == outcome.sent
    assert outcome.claims == alone.claims
    assert told(outcome) == told(alone)
    assert check(SAMPLES.expectations(), outcome) == ()
    assert await revisions_told_in_two_ways(settings) == {}


async def revisions_told_in_two_ways(settings: Settings) -> dict[bytes, set[bytes | None]]:
    """Events of the same id, delivered again after a crash, whose content differs."""
    told: dict[bytes, set[bytes | None]] = defaultdict(set)
    async with open_reader(settings, (ALERTS,), from_beginning=True) as reader:
        async for record in read_to_end(reader):
            told[dict(record.headers)["ce_id"]].add(record.value)
    return {event: values for event, values in told.items() if len(values) > 1}
