"""A worker's log folded again by its pure stage: all that it had to publish."""

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from schemas import topics
from schemas.envelopes import VERSION_HEADER
from schemas.errors import PoisonError
from schemas.topics import WORKERS, Topic, Worker
from workers.cli.agents import build_stage
from workers.cli.stored import Stored
from workers.runtime.decode import arrival_of, decode
from workers.runtime.records import encode_outgoing
from workers.runtime.settings import Settings
from workers.runtime.stage import Stage

Log = Mapping[str, Sequence[Stored]]
Content = tuple[bytes | None, bytes | None]
"""A record's key and value."""
Folded = Mapping[str, Sequence[Content]]


def fold_all(log: Log, settings: Settings) -> list[Folded]:
    """What every worker had to publish, two of them at a time."""
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        return list(pool.map(_fold, WORKERS, [log] * len(WORKERS), [settings] * len(WORKERS)))


def _fold(worker: Worker, log: Log, settings: Settings) -> Folded:
    stage = build_stage(worker, settings)
    hear_watchlists([stage], log)
    return fold_stage(stage, log)


def hear_watchlists(stages: Sequence[Stage[Any]], log: Log) -> None:
    """Let the stages know the last watchlists."""
    for stage in stages:
        for name, value in current(log[topics.WATCHLISTS.name]).items():
            if topics.WATCHLISTS in stage.broadcasts:
                stage.broadcasted(topics.WATCHLISTS, name, value)


def fold_stage(stage: Stage[Any], log: Log) -> Folded:
    """All that the stage publishes when it handles its log once, record after record of each partition."""
    outputs: dict[str, list[Content]] = defaultdict(list)
    table: dict[str, Any] = {}
    for partition in range(stage.table.source.partitions if stage.table else 0):
        stage.recovered(partition, {})
    for topic, record in _in_order(stage.sources, log):
        arrival = arrival_of(record, topic)
        try:
            message = decode(record, topic)
            key = stage.state_key(message) if stage.table else ""
            handled = stage.handle(message, table.get(key), arrival)
        except PoisonError:
            continue
        for forgotten in handled.forgotten:
            table.pop(forgotten, None)
        if stage.table and handled.state is not None:
            table[key] = handled.state
        for output in handled.outputs:
            encoded = encode_outgoing(output, arrival, "frontwatch")
            content = without_watchlists(output.topic, encoded.key, encoded.value)
            outputs[encoded.topic].append(content)
    return outputs


def without_watchlists(topic: Topic, key: bytes | None, value: bytes | None) -> Content:
    if topic.binding != "cloudevents" or value is None:
        return key, value
    return key, json.dumps({**json.loads(value), "watchlists": []}).encode()


def current(records: Iterable[Stored]) -> dict[str, bytes | None]:
    """The last value of each key."""
    return {(record.key or b"").decode(): record.value for record in records}


def _in_order(sources: Sequence[Topic], log: Log) -> list[tuple[Topic, Stored]]:
    """A worker's input as it was taken: partition by partition, by time, and of two topics as it came out.

    A worker of two topics takes them in any order. Extraction's own log shows which version it read first; it
    says nothing of places for one that is older than what it has read.
    """
    first: dict[bytes, int] = {}
    if len(sources) > 1:
        for record in log[topics.ARTICLES_EXTRACTED.name]:
            first.setdefault(_version(record), record.offset)
    records = [(topic, record) for topic in sources for record in log[topic.name]]

    def taken(each: tuple[Topic, Stored]) -> tuple[float, ...]:
        record = each[1]
        came_out = first.get(_version(record), sys.maxsize) if first else 0
        return (record.partition, came_out, record.timestamp, record.offset)

    return sorted(records, key=taken)


def _version(record: Stored) -> bytes:
    return dict(record.headers)[VERSION_HEADER]
