"""A subscriber is not woken for nothing, and misses nothing in the end."""

from datetime import UTC, datetime, time, timedelta

from schemas.alerts import Alert
from schemas.watchlists import Preferences, QuietHours
from tests.unit.cli.alerts import make_alert
from workers.cli.preferences import Gate, is_quiet

NIGHT = QuietHours(start=time(23), end=time(6), time_zone="Europe/Kyiv", except_certainty="observed")
EVENING = datetime(2024, 11, 14, 18, 0, tzinfo=UTC)
LATE = datetime(2024, 11, 14, 22, 0, tzinfo=UTC)
MORNING = datetime(2024, 11, 15, 4, 30, tzinfo=UTC)


def offered(gate: Gate, alert: Alert, now: datetime) -> tuple[Gate, list[int]]:
    after, due = gate.offer(alert, now)
    return after, [one.revision for one in due]


def test_without_preferences_everything_passes_at_once() -> None:
    """The default is to hear of everything."""
    assert offered(Gate(Preferences()), make_alert(certainty="unknown"), LATE)[1] == [0]


def test_below_the_least_certainty_nothing_passes_until_it_rises() -> None:
    """A claim is withheld; its confirmation is told."""
    gate = Gate(Preferences(least_certainty="likely"))
    gate, told = offered(gate, make_alert(certainty="possible"), EVENING)
    assert told == []
    gate, told = offered(gate, make_alert(revision=1, certainty="observed"), EVENING)
    assert told == [1]


def test_who_was_told_of_an_alert_is_told_that_it_became_doubtful() -> None:
    """Else the subscriber would go on believing what nobody believes any more."""
    gate = Gate(Preferences(least_certainty="likely"))
    gate, _ = offered(gate, make_alert(certainty="likely"), EVENING)
    gate, told = offered(gate, make_alert(revision=1, msg_type="update", certainty="unlikely"), EVENING)
    assert told == [1]


def test_quiet_hours_hold_and_the_morning_brings_the_latest_revision() -> None:
    """23:00-06:00 in Kyiv is 21:00-04:00 UTC in November: two revisions at night are one in the morning."""
    gate = Gate(Preferences(quiet_hours=NIGHT))
    gate, told = offered(gate, make_alert(certainty="possible"), LATE)
    assert told == []
    gate, told = offered(gate, make_alert(revision=1, certainty="likely"), LATE + timedelta(hours=1))
    assert told == []
    gate, due = gate.release(MORNING)
    assert [alert.revision for alert in due] == [1]
    assert gate.release(MORNING)[1] == ()


def test_what_is_certain_enough_breaks_the_quiet_hours() -> None:
    """Some things are worth waking up for."""
    assert offered(Gate(Preferences(quiet_hours=NIGHT)), make_alert(certainty="observed"), LATE)[1] == [0]


def test_hours_within_one_day_are_understood_too() -> None:
    """A siesta does not cross midnight."""
    siesta = QuietHours(start=time(13), end=time(15), time_zone="Europe/Kyiv")
    gate = Gate(Preferences(quiet_hours=siesta))
    assert offered(gate, make_alert(), datetime(2024, 11, 14, 12, 0, tzinfo=UTC))[1] == []
    assert offered(gate, make_alert(), datetime(2024, 11, 14, 13, 0, tzinfo=UTC))[1] == [0]


def test_a_cooldown_gathers_updates() -> None:
    """After an alert, its updates wait until the cooldown is over; other alerts do not."""
    gate = Gate(Preferences(cooldown_minutes=30))
    gate, _ = offered(gate, make_alert(), EVENING)
    gate, told = offered(gate, make_alert(revision=1, msg_type="update"), EVENING + timedelta(minutes=5))
    assert told == []
    gate, told = offered(gate, make_alert(alert_id="another"), EVENING + timedelta(minutes=6))
    assert told == [0]
    gate, due = gate.release(EVENING + timedelta(minutes=30))
    assert [alert.revision for alert in due] == [1]


def test_what_is_taken_back_is_told_at_once() -> None:
    """Neither cooldown nor night may leave a false alert standing."""
    gate = Gate(Preferences(cooldown_minutes=600, quiet_hours=NIGHT))
    gate, _ = offered(gate, make_alert(), EVENING)
    gate, told = offered(gate, make_alert(revision=1, msg_type="cancel"), LATE)
    assert told == [1]


def test_what_is_taken_back_before_it_was_told_is_never_told() -> None:
    """There is nothing to take back, and nothing to believe."""
    gate = Gate(Preferences(quiet_hours=NIGHT))
    gate, _ = offered(gate, make_alert(), LATE)
    gate, told = offered(gate, make_alert(revision=1, msg_type="cancel", state="retracted"), LATE)
    assert told == []
    assert gate.release(MORNING)[1] == ()


def test_quiet_hours_follow_the_clock_of_the_place_through_the_year() -> None:
    """Until 06:00 in Kyiv is until 04:00 UTC in winter and 03:00 in summer."""
    for day, hour in ((datetime(2025, 1, 15, tzinfo=UTC), 4), (datetime(2025, 7, 15, tzinfo=UTC), 3)):
        gate = Gate(Preferences(quiet_hours=NIGHT))
        gate, told = offered(gate, make_alert(certainty="possible"), day + timedelta(hours=hour, minutes=-1))
        assert told == []
        assert [one.revision for one in gate.release(day + timedelta(hours=hour))[1]] == [0]


def test_the_night_on_which_the_clocks_change_has_its_own_length() -> None:
    """On 30 March 2025 the hour from 03:00 is left out, on 26 October it comes twice: quiet all the same."""
    until_half_past_three = QuietHours(start=time(23), end=time(3, 30), time_zone="Europe/Kyiv")
    quiet = {
        datetime(2025, 3, 30, 0, 59, tzinfo=UTC): True,  # 02:59, and a minute later it is 04:00
        datetime(2025, 3, 30, 1, 0, tzinfo=UTC): False,
        datetime(2025, 10, 26, 0, 29, tzinfo=UTC): True,  # 03:29 summer time
        datetime(2025, 10, 26, 1, 29, tzinfo=UTC): True,  # 03:29 again, winter time
        datetime(2025, 10, 26, 1, 30, tzinfo=UTC): False,
    }
    assert {now: is_quiet(until_half_past_three, make_alert(), now) for now in quiet} == quiet
