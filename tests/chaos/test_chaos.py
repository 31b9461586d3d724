"""The short form of `make chaos`: one broker, a few faults of every kind."""

import os
from pathlib import Path

import pytest

from tests.broker.cluster import VARIABLE
from tests.chaos.run import Plan, run

pytestmark = [
    pytest.mark.broker,
    pytest.mark.skipif(os.environ.get(VARIABLE, "local") != "local", reason="needs brokers that it may kill"),
]


@pytest.mark.timeout(500)
async def test_faults_of_every_kind_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    """All that comes out of two replicas of each worker under fire is what their pure stages make of it."""
    report = await run(Plan(articles=240, worker_faults=3, broker_faults=3, nodes=1, seed=2), tmp_path, print)
    assert not report.verdict.violations
    assert report.counted["alerts"] > 0
