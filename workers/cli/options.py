"""What the user said before the command's name, turned into settings."""

from dataclasses import dataclass
from typing import Any

import typer

from workers.runtime.settings import Settings, load_settings


@dataclass(frozen=True, slots=True)
class Options:
    """Options of `frontwatch` itself."""

    bootstrap_servers: str | None = None


def settings_of(context: typer.Context, **overrides: Any) -> Settings:
    """The environment's settings, overruled by the options and then by `overrides`."""
    options = context.find_object(Options) or Options()
    if options.bootstrap_servers is not None:
        overrides = {"bootstrap_servers": options.bootstrap_servers} | overrides
    return load_settings(**overrides)
