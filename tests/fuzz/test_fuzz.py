"""Hostile input breaks no promise: a short run of what `make fuzz` does at length, and what it has found."""

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.fuzz.__main__ import FOUND, run
from tests.fuzz.bounded import kept, run_batch, within
from tests.fuzz.targets import Target, targets

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the bounds are those of Linux")
_FEW = {"extraction": 40, "watchlist-files": 10, "cleaning": 80, "fingerprinting": 150}
_SOME = 1_000


@pytest.mark.parametrize("name", sorted(targets()))
def test_hostile_input_is_read_or_refused_in_bounded_time_and_memory(name: str, tmp_path: Path) -> None:
    """Decoding, cleaning, extraction, maps, watchlists, CloudEvents: only the documented errors."""
    _, failures = run(targets()[name], _FEW.get(name, _SOME), 1, tmp_path)
    assert not failures, failures[0]


@pytest.mark.parametrize("again", [pytest.param(feed, id=name) for name, feed in kept(FOUND, targets())])
def test_what_once_broke_it_breaks_it_no_more(again: Callable[[], None]) -> None:
    """Inputs that fuzzing found, kept as they were."""
    with within(5):
        again()


def _raising(_found: Any) -> None:
    raise KeyError("an error that is not documented")


def _hanging(_found: Any) -> None:
    while True:
        try:
            time.perf_counter()
        except Exception:
            continue


def _hoarding(_found: Any) -> None:
    hoard = bytes(2 * 1024**3)
    assert hoard


def _dying(_found: Any) -> None:
    import os  # noqa: PLC0415

    os._exit(9)


@pytest.mark.parametrize(
    ("feed", "told"),
    [
        (_raising, "not documented"),
        (_hanging, "of processor time"),
        (_hoarding, "MemoryError"),
        (_dying, "status 9"),
    ],
)
def test_the_bounds_would_notice(feed: Callable[[Any], None], told: str) -> None:
    """An undocumented error, a hang, a hoard and a dead process are failures of the batch."""
    broken: Target = replace(targets()["watchlists"], feed=feed)
    assert told in run_batch(broken, 1, 10, seconds=0.2).failure
