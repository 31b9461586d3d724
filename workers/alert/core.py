"""The decision: what one observation changes in what is believed of its place, and whom to wake.

Everything is computed from the set of words that are kept, so that the order in which they arrived leaves no
trace in the final alerts; only identities (which observation opened an episode) and times of change come from
the arrival.
"""

from dataclasses import replace
from datetime import datetime

from schemas.alerts import Alert, Status
from schemas.envelopes import Handled, Outgoing
from schemas.observations import MapChanged, PlaceReported
from schemas.places import PlaceBelief
from schemas.topics import ALERTS, ALERTS_CURRENT, PLACES_CURRENT
from workers.alert import activity, belief
from workers.alert.case import Case
from workers.alert.episodes import Cause, closed_articles, expire, reconcile
from workers.alert.feature import is_resolved
from workers.alert.holders import belief_of
from workers.alert.memory import bound
from workers.alert.naming import name_or_take_back
from workers.alert.reports import take
from workers.alert.revision import Desk
from workers.alert.routine import raising
from workers.alert.state import PlaceState, Testimony
from workers.alert.watches import WatchIndex


def decide(
    state: PlaceState | None,
    observation: PlaceReported | MapChanged,
    watches: WatchIndex,
    now: datetime,
    status: Status = "actual",
) -> Handled[PlaceState]:
    """Apply one observation; `now` is its record's time (UTC) and the only clock.

    Publishes each new revision of an alert to `alerts` and `alerts.current`, and the belief, when it
    changed, to `places.current`. An observation that was applied already changes and publishes nothing.
    """
    before = state if state is not None else PlaceState(observation.place)
    if observation.observation_id in before.applied:
        return Handled()
    after, change = take(before, observation, now)
    if change == "stale":
        return Handled(state=after)
    desk = Desk(after.place, after.parties, watches, status, now)
    article = observation.observation_id if isinstance(observation, MapChanged) else observation.article_id
    episodes = expire(after.episodes, desk)
    reading, cases = _read(replace(after, episodes=episodes))
    cause = Cause(
        observation.observation_id,
        article,
        change,
        holder=reading.belief.holder,
        late=any(report.late for report in after.reports if report.article_id == article),
        kept=frozenset(report.article_id for report in after.reports),
    )
    episodes, alerts = reconcile(episodes, cases, cause, desk)
    after = replace(after, episodes=episodes)
    if isinstance(observation, PlaceReported):
        told = any(each.running and article in each.articles for each in episodes)
        named, naming = name_or_take_back(after, before, observation, desk, told=told or bool(alerts))
        after, alerts = replace(after, named=named), (*alerts, *naming)
    held = belief_of(after.place, reading, before.belief, now) if is_resolved(after.place) else None
    after = bound(replace(after, belief=held if held is not None else before.belief))
    return Handled(outputs=_outputs(alerts, held if held is not before.belief else None), state=after)


def _read(state: PlaceState) -> tuple[belief.Reading, tuple[Case, ...]]:
    """The belief and every case that the place's words make.

    What is said of a direction ("on the X axis") is not said of the place X.
    """
    testimonies = [
        Testimony(report, statement) for report in state.reports for statement in report.statements
    ]
    here = [each for each in testimonies if each.statement.relation != "axis"]
    raises = raising(state, here)
    capped = not is_resolved(state.place)
    reading = belief.read(testimonies, state.settled, capped=capped, raises=raises)
    cases = list(reading.cases)
    for family in activity.ACTIVITY_FAMILIES:
        had = closed_articles(state.episodes, family)
        own = [each for each in here if each.report.article_id not in had]
        cases += activity.read(own, family, capped=capped, raises=raises)
    return reading, tuple(cases)


def _outputs(alerts: tuple[Alert, ...], held: PlaceBelief | None) -> tuple[Outgoing, ...]:
    outputs = [
        outgoing
        for alert in alerts
        for outgoing in (
            Outgoing(ALERTS, alert.place.place_id, alert),
            Outgoing(ALERTS_CURRENT, alert.alert_id, alert),
        )
    ]
    if held is not None:
        outputs.append(Outgoing(PLACES_CURRENT, held.place.place_id, held))
    return tuple(outputs)
