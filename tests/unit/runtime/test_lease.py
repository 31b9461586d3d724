"""The right to publish ends with the session, counted from when the last good heartbeat was sent."""

import asyncio
from typing import Any

import pytest

from tests.unit.runtime.fakes import Clock, settle
from workers.runtime.lease import Lease, LeaseLostError, renew_with_heartbeats


class Coordinator:
    """aiokafka's group coordinator, as far as the lease wraps it."""

    def __init__(self, clock: Clock, takes: float = 0.0, succeeds: bool = True) -> None:
        self.clock = clock
        self.takes = takes
        self.succeeds = succeeds

    async def _do_heartbeat(self) -> bool:
        self.clock.now += self.takes
        return self.succeeds

    async def _do_rejoin_group(self, subscription: Any) -> bool:
        return True


async def test_it_is_lost_a_session_after_the_last_good_heartbeat() -> None:
    """Whatever else the worker did since."""
    clock = Clock()
    lease = Lease(6, clock)
    lease.renew(clock.now)
    clock.now += 5.9
    await lease.held()
    clock.now += 0.2
    with pytest.raises(LeaseLostError):
        await lease.held()


async def test_a_heartbeat_counts_from_when_it_was_sent() -> None:
    """The broker may have restarted its clock any time after that."""
    clock = Clock()
    lease = Lease(6, clock)
    coordinator = Coordinator(clock, takes=5)
    renew_with_heartbeats(lease, coordinator, clock)
    assert await coordinator._do_heartbeat()
    assert lease.remaining == 1


async def test_a_failed_heartbeat_renews_nothing() -> None:
    """Only the broker's word counts."""
    clock = Clock()
    lease = Lease(6, clock)
    coordinator = Coordinator(clock, takes=4, succeeds=False)
    renew_with_heartbeats(lease, coordinator, clock)
    assert not await coordinator._do_heartbeat()
    assert lease.remaining == 2


async def test_a_new_generation_publishes_nothing_before_its_first_heartbeat_which_comes_at_once() -> None:
    """A worker that was paused while it joined finds out before it writes."""
    clock = Clock()
    lease = Lease(6, clock)
    coordinator = Coordinator(clock)
    renew_with_heartbeats(lease, coordinator, clock)
    lease.await_confirmation()
    waiting = asyncio.ensure_future(lease.held())
    await settle()
    assert not waiting.done()
    assert await coordinator._do_rejoin_group(None)
    await asyncio.wait_for(waiting, 5)


async def test_a_confirmation_that_never_comes_is_a_lost_lease() -> None:
    """It must not wait for ever: a rebalance may be waiting for it."""
    clock = Clock()
    lease = Lease(6, clock)
    lease.await_confirmation()
    waiting = asyncio.ensure_future(lease.held())
    await settle()
    clock.now += 7
    with pytest.raises(LeaseLostError):
        await asyncio.wait_for(waiting, 5)
