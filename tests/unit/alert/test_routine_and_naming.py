"""Bulletin lines, and watched places that are only named."""

import pytest

from schemas.watchlists import WatchedPlace, Watchlist
from tests.unit.alert.told import (
    GENERAL_STAFF,
    ISW,
    KUPIANSK,
    MINISTRY,
    SOURCES,
    WATCHED,
    Desk,
    at,
    claim,
    map_change,
    marks,
    report,
)
from workers.alert.watches import WatchIndex

LINE = claim("assault_repelled", "UA", GENERAL_STAFF, routine=True, relation="near")


def watched() -> Desk:
    """A desk that watches the town."""
    return Desk(WatchIndex.of([WATCHED]))


def test_a_bulletin_line_alerts_on_first_appearance_only() -> None:
    """The daily lines after it change nothing."""
    alerts = Desk().live(*(report(f"b{day}", LINE, day=day) for day in range(6)))
    assert marks(alerts) == [("alert", "combat", "assault_repelled", "possible")]


def test_assault_and_repulse_take_turns_in_the_pattern() -> None:
    """A line that says "attacked" where yesterday's said "repelled" opens no second alert."""
    desk = Desk()
    desk.live(report("b0", LINE, day=0))
    desk.live(report("b1", claim("assault", "RU", GENERAL_STAFF, routine=True), day=1))
    assert len(desk.final) == 1


def test_a_line_alerts_again_after_fourteen_days_without_one() -> None:
    """The village has appeared anew."""
    alerts = Desk().live(report("b0", LINE, day=0), report("b15", LINE, day=15))
    assert [each.msg_type for each in alerts] == ["alert", "alert"]


def test_a_line_of_another_kind_breaks_the_pattern() -> None:
    """After days of repulses in the bulletin, an advance alerts."""
    desk = Desk()
    desk.live(*(report(f"b{day}", LINE, day=day) for day in range(3)))
    moved = claim("advance", "RU", GENERAL_STAFF, routine=True, relation="near")
    assert marks(desk.live(report("b3", moved, day=3))) == [("alert", "movement", "advance", "likely")]


def test_a_line_on_control_is_never_routine() -> None:
    """Even in a daily bulletin a capture is news."""
    taken = claim("control_gained", "RU", MINISTRY, routine=True)
    alerts = Desk().live(report("b0", taken, day=0))
    assert marks(alerts) == [("alert", "control", "control_claimed", "possible")]


def test_a_watched_place_that_is_only_named() -> None:
    """One alert, with the outlet and the headline; an unwatched place raises none."""
    alerts = watched().live(report("feature", title="A bakery in Kupiansk"))
    assert marks(alerts) == [("alert", "naming", "location_named", "observed")]
    assert alerts[0].watchlists == ("towns",)
    assert "A bakery in Kupiansk" in alerts[0].headline
    assert Desk().live(report("feature")) == []


def test_it_is_named_once_in_24_hours_by_record_time() -> None:
    """Whatever the times of publication say."""
    desk = watched()
    assert len(desk.hear(report("one"), now=at(1))) == 1
    assert desk.hear(report("two"), now=at(1.99)) == []
    assert len(desk.hear(report("three"), now=at(2))) == 1


def test_it_is_never_named_beside_another_alert_of_the_article() -> None:
    """Nor where the article only adds a copy to an open alert."""
    desk = watched()
    raid = claim("incursion", "RU", MINISTRY)
    assert [each.family for each in desk.live(report("raid", raid))] == ["combat"]
    assert desk.live(report("copy", raid, day=0.1)) == []


@pytest.mark.parametrize(
    "stance", [{"currency": "background"}, {"reality": "planned"}, {"polarity": "denied"}]
)
def test_what_raises_nothing_still_names_the_place(stance: dict[str, str]) -> None:
    """An article about its history names it all the same."""
    told = claim("control_gained", "RU", MINISTRY, **stance)
    alerts = watched().live(report("history", told))
    assert [each.event_type for each in alerts] == ["location_named"]


def test_a_direction_is_no_place() -> None:
    """ "The Kupiansk direction": neither named nor attacked, and the place keeps its own description."""
    axis = KUPIANSK.model_copy(update={"precision": "axis"})
    desk = watched()
    desk.live(report("feature"))
    told = claim("advance", "RU", ISW, relation="axis")
    assert desk.live(report("axis", told, day=3, place=axis), report("bare", day=5, place=axis)) == []
    assert desk.state is not None
    assert desk.state.place == KUPIANSK


def test_old_articles_and_maps_name_nothing() -> None:
    """A place named weeks before the newest word on it is history; a map names no place."""
    desk = watched()
    desk.hear(report("raid", claim("incursion", "RU", SOURCES), day=25))
    assert desk.hear(report("old", day=2)) == []
    assert watched().hear(map_change("UA", 1, first=True)) == []


def test_a_naming_is_taken_back_with_its_article() -> None:
    """The new version no longer names the place."""
    desk = watched()
    desk.live(report("feature"))
    (cancel,) = desk.hear(report("feature", revision=1, withdrawn=True))
    assert (cancel.msg_type, cancel.state, cancel.event_type) == ("cancel", "retracted", "location_named")


def test_a_watchlist_without_the_family_naming_is_not_told() -> None:
    """A list that asks for control only."""
    control = Watchlist(
        watchlist_id="control",
        name="Control",
        places=(WatchedPlace(place_id=KUPIANSK.place_id, name="Kupiansk"),),
        families=("control",),
    )
    assert Desk(WatchIndex.of([control])).live(report("feature")) == []
