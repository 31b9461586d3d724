"""What a subscriber sees of a stream that is delivered at least once and in no certain order."""

from collections.abc import Sequence
from datetime import time
from typing import Any

import orjson
import pytest

from schemas.cloudevents import to_record
from schemas.places import PlaceRef
from schemas.topics import ALERTS, WATCHLISTS, dead_letters
from schemas.watchlists import Preferences, QuietHours
from tests.unit.cli.alerts import KUPIANSK, NOON, make_alert
from workers.cli.alert_filter import AlertFilter
from workers.cli.commands.subscribe import Following, Inbox
from workers.cli.filter_options import places_meant
from workers.cli.mistakes import UsageError
from workers.cli.outcome import Outcome
from workers.cli.place_names import areas_meant
from workers.cli.preferences import Gate
from workers.cli.stored import Stored
from workers.cli.witness import witness


def record(**given: Any) -> Stored:
    headers, value = to_record(make_alert(**given), "desk-one")
    return Stored(ALERTS.name, 0, 0, NOON.timestamp(), b"key", value, tuple(headers.items()))


def inbox(wanted: AlertFilter = AlertFilter(), preferences: Preferences = Preferences()) -> Inbox:  # noqa: B008
    return Inbox(wanted, Gate(preferences))


def test_a_redelivered_or_older_revision_is_not_shown_again() -> None:
    """Subscribers keep the highest revision."""
    box = inbox()
    shown = [len(box.take(record(revision=revision))) for revision in (0, 0, 2, 1, 3)]
    assert shown == [1, 0, 1, 0, 1]


def test_an_alert_that_was_shown_is_followed_when_its_certainty_falls() -> None:
    """`--certainty likely` must not leave a belief standing that nobody holds any more."""
    box = inbox(AlertFilter(least_certainty="likely"))
    assert box.take(record(certainty="likely"))
    assert box.take(record(revision=1, msg_type="update", certainty="unlikely"))
    assert not box.take(record(alert_id="another", certainty="unlikely"))


def test_an_event_keeps_the_deployment_that_raised_it() -> None:
    """Whoever reads it may run another one."""
    box = inbox()
    box.take(record())
    assert box.sources == {"alert-1": "desk-one"}


def test_what_is_no_alert_is_named_as_such() -> None:
    """A stranger's record in the topic."""
    with pytest.raises(ValueError, match="not a CloudEvent"):
        inbox().take(Stored(ALERTS.name, 0, 0, 0.0, b"key", b"{}", ()))


def test_a_mark_in_the_dead_letters_is_not_counted_as_a_letter() -> None:
    """The summary of a demo does not grow by redriving."""
    outcome = Outcome()
    mark = (("frontwatch-dead-letter-redriven", b"3"),)
    assert witness(outcome, Stored(dead_letters("alert").name, 0, 1, 0.0, b"k", None, mark)) is None
    assert not outcome.dead


def told(watchlist_id: str, offset: int, least: str | None) -> Stored:
    """A record of the topic of watchlists; None deletes."""
    value = {"watchlist_id": watchlist_id, "name": "Mine", "preferences": {"least_certainty": least}}
    written = None if least is None else orjson.dumps(value)
    return Stored(WATCHLISTS.name, 0, offset, NOON.timestamp(), watchlist_id.encode(), written, ())


def test_a_change_of_the_watchlist_changes_what_is_shown_from_then_on() -> None:
    """Another list, an older record of this one and its deletion change nothing."""
    box = Inbox(AlertFilter(), Gate(Preferences()), Following("mine", Preferences(), 5))
    assert box.take(record(certainty="possible"))
    for ignored in (told("other", 6, "observed"), told("mine", 4, "observed"), told("mine", 7, None)):
        assert box.take(ignored) == ()
    assert box.take(record(alert_id="alert-2", certainty="possible"))
    box.take(told("mine", 8, "likely"))
    assert not box.take(record(alert_id="alert-3", certainty="possible"))
    assert box.take(record(alert_id="alert-4", certainty="likely"))


def test_a_change_that_cannot_be_used_is_named_and_the_old_preferences_stay() -> None:
    """A time zone that does not exist."""
    box = Inbox(AlertFilter(), Gate(Preferences()), Following("mine", Preferences(), 0))
    with pytest.raises(ValueError, match="least_certainty"):
        box.take(told("mine", 1, "beyond doubt"))
    assert box.take(record(certainty="possible"))


def test_what_a_change_no_longer_holds_back_is_shown_at_once() -> None:
    """Quiet hours that are taken away."""
    quiet = Preferences(quiet_hours=QuietHours(start=time(0), end=time(23, 59), time_zone="UTC"))
    box = Inbox(AlertFilter(), Gate(quiet), Following("mine", quiet, 0))
    assert not box.take(record())
    assert box.take(told("mine", 1, "unknown"))


class OneTown:
    """A gazetteer of Kupiansk, which is also spelt Kupyansk."""

    def bearing(self, name: str) -> Sequence[PlaceRef]:
        return [KUPIANSK] if name in ("Kupiansk", "Kupyansk", KUPIANSK.place_id) else []

    def lookup(self, name: str, limit: int = 5) -> Sequence[PlaceRef]:
        return [KUPIANSK]

    def population(self, place_id: str) -> int:
        return 27_000

    def areas(self) -> frozenset[str]:
        return frozenset({"Kharkiv Oblast", "Kharkiv Raion", "Kupiansk Raion", "Donetsk Oblast"})

    def raions(self) -> frozenset[tuple[str, str]]:
        return frozenset((name, "Kharkiv Oblast") for name in ("Kharkiv Raion", "Kupiansk Raion"))


@pytest.mark.parametrize("name", ["Kupyansk", "Kupiansk, Kharkiv Oblast", KUPIANSK.place_id])
def test_a_place_is_found_by_each_of_its_names(name: str) -> None:
    """As in `watch apply` and `who-holds`, not only by the spelling that alerts bear."""
    assert AlertFilter(places=places_meant(name, OneTown())).admits(make_alert())


def test_a_place_that_nobody_knows_is_answered_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    """Else a misspelt name would wait for ever without a word."""
    assert not AlertFilter(places=places_meant("Kupjansk", OneTown())).admits(make_alert())
    assert "no place called 'Kupjansk'; nearest: Kupiansk" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kharkiv Oblast", {"kharkiv oblast"}),
        ("kharkiv raion", {"kharkiv raion"}),
        ("Kharkiv", {"kharkiv oblast", "kharkiv raion"}),
        ("kupiansk", {"kupiansk raion"}),
        ("Kupiansk District", {"kupiansk raion"}),
    ],
)
def test_an_area_is_the_one_that_is_named_or_all_that_bear_the_name(typed: str, meant: set[str]) -> None:
    """ "Kharkiv Raion" must not let all of the oblast in."""
    assert areas_meant(typed, OneTown()) == meant


@pytest.mark.parametrize("typed", ["Kharkv Oblast", "Karkiv", "Kupjansk Raion"])
def test_an_area_that_does_not_exist_is_refused_with_the_nearest(typed: str) -> None:
    """No alert could ever come: the mistake is said at once."""
    with pytest.raises(
        UsageError, match=rf"no oblast or raion called '{typed}'; nearest: (Kharkiv|Kupiansk)"
    ):
        areas_meant(typed, OneTown())
