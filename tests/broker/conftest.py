"""The cluster once per session, a bench per test."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from tests.broker.bench import Bench
from tests.broker.cluster import Cluster, running_cluster


@pytest.fixture(scope="session")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """The Kafka that FRONTWATCH_TEST_BROKER asks for."""
    with running_cluster(tmp_path_factory.mktemp("kafka")) as running:
        yield running


@pytest.fixture(scope="session")
def bootstrap_servers(cluster: Cluster) -> str:
    """Its address."""
    return cluster.bootstrap_servers


@pytest.fixture
def bench(cluster: Cluster, tmp_path: Path) -> Iterator[Bench]:
    """Topics, group and processes of this test alone."""
    bench = Bench(uuid4().hex[:8], cluster, tmp_path)
    yield bench
    bench.close()
