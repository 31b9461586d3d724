"""Record what this version writes: `python -m tests.compatibility.record VERSION`, once for each release.

Articles of the chaos run, maps and watchlists go through every worker's loop; after two thirds of them the
changelogs are kept as they are then, at the end all messages. What a version has written is never edited.
"""

import asyncio
import gzip
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson

from schemas import topics
from schemas.publish import documents
from tests.chaos import watchlists
from tests.chaos.articles import villages
from tests.chaos.sent import Sent
from tests.chaos.traffic import finale, traffic
from tests.compatibility.memory import Memory, Table
from workers.cli.agents import build_road
from workers.cli.place_names import load_gazetteer
from workers.cli.stored import Stored
from workers.extraction.toponymy.places import PlaceFinder
from workers.runtime.records import Record, partition_for
from workers.runtime.settings import load_settings

DIRECTORY = Path(__file__).parents[1] / "data" / "compatibility"
_ARTICLES = 60


def written(record: Stored) -> list[object]:
    """A record as a line holds it; what is not UTF-8 does not come back."""
    texts = [None if each is None else each.decode("utf-8", "replace") for each in (record.key, record.value)]
    headers = [[name, value.decode()] for name, value in record.headers]
    return [record.topic, record.partition, record.offset, record.timestamp, *texts, headers]


def read(line: bytes) -> Stored:
    """The inverse."""
    topic, partition, offset, timestamp, key, value, headers = orjson.loads(line)
    pairs = tuple((name, text.encode()) for name, text in headers)
    return Stored(topic, partition, offset, timestamp, _encoded(key), _encoded(value), pairs)


def _encoded(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def _sent() -> list[Sent]:
    gazetteer = load_gazetteer("ukraine")
    assert isinstance(gazetteer, PlaceFinder)
    draw = random.Random(1)
    found = villages(gazetteer, 6, draw)
    first = watchlists.steady(found)
    return [first, *traffic(found, found[2:], _ARTICLES, draw), *finale(found[:2], _ARTICLES, draw)]


class Road:
    """All workers' loops on one memory."""

    def __init__(self) -> None:
        self.memory = Memory()
        self.stages = build_road(load_settings(status="exercise"))
        self._tables = {stage.worker: Table(stage) for stage in self.stages}
        self._taken: Counter[tuple[str, str]] = Counter()
        self._now = datetime(2024, 11, 20, 6, tzinfo=UTC)

    async def send(self, each: Sent) -> None:
        """Send one record a second, and follow it until nothing comes any more."""
        self._now += timedelta(seconds=1)
        partition = partition_for(each.key, each.topic.partitions)
        await self.memory.put(Record(each.topic.name, partition, each.key, each.value), self._now)
        for stage in self.stages:
            if each.topic in stage.broadcasts:
                stage.broadcasted(each.topic, each.key.decode(), each.value)
            for source in stage.sources:
                taken = self._taken[stage.worker, source.name]
                waiting = self.memory.log[source.name][taken:]
                self._taken[stage.worker, source.name] += len(waiting)
                await self.memory.work(stage, waiting, self._tables[stage.worker])

    def ends(self) -> dict[str, dict[int, int]]:
        """How far each topic goes, by partition."""
        found: dict[str, dict[int, int]] = defaultdict(dict)
        for topic, records in self.memory.log.items():
            for record in records:
                found[topic][record.partition] = record.offset + 1
        return found


async def _record(directory: Path) -> None:
    sent, road = _sent(), Road()
    cut = len(sent) * 2 // 3
    for each in sent[:cut]:
        await road.send(each)
    changelogs = [record for table in topics.TABLES for record in road.memory.log[table.changelog.name]]
    ends = road.ends()
    for each in sent[cut:]:
        await road.send(each)
    messages = [record for topic in topics.ROAD for record in road.memory.log[topic.name]]
    (directory / "schemas").mkdir(parents=True)
    _write(directory / "changelogs.jsonl.gz", changelogs)
    _write(directory / "messages.jsonl.gz", messages)
    option = orjson.OPT_NON_STR_KEYS | orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS
    (directory / "ends.json").write_bytes(orjson.dumps(ends, option=option))
    for name, content in documents().items():
        if name.endswith(".schema.json"):
            (directory / "schemas" / name).write_bytes(content)


def _write(file: Path, records: Iterable[Stored]) -> None:
    file.write_bytes(gzip.compress(b"\n".join(orjson.dumps(written(record)) for record in records), mtime=0))


if __name__ == "__main__":
    asyncio.run(_record(DIRECTORY / sys.argv[1]))
