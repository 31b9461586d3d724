"""The workers' stages, built by name: the one place where the command line knows the workers."""

from importlib import import_module
from importlib.resources import files
from typing import Any

from schemas.topics import WORKERS, Worker
from workers.runtime.settings import PREFIX, Settings, SettingsError
from workers.runtime.stage import Stage


def build_stage(worker: Worker, settings: Settings) -> Stage[Any]:
    """The stage of one worker. Its room is imported only now, because some load large data.

    Raises SettingsError for a theatre that there are no tables for.
    """
    if worker == "extraction":
        require_theatre(settings.theatre)
    if worker == "maps":
        return _map_stage(settings)
    stage: Stage[Any] = import_module(f"workers.{worker}.agent").stage(settings)
    return stage


def _map_stage(settings: Settings) -> Stage[Any]:
    """The stage of maps with the theatre's settlements, which are loaded with the first map."""
    from workers.alert.maps.agent import MapStage  # noqa: PLC0415 - geometry libraries are slow to import
    from workers.cli.terrain import load_terrain  # noqa: PLC0415

    return MapStage(lambda: load_terrain(settings.theatre), settings)


def build_road(settings: Settings) -> tuple[Stage[Any], ...]:
    """All stages, in the order in which an article meets them."""
    return tuple(build_stage(worker, settings) for worker in WORKERS)


def require_theatre(name: str) -> None:
    """Raises SettingsError, with the theatres that there are, for one that there are no tables for."""
    there = files("workers.extraction") / "theatres"
    known = sorted(one.name for one in there.iterdir() if (one / "theatre.yaml").is_file())
    if name not in known:
        raise SettingsError(f"{PREFIX}THEATRE is {name!r}: input should be one of: {', '.join(known)}")
