"""The stages as the runtime sees them: where they read, what they keep, one index for each partition."""

from datetime import UTC, datetime

import pytest

from schemas.articles import Article, DuplicateArticle, RawArticle
from schemas.envelopes import Arrival, Origin
from schemas.topics import ARTICLES_FINGERPRINTS, ARTICLES_RAW, DEDUPE_ENTRIES
from tests.unit.dedupe import texts
from tests.unit.dedupe.desk import article
from workers.dedupe import agent as dedupe
from workers.fingerprint import agent as fingerprint
from workers.runtime.settings import Settings

NOW = datetime(2024, 11, 14, 12, tzinfo=UTC)


def arrival(topic: str, partition: int, offset: int) -> Arrival:
    """A record of a partition; its raw record is told apart by the same offset."""
    return Arrival(topic, partition, offset, NOW, Origin(ARTICLES_RAW.name, partition, offset))


@pytest.fixture
def stage() -> dedupe.DedupeStage:
    """The dedupe stage with the settings' defaults."""
    return dedupe.stage(Settings())


def verdict(stage: dedupe.DedupeStage, title: str, partition: int, offset: int) -> str:
    """The stage's verdict on one text under a headline."""
    message = article(texts.HOLDS, title=title)
    handled = stage.handle(message, None, arrival(ARTICLES_FINGERPRINTS.name, partition, offset))
    value = handled.outputs[0].value
    assert isinstance(value, Article | DuplicateArticle)
    return value.verdict.verdict


def test_the_fingerprint_stage_is_stateless_and_publishes_one_message() -> None:
    """From raw articles, off the event loop."""
    stage = fingerprint.stage(Settings())
    raw = RawArticle(source="northwire.example", title="T", body=texts.HOLDS)
    handled = stage.handle(raw, None, arrival(ARTICLES_RAW.name, 0, 1))
    assert (stage.sources, stage.table, stage.state, stage.cpu_bound) == ((ARTICLES_RAW,), None, None, True)
    assert [outgoing.topic for outgoing in handled.outputs] == [ARTICLES_FINGERPRINTS]
    assert stage.state_key(raw) == "northwire.example"


def test_the_dedupe_stage_keeps_a_table_by_version(stage: dedupe.DedupeStage) -> None:
    """The version id is the key of its entry."""
    message = article(texts.HOLDS)
    assert (stage.sources, stage.table) == ((ARTICLES_FINGERPRINTS,), DEDUPE_ENTRIES)
    assert stage.state_key(message) == message.version_id


def test_partitions_do_not_see_each_other(stage: dedupe.DedupeStage) -> None:
    """Each has an index of its own."""
    assert verdict(stage, "One", 0, 1) == "unique"
    assert verdict(stage, "Two", 1, 1) == "unique"
    assert verdict(stage, "Three", 0, 2) == "duplicate"


def test_a_revoked_partition_is_forgotten_and_a_recovered_one_known(stage: dedupe.DedupeStage) -> None:
    """What another worker did meanwhile comes with the table."""
    message = article(texts.HOLDS, title="One")
    entry = stage.handle(message, None, arrival(ARTICLES_FINGERPRINTS.name, 0, 1)).state
    assert isinstance(entry, bytes)
    stage.revoked(0)
    stage.revoked(7)
    assert verdict(stage, "Two", 0, 2) == "unique"
    stage.recovered(0, {message.version_id: entry})
    assert verdict(stage, "Three", 0, 3) == "duplicate"
