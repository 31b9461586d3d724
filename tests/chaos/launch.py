"""Run a worker whose clock jumps: `python -m tests.chaos.launch WORKER CLOCK_FILE`.

The file holds the seconds by which the process's idea of the time is wrong; it may change at any moment.
"""

import sys
import time
from pathlib import Path

_LOOK_SECONDS = 0.5


def jump_with(file: Path) -> None:
    """Let `time.time` be wrong by what the file says. The monotonic clock does not jump, as in life."""
    true_time = time.time
    looked, wrong = 0.0, 0.0

    def jumping() -> float:
        nonlocal looked, wrong
        if time.monotonic() - looked > _LOOK_SECONDS:
            looked = time.monotonic()
            wrong = float(file.read_text() or 0) if file.exists() else 0.0
        return true_time() + wrong

    time.time = jumping


if __name__ == "__main__":
    jump_with(Path(sys.argv[2]))
    from workers.cli.agents import build_stage  # the clock first: modules take functions by name
    from workers.runtime.settings import load_settings
    from workers.runtime.worker import run_worker

    settings = load_settings()
    sys.exit(run_worker(build_stage(sys.argv[1], settings), settings))  # type: ignore[arg-type]
