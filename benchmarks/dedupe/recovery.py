"""How long a dedupe worker takes to come back, and what it then does, on a real Kafka of this machine.

    python -m benchmarks.dedupe.recovery [ENTRIES]      (default 1000000)

Writes a changelog of so many entries into the partition of English, starts `frontwatch worker dedupe` as a
process of its own, and waits until it is ready: the changelog read, the buckets built. Then as many articles
as it handles in some ten seconds are sent. Prints seconds, processor seconds and memory of the worker.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import psutil
from aiokafka import AIOKafkaProducer
from rich.console import Console
from rich.table import Table

from benchmarks.dedupe.articles import articles, entries
from schemas.envelopes import ORIGIN_HEADER, VERSION_HEADER
from schemas.topics import ARTICLES_FINGERPRINTS, ARTICLES_RAW, DEDUPE_ENTRIES, LANGUAGE_PARTITIONS
from workers.cli.broker import LocalBroker, free_port
from workers.dedupe.core import PACKED
from workers.runtime.entries import Entries
from workers.runtime.envelope import Envelope, Position
from workers.runtime.provision import administration, apply_topics
from workers.runtime.settings import Settings, load_settings
from workers.runtime.topic_metadata import topic_ids

SENT = 20_000
_PARTITION = LANGUAGE_PARTITIONS["en"]


def main(count: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as directory:
        broker = LocalBroker(Path(directory) / "broker", free_port())
        with broker:
            settings = load_settings(bootstrap_servers=broker.bootstrap_servers)
            asyncio.run(_measure(settings, Path(directory), count))


async def _measure(settings: Settings, directory: Path, count: int) -> None:
    await apply_topics(settings)
    size = await _write_changelog(settings, count)
    table = Table("step", "records", "seconds", "processor seconds", "records a second")
    with _worker(settings, directory) as worker:
        seconds = await worker.until_ready()
        table.add_row("recovered and ready", *_figures(count, seconds, worker.processor_seconds()))
        resident, peak = worker.memory()
        used, started = worker.processor_seconds(), time.monotonic()
        await _send(settings, SENT)
        await worker.until_handled(SENT)
        seconds = time.monotonic() - started
        table.add_row("handled", *_figures(SENT, seconds, worker.processor_seconds() - used))
    console = Console()
    console.print(table)
    console.print(f"changelog: {size / count:,.0f} bytes an entry")
    for when, held in (("when ready", resident), ("at its peak", peak)):
        console.print(f"worker {when}: {held / 2**20:,.0f} MiB, {held / count:,.0f} bytes an entry")


def _producer(settings: Settings) -> AIOKafkaProducer:
    servers = settings.bootstrap_servers
    return AIOKafkaProducer(bootstrap_servers=servers, linger_ms=20, max_batch_size=1 << 19)


def _figures(records: int, seconds: float, processor: float) -> tuple[str, ...]:
    return f"{records:,}", f"{seconds:.1f}", f"{processor:.1f}", f"{records / seconds:,.0f}"


async def _write_changelog(settings: Settings, count: int) -> int:
    """Returns the bytes of the values."""
    async with administration(settings) as admin:
        [topic_id] = (await topic_ids(admin._client, [ARTICLES_FINGERPRINTS.name])).values()
    held = Entries(DEDUPE_ENTRIES.changelog.name, _PARTITION, PACKED)
    producer = AIOKafkaProducer(
        bootstrap_servers=settings.bootstrap_servers, linger_ms=20, max_batch_size=1 << 19
    )
    await producer.start()
    size = 0
    try:
        for offset, entry in enumerate(islice(entries(), count)):
            applied = (Position(ARTICLES_FINGERPRINTS.name, topic_id, _PARTITION, offset),)
            record = held.encode(entry.version_id, Envelope(applied, "", entry.pack()))
            size += len(record.value or b"")
            await producer.send(record.topic, record.value, record.key, partition=_PARTITION)
    finally:
        await producer.stop()
    return size


async def _send(settings: Settings, count: int) -> None:
    producer = AIOKafkaProducer(
        bootstrap_servers=settings.bootstrap_servers, linger_ms=20, max_batch_size=1 << 19
    )
    await producer.start()
    try:
        for number, article in enumerate(islice(articles(seed=3), count)):
            headers = [
                (ORIGIN_HEADER, f"{ARTICLES_RAW.name}/3/{number}".encode()),
                (VERSION_HEADER, article.version_id.encode()),
            ]
            value = article.model_dump_json().encode()
            await producer.send(ARTICLES_FINGERPRINTS.name, value, b"en", _PARTITION, headers=headers)
    finally:
        await producer.stop()


class _Worker:
    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self._process = process
        self._measured = psutil.Process(process.pid)
        self._port = port
        self._log = log
        self._started = time.monotonic()

    async def until_ready(self) -> float:
        while self._get("/ready") is None:
            await self._wait()
        return time.monotonic() - self._started

    async def until_handled(self, count: int) -> None:
        while self._handled() < count:
            await self._wait()

    async def _wait(self) -> None:
        if self._process.poll() is not None:
            raise SystemExit(f"the worker ended:\n{self._log.read_text()}")
        await asyncio.sleep(0.2)

    def processor_seconds(self) -> float:
        times = self._measured.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> tuple[int, int]:
        """Bytes resident now, and at the peak (Linux)."""
        status = Path(f"/proc/{self._process.pid}/status").read_text().splitlines()
        peak = next(line for line in status if line.startswith("VmHWM"))
        return int(self._measured.memory_info().rss), int(peak.split()[1]) * 1024

    def _handled(self) -> float:
        lines = (self._get("/metrics") or "").splitlines()
        counts = [line for line in lines if line.startswith("frontwatch_messages_total{")]
        return sum(float(line.rpartition(" ")[2]) for line in counts)

    def _get(self, path: str) -> str | None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self._port}{path}", timeout=30) as answer:
                return str(answer.read().decode())
        except OSError:
            return None


@contextmanager
def _worker(settings: Settings, directory: Path) -> Iterator[_Worker]:
    port = free_port()
    environment = {
        **os.environ,
        "FRONTWATCH_BOOTSTRAP_SERVERS": settings.bootstrap_servers,
        "FRONTWATCH_WEB_HOST": "127.0.0.1",
        "FRONTWATCH_WEB_PORT": str(port),
        "FRONTWATCH_DATA_DIRECTORY": str(directory / "data"),
    }
    log = directory / "worker.log"
    command = [sys.executable, "-m", "workers.cli.main", "worker", "dedupe"]
    with (
        log.open("wb") as output,
        subprocess.Popen(command, env=environment, stdout=output, stderr=output) as process,
    ):
        try:
            yield _Worker(process, port, log)
        finally:
            process.kill()


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["1000000"])[0].replace("_", "")))
