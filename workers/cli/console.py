"""Where commands print: results to standard output, everything else to standard error."""

import sys

from rich.console import Console
from rich.progress import Progress, ProgressColumn
from rich.text import Text

from workers.cli.inert import inert, inert_block, inert_json

_PIPE_WIDTH = 160
"""Columns of a table where no terminal says how wide it is."""


def results() -> Console:
    """Standard output; width and colour as the terminal has them."""
    width = None if sys.stdout.isatty() else _PIPE_WIDTH
    return Console(soft_wrap=width is not None, highlight=False, width=width)


def notes() -> Console:
    """Standard error: progress, warnings, what to do next."""
    width = None if sys.stderr.isatty() else _PIPE_WIDTH
    return Console(stderr=True, soft_wrap=width is not None, highlight=False, width=width)


def say(sentence: str) -> None:
    """A remark for the person at the terminal."""
    notes().print(Text(inert_block(sentence)))


def warn(sentence: str) -> None:
    """Something that went wrong without ending the command."""
    notes().print(Text("warning: ", style="yellow") + Text(inert_block(sentence)))


def fail(sentence: str) -> None:
    """What ended the command."""
    notes().print(Text("error: ", style="bold red") + Text(inert_block(sentence)))


def cell(text: object, style: str = "") -> Text:
    """A table cell or a piece of a line: inert, and never read as markup."""
    return Text(inert(str(text)), style=style)


def print_json(document: bytes) -> None:
    """One JSON document on one line of standard output, written through at once."""
    sys.stdout.write(inert_json(document) + "\n")
    sys.stdout.flush()


def print_text(text: str) -> None:
    """Text as it stands to standard output, in UTF-8 whatever the locale; it must be inert already."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode())
    sys.stdout.buffer.flush()


def progress_on_notes(*columns: ProgressColumn) -> Progress:
    """A progress bar on standard error while somebody watches it; it vanishes when done.

    Only where both streams are the same terminal may Rich lead standard output around the bar: else results
    that are meant for a file would end up beside it.
    """
    shown = notes()
    return Progress(
        *columns,
        console=shown,
        transient=True,
        disable=not shown.is_terminal,
        redirect_stdout=sys.stdout.isatty(),
    )
