"""The audit that judges a chaos run finds what is lost, doubled or wrong."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import pytest

from schemas import topics
from tests.chaos import watchlists
from tests.chaos.articles import NAMED, STRIKE, villages
from tests.chaos.audit import Verdict, audit
from tests.chaos.fold import Folded, fold_stage, hear_watchlists
from tests.chaos.fold import Log as Audited
from tests.chaos.sent import Sent
from tests.chaos.traffic import finale, traffic
from workers.cli.agents import build_road
from workers.cli.place_names import load_gazetteer
from workers.cli.road import Road
from workers.cli.stored import Stored
from workers.cli.witness import read_event
from workers.extraction.toponymy.places import PlaceFinder
from workers.runtime.settings import load_settings
from workers.runtime.stage import Stage

Log = dict[str, list[Stored]]
SETTINGS = load_settings(status="exercise")
SENT_TO = {topic.name for topic in topics.ROAD if topics.USERS in topic.produced_by}
START = datetime(2024, 11, 20, tzinfo=UTC)


@dataclass
class Clean:
    """A run without faults or a broker, and what its stages make of its log or of a changed one."""

    sent: list[Sent]
    log: Log
    stages: tuple[Stage[Any], ...]
    _folded: dict[tuple[object, ...], Folded] = field(default_factory=dict)

    def fold(self, stage: Stage[Any], log: Audited) -> Folded:
        """Each worker folds the same records only once."""
        read = (*stage.sources, *((topics.ARTICLES_EXTRACTED,) if len(stage.sources) > 1 else ()))
        key = stage.worker, *(id(log[topic.name]) for topic in read)
        if key not in self._folded:
            self._folded[key] = fold_stage(stage, log)
        return self._folded[key]

    def audited(self, log: Audited) -> Verdict:
        """The audit of a log."""
        hear_watchlists(self.stages, log)
        return audit(self.sent, log, [self.fold(stage, log) for stage in self.stages])


@pytest.fixture(scope="module")
def clean() -> Clean:
    """150 articles about five villages, with maps and watchlists, through the stages themselves."""
    draw = random.Random(11)
    gazetteer = load_gazetteer("ukraine")
    assert isinstance(gazetteer, PlaceFinder)
    log: Log = defaultdict(list)
    stages = build_road(SETTINGS)
    road = Road(stages, SETTINGS.deployment, lambda record: log[record.topic].append(record))
    found = villages(gazetteer, 7, draw)
    told, fresh = found[:5], found[5:]
    sent = [watchlists.steady(found), *traffic(found, told, 150, draw), *finale(fresh, 150, draw)]
    for number, each in enumerate(sent):
        road.send(each.key, each.value, START + timedelta(seconds=number), each.topic)
    return Clean(sent, log, stages)


def test_a_run_without_faults_keeps_the_promise(clean: Clean) -> None:
    """Nothing is wrong with it, and every kind of thing is in it."""
    assert not clean.audited(clean.log).violations
    assert {each.topic.name for each in clean.sent} == SENT_TO
    assert any(each.value is None for each in clean.sent), "a watchlist is deleted"
    told = {read_event(record)[0].event_type for record in clean.log[topics.ALERTS.name]}
    assert {NAMED, STRIKE, "map_moved"} <= told


def test_what_is_delivered_twice_is_no_fault(clean: Clean) -> None:
    """At least once: the same bytes again are counted, not blamed."""
    again = {
        name: [replace(record, offset=record.offset + 10_000) for record in records]
        for name, records in clean.log.items()
        if name not in SENT_TO
    }
    doubled = {name: [*records, *again.get(name, ())] for name, records in clean.log.items()}
    verdict = clean.audited(doubled)
    assert not verdict.violations
    assert verdict.redelivered[topics.ALERTS.name] > 0


def without_last(topic: topics.Topic) -> Callable[[Log], Audited]:
    """The log after the last record of a topic was lost."""
    return lambda log: {**log, topic.name: log[topic.name][:-1]}


def with_another(topic: topics.Topic, before: bytes, after: bytes) -> Callable[[Log], Audited]:
    """The log with the last record of a topic that holds some bytes a second time, and changed."""

    def changed(log: Log) -> Audited:
        last = next(record for record in reversed(log[topic.name]) if before in (record.value or b""))
        value = (last.value or b"").replace(before, after)
        return {**log, topic.name: [*log[topic.name], replace(last, offset=last.offset + 1, value=value)]}

    return changed


def without_its_watchlists(log: Log) -> Audited:
    """The log whose last alert of a watched place names no watchlist."""
    last = next(
        record for record in reversed(log[topics.ALERTS.name]) if b'["changing' in (record.value or b"")
    )
    value = orjson.dumps({**orjson.loads(last.value or b""), "watchlists": []})
    return {
        **log,
        topics.ALERTS.name: [
            replace(each, value=value) if each is last else each for each in log[topics.ALERTS.name]
        ],
    }


@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        (without_last(topics.ARTICLES_UNIQUE), "articles lost"),
        (without_last(topics.CONTROL_MAPS), "confirmed records of control.maps gone"),
        (without_last(topics.ARTICLES_EXTRACTED), "records of articles.extracted lost"),
        (without_last(topics.OBSERVATIONS), "records of observations lost"),
        (without_last(topics.ALERTS), "records of alerts lost"),
        (without_last(topics.PLACES_CURRENT), "keys of places.current that end otherwise"),
        (without_last(topics.dead_letters("fingerprint")), "bad records of articles.raw not dead"),
        (without_last(topics.dead_letters("maps")), "bad records of control.maps not dead"),
        (with_another(topics.ALERTS, b"Oblast", b"oblast"), "alert ids with two contents"),
        (with_another(topics.ALERTS, b'"steady"', b'"front-1"'), "alerts with a watchlist that never asked"),
        (without_its_watchlists, "alerts after the faults that do not name"),
        (with_another(topics.OBSERVATIONS, b"Oblast", b"oblast"), "records of observations too many"),
        (with_another(topics.PLACES_CURRENT, b"Oblast", b"oblast"), "places.current that end otherwise"),
    ],
)
def test_what_is_missing_or_wrong_is_found(
    clean: Clean, tamper: Callable[[Log], Audited], sentence: str
) -> None:
    """One record less, or one of another content, breaks the promise."""
    assert sentence in "\n".join(clean.audited(tamper(clean.log)).violations)
