"""Options that can be given several times, each time one of a few words."""

from collections.abc import Callable, Collection

import typer


def one_of(allowed: Collection[str]) -> Callable[[list[str] | None], list[str] | None]:
    """A check for such an option; a mistake is answered with the words that are allowed."""

    def check(given: list[str] | None) -> list[str] | None:
        for word in given or ():
            if word not in allowed:
                raise typer.BadParameter(f"{word!r} is none of: {', '.join(allowed)}")
        return given

    return check
