"""`python -m tests.fuzz`: feed every target, print what was run and found; exit status 1 where one broke."""

import argparse
import sys
import time
from pathlib import Path

from rich.console import Console

from tests.fuzz.bounded import Outcome, keep, run_batch
from tests.fuzz.targets import Target, targets

FOUND = Path(__file__).parent / "found"
_BATCH = 4_000
_ENOUGH = 3
"""Failures after which a target is left alone."""


def run(target: Target, inputs: int, first: int, found: Path) -> tuple[int, list[str]]:
    """Feed a target in batches; how many inputs it took, and a sentence for each failure."""
    target.prepare()
    done = 0
    failures: list[str] = []
    batch = first
    while done < inputs and len(failures) < _ENOUGH:
        outcome = run_batch(target, batch, min(_BATCH, inputs - done))
        batch += 1
        done += outcome.inputs
        if outcome.failure:
            failures.append(_told(target, batch - 1, outcome, found))
    return done, failures


def _told(target: Target, batch: int, outcome: Outcome, found: Path) -> str:
    where = f"; the input is in {keep(found, target, outcome)}" if outcome.culprit else ""
    return f"{target.name}, seed {batch}{where}:\n{outcome.failure}"


def main() -> int:
    """The whole run."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=1_000_000, help="in all (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the first batch (default: %(default)s)")
    parser.add_argument("--target", action="append", choices=sorted(targets()), help="only this; repeatable")
    parser.add_argument("--found", type=Path, default=FOUND, help="where inputs that break a target are kept")
    told = parser.parse_args()
    chosen = [target for name, target in targets().items() if not told.target or name in told.target]
    shares = sum(target.share for target in chosen)
    broken: list[str] = []
    total = 0
    for target in chosen:
        started = time.monotonic()
        with Console(stderr=True).status(f"{target.name} …"):
            done, failures = run(target, max(1, told.inputs * target.share // shares), told.seed, told.found)
        took = time.monotonic() - started
        print(f"{target.name:16} {done:9,} inputs {took:6.0f} s {len(failures)} failures", flush=True)
        total += done
        broken += failures
    for failure in broken:
        print(failure)
    print(f"{total:,} inputs, {len(broken)} failures; seed {told.seed}.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
