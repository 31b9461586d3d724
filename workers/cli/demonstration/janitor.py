"""Ends what the demo started when the demo itself is gone, even by SIGKILL.

Runs as a process of its own: reads a line `pid start-time` for each process it must look after, and when its
standard input ends, kills those that still run. An orderly demo has stopped them all by then.
"""

import contextlib
import subprocess
import sys

import psutil

_SAME_START_SECONDS = 1.0


class Janitor:
    """The demo's handle on that process."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "workers.cli.demonstration.janitor"],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def look_after(self, pid: int) -> None:
        """Kill this process, with its group, if the demo ends without having stopped it."""
        assert self._process.stdin is not None
        with contextlib.suppress(psutil.Error, OSError):
            self._process.stdin.write(f"{pid} {psutil.Process(pid).create_time()}\n".encode())
            self._process.stdin.flush()

    def dismiss(self) -> None:
        """Let it end whatever is left, and end."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        self._process.wait()


def main() -> None:
    """Remember every process named on standard input; at its end, kill the survivors."""
    named = [line.split() for line in sys.stdin]
    for pid, started in named:
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(int(pid))
            if abs(process.create_time() - float(started)) < _SAME_START_SECONDS:
                for child in process.children(recursive=True):
                    child.kill()
                process.kill()


if __name__ == "__main__":
    main()
