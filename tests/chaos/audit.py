"""What came out compared with what had to: every worker's log folded again by its pure stage."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from schemas import topics
from schemas.alerts import Alert
from schemas.dead_letters import DeadLetter
from schemas.observations import MapChanged
from schemas.topics import Topic
from schemas.watchlists import Watchlist
from tests.chaos import watchlists
from tests.chaos.articles import NAMED, STRIKE
from tests.chaos.fold import Content, Folded, Log, current, without_watchlists
from tests.chaos.maps import SOURCE
from tests.chaos.sent import Sent
from workers.alert.maps.moved import place_of
from workers.cli.outcome import latest
from workers.cli.stored import Stored
from workers.cli.witness import read_event
from workers.runtime.decode import arrival_of, decode

_DYING = (
    (topics.ARTICLES_RAW, topics.dead_letters("fingerprint")),
    (topics.CONTROL_MAPS, topics.dead_letters("maps")),
)
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


def audit(sent: Sequence[Sent], log: Log, folded: Sequence[Folded]) -> Verdict:
    """Compare a run's whole log with what the articles that were sent had to become.

    `folded` is what each worker's stage makes of the log (`fold`).
    """
    verdict = Verdict()
    audit_arrivals(verdict, sent, log)
    _outputs_are_the_fold_of_the_inputs(verdict, folded, log)
    _no_alert_has_two_contents(verdict, log)
    _every_village_has_its_alert(verdict, sent, log)
    _every_map_has_its_alert(verdict, sent, log)
    _alerts_name_watchlists_that_were_known(verdict, sent, log)
    return verdict


def audit_arrivals(verdict: Verdict, sent: Sequence[Sent], log: Log) -> None:
    """Whether all that was sent is there, was judged where it is good and is dead where it is bad."""
    for topic, letters in _DYING:
        _bad_ones_alone_are_dead(verdict, sent, log, topic, log[letters.name])
    _every_article_has_one_verdict(verdict, sent, log)


def _bad_ones_alone_are_dead(
    verdict: Verdict, sent: Sequence[Sent], log: Log, topic: Topic, letters: Sequence[Stored]
) -> None:
    """What was confirmed is there, what cannot be used is a dead letter, and nothing else is.

    A record can be there twice: the sender repeats what the broker took and did not confirm.
    """
    own = [each for each in sent if each.topic is topic]
    found = [(record, (record.partition, record.offset)) for record in log[topic.name]]
    stored = Counter((record.key, record.value) for record, _ in found)
    verdict.redelivered[topic.name] = len(found) - len(stored)
    verdict.require(
        (each.key for each in own if (each.key, each.value) not in stored),
        f"confirmed records of {topic.name} gone",
    )
    bad = {(each.key, each.value) for each in own if each.bad}
    parsed = [DeadLetter.parse(record.headers) for record in letters]
    dead = {(letter.partition, letter.offset) for letter in parsed}
    useless = {at for record, at in found if (record.key, record.value) in bad}
    verdict.require(useless - dead, f"bad records of {topic.name} not dead")
    verdict.require(dead - useless, f"good records of {topic.name} dead-lettered")


def _every_article_has_one_verdict(verdict: Verdict, sent: Sequence[Sent], log: Log) -> None:
    """0 articles lost, and none with two verdicts."""
    good = {(each.key, each.value) for each in sent if each.village}
    judged: dict[tuple[int, int], set[bytes | None]] = defaultdict(set)
    for topic in (topics.ARTICLES_UNIQUE, topics.ARTICLES_DUPLICATES):
        for record in log[topic.name]:
            origin = arrival_of(record, topic).origin
            judged[origin.partition, origin.offset].add(record.value)
    used = [(r.partition, r.offset) for r in log[topics.ARTICLES_RAW.name] if (r.key, r.value) in good]
    verdict.require((at for at in used if at not in judged), "articles lost")
    verdict.require((at for at, values in judged.items() if len(values) > 1), "articles with two verdicts")


def _outputs_are_the_fold_of_the_inputs(verdict: Verdict, folded: Sequence[Folded], log: Log) -> None:
    """Everything that the pure stages make of their logs is there, and nothing else is.

    Of compacted topics the log holds at least the last record of each key: there the ends are compared.
    Which watchlists an alert names depends on the moment, and is looked at by itself.
    """
    expected: dict[str, list[Content]] = defaultdict(list)
    for each in folded:
        for name, contents in each.items():
            expected[name] += contents
    for topic in topics.ROAD:
        if topics.USERS in topic.produced_by:
            continue
        found = [without_watchlists(topic, record.key, record.value) for record in log[topic.name]]
        wanted = expected[topic.name]
        if "compact" in topic.cleanup:
            verdict.require(_differing(dict(wanted), dict(found)), f"keys of {topic.name} that end otherwise")
            continue
        counted = Counter(found)
        verdict.redelivered[topic.name] = sum(counted.values()) - len(counted)
        verdict.require((key for key, _ in set(wanted) - counted.keys()), f"records of {topic.name} lost")
        verdict.require((key for key, _ in counted.keys() - set(wanted)), f"records of {topic.name} too many")


def _differing(wanted: Mapping[Any, Any], found: Mapping[Any, Any]) -> list[Any]:
    return [key for key in wanted.keys() | found.keys() if wanted.get(key) != found.get(key)]


def _no_alert_has_two_contents(verdict: Verdict, log: Log) -> None:
    contents: dict[tuple[str, int], set[bytes | None]] = defaultdict(set)
    for record in log[topics.ALERTS.name]:
        alert, _ = read_event(record)
        contents[alert.alert_id, alert.revision].add(record.value)
    verdict.require((at for at, values in contents.items() if len(values) > 1), "alert ids with two contents")


def _every_village_has_its_alert(verdict: Verdict, sent: Sequence[Sent], log: Log) -> None:
    """What was told of each village is what its alerts say in the end. In the end it was told only once."""
    told = {each.village.place.place_id: each.village for each in sent if each.village and not each.last}
    once = {each.village.place.place_id: each.village for each in sent if each.village and each.last}
    alerts: dict[str, set[str]] = defaultdict(set)
    for alert in latest(read_event(record)[0] for record in log[topics.ALERTS.name]):
        alerts[alert.place.place_id].add(alert.event_type)
    watched = any(each.key == watchlists.STEADY.encode() for each in sent)
    unwatched = {key for key, village in told.items() if village.event_type == NAMED and not watched}
    verdict.require(
        (
            village.place.name
            for key, village in (told | once).items()
            if not alerts[key] <= {village.event_type, STRIKE}
            or len(alerts[key]) < (1 if key in once or key in unwatched else 2)
        ),
        "villages whose alerts are not those of their story",
    )
    observed = [decode(record, topics.OBSERVATIONS) for record in log[topics.OBSERVATIONS.name]]
    mapped = {each.place.place_id for each in observed if isinstance(each, MapChanged)}
    untold = alerts.keys() - told.keys() - once.keys() - mapped - {place_of(SOURCE).place_id}
    verdict.require(untold, "places with an alert of which nothing was told")


def _every_map_has_its_alert(verdict: Verdict, sent: Sequence[Sent], log: Log) -> None:
    """Each good map moves the front against the one before; the first says only who holds what."""
    good = [each for each in sent if each.topic is topics.CONTROL_MAPS and not each.bad]
    alerts = {alert.alert_id for alert in _alerts(log) if alert.event_type == "map_moved"}
    if good:
        verdict.require(range(len(good) - 1 - len(alerts)), "maps without an alert")


def _alerts_name_watchlists_that_were_known(verdict: Verdict, sent: Sequence[Sent], log: Log) -> None:
    """Lists that asked for it at some moment of the run, and after the faults exactly the last ones."""
    put = [each for each in sent if each.topic is topics.WATCHLISTS]
    if not put:
        return
    ever = [Watchlist.model_validate_json(each.value) for each in put if each.value]
    last = [
        Watchlist.model_validate_json(value)
        for value in current(log[topics.WATCHLISTS.name]).values()
        if value is not None
    ]
    closing = {each.village.place.place_id for each in sent if each.village and each.last}
    alerts = [alert for alert in _alerts(log) if alert.family != "map"]
    verdict.require(
        (a.alert_id for a in alerts if not set(a.watchlists) <= watchlists.naming(ever, a)),
        "alerts with a watchlist that never asked for it",
    )
    verdict.require(
        (
            a.alert_id
            for a in alerts
            if a.place.place_id in closing and set(a.watchlists) != watchlists.naming(last, a)
        ),
        "alerts after the faults that do not name the watchlists that there are",
    )


def _alerts(log: Log) -> list[Alert]:
    return [read_event(record)[0] for record in log[topics.ALERTS.name]]
