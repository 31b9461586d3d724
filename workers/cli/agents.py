"""The workers' stages, built by name: the one place where the command line knows the workers."""

from importlib import import_module
from typing import Any

from schemas.topics import WORKERS, Worker
from workers.runtime.settings import Settings
from workers.runtime.stage import Stage


def build_stage(worker: Worker, settings: Settings) -> Stage[Any]:
    """The stage of one worker. Its room is imported only now, because some load large data."""
    stage: Stage[Any] = import_module(f"workers.{worker}.agent").stage(settings)
    return stage


def build_road(settings: Settings) -> tuple[Stage[Any], ...]:
    """All stages, in the order in which an article meets them."""
    return tuple(build_stage(worker, settings) for worker in WORKERS)
