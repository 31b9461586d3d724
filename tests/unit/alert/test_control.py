"""Who holds the place, and which alert of the family control says so."""

from itertools import permutations

import pytest

from schemas.claims import Claimant
from tests.unit.alert.told import (
    BRIGADE,
    DEEPSTATE,
    GENERAL_STAFF,
    ISW,
    KUPIANSK,
    MINISTRY,
    NOWHERE,
    RYBAR,
    SOURCES,
    UKRAINE,
    Desk,
    at,
    claim,
    map_change,
    marks,
    report,
    standing,
)

HELD = report("held", claim("control_reaffirmed", "UA", ISW), day=0)
CLAIMED = report("claimed", claim("control_gained", "RU", MINISTRY), day=2)


def test_a_statement_of_holding_seeds_a_belief_silently() -> None:
    """Starting belief wakes nobody."""
    desk = Desk()
    assert desk.live(HELD) == []
    assert (desk.belief.status, desk.belief.holder, desk.belief.certainty) == ("held", "UA", "likely")


def test_a_partys_own_gain_is_claimed_and_not_believed() -> None:
    """On its word alone a capture is possible; the holder stays, and the claim is an open question."""
    desk = Desk()
    alerts = desk.live(HELD, CLAIMED)
    assert marks(alerts) == [("alert", "control", "control_claimed", "possible")]
    assert alerts[0].headline.startswith("The Russian Ministry of Defence says that Russian forces captured")
    assert desk.belief.holder == "UA"
    assert [(q.says, q.word.claimant) for q in desk.belief.open_questions] == [("RU", MINISTRY.name)]


@pytest.mark.parametrize("speaker", [ISW, DEEPSTATE, GENERAL_STAFF, BRIGADE], ids=lambda each: each.name)
def test_a_monitor_or_an_admission_makes_a_gain_likely(speaker: Claimant) -> None:
    """A monitor that does not lean to the gainer, or the party that lost, is believed."""
    desk = Desk()
    alerts = desk.live(HELD, report("news", claim("control_gained", "RU", speaker), day=2))
    assert marks(alerts) == [("alert", "control", "control_gained", "likely")]
    assert (desk.belief.holder, desk.belief.certainty) == ("RU", "likely")
    assert alerts[0].control is not None
    assert (alerts[0].control.before, alerts[0].control.after) == ("UA", "RU")
    assert alerts[0].corroboration.against_interest == (speaker.party == "UA")


def test_a_monitor_that_leans_to_the_gainer_is_no_better_than_it() -> None:
    """Rybar on a Russian gain is a claim, and beside the ministry's word still one."""
    desk = Desk()
    news = report("rybar", claim("control_gained", "RU", RYBAR), day=2.1)
    assert marks(desk.live(HELD, news, CLAIMED))[-1][2:] == ("control_claimed", "possible")


def test_both_parties_make_it_observed() -> None:
    """The gainer's claim, then the loser's admission: one alert, updated to observed."""
    desk = Desk()
    alerts = desk.live(HELD, CLAIMED, report("admitted", claim("control_lost", "UA", BRIGADE), day=4))
    assert marks(alerts) == [
        ("alert", "control", "control_claimed", "possible"),
        ("update", "control", "control_gained", "observed"),
    ]
    assert len({each.alert_id for each in alerts}) == 1
    assert (alerts[-1].state, alerts[-1].corroboration.origins) == ("confirmed", 2)
    assert desk.belief.since == at(4).date()


def test_an_admission_alone_leaves_the_new_holder_open() -> None:
    """Who holds it now is not said."""
    desk = Desk()
    alerts = desk.live(HELD, report("lost", claim("control_lost", "UA", GENERAL_STAFF), day=2))
    assert marks(alerts) == [("alert", "control", "control_lost", "likely")]
    assert (desk.belief.status, desk.belief.holder) == ("unknown", None)


def test_the_believed_holders_withdrawal_is_also_a_loss() -> None:
    """One article, two families: it withdrew, and it no longer holds the place."""
    desk = Desk()
    alerts = desk.live(HELD, report("left", claim("withdrawal", "UA", GENERAL_STAFF), day=2))
    assert marks(alerts) == [
        ("alert", "control", "control_lost", "likely"),
        ("alert", "movement", "withdrawal", "likely"),
    ]
    assert alerts[0].control is not None
    assert alerts[0].control.after == "unknown"


