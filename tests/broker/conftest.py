"""The cluster once per session, a bench per test."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from schemas.topics import all_topics
from tests.broker.bench import Bench
from tests.broker.cluster import Cluster, running_cluster
from tests.broker.worker_process import until
from workers.runtime.provision import administration, apply_topics
from workers.runtime.settings import load_settings


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


@pytest.fixture
async def emptied_servers(bootstrap_servers: str) -> str:
    """The address, with the product's own topics new and empty: with a topic go its groups' offsets."""
    settings = load_settings(bootstrap_servers=bootstrap_servers)
    names = {topic.name for topic in all_topics()}
    async with administration(settings) as admin:
        there = names & set(await admin.list_topics())
        if there:
            await admin.delete_topics(sorted(there))

        async def gone() -> bool:
            return not names & set(await admin.list_topics())

        await until(gone, "the topics are deleted")
    await apply_topics(settings)
    return bootstrap_servers
