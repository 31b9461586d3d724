"""The course of the demo once a broker answers: topics, workers, watchlist, articles, alerts, summary."""

import asyncio
from collections import Counter
from collections.abc import Coroutine, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer, TopicPartition

from schemas.topics import ARTICLES_RAW, WATCHLISTS, WORKERS, Worker
from workers.cli.alert_lines import line
from workers.cli.article_files import Missing, Record
from workers.cli.broker_clients import follow, open_producer, open_reader
from workers.cli.commands.articles import progress_bar, send_all
from workers.cli.console import results, say
from workers.cli.demonstration.crew import Crew
from workers.cli.demonstration.settle import until_settled
from workers.cli.expectations import Expectations, load_broken_expectations, load_expectations
from workers.cli.inputs import find_inputs, read_inputs
from workers.cli.mistakes import UsageError
from workers.cli.outcome import Outcome
from workers.cli.place_names import load_gazetteer
from workers.cli.watchlist_file import load_watchlists
from workers.cli.witness import WITNESSED, witness
from workers.runtime.provision import administration, apply_topics
from workers.runtime.settings import Settings

READY_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Samples:
    """A directory of samples: articles, maps, unusable inputs, a watchlist, what must come of them."""

    directory: Path

    @property
    def watchlist(self) -> Path:
        """What the demo watches."""
        return self.directory / "watchlist.yaml"

    def expectations(self) -> Expectations:
        """Of the articles and, where there are any, of the broken inputs. Raises UsageError."""
        expected = load_expectations(self.directory / "expected.yaml")
        broken = self.directory / "broken" / "expected.yaml"
        return expected + load_broken_expectations(broken) if broken.is_file() else expected

    def inputs(self) -> Iterator[tuple[Record, ...]]:
        """Articles and maps, a file at a time as the story goes, then the broken inputs as they are."""
        for path in find_inputs([str(self.directory)]):
            yield tuple(read_inputs(path, Missing()))


def find_samples(directory: Path | None) -> Samples:
    """The samples named, those of the working directory, or those of the checkout. Raises UsageError."""
    checkout = Path(__file__).parents[3] / "samples"
    candidates = [directory] if directory else [Path("samples"), checkout]
    for candidate in candidates:
        if (candidate / "expected.yaml").is_file():
            return Samples(candidate)
    looked = " and ".join(str(candidate) for candidate in candidates)
    raise UsageError(f"no samples in {looked}: name their directory with --samples")


async def show(settings: Settings, samples: Samples, crew: Crew, seconds: float) -> Outcome:
    """Run the demo against the broker of the settings and print alerts as they come.

    Raises CommandError where a worker does not get ready, keeps dying, or is not done after so many seconds.
    """
    await apply_topics(settings)
    unwatching: tuple[Worker, ...] = ("fingerprint", "dedupe", "extraction")
    for worker in unwatching:
        crew.start(worker)
    # Published before those start that read every watchlist before their first message.
    await _watch(settings, samples.watchlist)
    for worker in (each for each in WORKERS if each not in unwatching):
        crew.start(worker)
    say("Topics and watchlist are in place; the workers are starting.")
    async with open_reader(settings, WITNESSED.values(), from_beginning=True) as reader:
        listener = Listener(reader)
        guards = [asyncio.ensure_future(listener.run()), asyncio.ensure_future(crew.keep_alive())]
        try:
            await _unless_failed(_send_and_settle(settings, samples, crew, listener, seconds), guards)
        finally:
            for task in guards:
                task.cancel()
            await asyncio.gather(*guards, return_exceptions=True)
    return listener.outcome


class Listener:
    """Reads what the workers publish into an outcome, and prints each alert revision once."""

    def __init__(self, reader: AIOKafkaConsumer) -> None:
        self.outcome = Outcome()
        self._reader = reader
        self._read: Counter[TopicPartition] = Counter()
        self._advanced = asyncio.Condition()

    async def run(self) -> None:
        """For ever."""
        async for batch in follow(self._reader):
            for record in batch:
                alert = witness(self.outcome, record)
                if alert is not None:
                    results().print(line(alert))
                self._read[TopicPartition(record.topic, record.partition)] = record.offset + 1
            async with self._advanced:
                self._advanced.notify_all()

    async def catch_up(self) -> None:
        """Wait until everything has been read that is there now."""
        ends = await self._reader.end_offsets(list(self._reader.assignment()))
        async with self._advanced:
            await self._advanced.wait_for(lambda: all(self._read[at] >= end for at, end in ends.items()))


async def _send_and_settle(
    settings: Settings, samples: Samples, crew: Crew, listener: Listener, seconds: float
) -> None:
    """Send file after file, each when the one before it has been worked through, as days go by."""
    await crew.wait_until_ready(READY_SECONDS)
    say("The workers are ready. Alerts as they come:")
    files = tuple(samples.inputs())
    async with (
        open_producer(settings) as producer,
        administration(settings) as admin,
        open_reader(settings, (), from_beginning=True) as reader,
    ):
        with progress_bar("Sending") as progress:
            bar = progress.add_task("articles", total=sum(item.size for file in files for item in file))
            for file in files:
                await send_all(producer, file, lambda item: progress.advance(bar, item.size))
                listener.outcome.sent += sum(item.topic is ARTICLES_RAW for item in file)
                await until_settled(admin, reader, seconds)
                await listener.catch_up()


async def _watch(settings: Settings, path: Path) -> None:
    async with open_producer(settings) as producer:
        for watchlist in load_watchlists(path, load_gazetteer(settings.theatre)):
            value = watchlist.model_dump_json().encode()
            await producer.send_and_wait(WATCHLISTS.name, value, watchlist.watchlist_id.encode())


async def _unless_failed(work: Coroutine[Any, Any, None], guards: Iterable["asyncio.Task[None]"]) -> None:
    """Await the work, or raise what a guard raises if that comes first."""
    working = asyncio.ensure_future(work)
    try:
        await asyncio.wait((working, *guards), return_when=asyncio.FIRST_COMPLETED)
        for guard in guards:
            if guard.done():
                guard.result()
        await working
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
