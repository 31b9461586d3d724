"""How many observations a second the core decides, and what a watch index costs.

python -m benchmarks.alert.speed [OBSERVATIONS]      (default 30,000 of each load)
"""

import statistics
import sys
import time
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from benchmarks.alert.observations import EVERY, START, log, places, seeds, watchlists
from schemas.observations import PlaceReported
from schemas.places import PlaceRef
from workers.alert.core import decide
from workers.alert.state import PlaceState
from workers.alert.watches import WatchIndex
from workers.runtime.garbage import collect_rarely

PLACES = 10_000
WATCHES = 1_000
LOADS = {"spread evenly": 0.0, "Zipf's law": 1.0}


def main(count: int) -> None:
    """Print the figures."""
    collect_rarely()
    console = Console(width=110)
    theatre = places(PLACES)
    index = WatchIndex.of(watchlists(WATCHES, theatre))
    table = Table("load", "observations/s", "median µs", "p99 ms", "alerts", "beliefs")
    for name, skew in LOADS.items():
        table.add_row(name, *_core(theatre, index, list(log(theatre, count, skew=skew))))
    console.print(f"core alone: {PLACES:,} places of belief, {WATCHES:,} watchlists, {count:,} observations")
    console.print(table)
    console.print(_matching())


def _core(theatre: Sequence[PlaceRef], index: WatchIndex, told: Sequence[PlaceReported]) -> list[str]:
    states: dict[str, PlaceState] = {}
    for each in seeds(theatre):
        states[each.place.place_id] = decide(None, each, index, START).state or states[each.place.place_id]
    taken: list[float] = []
    outputs: dict[str, int] = {}
    now = START
    for each in told:
        now += EVERY
        key = each.place.place_id
        started = time.process_time()
        handled = decide(states.get(key), each, index, now)
        taken.append(time.process_time() - started)
        if handled.state is not None:
            states[key] = handled.state
        for output in handled.outputs:
            outputs[output.topic.name] = outputs.get(output.topic.name, 0) + 1
    return [
        f"{len(told) / sum(taken):,.0f}",
        f"{statistics.median(taken) * 1e6:.0f}",
        f"{statistics.quantiles(taken, n=100)[98] * 1e3:.2f}",
        f"{outputs.get('alerts', 0):,}",
        f"{outputs.get('places.current', 0):,}",
    ]


def _matching() -> Table:
    """One place against 10,000 watchlists, asked for each of 30,000 places."""
    theatre = places(30_000)
    index = WatchIndex.of(watchlists(10_000, theatre))
    taken = []
    for place in theatre:
        started = time.process_time()
        index.matching(place, "combat", "assault")
        taken.append(time.process_time() - started)
    table = Table("one observation against 10,000 watchlists over 30,000 places", "µs", title_justify="left")
    table.add_row("mean", f"{statistics.mean(taken) * 1e6:.0f}")
    table.add_row("p99", f"{statistics.quantiles(taken, n=100)[98] * 1e6:.0f}")
    table.add_row("longest", f"{max(taken) * 1e6:.0f}")
    return table


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 30_000)
