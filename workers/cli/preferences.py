"""A watchlist's preferences, applied where it is read: least certainty, quiet hours, cooldown.

An alert that comes at a bad time is held, not lost: when the quiet hours or the cooldown end, its latest
revision is passed on. What was passed on once is followed to its end: that its certainty fell is passed on
too, and that it was taken back is passed on at once. What was taken back before it was passed on is dropped.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from schemas.alerts import Alert
from schemas.watchlists import Preferences, QuietHours
from workers.cli.alert_filter import at_least


@dataclass(frozen=True, slots=True)
class Gate:
    """What a subscriber has been told, when, and what is held back for later."""

    preferences: Preferences
    passed: Mapping[str, datetime] = field(default_factory=dict)
    held: Mapping[str, Alert] = field(default_factory=dict)

    def offer(self, alert: Alert, now: datetime) -> "tuple[Gate, tuple[Alert, ...]]":
        """The gate after this revision arrived at `now` (UTC), and the alerts to pass on."""
        if not self._worth_telling(alert):
            return replace(self, held=_without(self.held, alert.alert_id)).release(now)
        return replace(self, held={**_without(self.held, alert.alert_id), alert.alert_id: alert}).release(now)

    def release(self, now: datetime) -> "tuple[Gate, tuple[Alert, ...]]":
        """The gate at `now`, and the held alerts whose time has come."""
        due = tuple(alert for alert in self.held.values() if self._may_pass(alert, now))
        passed = {**self.passed, **{alert.alert_id: now for alert in due}}
        held = {key: alert for key, alert in self.held.items() if alert not in due}
        return replace(self, passed=passed, held=held), due

    def _worth_telling(self, alert: Alert) -> bool:
        if alert.msg_type == "cancel" or alert.alert_id in self.passed:
            return alert.alert_id in self.passed
        return at_least(alert.certainty, self.preferences.least_certainty)

    def _may_pass(self, alert: Alert, now: datetime) -> bool:
        last = self.passed.get(alert.alert_id)
        if alert.msg_type == "cancel" and last is not None:
            return True
        cooldown = timedelta(minutes=self.preferences.cooldown_minutes)
        if last is not None and now - last < cooldown:
            return False
        quiet = self.preferences.quiet_hours
        return quiet is None or not is_quiet(quiet, alert, now)


def zone_of(hours: QuietHours) -> ZoneInfo:
    """The time zone of the quiet hours. Raises ValueError for a name that no zone has."""
    try:
        return ZoneInfo(hours.time_zone)
    except (KeyError, ValueError, OSError) as error:
        raise ValueError(f"there is no time zone {hours.time_zone!r}; one is Europe/Kyiv") from error


def is_quiet(hours: QuietHours, alert: Alert, now: datetime) -> bool:
    """Whether `now` is within the quiet hours and the alert is not certain enough to break them."""
    local = now.astimezone(zone_of(hours)).time()
    within = (
        hours.start <= local < hours.end
        if hours.start <= hours.end
        else local >= hours.start or local < hours.end
    )
    if hours.except_certainty is not None and at_least(alert.certainty, hours.except_certainty):
        return False
    return within


def _without(held: Mapping[str, Alert], alert_id: str) -> dict[str, Alert]:
    return {key: alert for key, alert in held.items() if key != alert_id}
