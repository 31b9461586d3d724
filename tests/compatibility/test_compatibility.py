"""Today's workers take over from those of every earlier version, in the middle of their work."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from schemas import topics
from schemas.errors import PoisonError
from schemas.publish import documents
from schemas.topics import Worker
from tests.compatibility.memory import Memory, Table
from tests.compatibility.record import DIRECTORY, read
from workers.cli.agents import build_stage
from workers.cli.stored import Stored
from workers.runtime.decode import decode
from workers.runtime.envelope import decode_envelope, encode_envelope
from workers.runtime.settings import load_settings
from workers.runtime.stage import Stage

VERSIONS = sorted(path for path in DIRECTORY.iterdir())
SETTINGS = load_settings(status="exercise")
REMEMBERING: tuple[Worker, ...] = ("dedupe", "extraction", "maps", "alert")


def records(file: Path) -> list[Stored]:
    """What was recorded."""
    return [read(line) for line in gzip.decompress(file.read_bytes()).splitlines()]


class Takeover:
    """A worker of today with the changelog of a version, which stopped when the topics went to `ends`."""

    def __init__(self, version: Path, worker: Worker) -> None:
        self.stage: Stage[Any] = build_stage(worker, SETTINGS)
        self.messages = records(version / "messages.jsonl.gz")
        self._ends = json.loads((version / "ends.json").read_bytes())
        assert self.stage.table is not None
        changelog = self.stage.table.changelog.name
        kept = [each for each in records(version / "changelogs.jsonl.gz") if each.topic == changelog]
        assert kept
        self.table = Table(self.stage, kept)
        self.memory = Memory()
        for each in self.messages:
            if any(each.topic == topic.name for topic in self.stage.broadcasts):
                topic = next(topic for topic in self.stage.broadcasts if topic.name == each.topic)
                self.stage.broadcasted(topic, (each.key or b"").decode(), each.value)

    def sources(self, *, handled: bool) -> list[Stored]:
        """What the version had handled when it stopped, or what it had not."""
        names = {source.name for source in self.stage.sources}
        return [each for each in self.messages if each.topic in names and self._was_handled(each) == handled]

    def _was_handled(self, record: Stored) -> bool:
        return record.offset < int(self._ends.get(record.topic, {}).get(str(record.partition), 0))

    async def work(self, messages: list[Stored]) -> None:
        await self.memory.work(self.stage, messages, self.table)

    def unusable(self, messages: list[Stored]) -> int:
        """How many of the messages today's models, or statuses of maps, refuse."""
        by_name = {source.name: source for source in self.stage.sources}
        return sum(1 for each in messages if _refused(each, by_name[each.topic]))


def _refused(record: Stored, source: topics.Topic) -> bool:
    try:
        decode(record, source)
    except PoisonError:
        return True
    return b"no such status" in (record.value or b"")


@pytest.fixture(params=VERSIONS, ids=lambda path: path.name)
def version(request: pytest.FixtureRequest) -> Path:
    """Each version that was recorded."""
    assert isinstance(request.param, Path)
    return request.param


@pytest.mark.parametrize("worker", REMEMBERING)
async def test_work_goes_on_from_the_state_of_an_earlier_version(version: Path, worker: Worker) -> None:
    """Its changelog is read, what it had not handled yet is, and nothing of it dies that was good."""
    takeover = Takeover(version, worker)
    messages = takeover.sources(handled=False)
    assert messages
    await takeover.work(messages)
    letters = takeover.memory.log[topics.dead_letters(worker).name]
    assert len(letters) == takeover.unusable(messages)
    assert len(takeover.memory.log) > 1


@pytest.mark.parametrize("worker", REMEMBERING)
def test_nothing_that_an_earlier_version_remembered_is_forgotten(version: Path, worker: Worker) -> None:
    """Read and written by today's code a state says all that it said: a field by another name would not."""
    stage: Stage[Any] = build_stage(worker, SETTINGS)
    assert stage.table is not None
    assert stage.state is not None
    kept = [
        each.value
        for each in records(version / "changelogs.jsonl.gz")
        if each.topic == stage.table.changelog.name and each.value is not None
    ]
    assert kept
    for value in kept:
        again = encode_envelope(decode_envelope(value, stage.state), stage.state)
        assert list(_forgotten(json.loads(value), json.loads(again))) == []


def _forgotten(old: Any, new: Any, where: str = "") -> Iterator[str]:
    if isinstance(old, dict) and isinstance(new, dict):
        for name in old:
            yield from _forgotten(old[name], new.get(name, "nothing"), f"{where}.{name}")
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for one, other in zip(old, new, strict=True):
            yield from _forgotten(one, other, f"{where}[]")
    elif old != new:
        yield f"{where}: {old!r} became {new!r}"


