"""`python -m tests.quality`: measures extraction on the labelled sets and prints one table.

`--show development` or `--show safety` also lists each error. Errors of the frozen set are never listed: it
is never tuned on.
"""

import argparse
from collections.abc import Sequence

from rich.console import Console

from tests.quality.gold import GOLD, Item, load, to_article
from tests.quality.match import Outcome
from tests.quality.score import Extracts, by_event, figures, run, safety_figures, violations
from tests.quality.table import events_table, figures_table, print_errors, print_violations
from workers.extraction.core import Extractor

LANGUAGES = {"en": 0.85, "uk": 0.75, "ru": 0.75}
"""Each language with the claim F1 aimed at on the frozen half."""
HALVES = ("frozen", "development")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print. Exits 0 whatever the figures are: a table is no verdict."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__)
    parser.add_argument("--theatre", default="ukraine")
    parser.add_argument("--show", choices=("development", "safety"))
    options = parser.parse_args(arguments)
    console = Console(width=200)
    extractor = Extractor.load(options.theatre)
    for half in HALVES:
        outcomes = run(load_half(half), extractor)
        _print_half(console, half, outcomes)
        if options.show == half:
            print_errors(console, outcomes)
    _print_safety(console, extractor, show=options.show == "safety")


def load_half(half: str) -> tuple[Item, ...]:
    """The sentences and articles of `frozen` or `development`: every file of that folder."""
    return tuple(item for path in sorted((GOLD / half).glob("*.jsonl")) for item in load(path))


def _print_half(console: Console, half: str, outcomes: Sequence[Outcome]) -> None:
    columns = {f"{half}, all": figures(outcomes)}
    for language, aim in LANGUAGES.items():
        spoken = [outcome for outcome in outcomes if outcome.item.language == language]
        columns[language] = figures(spoken, aim)
    console.print(figures_table(columns))
    console.print(events_table(half, by_event(outcomes)))


def _print_safety(console: Console, extractor: Extracts, *, show: bool) -> None:
    items = load(GOLD / "safety.jsonl")
    found = [
        violation
        for item in items
        for violation in violations(item, extractor.extract(to_article(item)).claims)
    ]
    console.print(figures_table({"safety": safety_figures(items, found)}))
    if show:
        print_violations(console, found)


if __name__ == "__main__":
    main()
