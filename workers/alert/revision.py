"""Making the next revision of an alert out of a case."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from schemas.alerts import Alert, AlertEvidence, AlertState, ControlChange, Corroboration, MsgType, Status
from schemas.claims import ClaimTime
from schemas.identity import alert_id, source_key
from schemas.places import Party, PlaceRef
from workers.alert.case import Case
from workers.alert.corroboration import corroborate, names_of
from workers.alert.feature import feature_of
from workers.alert.headline import Ending, ended_headline, headline_of
from workers.alert.policy.windows import OPEN_ENDED, QUIET
from workers.alert.severity import is_past, severity_of, urgency_of
from workers.alert.state import Episode
from workers.alert.testimony import Testimony
from workers.alert.watches import WatchIndex

_MOST_EVIDENCE = 48


class Desk(NamedTuple):
    """What surrounds the making of an alert; `now` is the time of the observation's record."""

    observation_id: str
    place: PlaceRef
    parties: tuple[Party, ...]
    watches: WatchIndex
    status: Status
    now: datetime


def write(
    desk: Desk, case: Case, name: str, previous: Alert | None, superseded: Sequence[Alert] = ()
) -> Alert:
    """The alert that the case calls for, as a first revision or the one after `previous`."""
    newest = max((m for m in (each.report.published_at for each in case.support) if m), default=None)
    past = newest if is_past(newest, desk.now) else None
    identity = previous.alert_id if previous else alert_id(desk.place.place_id, case.family, name)
    lead = case.support[-1].statement
    certainty = case.certainty
    followed = (*superseded, *((previous,) if previous else ()))
    headline = headline_of(case, desk.place.name, desk.parties, past)
    severity = severity_of(case.event_type, certainty, case.origins)
    return Alert(
        alert_id=identity,
        revision=previous.revision + 1 if previous else 0,
        msg_type="update" if previous else "alert",
        status=desk.status,
        state=_state(case),
        references=_references(followed),
        references_sent=tuple(alert.changed_at for alert in followed),
        family=case.family,
        event_type=case.event_type,
        place=desk.place,
        locality=lead.locality,
        relation=lead.relation,
        extent=lead.extent,
        control=ControlChange(before=case.before, after=case.after) if case.after else None,
        certainty=certainty,
        severity=severity,
        urgency=urgency_of(case.event_type, newest, desk.now),
        headline=headline,
        corroboration=_corroboration(case),
        evidence=_evidence(case),
        time=_time(case),
        feature=feature_of(
            desk.place,
            identity,
            desk.now,
            family=case.family,
            event_type=case.event_type,
            certainty=certainty,
            severity=severity,
            headline=headline,
        ),
        watchlists=desk.watches.matching(desk.place, case.family, case.event_type),
        first_reported_at=_first_reported(case, previous),
        changed_at=desk.now,
        expires_at=desk.now + (OPEN_ENDED if case.open_ended else QUIET),
    )


def end(desk: Desk, episode: Episode, ending: Ending) -> Alert:
    """The last revision of an alert whose case is gone: taken back (`cancel`), or superseded (`update`)."""
    previous = episode.published
    taken_back = ending == "Taken back"
    msg_type: MsgType = "cancel" if taken_back else "update"
    headline = ended_headline(previous.headline, ending)
    corroboration = Corroboration(origins=0, publishers=0) if taken_back else previous.corroboration
    properties = {**previous.feature["properties"], "headline": headline, "changed_at": desk.now.isoformat()}
    return previous.model_copy(
        update={
            "revision": previous.revision + 1,
            "msg_type": msg_type,
            "state": "retracted" if taken_back else "superseded",
            "references": _references((previous,)),
            "references_sent": (previous.changed_at,),
            "headline": headline,
            "corroboration": corroboration,
            "feature": {**previous.feature, "properties": properties},
            "watchlists": desk.watches.matching(desk.place, previous.family, previous.event_type),
            "changed_at": desk.now,
            "expires_at": desk.now,
        }
    )


def lean(alert: Alert) -> Alert:
    """The alert as memory keeps it: without evidence and watchlists."""
    return alert.model_copy(update={"evidence": (), "watchlists": ()})


def _state(case: Case) -> AlertState:
    if case.over:
        return "superseded"
    return "confirmed" if case.certainty == "observed" else "open"


def _references(earlier: Sequence[Alert]) -> tuple[str, ...]:
    """CloudEvents ids of the messages that this one follows (CAP: references)."""
    return tuple(f"{alert.alert_id}.{alert.revision}" for alert in earlier)


def _corroboration(case: Case) -> Corroboration:
    publishers = len({source_key(each.report.source) for each in case.support})
    return corroborate((*case.support, *case.aligned), case.against, case.origins, publishers)


def _time(case: Case) -> ClaimTime:
    """The newest stated time among the words for it, else that of the newest word."""
    stated = [each.statement.time for each in case.support if each.statement.time.basis != "none"]
    return stated[-1] if stated else case.support[-1].statement.time


def _first_reported(case: Case, previous: Alert | None) -> datetime:
    moments = [each.report.published_at or each.report.arrived_at for each in case.testimonies]
    if previous is not None:
        moments.append(previous.first_reported_at)
    return min(moments)


def _evidence(case: Case) -> tuple[AlertEvidence, ...]:
    seen: dict[tuple[str, str, str, str | None], Testimony] = {}
    for each in case.testimonies:
        key = (
            each.report.article_id,
            each.statement.event_type,
            each.statement.modality,
            each.name,
        )
        seen.setdefault(key, each)
    return tuple(each.exhibit for each in tuple(seen.values())[:_MOST_EVIDENCE])


def is_news(case: Case, published: Alert) -> bool:
    """Whether the case differs from an alert's last revision in anything worth waking somebody up for.

    Worth it: another event type, certainty, state or holder, another denial, another origin. After two
    reversals within a week only the first four count, so that further reversals wake nobody.
    """
    after = published.control.after if published.control else None
    told = (published.event_type, published.certainty, published.state, after)
    if (case.event_type, case.certainty, _state(case), case.after) != told:
        return True
    if case.reversed_twice:
        return False
    corroboration = published.corroboration
    return case.origins != corroboration.origins or set(names_of(case.against)) != set(
        corroboration.contradicted_by
    )