def test_a_withdrawal_of_somebody_else_is_movement_only() -> None:
    """Russia cannot lose what it is not believed to hold."""
    alerts = Desk().live(HELD, report("left", claim("withdrawal", "RU", MINISTRY), day=2))
    assert marks(alerts) == [("alert", "movement", "withdrawal", "likely")]


def test_the_leavers_word_bears_out_a_claimed_gain() -> None:
    """A claim and the loser's statement that it left are both parties' words."""
    alerts = Desk().live(CLAIMED, report("left", claim("withdrawal", "UA", GENERAL_STAFF), day=3))
    control = [each for each in marks(alerts) if each[1] == "control"]
    assert control[-1] == ("update", "control", "control_gained", "observed")


def test_denied_and_contradicted_is_unlikely() -> None:
    """One origin, denied by the other side and contradicted by a monitor."""
    alerts = Desk().live(
        HELD,
        CLAIMED,
        report("denied", claim("control_gained", "RU", GENERAL_STAFF, polarity="denied"), day=3),
        report("mapped", claim("control_reaffirmed", "UA", ISW), day=4),
    )
    assert [each[2:] for each in marks(alerts)] == [
        ("control_claimed", "possible"),
        ("control_claimed", "possible"),
        ("control_claimed", "unlikely"),
    ]
    assert set(alerts[-1].corroboration.contradicted_by) == {"General Staff of Ukraine", "ISW"}
    assert "disputed by" in alerts[-1].headline


def test_unnamed_sources_only_are_unknown() -> None:
    """A rumour is shown as one."""
    alerts = Desk().live(report("rumour", claim("control_gained", "RU", SOURCES), day=2))
    assert marks(alerts) == [("alert", "control", "control_claimed", "unknown")]
    assert alerts[0].headline.startswith("Unnamed sources say")


@pytest.mark.parametrize("name", ["denied", "planned", "feared", "conditional", "background"])
def test_what_is_denied_supposed_or_remembered_raises_nothing(name: str) -> None:
    """No capture because somebody denied, planned, feared or remembered one."""
    field = {"denied": "polarity", "background": "currency"}.get(name, "reality")
    told = [claim(event, "RU", MINISTRY, **{field: name}) for event in ("control_gained", "incursion")]
    desk = Desk()
    assert desk.live(HELD, report("not-so", *told, day=2)) == []
    assert desk.belief.holder == "UA"


def test_holding_answers_a_challenge_of_the_last_week_only() -> None:
    """After 8 days a statement of holding is no answer."""
    raid = report("raid", claim("incursion", "RU", SOURCES, extent="presence"), day=1)
    for day, answered in ((8, True), (9, False)):
        desk = Desk()
        alerts = desk.live(raid, report("held", claim("control_reaffirmed", "UA", UKRAINE), day=day))
        assert (("alert", "control", "control_reaffirmed", "possible") in marks(alerts)) is answered


@pytest.mark.parametrize(
    "stance", [{"polarity": "denied"}, {"reality": "planned"}, {"currency": "background"}]
)
@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_others_deny_plan_or_remember_is_no_challenge(
    stance: dict[str, str], order: tuple[int, int]
) -> None:
    """Else a denial, in another article and whenever it comes, would raise what the statement does not."""
    told = [
        report("held", claim("control_reaffirmed", "UA", UKRAINE), day=2),
        report("never", claim("control_gained", "RU", MINISTRY, **stance), day=2),
    ]
    desk = Desk()
    assert desk.hear(*(told[number] for number in order)) == []
    assert desk.belief.holder == "UA"


def test_a_denial_in_the_same_article_is_challenge_enough() -> None:
    """ "Claims of its capture are false; we hold it" reaffirms."""
    both = report(
        "denial",
        claim("control_gained", "RU", GENERAL_STAFF, polarity="denied"),
        claim("control_reaffirmed", "UA", GENERAL_STAFF),
        day=2,
    )
    assert marks(Desk().live(both)) == [("alert", "control", "control_reaffirmed", "possible")]


