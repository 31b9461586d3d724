"""A cluster is compared with the table of topics, sentence by sentence."""

import asyncio
from dataclasses import replace
from typing import Any

from schemas.topics import ALERT_PLACES, ALERTS_CURRENT, ARTICLES_RAW, all_topics
from tests.unit.runtime.fakes import SOURCE, TABLE, Summing
from workers.alert.agent import AlertStage
from workers.runtime.provision import compare, needed_topics, until_visible


def test_a_topic_as_declared_differs_in_nothing() -> None:
    """Each of the table."""
    for topic in all_topics():
        assert compare(topic, topic.partitions, topic.broker_config()) == []


def test_what_differs_is_told() -> None:
    """Missing, partitions and settings."""
    topic = ARTICLES_RAW
    assert compare(topic, None, {}) == ["articles.raw is missing"]
    config = topic.broker_config() | {"retention.ms": "1"}
    assert compare(topic, 3, config) == [
        "articles.raw has 3 partitions instead of 12",
        "articles.raw has retention.ms=1 instead of 604800000",
    ]


def test_the_order_of_cleanup_policies_is_no_difference() -> None:
    """Brokers give them in their own."""
    swapped = ALERTS_CURRENT.broker_config() | {"cleanup.policy": "delete,compact"}
    assert compare(ALERTS_CURRENT, 12, swapped) == []
    assert compare(replace(ALERTS_CURRENT, cleanup="delete"), 12, swapped) != []


def test_a_stage_needs_its_sources_table_dead_letters_and_what_it_writes() -> None:
    """By its own declaration and the table of topics."""
    names = {topic.name for topic in needed_topics(Summing())}
    assert names == {SOURCE.name, TABLE.changelog.name, "summing.dead-letters"}
    alert = {topic.name for topic in needed_topics(AlertStage())}
    assert {"observations", "watchlists", "alerts", "alerts.current", "places.current"} <= alert
    assert ALERT_PLACES.changelog.name in alert


class SlowAdmin:
    """A broker that shows one more of the created topics at each look."""

    def __init__(self, *names: str) -> None:
        self._names = names
        self._shown = 0

    async def describe_topics(self) -> list[dict[str, Any]]:
        """As aiokafka's admin client answers."""
        shown = self._names[: self._shown]
        self._shown += 1
        return [{"topic": name, "partitions": [{}]} for name in shown]


def test_created_topics_are_awaited_until_the_broker_shows_them() -> None:
    """Else `topics apply` would call missing what it has just created."""
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    asyncio.run(until_visible(SlowAdmin("a", "b"), {"a", "b"}, sleep))
    assert len(waits) == 2


def test_a_topic_that_never_shows_is_not_awaited_for_ever() -> None:
    """It is told as missing then."""
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(seconds)

    asyncio.run(until_visible(SlowAdmin("a"), {"a", "never"}, sleep))
    assert 5 < sum(waits) < 15
