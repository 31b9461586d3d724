"""CAP severity and urgency of an alert (CAP 1.2, section 3.2.2)."""

from datetime import datetime

from schemas.alerts import Severity, Urgency
from schemas.places import Certainty
from schemas.watchlists import AlertEventType
from workers.alert.policy.events import EVENTS, LONE_WORD_SEVERITY, SEVERITY_LADDER
from workers.alert.policy.windows import PAST


def severity_of(event_type: AlertEventType, certainty: Certainty, origins: int) -> Severity:
    """From the table of events; a lone word that is not even likely never sounds the highest grades."""
    severity = EVENTS[event_type].severity
    if origins < 2 and certainty not in ("observed", "likely"):
        return min(severity, LONE_WORD_SEVERITY, key=SEVERITY_LADDER.index)
    return severity


def urgency_of(event_type: AlertEventType, newest: datetime | None, now: datetime) -> Urgency:
    """`past` where the newest report is over 14 days old at arrival, else from the table of events."""
    return "past" if is_past(newest, now) else EVENTS[event_type].urgency


def is_past(newest: datetime | None, now: datetime) -> bool:
    """Whether the newest report was published long before `now`; one without a time is not known to be."""
    return newest is not None and now - newest > PAST