def test_captured_and_held_are_one_alert_with_two_sides() -> None:
    """The holder's word updates the claim's alert; it raises none of its own."""
    alerts = Desk().live(CLAIMED, report("held", claim("control_reaffirmed", "UA", GENERAL_STAFF), day=2.5))
    assert marks(alerts) == [
        ("alert", "control", "control_claimed", "possible"),
        ("update", "control", "control_claimed", "possible"),
    ]
    assert alerts[-1].corroboration.contradicted_by == ("General Staff of Ukraine",)


@pytest.mark.parametrize("speaker", [UKRAINE, DEEPSTATE, MINISTRY], ids=lambda each: each.name)
def test_a_statement_of_holding_never_changes_a_belief(speaker: Claimant) -> None:
    """A monitor saw Russia take it; that Ukraine holds it stays an open question, whoever says so."""
    desk = Desk()
    taken = report("taken", claim("control_gained", "RU", ISW), day=2)
    desk.live(HELD, taken, report("we-hold", claim("control_reaffirmed", "UA", speaker), day=3))
    assert desk.belief.holder == "RU"
    assert [(each.says, each.word.claimant) for each in desk.belief.open_questions] == [("UA", speaker.name)]
    assert len(desk.final) == 1


def test_the_later_word_of_a_claimant_wins() -> None:
    """ "We hold it" on the 20th, "we left on the 18th" on the 25th: it was left on the 18th."""
    desk = Desk()
    desk.live(
        report("held", claim("control_reaffirmed", "UA", GENERAL_STAFF, on=10), day=9),
        report("still", claim("control_reaffirmed", "UA", GENERAL_STAFF, on=20), day=19),
        report("left", claim("withdrawal", "UA", GENERAL_STAFF, on=18), day=24),
    )
    assert (desk.belief.status, desk.belief.since) == ("unknown", at(17).date())


def test_two_reversals_within_a_week_are_one_contested_alert() -> None:
    """Lost on the 6th, regained on the 8th, lost on the 11th: one alert, and the third wakes nobody."""
    desk = Desk()
    alerts = desk.live(
        HELD,
        report("lost", claim("control_gained", "RU", DEEPSTATE), day=5),
        report("back", claim("control_regained", "UA", ISW), day=7),
        report("again", claim("control_gained", "RU", DEEPSTATE), day=10),
    )
    assert marks(alerts) == [
        ("alert", "control", "control_gained", "likely"),
        ("update", "control", "contested", "likely"),
    ]
    assert (desk.belief.status, desk.belief.holder) == ("contested", None)


def test_a_reversal_after_more_than_a_week_supersedes() -> None:
    """ "No longer so" is superseded, not cancelled, and the new alert refers to the old one."""
    alerts = Desk().live(
        HELD,
        report("lost", claim("control_gained", "RU", ISW), day=3),
        report("back", claim("control_regained", "UA", ISW), day=13),
    )
    assert [(each.msg_type, each.event_type, each.state) for each in alerts] == [
        ("alert", "control_gained", "open"),
        ("update", "control_gained", "superseded"),
        ("alert", "control_regained", "open"),
    ]
    assert alerts[1].alert_id != alerts[2].alert_id
    assert alerts[2].references == (f"{alerts[1].alert_id}.1",)


def test_a_part_is_contested() -> None:
    """A monitor that sees both armies in the town."""
    desk = Desk()
    alerts = desk.live(HELD, report("part", claim("control_gained", "RU", ISW, extent="part"), day=2))
    assert marks(alerts) == [("alert", "control", "contested", "likely")]
    assert desk.belief.status == "contested"


@pytest.mark.parametrize("extent", ["presence", "positions", "fire_control"])
def test_presence_positions_and_fire_control_are_no_control(extent: str) -> None:
    """A flag or a drone does not hold a town."""
    assert Desk().live(HELD, report("flag", claim("control_gained", "RU", ISW, extent=extent), day=2)) == []


@pytest.mark.parametrize("relation", ["edge", "near", "toward", "axis"])
def test_only_in_the_place_touches_control(relation: str) -> None:
    """Near and towards are not in."""
    near = report("near", claim("control_gained", "RU", ISW, relation=relation), day=2)
    assert Desk().live(HELD, near) == []


def test_an_unresolved_place_is_possible_at_most_and_nowhere() -> None:
    """No coordinates are invented, and nothing is believed of it."""
    desk = Desk()
    alerts = desk.live(report("where", claim("control_gained", "RU", ISW), day=2, place=NOWHERE))
    assert marks(alerts) == [("alert", "control", "control_claimed", "possible")]
    assert alerts[0].feature["geometry"] is None
    assert desk.beliefs == []


