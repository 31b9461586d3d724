"""What a run did not do as it had to, printed so that a person can judge it."""

from rich.text import Text

from workers.cli.console import cell, notes, say
from workers.cli.expectations import Expectations, check
from workers.cli.outcome import Outcome


def print_disappointments(expected: Expectations, outcome: Outcome) -> int:
    """Print every expectation that was not met, on standard error; how many there are."""
    found = check(expected, outcome)
    for one in found:
        notes().print(Text("✗ ", style="red") + cell(one.what, "bold"))
        if one.because:
            notes().print(cell(f"    because: {one.because}", "dim"))
        for seen in one.seen:
            notes().print(cell(f"    seen: {seen}"))
    say(f"{len(expected) - len(found)} of {len(expected)} expectations met.")
    return len(found)
