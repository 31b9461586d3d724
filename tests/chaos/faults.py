"""The faults: what is done to workers, brokers and connections, at moments that a seed decides."""

import asyncio
import contextlib
import random
import shutil
import signal
import subprocess
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from schemas.topics import WORKERS
from tests.chaos.cluster import Cluster
from tests.chaos.fleet import SESSION_SECONDS, Fleet, Replica
from tests.chaos.log_topics import compact_changelogs

_ZOMBIE_SECONDS = SESSION_SECONDS * 1.6
_SLOW_SECONDS, _DELAY_SECONDS = 4.0, 0.15
_FULL_SECONDS = 2.5
_FULL, _READ_ONLY = "size=4k", "size=4k,ro"
_DAY = 86_400.0
_PATIENCE_SECONDS = 120.0

_ON_BROKERS = ("cut", "slow", "broker_kill", "controller_change", "broker_restart", "cut")


@dataclass
class Faults:
    """Throws faults at a fleet and its cluster. `done` counts them by name."""

    fleet: Fleet
    cluster: Cluster
    draw: random.Random
    done: Counter[str] = field(default_factory=Counter)

    async def throw(self, name: str, pauses: tuple[float, float]) -> None:
        """Throw one after a random pause (seconds, from-to), once every worker has a replica that works."""
        await asyncio.sleep(self.draw.uniform(*pauses))
        await self.fleet.until_manned(_PATIENCE_SECONDS)
        await getattr(self, name)()
        self.done[name] += 1

    async def kill(self) -> None:
        """SIGKILL to a worker."""
        self._victim().send(signal.SIGKILL)

    async def terminate(self) -> None:
        """SIGTERM to a worker: it finishes what is in flight, and is started again."""
        self._victim().send(signal.SIGTERM)

    async def zombie(self) -> None:
        """A worker sleeps for longer than its session, while others take its partitions, and wakes."""
        victim = self._victim()
        victim.send(signal.SIGSTOP)
        await asyncio.sleep(_ZOMBIE_SECONDS / 2)
        await compact_changelogs(self.cluster.bootstrap_servers)
        await asyncio.sleep(_ZOMBIE_SECONDS / 2)
        victim.send(signal.SIGCONT)

    async def clock_jump(self) -> None:
        """A worker's clock goes wrong by up to a day, forwards or back, and stays so."""
        self._victim().clock_file.write_text(str(self.draw.uniform(-_DAY, _DAY)))

    async def full_disk(self) -> None:
        """A worker is killed, and its directory is on a full file system when it starts again."""
        await self._killed_with(_FULL)

    async def read_only_disk(self) -> None:
        """The same with a file system that can only be read."""
        await self._killed_with(_READ_ONLY)

    async def _killed_with(self, mount_options: str) -> None:
        victim = self._victim()
        with _Unwritable(victim.directory / "state", mount_options):
            victim.send(signal.SIGKILL)
            await asyncio.sleep(_FULL_SECONDS)

    async def rescale(self) -> None:
        """One worker goes from two replicas to one, to three and back."""
        worker = self.draw.choice(WORKERS)
        for count in (1, 3, 2):
            self.fleet.scale(worker, count)
            await asyncio.sleep(SESSION_SECONDS / 2)

    async def cut(self) -> None:
        """All connections to a broker drop."""
        self.draw.choice(self.cluster.nodes).proxy.cut()

    async def slow(self) -> None:
        """A broker answers slowly for a while."""
        proxy = self.draw.choice(self.cluster.nodes).proxy
        proxy.delay = _DELAY_SECONDS
        await asyncio.sleep(_SLOW_SECONDS)
        proxy.delay = 0.0

    async def broker_restart(self) -> None:
        """A broker stops in an orderly way and starts again."""
        await self.draw.choice(self.cluster.nodes).restart()

    async def broker_kill(self) -> None:
        """A broker dies and starts again, one after the other."""
        nodes = self.cluster.nodes
        await nodes[self.done["broker_kill"] % len(nodes)].kill()

    async def controller_change(self) -> None:
        """The active controller dies: of three nodes another takes over."""
        await self.cluster.controller().kill()

    def _victim(self) -> Replica:
        return self.draw.choice([r for r in self.fleet.running() if r.process is not None])


class _Unwritable:
    """A directory on such a tmpfs, filled up, or where that cannot be mounted, no directory at all."""

    def __init__(self, directory: Path, mount_options: str) -> None:
        self._directory = directory
        self._options = mount_options
        self._mounted = False

    def __enter__(self) -> None:
        mount = ["mount", "-t", "tmpfs", "-o", self._options, "tmpfs", str(self._directory)]
        self._mounted = (
            shutil.which("mount") is not None
            and not subprocess.run(mount, check=False, capture_output=True).returncode
        )
        if self._mounted:
            with contextlib.suppress(OSError):
                (self._directory / "full").write_bytes(b"x" * 4096)
        else:
            shutil.rmtree(self._directory)
            self._directory.write_text("no directory")

    def __exit__(self, *_: object) -> None:
        if self._mounted:
            subprocess.run(["umount", "-l", str(self._directory)], check=True, capture_output=True)
        else:
            self._directory.unlink()
            self._directory.mkdir()


def plan(draw: random.Random, workers: int, brokers: int, nodes: int) -> list[str]:
    """So many faults on workers and on brokers in a random order, and the rarer kinds beside them."""
    kinds = [kind for kind in _ON_BROKERS if kind != "controller_change" or nodes > 1]
    often = draw.choices(("kill", "terminate"), (3, 1), k=workers)
    rare = ["zombie", "clock_jump", "full_disk", "read_only_disk", "rescale"] * max(1, workers // 12)
    broken = [kinds[number % len(kinds)] for number in range(brokers)]
    faults = [*often, *rare, *broken]
    draw.shuffle(faults)
    return faults
