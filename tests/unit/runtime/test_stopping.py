"""A worker that does not come to its end is known for one, so that its process is ended."""

import asyncio
from types import SimpleNamespace
from typing import Any

from workers.runtime.worker import Worker


class Stubborn:
    """Faust's app whose consumer thread has died: told to give up, it takes that for having stopped."""

    started = True
    crashed = True

    def __init__(self) -> None:
        self.failure: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.conf = SimpleNamespace(stream_wait_empty=True)

    async def stop(self) -> None:
        """For ever, and then as if nothing had been."""
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return


async def nothing() -> None:
    """What else there is to stop does."""


async def test_a_stop_that_takes_its_patience_is_not_taken_for_one_in_time() -> None:
    """Else the process would wait for tasks that never end, and nobody would start the next one."""
    worker: Any = object.__new__(Worker)
    worker._app, worker._tasks = Stubborn(), []
    worker._publisher = worker._health = SimpleNamespace(stop=nothing)
    worker._admin = SimpleNamespace(close=nothing)
    assert not await worker.stop(0.01)
