"""The decision: what one observation changes in what is believed of its place, and whom to wake.

Everything is computed from the set of words that are kept, so that the order in which they arrived leaves no
trace in the final alerts; only identities (which observation opened an episode) and times of change come from
the arrival.
"""

from dataclasses import replace
from datetime import datetime

from schemas.alerts import Alert, Status
from schemas.claims import FAMILIES, FAMILY_OF, ClaimFamily
from schemas.envelopes import Handled, Outgoing
from schemas.observations import MapChanged, PlaceReported
from schemas.places import PlaceBelief
from schemas.topics import ALERTS, ALERTS_CURRENT, PLACES_CURRENT
from workers.alert import activity, belief
from workers.alert.case import Case, in_order
from workers.alert.episodes import Cause, expire, is_closed, reconcile
from workers.alert.feature import is_resolved
from workers.alert.holders import belief_of
from workers.alert.memory import bound
from workers.alert.naming import name_or_take_back
from workers.alert.proposals import UNKNOWN
from workers.alert.reports import article_of, take
from workers.alert.revision import Desk
from workers.alert.routine import raising
from workers.alert.state import Change, PlaceState
from workers.alert.testimony import Testimony
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
    desk = Desk(observation.observation_id, after.place, after.parties, watches, status, now)
    article = article_of(observation)
    after, alerts = _reconsider(before, after, article, change, desk)
    if isinstance(observation, PlaceReported):
        told = bool(alerts) or any(each.running and article in each.articles for each in after.episodes)
        named, naming = name_or_take_back(after, before, observation, desk, told=told)
        after = after if named is before.named else replace(after, named=named)
        alerts = (*alerts, *naming)
    held = after.belief if after.belief is not before.belief else None
    return Handled(outputs=_outputs(alerts, held), state=bound(after))


def _reconsider(
    before: PlaceState, after: PlaceState, article: str, change: Change, desk: Desk
) -> tuple[PlaceState, tuple[Alert, ...]]:
    """Read anew the families that the article concerns or did concern: cases, belief, episodes, alerts."""
    families = _families(after, article)
    if change != "new":
        families |= _families(before, article)
    standing = expire(after.episodes, desk)
    if not families:
        return (after if standing == after.episodes else replace(after, episodes=standing)), ()
    testimonies = _testimonies(after)
    raises = raising(after, testimonies)
    capped = not is_resolved(after.place)
    cases: list[Case] = []
    holder, held = UNKNOWN, after.belief
    if "control" in families:
        reading = belief.read(testimonies, after.settled, capped=capped, raises=raises)
        holder = reading.belief.holder
        cases += reading.cases
        if not capped:
            held = belief_of(after.place, reading, before.belief, desk.now)
    for family in families.intersection(activity.ACTIVITY_FAMILIES):
        closed = is_closed(standing, family)
        events = FAMILIES[family]
        own = [each for each in testimonies if each.statement.event_type in events and not closed(each)]
        cases += activity.read(own, family, capped=capped, raises=raises)
    cause = _cause(after, article, change, holder)
    episodes, alerts = reconcile(standing, cases, families, cause, desk)
    return replace(after, belief=held, episodes=episodes), alerts


def _cause(after: PlaceState, article: str, change: Change, holder: str) -> Cause:
    own = [report for report in after.reports if report.article_id == article]
    told = [testimony for report in own for testimony in report.testimonies]
    return Cause(
        article,
        change,
        holder,
        late=any(report.late for report in own),
        asserts=any(testimony.statement.modality in ("asserted", "reported") for testimony in told),
        kept=frozenset(report.article_id for report in after.reports),
    )


def _testimonies(state: PlaceState) -> tuple[Testimony, ...]:
    return in_order([testimony for report in state.reports for testimony in report.testimonies])


def _families(state: PlaceState, article: str) -> frozenset[ClaimFamily]:
    """The families that the article speaks of; control, too, where it speaks of a challenge to it."""
    statements = [
        statement
        for report in state.reports
        if report.article_id == article
        for statement in report.statements
    ]
    spoken: set[ClaimFamily] = {FAMILY_OF[each.event_type] for each in statements}
    if any(each.event_type in belief.CONCERNS for each in statements):
        spoken.add("control")
    return frozenset(spoken)


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