async def test_a_map_is_compared_with_the_last_one_that_an_earlier_version_took(version: Path) -> None:
    """None is taken for the first of its source, which would say nothing of what has moved since."""
    takeover = Takeover(version, "maps")
    await takeover.work(takeover.sources(handled=False))
    changes = [json.loads(each.value or b"") for each in takeover.memory.log[topics.OBSERVATIONS.name]]
    assert takeover.memory.log[topics.FRONTS_CURRENT.name]
    assert all(change["previous_as_of"] for change in changes)


async def test_alerts_that_an_earlier_version_published_are_not_told_otherwise(version: Path) -> None:
    """What is delivered again after the takeover is skipped, or published again byte for byte."""
    takeover = Takeover(version, "alert")
    await takeover.work(takeover.sources(handled=True))
    published = {(each.topic, each.key, each.value) for each in takeover.messages}
    again = [each for topic in topics.ROAD for each in takeover.memory.log[topic.name]]
    assert again
    assert [each.key for each in again if (each.topic, each.key, each.value) not in published] == []


async def test_articles_that_an_earlier_version_judged_keep_verdict_and_story(version: Path) -> None:
    """Also where today's dedupe would judge them otherwise."""
    takeover = Takeover(version, "dedupe")
    before = dict(_verdicts(takeover.messages))
    await takeover.work(takeover.sources(handled=True))
    after = list(_verdicts([each for records in takeover.memory.log.values() for each in records]))
    assert after
    assert all(before[version_id] == verdict for version_id, verdict in after)


def _verdicts(messages: list[Stored]) -> Iterator[tuple[str, tuple[str, str]]]:
    for each in messages:
        if each.topic in (topics.ARTICLES_UNIQUE.name, topics.ARTICLES_DUPLICATES.name):
            value = json.loads(each.value or b"")
            article = value.get("article", value)
            yield article["version_id"], (article["story_id"], article["verdict"]["verdict"])


@pytest.mark.parametrize("topic", topics.ROAD, ids=lambda topic: topic.name)
def test_messages_of_an_earlier_version_are_read(version: Path, topic: topics.Topic) -> None:
    """All but those that were bad then."""
    messages = [each for each in records(version / "messages.jsonl.gz") if each.topic == topic.name]
    assert messages
    good = [each for each in messages if each.value is not None and not _refused(each, topic)]
    sent_by_users = topics.USERS in topic.produced_by
    assert len(good) >= len(messages) * (0.5 if sent_by_users else 1)


@pytest.mark.parametrize("topic", topics.ROAD, ids=lambda topic: topic.name)
def test_schemas_change_by_addition_only(version: Path, topic: topics.Topic) -> None:
    """Who reads by an earlier schema finds all that it says, and who sends by it is not refused."""
    name = f"{topic.name}.schema.json"
    before, today = json.loads((version / "schemas" / name).read_bytes()), json.loads(documents()[name])
    assert list(_broken(before, today, before, today)) == []
    if topics.USERS in topic.produced_by:
        assert set(today.get("required", ())) <= set(before.get("required", ()))


def _broken(old: Any, new: Any, olds: Any, news: Any, where: str = "") -> Iterator[str]:
    """Where a schema is no longer what it was, but for what was added to it. None refers to itself."""
    old, new = _resolved(old, olds), _resolved(new, news)
    if old.get("type") != new.get("type") or old.get("format") != new.get("format"):
        yield f"{where}: another type"
    for name, part in old.get("properties", {}).items():
        if name in new.get("properties", {}):
            yield from _broken(part, new["properties"][name], olds, news, f"{where}.{name}")
        else:
            yield f"{where}.{name}: gone"
    if set(old.get("required", ())) != set(new.get("required", ())) & set(old.get("properties", {})):
        yield f"{where}: other fields are required"
    if set(old.get("enum", ())) - set(new.get("enum", ())):
        yield f"{where}: values are gone"
    if "items" in old and isinstance(old["items"], dict) and isinstance(new.get("items"), dict):
        yield from _broken(old["items"], new["items"], olds, news, f"{where}[]")
    for kind in ("anyOf", "oneOf"):
        if len(new.get(kind, ())) < len(old.get(kind, ())):
            yield f"{where}: fewer alternatives"
        for one, other in zip(old.get(kind, ()), new.get(kind, ()), strict=False):
            yield from _broken(one, other, olds, news, where)


def _resolved(schema: dict[str, Any], whole: Any) -> dict[str, Any]:
    if "$ref" not in schema:
        return schema
    found: dict[str, Any] = whole["$defs"][schema["$ref"].rsplit("/", 1)[1]]
    return found


def test_a_break_of_a_schema_is_found() -> None:
    """A field that is gone, of another type, no longer always there, or newly asked for."""
    old = {"type": "object", "properties": {"a": {"type": "string"}}, "required": ["a"]}
    assert list(_broken(old, {**old, "properties": {}}, old, old))
    assert list(_broken(old, {**old, "properties": {"a": {"type": "integer"}}}, old, old))
    assert list(_broken(old, {**old, "required": []}, old, old))
    more = {**old, "properties": {"a": {"type": "string"}, "b": {"type": "string"}}}
    assert list(_broken(old, more, old, more)) == []
