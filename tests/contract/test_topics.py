"""The single table of topics holds what the rest of the system relies on."""

import re
from pathlib import Path

import pytest

from schemas.topics import (
    ALERT_PLACES,
    ALERTS,
    ARTICLES_DUPLICATES,
    ARTICLES_UNIQUE,
    DEDUPE_ENTRIES,
    EXTRACTION_SPOKEN,
    LANGUAGE_PARTITIONS,
    MAPS_SNAPSHOTS,
    ROAD,
    TABLES,
    WORKERS,
    Topic,
    all_topics,
    app_id,
    dead_letters,
)

ROOT = Path(__file__).parents[2]
CODE = sorted(path for folder in ("schemas", "workers") for path in (ROOT / folder).rglob("*.py"))


def test_a_topics_name_stands_in_one_file() -> None:
    """No other file of the product writes a topic's name as a string."""
    names = {
        topic.name for topic in all_topics() if topic.name not in {"alerts", "observations", "watchlists"}
    }
    pattern = re.compile("|".join(re.escape(f'"{name}"') for name in sorted(names)))
    offenders = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in CODE
        if path != ROOT / "schemas" / "topics.py"
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert offenders == []


def test_every_topic_has_one_name() -> None:
    """Two topics of one name would overwrite each other's settings."""
    names = [topic.name for topic in all_topics()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("topic", all_topics(), ids=lambda topic: topic.name)
def test_records_bear_the_brokers_time(topic: Topic) -> None:
    """A producer's odd clock neither deletes nor refuses a record (faust.md, rule 18)."""
    assert topic.broker_config()["message.timestamp.type"] == "LogAppendTime"


@pytest.mark.parametrize("worker", WORKERS)
def test_dead_letters_hold_whatever_a_worker_reads(worker: str) -> None:
    """A dead-letter topic's bound is above every source topic's, so that nothing is too large to keep."""
    sources = [topic for topic in ROAD if worker in topic.read_by]
    assert sources
    bound = dead_letters(worker).max_message_bytes  # type: ignore[arg-type]
    assert all(bound > topic.max_message_bytes for topic in sources)


def test_changelogs_are_named_and_partitioned_as_faust_expects() -> None:
    """`<app id>-<table>-changelog`, compacted, as many partitions as the table's source."""
    for table in TABLES:
        assert table.changelog.name == f"{app_id(table.worker)}-{table.name}-changelog"
        assert table.changelog.partitions == table.source.partitions
        assert table.changelog.cleanup == "compact"
    assert {table.worker for table in TABLES} == {"dedupe", "extraction", "maps", "alert"}
    assert (DEDUPE_ENTRIES, EXTRACTION_SPOKEN, MAPS_SNAPSHOTS, ALERT_PLACES) == TABLES


def test_extractions_two_sources_are_partitioned_alike() -> None:
    """A table over two topics needs an article's versions and copies on one partition number."""
    assert ARTICLES_UNIQUE.partitions == ARTICLES_DUPLICATES.partitions


def test_language_shards_have_partitions_of_their_own() -> None:
    """No two of the theatre's languages share a partition, and the rest has room."""
    placed = list(LANGUAGE_PARTITIONS.values())
    assert len(placed) == len(set(placed))
    assert max(placed) < ARTICLES_UNIQUE.partitions - 1


def test_only_alerts_are_cloudevents() -> None:
    """Subscribers get CloudEvents; what flows between workers is plain JSON."""
    assert {topic.name for topic in all_topics() if topic.binding == "cloudevents"} == {
        ALERTS.name,
        f"{ALERTS.name}.current",
    }
