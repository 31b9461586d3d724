"""The stages as the runtime sees them: where they read, what they keep, one index for each partition."""

import gc
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from schemas.articles import Article, DuplicateArticle, RawArticle
from schemas.envelopes import Arrival, Origin
from schemas.topics import ARTICLES_FINGERPRINTS, ARTICLES_RAW, DEDUPE_ENTRIES
from tests.unit.dedupe import texts
from tests.unit.dedupe.desk import article
from workers.dedupe import agent as dedupe
from workers.dedupe.core import Entry
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


def test_the_window_is_a_setting() -> None:
    """With an hour, a copy two hours later begins a story of its own; with the default it does not."""
    for hours, expected in ((1, "unique"), (72, "duplicate")):
        stage = dedupe.stage(Settings(dedupe_window_hours=hours))
        verdict(stage, "One", 0, 1)
        later = Arrival(
            ARTICLES_FINGERPRINTS.name, 0, 2, NOW + timedelta(hours=2), Origin(ARTICLES_RAW.name, 0, 2)
        )
        value = stage.handle(article(texts.HOLDS, title="Two"), None, later).outputs[0].value
        assert isinstance(value, Article | DuplicateArticle)
        assert value.verdict.verdict == expected


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


def _held_bytes() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.fixture
def traced() -> Iterator[None]:
    """Python's own count of what is held."""
    tracemalloc.start()
    yield
    tracemalloc.stop()


def _entries(count: int, at: datetime) -> dict[str, bytes]:
    """So many packed entries of that record time, by version id."""
    stage = dedupe.stage(Settings())
    packed = stage.handle(article(texts.HOLDS), None, arrival(ARTICLES_FINGERPRINTS.name, 0, 1)).state
    assert isinstance(packed, bytes)
    entry = replace(Entry.unpack(packed), recorded_ms=int(at.timestamp() * 1000))
    versions = (replace(entry, version_id=f"{number:036}", offset=number) for number in range(count))
    return {version.version_id: version.pack() for version in versions}


@pytest.mark.usefixtures("traced")
def test_the_memory_of_a_revoked_partition_returns(stage: dedupe.DedupeStage) -> None:
    """Ten thousand entries are taken over, and given away again: nothing of them is left."""
    before = _held_bytes()
    stage.recovered(1, _entries(10_000, NOW))
    held = _held_bytes() - before
    stage.revoked(1)
    assert held > 5_000_000
    assert _held_bytes() - before < held / 20


@pytest.mark.usefixtures("traced")
def test_the_memory_of_entries_that_have_left_returns(stage: dedupe.DedupeStage) -> None:
    """After a peak, once the window has passed over it, as new records come: 64 leave with each."""
    before = _held_bytes()
    stage.recovered(1, _entries(5_000, NOW - timedelta(hours=73)))
    held = _held_bytes() - before
    message = article(texts.HOLDS)
    forgotten = 0
    for number in range(79):
        version = message.model_copy(update={"version_id": f"new-{number}", "article_id": f"new-{number}"})
        at = arrival(ARTICLES_FINGERPRINTS.name, 1, 10_000 + number)
        forgotten += len(stage.handle(version, None, at).forgotten)
    assert forgotten == 5_000
    assert _held_bytes() - before < held / 5
