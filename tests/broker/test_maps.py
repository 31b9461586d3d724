"""Maps over a real Kafka: from a file to belief and alerts, through workers that get killed."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from schemas.dead_letters import DeadLetter
from schemas.maps import FrontLine
from schemas.places import PlaceBelief
from schemas.topics import (
    ALERTS,
    CONTROL_MAPS,
    FRONTS_CURRENT,
    OBSERVATIONS,
    PLACES_CURRENT,
    WATCHLISTS,
    Topic,
    Worker,
    dead_letters,
)
from tests.broker.worker_process import until
from workers.cli.broker_clients import open_producer, open_reader, read_current, read_to_end
from workers.cli.demonstration.crew import Crew
from workers.cli.demonstration.settle import until_settled
from workers.cli.main import app
from workers.cli.place_names import load_gazetteer
from workers.cli.stored import Stored
from workers.cli.watchlist_file import load_watchlists
from workers.cli.witness import read_event
from workers.runtime.decode import raw_headers
from workers.runtime.provision import administration
from workers.runtime.settings import Settings, load_settings

pytestmark = pytest.mark.broker
SAMPLES = Path(__file__).parents[2] / "samples"
BEFORE, AFTER = sorted(str(path) for path in (SAMPLES / "maps").glob("*.geojson"))
TEXT = Path(BEFORE).read_text(encoding="utf-8")
NESTERIANKA, NOVODANYLIVKA = "UA23100170040092721", "UA23100170060042812"
ROBOTYNE = "UA23100270150025192"
WORKERS: tuple[Worker, ...] = ("maps", "alert")
PATIENCE_SECONDS = 60.0


@dataclass
class Room:
    """A Kafka with the two workers that maps pass through."""

    settings: Settings
    crew: Crew

    def send(self, *files: str, options: tuple[str, ...] = ("--map",)) -> None:
        """`frontwatch produce --map`."""
        arguments = ["-b", self.settings.bootstrap_servers, "produce", *options, *files]
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output

    async def settled(self) -> None:
        """Everything that was sent has been worked through."""
        async with (
            administration(self.settings) as admin,
            open_reader(self.settings, (), from_beginning=True) as reader,
        ):
            await until_settled(admin, reader, PATIENCE_SECONDS)

    async def read(self, topic: Topic) -> list[Stored]:
        async with open_reader(self.settings, (topic,), from_beginning=True) as reader:
            return [record async for record in read_to_end(reader)]

    async def alerts(self) -> Counter[tuple[str, str, str, tuple[str, ...]]]:
        """Place, event type, certainty and watchlists of each revision, each once."""
        events = [read_event(record)[0] for record in await self.read(ALERTS)]
        once = {(alert.alert_id, alert.revision): alert for alert in events}
        return Counter((a.place.name, a.event_type, a.certainty, a.watchlists) for a in once.values())

    async def holders(self) -> dict[str, str | None]:
        """Who is believed to hold each place, by id; None for a contested one."""
        current = await read_current(self.settings, PLACES_CURRENT)
        beliefs = [PlaceBelief.model_validate_json(record.value or b"") for record in current.values()]
        return {belief.place.place_id: belief.holder for belief in beliefs}

    def kill(self, worker: Worker) -> None:
        """SIGKILL; the crew starts it again."""
        member = next(member for member in self.crew.members if member.worker == worker)
        assert member.process is not None
        member.process.kill()


@pytest.fixture
async def room(emptied_servers: str, tmp_path: Path) -> AsyncIterator[Room]:
    """Both workers, ready, with the samples' watchlists; what dies is started again."""
    async with _working(emptied_servers, tmp_path) as room:
        yield room


@asynccontextmanager
async def _working(servers: str, directory: Path) -> AsyncIterator[Room]:
    settings = load_settings(bootstrap_servers=servers, status="exercise", session_timeout_seconds=6)
    own = {"BOOTSTRAP_SERVERS": servers, "STATUS": "exercise", "SESSION_TIMEOUT_SECONDS": "6"}
    crew = Crew(directory, own, print)
    async with open_producer(settings) as producer:
        for watched in load_watchlists(SAMPLES / "watchlist.yaml", load_gazetteer(settings.theatre)):
            value = watched.model_dump_json().encode()
            await producer.send_and_wait(WATCHLISTS.name, value, watched.watchlist_id.encode())
    for worker in WORKERS:
        crew.start(worker)
    alive: asyncio.Task[Any] = asyncio.ensure_future(crew.keep_alive())
    try:
        await crew.wait_until_ready(PATIENCE_SECONDS)
        yield Room(settings, crew)
    finally:
        alive.cancel()
        with suppress(asyncio.CancelledError):
            await alive
        await asyncio.to_thread(crew.stop)


@pytest.mark.timeout(240)
async def test_two_maps_become_beliefs_and_alerts_though_workers_are_killed(room: Room) -> None:
    """Seeds are silent, flips are told once, the front is known, and a map sent again changes nothing."""
    await asyncio.to_thread(room.send, BEFORE)

    async def some_are_out() -> bool:
        return len(await room.read(OBSERVATIONS)) > 20

    await until(some_are_out, "the first map leads to observations")
    room.kill("maps")
    await room.settled()
    assert await room.alerts() == Counter()
    assert (await room.holders())[NESTERIANKA] == "UA"

    room.kill("maps")
    await asyncio.to_thread(room.send, AFTER)
    await room.settled()
    told = await room.alerts()
    moved = ("Front line by Stepova Map", "map_moved", "likely", ("orikhiv-warehouse",))
    assert told[moved] == 1
    assert told["Nesterianka", "control_gained", "likely", ()] == 1
    assert told["Novodanylivka", "contested", "likely", ()] == 1
    assert sum(told.values()) == 4, "Myrne turned grey, too"
    holders = await room.holders()
    assert (holders[NESTERIANKA], holders[NOVODANYLIVKA], holders[ROBOTYNE]) == ("RU", None, "RU")
    (front,) = (await read_current(room.settings, FRONTS_CURRENT)).values()
    assert FrontLine.model_validate_json(front.value or b"").as_of.day == 11

    records = len(await room.read(OBSERVATIONS))
    await asyncio.to_thread(room.send, AFTER, BEFORE)
    await room.settled()
    assert len(await room.read(OBSERVATIONS)) == records
    assert await room.alerts() == told
    assert await room.holders() == holders


@pytest.mark.timeout(120)
async def test_a_broken_map_is_dead_lettered_whole_and_the_next_one_is_believed(room: Room) -> None:
    """Empty, cut off in the middle, and of an unknown status: with the reason, and nothing flips."""
    broken = {
        "map-empty": '{"source": "Stepova Map", "as_of": "2024-11-01T00:00:00Z", "features": []}',
        "not-json": TEXT[: len(TEXT) // 2],
        "map-status": TEXT.replace('"occupied"', '"purple"'),
    }
    async with open_producer(room.settings) as producer:
        for value in (*broken.values(), TEXT):
            await producer.send_and_wait(CONTROL_MAPS.name, value.encode(), b"Stepova Map")
    await room.settled()
    letters = await room.read(dead_letters("maps"))
    assert [DeadLetter.parse(raw_headers(each)).error_type for each in letters] == list(broken)
    assert [(each.value or b"").decode() for each in letters] == list(broken.values())
    assert (await room.holders())[ROBOTYNE] == "RU"
    assert await room.alerts() == Counter()
