"""`frontwatch produce`: send articles from files, and know that they arrived."""

import asyncio
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from aiokafka import AIOKafkaProducer
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn

from schemas.topics import ARTICLES_RAW, CONTROL_MAPS, Topic
from workers.cli.article_files import (
    STDIN,
    Form,
    Missing,
    Record,
    Refused,
    find_files,
    read_articles,
    read_raw,
)
from workers.cli.broker_clients import open_producer, require_topic, run
from workers.cli.console import progress_on_notes, say, warn
from workers.cli.map_files import SUFFIX, MapDetails, checked, read_map
from workers.cli.mistakes import EXIT_FAILED
from workers.cli.options import settings_of
from workers.cli.terrain import load_terrain
from workers.runtime.settings import Settings

_IN_FLIGHT = 500
_RECORD_OVERHEAD_BYTES = 256

Step = Callable[[Record | Refused], None]

FILES_HELP = "JSONL, JSON, text or HTML files, directories of them, or - for standard input."
Files = Annotated[list[str], typer.Argument(metavar="FILE…", help=FILES_HELP, show_default=False)]
Source = Annotated[
    str | None, typer.Option(help="Publisher's domain or channel, where the article does not name it.")
]
Url = Annotated[str | None, typer.Option(help="Address, where the article does not name it.")]
PublishedAt = Annotated[
    str | None, typer.Option(help="Time of publication with its zone, where the article does not name it.")
]
Language = Annotated[str | None, typer.Option(help="BCP 47 tag, where the article does not name it.")]
FormOption = Annotated[
    Form | None, typer.Option("--format", help="How to read the input, whatever its name says.")
]


@dataclass(frozen=True, slots=True)
class Sent:
    """How many records the broker confirmed, and what was refused."""

    confirmed: int
    refused: tuple[Refused, ...]


def produce(
    context: typer.Context,
    files: Files,
    *,
    source: Source = None,
    url: Url = None,
    published_at: PublishedAt = None,
    language: Language = None,
    form: FormOption = None,
    raw: Annotated[
        bool,
        typer.Option(
            "--raw", help="Send the bytes as they are, checking nothing: broken ones become dead letters."
        ),
    ] = False,
    maps: Annotated[
        bool, typer.Option("--map", help="The files are maps of control (GeoJSON), not articles.")
    ] = False,
    as_of: Annotated[
        str | None, typer.Option(help="The moment that a map shows, with its zone, where it does not say it.")
    ] = None,
    lean: Annotated[
        str | None, typer.Option(help="The party that a map's makers lean to, where it does not say it.")
    ] = None,
) -> None:
    """Send articles, or maps of control, and wait until the broker has confirmed every one.

    A line of JSONL is one article: {"source": …, "url": …, "title": …, "body": …, "published_at": …}.
    Of a text file the first line is the title. An HTML page is sent whole; title, address and time are
    taken from its head. What is no article, or has a body over 256 KB, is named by file and line and not
    sent; the rest is, and the exit status is 1.

    A map (--map) is a GeoJSON FeatureCollection whose polygons bear a status, with "source" and "as_of"
    beside its features. One that the maps worker would refuse is not sent.
    """
    settings = settings_of(context)
    missing = Missing(source, url, published_at, language)
    paths = find_files(files, (SUFFIX,)) if maps else find_files(files)

    def found() -> Iterator[Record | Refused]:
        if maps:
            yield from _maps(paths, MapDetails(source, as_of, lean), settings)
            return
        for path in paths:
            yield from read_raw(path, form) if raw else read_articles(path, missing, form)

    topic = CONTROL_MAPS if maps else ARTICLES_RAW
    with progress_bar("Sending") as progress:
        bar = progress.add_task("maps" if maps else "articles", total=total_size(paths))
        step: Step = lambda item: progress.advance(bar, item.size)  # noqa: E731
        sent = _sent(settings, topic, found(), step)
    for refusal in sent.refused:
        warn(f"not sent: {refusal}")
    say(f"{sent.confirmed} of {sent.confirmed + len(sent.refused)} sent to {topic.name} and confirmed.")
    if sent.refused:
        raise typer.Exit(EXIT_FAILED)


def _sent(settings: Settings, topic: Topic, items: Iterator[Record | Refused], step: Step) -> Sent:
    """What became of it all; where nothing can be sent, the reasons are told without a broker."""
    refused: list[Refused] = []
    for item in items:
        if isinstance(item, Record):
            return run(settings, _produce(settings, topic, chain(refused, (item,), items), step))
        refused.append(item)
    return Sent(0, tuple(refused))


def _maps(paths: Iterable[str], told: MapDetails, settings: Settings) -> Iterator[Record | Refused]:
    """Each map, read as the maps worker will read it; a sentence says what it shows."""
    for path in paths:
        item = read_map(path, told)
        if isinstance(item, Record):
            item, shows = checked(item, load_terrain(settings.theatre), datetime.now(UTC))
            if shows:
                say(shows)
        yield item


async def _produce(settings: Settings, topic: Topic, found: Iterable[Record | Refused], step: Step) -> Sent:
    async with open_producer(settings) as producer:
        await require_topic(producer, topic)
        return await send_all(producer, found, step)


async def send_all(producer: AIOKafkaProducer, found: Iterable[Record | Refused], step: Step) -> Sent:
    """Send the records in their order, some hundred at a time in flight; `step` is told of each."""
    confirmed = 0
    refused: list[Refused] = []
    waiting: list[tuple[Record, asyncio.Future[object]]] = []
    for item in found:
        record = _sendable(item)
        if isinstance(record, Refused):
            refused.append(record)
            step(record)
            continue
        waiting.append((record, await _send(producer, record)))
        if len(waiting) >= _IN_FLIGHT:
            confirmed += await _confirmed(waiting, step)
    confirmed += await _confirmed(waiting, step)
    return Sent(confirmed, tuple(refused))


def _sendable(item: Record | Refused) -> Record | Refused:
    size = len(item.value) + _RECORD_OVERHEAD_BYTES
    if isinstance(item, Record) and size > item.topic.max_message_bytes:
        reason = f"{len(item.value)} bytes; {item.topic.name} takes {item.topic.max_message_bytes}"
        return Refused(item.where, reason, item.value, item.topic)
    return item


async def _send(producer: AIOKafkaProducer, record: Record) -> "asyncio.Future[object]":
    key = record.key if record.key is not None else record.where.encode()
    future: asyncio.Future[object] = await producer.send(record.topic.name, record.value, key)
    return future


async def _confirmed(waiting: "list[tuple[Record, asyncio.Future[object]]]", step: Step) -> int:
    for record, future in waiting:
        await future
        step(record)
    done = len(waiting)
    waiting.clear()
    return done


def total_size(paths: Iterable[str]) -> int | None:
    """Bytes of all files together; None where standard input is among them."""
    paths = tuple(paths)
    return None if STDIN in paths else sum(Path(path).stat().st_size for path in paths)


def progress_bar(doing: str) -> Progress:
    """A progress bar on standard error, in bytes of the files; it vanishes when nobody watches."""
    columns = (TextColumn(doing + " {task.description}"), BarColumn(), DownloadColumn())
    return progress_on_notes(*columns)


def register(app: typer.Typer) -> None:
    """Add the command."""
    example = "Example: frontwatch produce --source izium.example quiet-night.txt samples/articles"
    app.command(epilog=example)(produce)
