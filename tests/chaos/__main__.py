"""Throw faults at all workers on a real Kafka while articles of known truth flow, and compare what came out.

python -m tests.chaos [--articles 20000] [--workers 100] [--brokers 12] [--nodes 1|3] [--seed 7] [--minutes M]

`--workers` and `--brokers` are faults. The exit status is 1 when anything was lost, doubled or wrong. Logs
and data stay in the directory that is printed, unless all went well.
"""

import argparse
import asyncio
import logging
import math
import shutil
import sys
import tempfile
from pathlib import Path

from rich.console import Console

from tests.chaos.run import Plan, run


def main() -> int:
    """Run, print the table, and say whether the promise was kept."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--workers", type=int, default=100, help="faults on workers")
    parser.add_argument("--brokers", type=int, default=12, help="faults on brokers and connections")
    parser.add_argument("--nodes", type=int, default=1, choices=(1, 3), help="brokers")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--minutes", type=float, default=math.inf, help="leave out what comes later")
    chosen = parser.parse_args()
    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    console = Console(width=120)
    directory = Path(tempfile.mkdtemp(prefix="frontwatch-chaos-"))
    console.print(f"seed {chosen.seed}; logs in {directory}")
    plan = Plan(chosen.articles, chosen.workers, chosen.brokers, chosen.nodes, chosen.seed, chosen.minutes)
    report = asyncio.run(run(plan, directory, console.print))
    console.print(report.table())
    for sentence in report.verdict.violations:
        console.print(f"broken: {sentence}", markup=False, style="red")
    if report.kept:
        shutil.rmtree(directory, ignore_errors=True)
    return 0 if report.kept else 1


if __name__ == "__main__":
    sys.exit(main())
