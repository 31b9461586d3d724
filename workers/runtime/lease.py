"""The right to publish: held while the brokers have heard from this worker within the session timeout.

A worker that was paused for longer may have lost its partitions to another without knowing it; what it then
publishes would be a stale state on top of a newer one.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import Any

from schemas.errors import FatalError

_POLL_SECONDS = 0.02


def awake_or_not() -> float:
    """Seconds of a clock that also goes on while the machine sleeps, which `time.monotonic` need not."""
    clock = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


class LeaseLostError(FatalError):
    """The brokers have not heard from this worker for a session timeout: it must publish nothing more."""


class Lease:
    """Renewed by each heartbeat that succeeded, from the moment when it was sent.

    `seconds` is the session timeout. Written by the consumer's thread, read by others.
    """

    def __init__(self, seconds: float, clock: Callable[[], float] = awake_or_not) -> None:
        self._seconds = seconds
        self._clock = clock
        self._since = clock()
        self._confirmed = False

    def await_confirmation(self) -> None:
        """A new generation of the group begins: nothing is published before its first heartbeat."""
        self._confirmed = False
        self._since = self._clock()

    def renew(self, sent: float) -> None:
        """A heartbeat that was sent at `sent` succeeded."""
        self._since = max(self._since, sent)
        self._confirmed = True

    @property
    def remaining(self) -> float:
        """Seconds until the lease is lost; negative afterwards."""
        return self._since + self._seconds - self._clock()

    def require(self) -> None:
        """Raises LeaseLostError unless the lease is held or awaits its first heartbeat."""
        if self.remaining < 0:
            raise LeaseLostError(f"no heartbeat has succeeded for {self._seconds:.0f} s")

    async def held(self) -> None:
        """Wait for a new generation's first heartbeat. Raises LeaseLostError."""
        self.require()
        while not self._confirmed:
            await asyncio.sleep(_POLL_SECONDS)
            self.require()


def renew_with_heartbeats(lease: Lease, coordinator: Any, clock: Callable[[], float] = awake_or_not) -> None:
    """Let the heartbeats of aiokafka's group coordinator renew the lease.

    aiokafka keeps the time of the last good heartbeat to itself, and sends the first one of a generation only
    after a whole interval: the coordinator's two methods are wrapped.
    """
    beat: Callable[[], Awaitable[bool]] = coordinator._do_heartbeat
    rejoin: Callable[[Any], Awaitable[bool]] = coordinator._do_rejoin_group

    async def do_heartbeat() -> bool:
        sent = clock()
        succeeded = await beat()
        if succeeded:
            lease.renew(sent)
        return succeeded

    async def do_rejoin_group(subscription: Any) -> bool:
        joined = await rejoin(subscription)
        if joined:
            await do_heartbeat()
        return joined

    coordinator._do_heartbeat = do_heartbeat
    coordinator._do_rejoin_group = do_rejoin_group
