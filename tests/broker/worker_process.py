"""A worker as its own process, as Kubernetes would run it: signals, exit status, health, log."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from workers.cli.broker import free_port

ROOT = Path(__file__).parents[2]
_POLL_SECONDS = 0.1
_READY_SECONDS = 120
"""A machine may be busy with other work."""


async def until(condition: Callable[[], Awaitable[bool] | bool], what: str, seconds: float = 40) -> None:
    """Return once the condition holds; fail the test when it does not within `seconds`."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        held = condition()
        if held if isinstance(held, bool) else await held:
            return
        await asyncio.sleep(_POLL_SECONDS)
    raise AssertionError(f"not within {seconds} s: {what}")


class WorkerProcess:
    """Starts at once. Each process writes its log to a file of its own in `directory`.

    It runs a test's stage, or the arguments of Python that `command` gives.
    """

    def __init__(
        self,
        kind: str,
        run: str,
        servers: str,
        directory: Path,
        command: Sequence[str] | None = None,
        **settings: str,
    ) -> None:
        self.port = free_port()
        self.log_file = directory / f"worker-{self.port}.log"
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith("FRONTWATCH_")},
            "FRONTWATCH_BOOTSTRAP_SERVERS": servers,
            "FRONTWATCH_WEB_HOST": "127.0.0.1",
            "FRONTWATCH_WEB_PORT": str(self.port),
            "FRONTWATCH_SESSION_TIMEOUT_SECONDS": "6",
            "FRONTWATCH_DATA_DIRECTORY": str(directory / f"data-{self.port}"),
            **{f"FRONTWATCH_{name.upper()}": value for name, value in settings.items()},
        }
        with self.log_file.open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, *(command or ("-m", "tests.broker.stages", kind, run))],
                cwd=ROOT,
                env=environment,
                stdout=log,
                stderr=log,
            )

    @property
    def pid(self) -> int:
        """Of its process."""
        return self._process.pid

    def send(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    async def ended(self, seconds: float = 40) -> int:
        """The exit status."""
        await until(lambda: self._process.poll() is not None, "the worker ends", seconds)
        return int(self._process.returncode)

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    async def is_ready(self) -> None:
        """Wait for /ready. Fails at once when the worker ends instead."""

        async def ready_or_gone() -> bool:
            return not self.running or await self.status("/ready") == 200

        await until(ready_or_gone, "the worker is ready", _READY_SECONDS)
        assert self.running, self.log_file.read_text()

    async def status(self, path: str) -> int:
        """The HTTP status of a health path; 0 where nobody answers."""
        return (await asyncio.to_thread(self._get, path))[0]

    async def body(self, path: str) -> str:
        """What a path answers; empty where it is refused."""
        return (await asyncio.to_thread(self._get, path))[1]

    async def metric(self, name: str) -> dict[str, float]:
        """The samples of a metric, by their labels as text (`""` without labels)."""
        _, text = await asyncio.to_thread(self._get, "/metrics")
        found = {}
        for line in text.splitlines():
            head, _, value = line.rpartition(" ")
            if head.partition("{")[0] == name:
                found[head.partition("{")[2].rstrip("}")] = float(value)
        return found

    def events(self, name: str) -> list[dict[str, Any]]:
        """Its log events of that name."""
        lines = [json.loads(line) for line in self.log_file.read_text().splitlines() if line.startswith("{")]
        return [line for line in lines if line["event"] == name]

    def kill(self) -> None:
        """End it, whatever it does."""
        if self.running:
            self._process.kill()
        self._process.wait()

    def _get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=5) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, ""
        except OSError:
            return 0, ""
