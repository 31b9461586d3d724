"""What /live judges: work that waits while nothing is done."""

from tests.unit.runtime.fakes import Clock
from workers.runtime.lease import Lease
from workers.runtime.metrics import Metrics
from workers.runtime.progress import LagWatch, Progress


def watch(clock: Clock) -> tuple[Progress, Lease, LagWatch]:
    """A watch that is fed by hand."""
    progress, lease = Progress(clock), Lease(6, clock)
    lease.renew(clock.now)
    judge = LagWatch({}, progress, lease, Metrics(), assigned=list, position=nowhere, busy=lambda: False)
    return progress, lease, judge


async def nowhere(_topic: str, _partition: int) -> int | None:
    """A position that is not known."""
    return None


def test_no_lag_is_as_good_as_progress() -> None:
    """A quiet topic is no stall."""
    clock = Clock()
    progress, _, judge = watch(clock)
    clock.now += 5
    judge.judge({("terms", 0): 0}, busy=False)
    assert progress.idle_seconds == 0


def test_lag_without_progress_is_a_stall() -> None:
    """However often it is looked at."""
    clock = Clock()
    progress, lease, judge = watch(clock)
    for _ in range(10):
        clock.now += 5
        lease.renew(clock.now)
        judge.judge({("terms", 0): 0, ("terms", 1): 3}, busy=False)
    assert progress.idle_seconds == 50
    progress.settle("terms", 1, 7)
    assert progress.idle_seconds == 0
    assert progress.settled == {("terms", 1): 8}


def test_a_worker_that_the_group_has_forgotten_is_stalled_even_without_lag() -> None:
    """It is not assigned what waits, and knows of none."""
    clock = Clock()
    progress, _, judge = watch(clock)
    clock.now += 7
    judge.judge({}, busy=False)
    assert progress.idle_seconds == 7


def test_what_is_in_flight_or_not_yet_known_is_not_taken_for_done() -> None:
    """Only having nothing to do excuses doing nothing."""
    clock = Clock()
    progress, _, judge = watch(clock)
    clock.now += 5
    judge.judge({("terms", 0): 0}, busy=True)
    judge.judge({("terms", 0): None}, busy=False)
    assert progress.idle_seconds == 5
