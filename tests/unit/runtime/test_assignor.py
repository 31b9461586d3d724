"""A group's partitions are shared out only by a member that sees all its topics."""

import asyncio
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.unit.runtime.fakes import SOURCE, Clock, Summing
from workers.runtime.app import create_app
from workers.runtime.assignor import UnseenTopicsError
from workers.runtime.lease import Lease
from workers.runtime.settings import Settings


class Metadata:
    """What the brokers tell of topics."""

    def __init__(self, **partitions: int) -> None:
        self._partitions = partitions

    def partitions_for_topic(self, topic: str) -> set[int] | None:
        """As aiokafka's ClusterMetadata."""
        return set(range(self._partitions[topic])) if topic in self._partitions else None


@pytest.fixture
async def app(tmp_path: Path) -> Any:
    """The app of a worker that reads one topic."""
    return create_app(Summing(), Settings(data_directory=tmp_path), Lease(30, Clock()))


def member(app: Any) -> Any:
    """What a member says of itself when it joins."""
    return SimpleNamespace(
        subscription=[SOURCE.name], user_data=app.assignor.metadata({SOURCE.name}).user_data
    )


async def test_a_leader_that_sees_all_topics_shares_them_out(app: Any) -> None:
    """The only member gets all partitions."""
    assigned = app.assignor.assign(Metadata(terms=4), {"one": member(app)})
    assert assigned["one"].assignment == [(SOURCE.name, [0, 1, 2, 3])]


async def test_a_leader_that_does_not_see_a_topic_stops(app: Any) -> None:
    """Else every member would be ready, without a partition, and idle."""
    with pytest.raises(UnseenTopicsError, match=SOURCE.name):
        app.assignor.assign(Metadata(), {"one": member(app)})
    with pytest.raises(UnseenTopicsError):
        await asyncio.wait_for(app.failure, 5)
