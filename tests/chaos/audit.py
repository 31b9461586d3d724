"""What came out compared with what had to: every worker's log folded again by its pure stage."""

import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas import topics
from schemas.dead_letters import DeadLetter
from schemas.envelopes import VERSION_HEADER
from schemas.errors import PoisonError
from schemas.topics import Topic
from tests.chaos.articles import STRIKE, Sent
from workers.cli.outcome import latest
from workers.cli.stored import Stored
from workers.cli.witness import read_event
from workers.runtime.decode import arrival_of, decode
from workers.runtime.records import encode_outgoing
from workers.runtime.stage import Stage

Log = Mapping[str, Sequence[Stored]]
Content = tuple[bytes | None, bytes | None]
"""A record's key and value."""
_SHOWN = 5


@dataclass
class Verdict:
    """`violations` are sentences; without any the promise was kept. `redelivered` counts records by topic."""

    violations: list[str] = field(default_factory=list)
    redelivered: Counter[str] = field(default_factory=Counter)

    def require(self, wrong: Iterable[object], what: str) -> None:
        """One sentence for all that is wrong in one way."""
        listed = list(wrong)
        if listed:
            self.violations.append(f"{len(listed)} {what}, such as {listed[:_SHOWN]}")


def audit(sent: Sequence[Sent], log: Log, stages: Sequence[Stage[Any]]) -> Verdict:
    """Compare a run's whole log with what the articles that were sent had to become."""
    verdict = Verdict()
    _every_article_is_judged_or_dead(verdict, sent, log)
    _outputs_are_the_fold_of_the_inputs(verdict, stages, log)
    _no_alert_has_two_contents(verdict, log)
    _every_village_has_its_alert(verdict, sent, log)
    return verdict


def _every_article_is_judged_or_dead(verdict: Verdict, sent: Sequence[Sent], log: Log) -> None:
    """0 articles lost, and none with two verdicts.

    A raw record can be there twice: the sender repeats what the broker took and did not confirm.
    """
    raw = [(record, (record.partition, record.offset)) for record in log[topics.ARTICLES_RAW.name]]
    stored = Counter((record.key, record.value) for record, _ in raw)
    verdict.redelivered[topics.ARTICLES_RAW.name] = len(raw) - len(stored)
    verdict.require(
        (each.key for each in sent if (each.key, each.value) not in stored), "confirmed articles gone"
    )
    good = {(each.key, each.value) for each in sent if each.village}
    judged: dict[tuple[int, int], set[bytes | None]] = defaultdict(set)
    for topic in (topics.ARTICLES_UNIQUE, topics.ARTICLES_DUPLICATES):
        for record in log[topic.name]:
            origin = arrival_of(record, topic).origin
            judged[origin.partition, origin.offset].add(record.value)
    letters = [DeadLetter.parse(record.headers) for record in log[topics.dead_letters("fingerprint").name]]
    dead = {(letter.partition, letter.offset) for letter in letters}
    used = {at for record, at in raw if (record.key, record.value) in good}
    verdict.require((at for _, at in raw if at in used and at not in judged), "articles lost")
    verdict.require((at for _, at in raw if at in used and at in dead), "good articles dead-lettered")
    verdict.require((at for _, at in raw if at not in used and at not in dead), "bad articles not dead")
    verdict.require((at for at, values in judged.items() if len(values) > 1), "articles with two verdicts")


def _outputs_are_the_fold_of_the_inputs(verdict: Verdict, stages: Sequence[Stage[Any]], log: Log) -> None:
    """Everything that the pure stages make of their logs is there, and nothing else is.

    Of compacted topics the log holds at least the last record of each key: there the ends are compared.
    """
    expected: dict[str, list[Content]] = defaultdict(list)
    for stage in stages:
        for name, contents in _fold(stage, log).items():
            expected[name] += contents
    for topic in topics.ROAD:
        if topics.USERS in topic.produced_by:
            continue
        found = [(record.key, record.value) for record in log[topic.name]]
        wanted = expected[topic.name]
        if "compact" in topic.cleanup:
            verdict.require(_differing(dict(wanted), dict(found)), f"keys of {topic.name} that end otherwise")
            continue
        counted = Counter(found)
        verdict.redelivered[topic.name] = sum(counted.values()) - len(counted)
        verdict.require((key for key, _ in set(wanted) - counted.keys()), f"records of {topic.name} lost")
        verdict.require((key for key, _ in counted.keys() - set(wanted)), f"records of {topic.name} too many")


def _fold(stage: Stage[Any], log: Log) -> dict[str, list[Content]]:
    """All that the stage publishes when it handles its log once, record after record of each partition."""
    outputs: dict[str, list[Content]] = defaultdict(list)
    table: dict[str, Any] = {}
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
            outputs[encoded.topic].append((encoded.key, encoded.value))
    return outputs


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


def _differing(wanted: Mapping[Any, Any], found: Mapping[Any, Any]) -> list[Any]:
    return [key for key in wanted.keys() | found.keys() if wanted.get(key) != found.get(key)]


def _no_alert_has_two_contents(verdict: Verdict, log: Log) -> None:
    contents: dict[tuple[str, int], set[bytes | None]] = defaultdict(set)
    for record in log[topics.ALERTS.name]:
        alert, _ = read_event(record)
        contents[alert.alert_id, alert.revision].add(record.value)
    verdict.require((at for at, values in contents.items() if len(values) > 1), "alert ids with two contents")


def _every_village_has_its_alert(verdict: Verdict, sent: Sequence[Sent], log: Log) -> None:
    """What was told of each village is what its alerts say in the end."""
    told = {each.village.place.place_id: each.village for each in sent if each.village}
    alerts: dict[str, set[str]] = defaultdict(set)
    for alert in latest(read_event(record)[0] for record in log[topics.ALERTS.name]):
        alerts[alert.place.place_id].add(alert.event_type)
    verdict.require(
        (village.place.name for key, village in told.items() if alerts[key] != {village.event_type, STRIKE}),
        "villages whose alerts are not those of their story",
    )
    verdict.require(alerts.keys() - told.keys(), "places with an alert of which nothing was told")
