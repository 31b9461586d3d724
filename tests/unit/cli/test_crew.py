"""Worker processes are started again when they die, and none is left behind."""

import asyncio
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest

from schemas.topics import Worker
from workers.cli.demonstration.crew import Crew
from workers.cli.demonstration.janitor import Janitor
from workers.cli.mistakes import CommandError


def sleeper(worker: Worker) -> Sequence[str]:
    return [sys.executable, "-c", "import signal; signal.pause()"]


def stubborn(worker: Worker) -> Sequence[str]:
    deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    return [sys.executable, "-c", f"{deaf}; print('up', flush=True); signal.pause()"]


def short_lived(worker: Worker) -> Sequence[str]:
    return [sys.executable, "-c", "print('cannot go on'); raise SystemExit(1)"]


def echo(worker: Worker) -> Sequence[str]:
    return [
        sys.executable,
        "-c",
        "import os; print(os.environ['FRONTWATCH_STATUS'], os.environ['PATH'] != '')",
    ]


def pid_of(crew: Crew) -> int:
    process = crew.members[0].process
    assert process is not None
    return process.pid


async def test_a_killed_worker_is_started_again_and_the_user_is_told(tmp_path: Path) -> None:
    """As by `kill -9` in the middle of a demo."""
    told: asyncio.Queue[str] = asyncio.Queue()
    crew = Crew(tmp_path, {}, told.put_nowait, command=sleeper)
    crew.start("dedupe")
    first = pid_of(crew)
    guard = asyncio.ensure_future(crew.keep_alive())
    try:
        psutil.Process(first).kill()
        sentence = await asyncio.wait_for(told.get(), 10)
    finally:
        guard.cancel()
    second = pid_of(crew)
    assert "dedupe worker was killed (SIGKILL): started again" in sentence
    assert second != first
    assert psutil.pid_exists(second)
    crew.stop()
    assert not psutil.pid_exists(second)


async def test_a_worker_that_keeps_dying_ends_the_demo_with_its_last_words(tmp_path: Path) -> None:
    """Ten restarts are enough to know."""
    crew = Crew(tmp_path, {}, lambda sentence: None, command=short_lived)
    crew.start("alert")
    with pytest.raises(CommandError, match=r"alert worker died 11 times(.|\n)*cannot go on"):
        await asyncio.wait_for(crew.keep_alive(), 60)


async def test_a_worker_that_is_never_ready_is_named(tmp_path: Path) -> None:
    """With the end of its log."""
    crew = Crew(tmp_path, {}, lambda sentence: None, command=sleeper)
    crew.start("fingerprint")
    try:
        with pytest.raises(CommandError, match="fingerprint worker was not ready"):
            await crew.wait_until_ready(0)
    finally:
        crew.stop()


def test_workers_get_the_environment_and_their_settings(tmp_path: Path) -> None:
    """Proxy, path and locale are inherited; the demo's settings come on top."""
    crew = Crew(tmp_path, {"STATUS": "exercise"}, lambda sentence: None, command=echo)
    crew.start("dedupe")
    process = crew.members[0].process
    assert process is not None
    process.wait(10)
    assert crew.members[0].last_words() == "exercise True"


def test_a_worker_that_ignores_sigterm_is_killed(tmp_path: Path) -> None:
    """Stopping takes its time, but not for ever."""
    crew = Crew(tmp_path, {}, lambda sentence: None, command=stubborn, patience=0.5)
    crew.start("dedupe")
    process = crew.members[0].process
    assert process is not None
    while not crew.members[0].last_words():
        assert process.poll() is None
    crew.stop()
    assert process.returncode == -signal.SIGKILL


def test_the_janitor_ends_what_a_dead_demo_left_behind() -> None:
    """The demo was killed by SIGKILL: its end of the pipe closes, and the survivors go."""
    orphan = subprocess.Popen(sleeper("dedupe"), start_new_session=True)
    stopped = subprocess.Popen([sys.executable, "-c", ""])
    stopped.wait()
    janitor = Janitor()
    janitor.look_after(orphan.pid)
    janitor.look_after(stopped.pid)
    assert orphan.poll() is None
    janitor.dismiss()
    assert orphan.wait(10) == -signal.SIGKILL
