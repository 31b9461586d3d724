"""The worker processes of a demo: started, watched, started again when they die, stopped."""

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from schemas.topics import Worker
from workers.cli.broker import free_port
from workers.cli.mistakes import CommandError
from workers.runtime.settings import PREFIX

_WATCH_SECONDS = 0.2
_MAX_RESTARTS = 10
_TAIL_LINES = 8

Command = Callable[[Worker], Sequence[str]]


def worker_command(worker: Worker) -> Sequence[str]:
    """How a worker process is started: by this very interpreter."""
    return [sys.executable, "-m", "workers.cli.main", "worker", worker]


@dataclass
class Member:
    """One worker process. `restarts` counts how often it died and was started again."""

    worker: Worker
    log_file: Path
    environment: Mapping[str, str]
    port: int
    process: "subprocess.Popen[bytes] | None" = None
    restarts: int = 0

    def ready(self) -> bool:
        """Whether /ready says so."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/ready", timeout=1) as answer:
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def last_words(self) -> str:
        """The end of its log."""
        with contextlib.suppress(OSError):
            lines = self.log_file.read_text(encoding="utf-8", errors="replace").splitlines()
            return "\n".join(lines[-_TAIL_LINES:])
        return ""


@dataclass
class Crew:
    """Runs workers as processes of their own groups; `tell` gets a sentence for the user.

    `look_after` is called with the pid of every process that is started. `patience` is how many seconds they
    may take to stop.
    """

    directory: Path
    settings: Mapping[str, str]
    tell: Callable[[str], None]
    look_after: Callable[[int], None] = lambda pid: None
    command: Command = worker_command
    patience: float = 15.0
    members: list[Member] = field(default_factory=list)

    def start(self, worker: Worker) -> None:
        """Start one worker; its log goes to a file of its name in the directory."""
        port = free_port()
        own = {
            "WEB_HOST": "127.0.0.1",
            "WEB_PORT": str(port),
            "LOG_FORMAT": "json",
            "DATA_DIRECTORY": str(self.directory / worker),
            "MEMBER_ID": f"demo-{worker}",
        }
        environment = {
            **os.environ,
            **{PREFIX + name: value for name, value in {**self.settings, **own}.items()},
        }
        member = Member(worker, self.directory / f"{worker}.log", environment, port)
        self.members.append(member)
        self._launch(member)

    def _launch(self, member: Member) -> None:
        with member.log_file.open("ab") as log:
            member.process = subprocess.Popen(
                self.command(member.worker),
                env=dict(member.environment),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self.look_after(member.process.pid)

    async def wait_until_ready(self, seconds: float) -> None:
        """Until every worker takes messages. Raises CommandError where one does not in time."""
        deadline = time.monotonic() + seconds
        for member in self.members:
            while not await asyncio.to_thread(member.ready):
                if time.monotonic() > deadline:
                    raise CommandError(
                        f"the {member.worker} worker was not ready within {seconds:.0f} s; the end of "
                        f"{member.log_file}:\n{member.last_words()}"
                    )
                await asyncio.sleep(_WATCH_SECONDS)

    async def keep_alive(self) -> None:
        """For ever: start again what dies. Raises CommandError for a worker that keeps dying."""
        while True:
            for member in self.members:
                status = member.process.poll() if member.process else None
                if status is None:
                    continue
                if member.restarts >= _MAX_RESTARTS:
                    raise CommandError(
                        f"the {member.worker} worker died {member.restarts + 1} times; the end of "
                        f"{member.log_file}:\n{member.last_words()}"
                    )
                member.restarts += 1
                self.tell(
                    f"The {member.worker} worker {_died(status)}: started again. What it had not "
                    f"confirmed is read once more, so nothing is lost."
                )
                self._launch(member)
            await asyncio.sleep(_WATCH_SECONDS)

    def stop(self) -> None:
        """Ask all to stop, wait, and kill the groups of those that do not."""
        running = [m.process for m in self.members if m.process and m.process.poll() is None]
        for process in running:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
        deadline = time.monotonic() + self.patience
        for process in running:
            try:
                process.wait(max(0.1, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def _died(status: int) -> str:
    if status < 0:
        with contextlib.suppress(ValueError):
            return f"was killed ({signal.Signals(-status).name})"
    return f"ended (exit status {status})"
