"""Feed a target in a child process that is bound in time per input and in memory, and keep what breaks it."""

import ast
import multiprocessing
import os
import resource
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any

from tests.fuzz.mutations import Edit, draw_edits
from tests.fuzz.targets import Target

SECONDS_PER_INPUT = 5.0
"""Of processor time; the largest body that the contract allows is read in under two."""
MEMORY_BYTES = 1024 * 1024 * 1024
"""That one input may take on top of what the worker's tables take."""
_BATCH_SECONDS = 900.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many inputs a batch fed, and the stack of a failure with the input that made it."""

    inputs: int
    failure: str = ""
    culprit: str = ""


class _TooSlow(BaseException):
    """No `except Exception` of a library may swallow it."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raises AssertionError where what is inside takes more processor time, whatever it catches."""
    late = False

    def ring(_signal: int, _frame: object) -> None:
        nonlocal late
        late = True
        raise _TooSlow

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    except _TooSlow:
        pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    assert not late, f"it took more than {seconds} s of processor time"


def run_batch(target: Target, number: int, inputs: int, seconds: float = SECONDS_PER_INPUT) -> Outcome:
    """Feed so many inputs, drawn by the seed `number`, in a child process. The target is prepared already."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe()
    child = context.Process(target=_feed, args=(target, number, inputs, seconds, theirs), daemon=True)
    child.start()
    theirs.close()
    try:
        if ours.poll(_BATCH_SECONDS):
            return ours.recv()  # type: ignore[no-any-return]
        return Outcome(0, f"the batch {number} did not end in {_BATCH_SECONDS:.0f} s")
    except EOFError:
        child.join()
        return Outcome(0, f"the batch {number} ended its process with status {child.exitcode}")
    finally:
        if child.is_alive():
            child.kill()
        child.join()


def _feed(target: Target, number: int, inputs: int, seconds: float, answer: Connection) -> None:
    limit = _address_space() + MEMORY_BYTES
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    chance, fed, outcome = Random(f"{target.name}-{number}"), 0, None
    while fed < inputs and outcome is None:
        frame, edits = target.draw(chance), draw_edits(chance)
        fed += 1
        error = _breaks(target, frame, edits, seconds)
        if error is not None:
            edits = _fewest(target, frame, edits, seconds)
            outcome = Outcome(fed, _stack(error), repr(target.make(frame, edits)))
    answer.send(outcome or Outcome(fed))
    answer.close()
    sys.stdout.flush()
    os._exit(0)


def _breaks(target: Target, frame: Any, edits: Sequence[Edit], seconds: float) -> BaseException | None:
    found = target.make(frame, edits)
    try:
        with within(seconds):
            target.feed(found)
    except BaseException as error:
        return error
    return None


def _fewest(target: Target, frame: Any, edits: list[Edit], seconds: float) -> list[Edit]:
    """So many edits as are needed to break it."""
    for left_out in range(len(edits) - 1, -1, -1):
        fewer = edits[:left_out] + edits[left_out + 1 :]
        if _breaks(target, frame, fewer, seconds) is not None:
            edits = fewer
    return edits


def _stack(error: BaseException) -> str:
    return "".join(traceback.format_exception(error, limit=-6))[-4_000:]


def _address_space() -> int:
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    return pages * resource.getpagesize()


def keep(directory: Path, target: Target, outcome: Outcome) -> Path:
    """Write what broke the target to a file that `kept` reads."""
    directory.mkdir(parents=True, exist_ok=True)
    number = len(list(directory.glob(f"{target.name}.*.txt"))) + 1
    path = directory / f"{target.name}.{number}.txt"
    path.write_text(outcome.culprit, "utf-8", "backslashreplace")
    return path


def kept(directory: Path, targets: dict[str, Target]) -> Iterator[tuple[str, Callable[[], None]]]:
    """Every input that once broke a target, by its file's name, ready to be fed again."""
    for path in sorted(directory.glob("*.txt")):
        target = targets[path.name.split(".")[0]]
        found = ast.literal_eval(path.read_text("utf-8"))
        yield path.stem, lambda target=target, found=found: target.feed(found)  # type: ignore[misc]