def test_without_a_time_of_publication_it_is_possible_at_most() -> None:
    """An undated article does not make a belief, whoever is quoted in it."""
    desk = Desk()
    desk.live(HELD)
    alerts = desk.hear(report("undated", claim("control_gained", "RU", ISW), day=None))
    assert marks(alerts) == [("alert", "control", "control_claimed", "possible")]
    assert desk.belief.holder == "UA"


def test_what_was_published_long_ago_corrects_history_silently() -> None:
    """A capture told 20 days before the newest word wakes nobody and does not override it."""
    desk = Desk()
    newest = report("newest", claim("control_regained", "UA", ISW), day=25)
    desk.live(newest)
    assert desk.hear(report("old", claim("control_gained", "RU", ISW), day=4)) == []
    assert desk.belief.holder == "UA"
    assert len(desk.final) == 1


def test_a_map_change_is_a_monitors_word_and_the_first_map_is_silent() -> None:
    """The first map seeds; a later one changes belief."""
    desk = Desk()
    assert desk.hear(map_change("UA", 0, before="unknown", first=True)) == []
    assert desk.belief.holder == "UA"
    assert marks(desk.hear(map_change("RU", 3))) == [("alert", "control", "control_gained", "likely")]
    assert (desk.belief.holder, desk.belief.words[0].claimant) == ("RU", "Frontline Atlas")
    assert standing(desk) == [(KUPIANSK.place_id, "control", "control_gained", "likely")]


def test_the_first_map_outweighs_statements_of_holding_and_no_change() -> None:
    """ "We hold it" of the day before does not keep the map from being the start; a capture does."""
    mapped = map_change("RU", 3, before="unknown", first=True)
    for said, holder in (("control_reaffirmed", "RU"), ("control_regained", "UA")):
        word = report("word", claim(said, "UA", ISW), day=2)
        for first, second in ((word, mapped), (mapped, word)):
            desk = Desk()
            desk.hear(first, second)
            assert desk.belief.holder == holder
    assert [(each.says, each.word.claimant) for each in desk.belief.open_questions] == [
        ("RU", "Frontline Atlas")
    ]


def test_who_could_not_confirm_a_claim_is_not_named_among_those_who_make_it() -> None:
    """A monitor that saw nothing to support a capture does not say that the place was captured."""
    desk = Desk()
    doubt = report("doubt", claim("control_gained", "RU", ISW, polarity="unconfirmed"), day=3)
    denial = report("denial", claim("control_gained", "RU", GENERAL_STAFF, polarity="denied"), day=4)
    alerts = desk.live(HELD, CLAIMED, doubt, denial)
    assert alerts[-1].corroboration.contradicted_by == (GENERAL_STAFF.name,)
    assert all(ISW.name not in alert.corroboration.claimants for alert in alerts)
    assert all(ISW.name not in alert.headline for alert in alerts)
    assert {alert.certainty for alert in alerts} == {"possible"}


def test_officials_of_no_known_party_do_not_confirm_each_other_or_a_party() -> None:
    """A brigade and "the press service", of whom no side is known, may well be the same voice."""
    press = Claimant(name="press service", kind="official")
    crew = Claimant(name="brigade", kind="unit")
    desk = Desk()
    words = [claim("assault_repelled", "UA", speaker, relation="in") for speaker in (BRIGADE, press, crew)]
    alerts = desk.live(*(report(f"w{day}", word, day=day) for day, word in enumerate(words)))
    assert {alert.certainty for alert in alerts} == {"possible"}
    assert {alert.corroboration.origins for alert in alerts} == {1}


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_a_leaving_told_thrice_is_one_alert_in_any_order(order: tuple[int, ...]) -> None:
    """Papers that carry the same statement arrive as they please: nobody is told anew what he knows."""
    left = claim("withdrawal", "UA", GENERAL_STAFF, relation="in", extent="whole")
    told = [report(f"paper{number}", left, day=3 + number / 24) for number in order]
    desk = Desk()
    alerts = [each for each in desk.live(HELD, *told) if each.family == "control"]
    assert marks(alerts) == [("alert", "control", "control_lost", "likely")]
