"""A cluster is compared with the table of topics, sentence by sentence."""

from dataclasses import replace

from schemas.topics import ALERT_PLACES, ALERTS_CURRENT, ARTICLES_RAW, all_topics
from tests.unit.runtime.fakes import SOURCE, TABLE, Summing
from workers.alert.agent import AlertStage
from workers.runtime.provision import compare, needed_topics


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
