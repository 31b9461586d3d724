"""The workers under fire: processes that are started again whenever they end."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from schemas.topics import WORKERS, Worker
from workers.cli.broker import free_port
from workers.runtime.settings import PREFIX

SESSION_SECONDS = 8
_WATCH_SECONDS = 0.2
_ROOT = Path(__file__).parents[2]


@dataclass
class Replica:
    """One worker process and what has become of it."""

    worker: Worker
    number: int
    directory: Path
    environment: dict[str, str]
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    started_at: float = 0.0
    is_ready: bool = False
    wanted: bool = True

    @property
    def name(self) -> str:
        """`extraction-1`."""
        return f"{self.worker}-{self.number}"

    @property
    def clock_file(self) -> Path:
        """What its clock is wrong by."""
        return self.directory / "clock"

    def send(self, number: signal.Signals) -> None:
        """A signal, if it runs."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                self.process.send_signal(number)

    def metrics(self) -> dict[str, float]:
        """Its metrics without labels; none where it does not answer."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/metrics", timeout=5) as answer:
                lines = answer.read().decode().splitlines()
        except OSError:
            return {}
        samples = (line.split(" ") for line in lines if not line.startswith("#") and "{" not in line)
        return {name: float(value) for name, value in samples}


@dataclass
class Fleet:
    """All replicas. `recoveries` are the seconds from a start to /ready, `exits` names and statuses."""

    directory: Path
    bootstrap_servers: str
    replicas: list[Replica] = field(default_factory=list)
    recoveries: list[float] = field(default_factory=list)
    exits: list[tuple[str, int]] = field(default_factory=list)

    def scale(self, worker: Worker, count: int) -> None:
        """Have so many replicas: start what is missing, ask the last ones to end."""
        there = [each for each in self.replicas if each.worker == worker]
        for replica in there:
            replica.wanted = replica.number <= count
            if not replica.wanted:
                replica.send(signal.SIGTERM)
        for number in range(len(there) + 1, count + 1):
            self.replicas.append(self._new(worker, number))

    def running(self, worker: Worker | None = None) -> list[Replica]:
        """The replicas that are wanted, of one worker or of all."""
        return [r for r in self.replicas if r.wanted and worker in (None, r.worker)]

    async def keep_alive(self) -> None:
        """For ever: start what is wanted and does not run."""
        while True:
            for replica in self.replicas:
                await self._look_after(replica)
            await asyncio.sleep(_WATCH_SECONDS)

    async def until_ready(self, seconds: float) -> None:
        """Until all take messages. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while not all(replica.is_ready for replica in self.running()):  # noqa: ASYNC110
                await asyncio.sleep(_WATCH_SECONDS)

    async def until_manned(self, seconds: float) -> None:
        """Until of every worker some replica takes messages. Raises TimeoutError."""
        async with asyncio.timeout(seconds):
            while {r.worker for r in self.running() if r.is_ready} != set(WORKERS):  # noqa: ASYNC110
                await asyncio.sleep(_WATCH_SECONDS)

    async def stop(self) -> None:
        """End all in an orderly way, and those that hang in the other way."""
        for replica in self.replicas:
            replica.wanted = False
            replica.send(signal.SIGCONT)
            replica.send(signal.SIGTERM)
        for replica in self.replicas:
            if replica.process is not None:
                try:
                    await asyncio.to_thread(replica.process.wait, 40)
                except subprocess.TimeoutExpired:
                    self.exits.append((f"{replica.name} hung", -1))
                    replica.process.kill()

    async def _look_after(self, replica: Replica) -> None:
        process = replica.process
        if process is not None and process.poll() is not None:
            self.exits.append((replica.name, process.returncode))
            replica.process, replica.is_ready = None, False
        if replica.process is None and replica.wanted:
            self._launch(replica)
        if (
            replica.process is not None
            and not replica.is_ready
            and await asyncio.to_thread(_ready, replica.port)
        ):
            replica.is_ready = True
            self.recoveries.append(time.monotonic() - replica.started_at)

    def _new(self, worker: Worker, number: int) -> Replica:
        directory = self.directory / f"{worker}-{number}"
        (directory / "state").mkdir(parents=True, exist_ok=True)
        port = free_port()
        settings = {
            "BOOTSTRAP_SERVERS": self.bootstrap_servers,
            "SESSION_TIMEOUT_SECONDS": str(SESSION_SECONDS),
            "STATUS": "exercise",
            "WEB_HOST": "127.0.0.1",
            "WEB_PORT": str(port),
            "LOG_FORMAT": "json",
            "DATA_DIRECTORY": str(directory / "state"),
        }
        clean = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        environment = clean | {PREFIX + name: value for name, value in settings.items()}
        return Replica(worker, number, directory, environment, port)

    def _launch(self, replica: Replica) -> None:
        with (replica.directory / "worker.log").open("ab") as log:
            replica.process = subprocess.Popen(
                [sys.executable, "-m", "tests.chaos.launch", replica.worker, str(replica.clock_file)],
                cwd=_ROOT,
                env=replica.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        replica.started_at = time.monotonic()


def start_all(fleet: Fleet, replicas: int) -> None:
    """So many of each worker."""
    for worker in WORKERS:
        fleet.scale(worker, replicas)


def _ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=1) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False
