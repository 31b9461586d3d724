"""The audit that judges a chaos run finds what is lost, doubled or wrong."""

import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from schemas import topics
from tests.chaos.articles import Sent, articles, villages
from tests.chaos.audit import audit
from workers.cli.agents import build_road
from workers.cli.place_names import load_gazetteer
from workers.cli.road import Road
from workers.cli.stored import Stored
from workers.extraction.toponymy.places import PlaceFinder
from workers.runtime.settings import load_settings

Log = dict[str, list[Stored]]
SETTINGS = load_settings(status="exercise")
START = datetime(2024, 11, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def clean() -> tuple[list[Sent], Log]:
    """A run without faults or a broker: 250 articles about six villages through the stages themselves."""
    draw = random.Random(11)
    gazetteer = load_gazetteer("ukraine")
    assert isinstance(gazetteer, PlaceFinder)
    log: Log = defaultdict(list)
    road = Road(build_road(SETTINGS), SETTINGS.deployment, lambda record: log[record.topic].append(record))
    sent = list(articles(villages(gazetteer, 6, draw), 250, draw))
    for number, each in enumerate(sent):
        road.send(each.key, each.value, START + timedelta(seconds=number))
    return sent, log


def violations(sent: list[Sent], log: Log) -> str:
    """What the audit says of it."""
    return "\n".join(audit(sent, log, build_road(SETTINGS)).violations)


def test_a_run_without_faults_keeps_the_promise(clean: tuple[list[Sent], Log]) -> None:
    """Nothing is wrong with it."""
    sent, log = clean
    assert not violations(sent, log)


def test_what_is_delivered_twice_is_no_fault(clean: tuple[list[Sent], Log]) -> None:
    """At least once: the same bytes again are counted, not blamed."""
    sent, log = clean
    doubled = {
        name: [*records, *(replace(r, offset=r.offset + 10_000) for r in records)]
        for name, records in log.items()
        if name != topics.ARTICLES_RAW.name
    } | {topics.ARTICLES_RAW.name: log[topics.ARTICLES_RAW.name]}
    verdict = audit(sent, doubled, build_road(SETTINGS))
    assert not verdict.violations
    assert verdict.redelivered[topics.ALERTS.name] > 0


def without_last(topic: topics.Topic) -> Callable[[Log], Log]:
    """The log after the last record of a topic was lost."""
    return lambda log: {**log, topic.name: log[topic.name][:-1]}


def with_another_content(topic: topics.Topic) -> Callable[[Log], Log]:
    """The log with the last record of a topic a second time, and changed."""

    def changed(log: Log) -> Log:
        last = log[topic.name][-1]
        value = (last.value or b"").replace(b'"certainty":"', b'"certainty": "').replace(b"Oblast", b"oblast")
        return {**log, topic.name: [*log[topic.name], replace(last, offset=last.offset + 1, value=value)]}

    return changed


@pytest.mark.parametrize(
    ("tamper", "sentence"),
    [
        (without_last(topics.ARTICLES_UNIQUE), "articles lost"),
        (without_last(topics.ARTICLES_EXTRACTED), "records of articles.extracted lost"),
        (without_last(topics.OBSERVATIONS), "records of observations lost"),
        (without_last(topics.ALERTS), "records of alerts lost"),
        (without_last(topics.PLACES_CURRENT), "keys of places.current that end otherwise"),
        (without_last(topics.dead_letters("fingerprint")), "bad articles not dead"),
        (with_another_content(topics.ALERTS), "alert ids with two contents"),
        (with_another_content(topics.OBSERVATIONS), "records of observations too many"),
        (with_another_content(topics.PLACES_CURRENT), "keys of places.current that end otherwise"),
    ],
)
def test_what_is_missing_or_wrong_is_found(
    clean: tuple[list[Sent], Log], tamper: Callable[[Log], Log], sentence: str
) -> None:
    """One record less, or one of another content, breaks the promise."""
    sent, log = clean
    assert sentence in violations(sent, tamper(log))
