"""The demo ends when nothing is left to do, not when it looks quiet."""

from collections.abc import Iterable, Mapping
from typing import Any

import pytest
from aiokafka import TopicPartition
from aiokafka.structs import OffsetAndMetadata

from schemas.topics import ARTICLES_UNIQUE, CONTROL_MAPS, OBSERVATIONS, WATCHLISTS, app_id
from workers.cli.demonstration.settle import lag, sources, until_settled, worst_lag
from workers.cli.mistakes import CommandError

RAW = TopicPartition("articles.raw", 0)


class Cluster:
    """A fake admin client and consumer: committed offsets by group, ends by partition."""

    def __init__(
        self, ends: Mapping[TopicPartition, int], committed: Mapping[str, Mapping[Any, int]]
    ) -> None:
        self.ends = ends
        self.committed = committed

    async def list_consumer_group_offsets(self, group: str) -> dict[Any, OffsetAndMetadata]:
        return {tp: OffsetAndMetadata(offset, "") for tp, offset in self.committed.get(group, {}).items()}

    async def end_offsets(self, partitions: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        return {partition: self.ends.get(partition, 0) for partition in partitions}

    async def beginning_offsets(self, partitions: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        return dict.fromkeys(partitions, 0)


def test_what_was_never_committed_is_all_lag() -> None:
    """-1 is how a broker says that a group has committed nothing."""
    assert lag({RAW: 5}, {RAW: 2}, {}) == 3
    assert lag({RAW: 5}, {RAW: 0}, {RAW: OffsetAndMetadata(-1, "")}) == 5
    assert lag({RAW: 5}, {RAW: 0}, {RAW: OffsetAndMetadata(4, "")}) == 1
    assert lag({RAW: 5}, {RAW: 0}, {RAW: OffsetAndMetadata(5, "")}) == 0


def test_broadcast_topics_are_no_work() -> None:
    """Watchlists are read by every replica without a group: nobody commits them."""
    topics = {partition.topic for partition in sources("alert")}
    assert OBSERVATIONS.name in topics
    assert WATCHLISTS.name not in topics
    assert CONTROL_MAPS.name in {partition.topic for partition in sources("maps")}
    assert TopicPartition(ARTICLES_UNIQUE.name, 11) in sources("extraction")


async def test_the_first_worker_that_is_behind_is_named() -> None:
    """With how much it has before it; None when all is done."""
    cluster: Any = Cluster({RAW: 3}, {app_id("fingerprint"): {RAW: 1}})
    assert await worst_lag(cluster, cluster) == ("fingerprint", 2)
    done: Any = Cluster({RAW: 3}, {app_id("fingerprint"): {RAW: 3}})
    assert await worst_lag(done, done) is None


async def test_a_worker_that_never_gets_done_is_named_in_the_end() -> None:
    """The demo fails with its name instead of waiting for ever."""
    cluster: Any = Cluster({RAW: 3}, {})
    with pytest.raises(CommandError, match="the fingerprint worker still has 3 records"):
        await until_settled(cluster, cluster, seconds=0)
