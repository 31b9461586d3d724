"""From sample articles to alerts over a real Kafka, through worker processes that get killed."""

import asyncio
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.alerts import Alert
from schemas.topics import ALERTS, ARTICLES_RAW, WORKERS
from workers.cli.agents import build_road
from workers.cli.broker_clients import open_reader, read_to_end
from workers.cli.demonstration.crew import Crew
from workers.cli.demonstration.show import Samples, show
from workers.cli.outcome import Outcome
from workers.cli.place_names import load_gazetteer
from workers.cli.road import Road
from workers.cli.stored import Stored
from workers.cli.watchlist_file import load_watchlists
from workers.cli.witness import witness
from workers.runtime.settings import Settings, load_settings

pytestmark = pytest.mark.broker
SAMPLES = Samples(Path(__file__).parents[2] / "samples")
PATIENCE_SECONDS = 120.0


def replayed(settings: Settings) -> Outcome:
    """The same samples through the workers' stages in this process."""
    outcome = Outcome()

    def published(record: Stored) -> None:
        witness(outcome, record)

    road = Road(build_road(settings), settings.deployment, published)
    for watchlist in load_watchlists(SAMPLES.watchlist, load_gazetteer(settings.theatre)):
        road.watch(watchlist)
    for file in SAMPLES.inputs():
        for record in file:
            road.send(record.key or b"", record.value, datetime.now(UTC), record.topic)
            outcome.sent += record.topic is ARTICLES_RAW
    return outcome


def told(outcome: Outcome) -> Counter[tuple[str, ...]]:
    """What a subscriber goes by in the end."""

    def facts(alert: Alert) -> tuple[str, ...]:
        return (alert.place.name, alert.family, alert.event_type, alert.certainty)

    return Counter(map(facts, outcome.current))


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what happens in another process, which can send no event."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not await asyncio.to_thread(condition):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def kill_each_in_turn(crew: Crew) -> None:
    """SIGKILL to one worker after the other, each when it works and the one before it is back."""
    for number in range(len(WORKERS)):
        await until(lambda: len(crew.members) == len(WORKERS))
        await until(lambda: all(member.ready() for member in crew.members))
        process = crew.members[number].process
        assert process is not None
        process.kill()
        await until(lambda: crew.members[number].restarts == 1)  # noqa: B023


@pytest.mark.timeout(280)
async def test_killed_workers_lose_nothing_double_nothing_and_agree_with_replay(
    emptied_servers: str, tmp_path: Path
) -> None:
    """Every article is judged or dead, no alert stands twice, and the end is that of `frontwatch replay`.

    In structured mode, which no reader is told of.
    """
    settings = load_settings(bootstrap_servers=emptied_servers, status="exercise", session_timeout_seconds=6)
    own = {"BOOTSTRAP_SERVERS": emptied_servers, "STATUS": "exercise", "SESSION_TIMEOUT_SECONDS": "6"}
    own["EVENT_MODE"] = "structured"
    crew = Crew(tmp_path, own, print)
    killing = asyncio.ensure_future(kill_each_in_turn(crew))
    try:
        outcome = await show(settings, SAMPLES, crew, PATIENCE_SECONDS)
    finally:
        killing.cancel()
        crew.stop()
    alone = await asyncio.to_thread(replayed, settings)
    assert sum(member.restarts for member in crew.members) == len(WORKERS)
    assert outcome.sent == alone.sent
    assert len(outcome.judged) + len(outcome.dead) == outcome.sent
    assert outcome.extracted == alone.extracted
    assert outcome.claims == alone.claims
    assert told(outcome) == told(alone)
    assert await content_types(settings) == {b"application/cloudevents+json"}


async def content_types(settings: Settings) -> set[bytes | None]:
    """How the alerts on the broker were written: in the mode that the workers were told."""
    async with open_reader(settings, (ALERTS,), from_beginning=True) as consumer:
        return {dict(record.headers).get("content-type") async for record in read_to_end(consumer)}
