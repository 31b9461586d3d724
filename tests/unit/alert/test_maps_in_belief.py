"""What a map's word makes of belief: by the lean of its makers, silently at first, and back again."""

import pytest

from tests.unit.alert.told import MINISTRY, Desk, claim, map_change, marks, report
from workers.alert.reports import take
from workers.alert.speakers import speaker_of
from workers.alert.state import PlaceState


def holder(desk: Desk) -> tuple[str, str | None]:
    return desk.belief.status, desk.belief.holder


def test_the_first_map_says_who_holds_the_place_and_wakes_nobody() -> None:
    """Held or contested: belief begins with it, and a claim is then held against it."""
    desk = Desk()
    assert desk.hear(map_change("UA", 0, before="unknown", first=True)) == []
    assert holder(desk) == ("held", "UA")
    (alert,) = desk.hear(report("a", claim("control_gained", "RU", MINISTRY), day=1))
    assert (alert.event_type, alert.control and alert.control.before) == ("control_claimed", "UA")
    grey = Desk()
    assert grey.hear(map_change("contested", 0, before="unknown", first=True)) == []
    assert holder(grey) == ("contested", None)


def test_the_first_map_overrides_no_word() -> None:
    """It seeds what is unknown; what is believed stays, and nobody is woken."""
    desk = Desk()
    desk.hear(map_change("RU", 0))
    assert desk.hear(map_change("UA", 1, before="unknown", first=True)) == []
    assert holder(desk) == ("held", "RU")


@pytest.mark.parametrize(
    ("lean", "told", "believed"),
    [
        (None, ("alert", "control", "control_gained", "likely"), ("held", "RU")),
        ("UA", ("alert", "control", "control_gained", "likely"), ("held", "RU")),
        ("RU", ("alert", "control", "control_claimed", "possible"), ("held", "UA")),
    ],
)
def test_a_flip_is_worth_what_its_makers_lean_to(
    lean: str | None, told: tuple[str, ...], believed: tuple[str, str]
) -> None:
    """Whoever leans to the gainer claims, whoever does not is a monitor."""
    desk = Desk()
    desk.hear(map_change("UA", 0, before="unknown", first=True))
    flip = map_change("RU", 2).model_copy(update={"lean": lean})
    assert marks(desk.hear(flip)) == [told]
    assert holder(desk) == believed


@pytest.mark.parametrize(("lean", "speaker"), [(None, "monitor"), ("UA", "monitor"), ("RU", "aligned")])
def test_a_place_that_turns_grey_was_gained_by_the_other_side(lean: str | None, speaker: str) -> None:
    """A map that leans to whoever held it has no interest in saying so."""
    change = map_change("contested", 2).model_copy(update={"lean": lean})
    desk = Desk()
    desk.hear(map_change("UA", 0, before="unknown", first=True), change)
    state, _ = take(PlaceState(change.place), change, desk.now)
    assert speaker_of(state.reports[0].statements[0]) == speaker
    assert holder(desk) == (("contested", None) if speaker == "monitor" else ("held", "UA"))


def test_a_flip_back_after_more_than_a_week_is_a_new_alert() -> None:
    """Each change of holder that stands apart is told once."""
    desk = Desk()
    desk.hear(map_change("UA", 0, before="unknown", first=True), map_change("RU", 2))
    assert marks(desk.hear(map_change("UA", 12, before="RU")))[-1] == (
        *("alert", "control"),
        *("control_gained", "likely"),
    )
    assert holder(desk) == ("held", "UA")


def test_a_village_that_flips_twice_within_a_week_is_contested_in_one_alert() -> None:
    """The third time nobody is woken."""
    desk = Desk()
    desk.hear(map_change("UA", 0, before="unknown", first=True), map_change("RU", 2))
    desk.hear(map_change("UA", 4, before="RU"))
    assert holder(desk) == ("contested", None)
    assert desk.hear(map_change("RU", 6)) == []
    assert len(desk.final) == 1


def test_the_same_flip_again_changes_nothing() -> None:
    """Its id is that of source, moment and place."""
    desk = Desk()
    desk.hear(map_change("UA", 0, before="unknown", first=True), map_change("RU", 2))
    state = desk.state
    assert desk.hear(map_change("RU", 2)) == []
    assert desk.state is state
