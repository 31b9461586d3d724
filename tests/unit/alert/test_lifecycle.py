"""An alert's life: opened, updated, taken back, superseded, closed by silence."""

from datetime import timedelta

import pytest

from schemas.claims import Claimant
from schemas.identity import alert_id
from tests.unit.alert.told import (
    BESEDIN,
    BRIGADE,
    GENERAL_STAFF,
    ISW,
    KUPIANSK,
    MINISTRY,
    SOURCES,
    WITNESS,
    Desk,
    at,
    claim,
    map_change,
    marks,
    report,
)

RAID = claim("incursion", "RU", MINISTRY, extent="presence")


def test_the_id_is_made_of_place_family_and_episode() -> None:
    """The episode is named after the observation that opened it."""
    told = report("raid", RAID)
    (alert,) = Desk().hear(told)
    assert alert.alert_id == alert_id(KUPIANSK.place_id, "combat", told.observation_id)
    assert (alert.revision, alert.msg_type, alert.references) == (0, "alert", ())


def test_a_second_origin_updates_with_higher_certainty() -> None:
    """The same alert, the next revision, a reference to the one before."""
    desk = Desk()
    first, second = desk.live(report("raid", RAID), report("seen", claim("incursion", "RU", ISW), day=0.5))
    assert (second.alert_id, second.revision, second.msg_type) == (first.alert_id, 1, "update")
    assert (first.certainty, second.certainty) == ("possible", "likely")
    assert (first.corroboration.origins, second.corroboration.origins) == (1, 2)
    assert second.references == (f"{first.alert_id}.0",)
    assert second.references_sent == (first.changed_at,)
    assert second.first_reported_at == first.first_reported_at == at(0)


def test_copies_wake_nobody_but_are_counted_later() -> None:
    """Forty copies of one post change nothing; the next revision shows how many outlets carried it."""
    desk = Desk()
    desk.hear(*(report(f"site{number}", RAID, story="post") for number in range(40)))
    assert marks(desk.alerts) == [("alert", "combat", "incursion", "possible")]
    (update,) = desk.hear(report("seen", claim("incursion", "RU", ISW)))
    assert (update.corroboration.publishers, update.corroboration.origins) == (41, 2)


def test_a_publisher_written_in_capitals_is_no_second_one() -> None:
    """Neither case nor blanks make another outlet of one."""
    desk = Desk()
    outlets = ("Kyivwire.example", "KYIVWIRE.example")
    desk.hear(
        *(report(f"copy{number}", RAID, story="post", source=name) for number, name in enumerate(outlets))
    )
    (update,) = desk.hear(report("seen", claim("incursion", "RU", ISW)))
    assert update.corroboration.publishers == 2


@pytest.mark.parametrize("kind", ["witness", "footage", "blogger", "media"])
def test_whoever_one_story_quotes_is_one_origin_however_copies_name_him(kind: str) -> None:
    """ "A resident" of one copy is "people of the village" in the next; another story brings a second."""
    desk = Desk()
    names = ("a resident", "people of the village", "мешканці")
    told = [claim("incursion", "RU", Claimant(name=name, kind=kind)) for name in names]
    desk.hear(*(report(f"copy{number}", said, story="post") for number, said in enumerate(told)))
    assert marks(desk.alerts) == [("alert", "combat", "incursion", "possible")]
    (update,) = desk.hear(report("other", told[1], story="another"), report("again", told[2], story="third"))
    assert (update.certainty, update.corroboration.origins) == ("likely", 2)


def test_outlets_in_their_own_voice_are_one_origin_together() -> None:
    """Each may have it from the other: a second outlet that names nobody confirms nothing."""
    desk = Desk()
    for name, sentence in (("one", "Troops entered the town."), ("two", "Soldiers are in its streets.")):
        desk.hear(report(name, claim("incursion", "RU", None, sentence=sentence)))
    assert marks(desk.alerts) == [("alert", "combat", "incursion", "possible")]
    assert desk.alerts[0].corroboration.origins == 1


def test_another_claimant_of_the_same_party_is_no_second_origin() -> None:
    """A brigade does not confirm the General Staff above it."""
    desk = Desk()
    desk.hear(report("staff", claim("assault_repelled", "UA", GENERAL_STAFF)))
    assert desk.hear(report("brigade", claim("assault_repelled", "UA", BRIGADE))) == []


def test_a_denial_updates_an_open_alert() -> None:
    """It is shown who denies it; the certainty of one contradicted origin falls when a monitor agrees."""
    desk = Desk()
    desk.live(report("raid", RAID))
    denied = claim("incursion", "RU", GENERAL_STAFF, polarity="denied")
    (update,) = desk.live(report("denial", denied, day=0.4))
    assert (update.msg_type, update.certainty) == ("update", "possible")
    assert update.corroboration.contradicted_by == ("General Staff of Ukraine",)
    (fallen,) = desk.live(report("map", claim("incursion", "RU", ISW, polarity="denied"), day=0.6))
    assert fallen.certainty == "unlikely"


def test_a_version_that_drops_its_claim_takes_the_alert_back() -> None:
    """Nothing else supports it: cancel, retracted."""
    desk = Desk()
    desk.live(report("paper", RAID))
    (cancel,) = desk.hear(report("paper", revision=1, withdrawn=True))
    assert (cancel.msg_type, cancel.state, cancel.revision) == ("cancel", "retracted", 1)
    assert cancel.headline.startswith("Taken back: ")
    assert cancel.corroboration.origins == 0


def test_a_correction_that_denies_it_takes_it_back_as_well() -> None:
    """ "We reported that it was lost; it was not, it is still held" cancels, and opens no other alert."""
    desk = Desk()
    desk.live(report("paper", claim("control_lost", "UA", BESEDIN)))
    corrected = report(
        "paper",
        claim("control_lost", "UA", None, polarity="denied"),
        claim("control_gained", "RU", None, polarity="denied"),
        claim("control_reaffirmed", "UA", BESEDIN),
        day=0,
        revision=1,
    )
    assert [(each.msg_type, each.state) for each in desk.hear(corrected)] == [("cancel", "retracted")]


def test_with_other_support_it_is_updated_instead() -> None:
    """The monitor's word is withdrawn, the ministry's stays: certainty falls, nothing is cancelled."""
    desk = Desk()
    desk.live(report("raid", RAID), report("seen", claim("incursion", "RU", ISW), day=0.5))
    (update,) = desk.hear(report("seen", revision=1, withdrawn=True))
    assert (update.msg_type, update.state, update.certainty) == ("update", "open", "possible")


def test_a_claim_withdrawn_and_made_again_is_a_new_episode() -> None:
    """What was taken back stays taken back."""
    desk = Desk()
    desk.live(report("paper", RAID))
    desk.hear(report("paper", revision=1, withdrawn=True))
    (again,) = desk.hear(report("paper", RAID, revision=2))
    assert (again.msg_type, again.revision) == ("alert", 0)
    assert len(desk.final) == 2


def test_an_older_version_that_arrives_late_brings_nothing_back() -> None:
    """Versions are ordered by their number, not by their arrival."""
    desk = Desk()
    assert desk.hear(report("paper", revision=1, withdrawn=True), report("paper", RAID)) == []


def test_an_episode_goes_on_while_words_come() -> None:
    """Ten days later it is the same episode."""
    desk = Desk()
    first, second = desk.live(report("raid", RAID), report("more", claim("incursion", "RU", ISW), day=10))
    assert second.alert_id == first.alert_id


def test_fourteen_quiet_days_close_an_episode() -> None:
    """Silently; the next incursion is a new alert, and `expires_at` had said so."""
    desk = Desk()
    first, second = desk.live(report("raid", RAID), report("next", RAID, day=15))
    assert second.alert_id != first.alert_id
    assert first.expires_at == first.changed_at + timedelta(days=14)
    assert marks(desk.alerts) == [("alert", "combat", "incursion", "possible")] * 2


def test_silence_does_not_close_a_contested_capture() -> None:
    """Claimed by one party and disputed by the other, it stays open until somebody settles it."""
    desk = Desk()
    desk.live(
        report("claimed", claim("control_gained", "RU", MINISTRY), day=0),
        report("disputed", claim("control_reaffirmed", "UA", GENERAL_STAFF), day=0.5),
    )
    assert desk.alerts[-1].expires_at > at(300)
    (settled,) = desk.hear(report("mapped", claim("control_gained", "RU", ISW, on=3), day=20), now=at(20))
    assert (settled.alert_id, settled.msg_type) == (desk.alerts[0].alert_id, "update")
    assert (settled.event_type, settled.certainty) == ("control_gained", "likely")


def test_a_belief_formed_after_a_claim_expired_is_an_alert() -> None:
    """A quiet claim is over after 14 days; that a monitor bears it out later is news."""
    desk = Desk()
    desk.live(report("claimed", claim("control_gained", "RU", MINISTRY), day=0))
    (alert,) = desk.live(report("mapped", claim("control_gained", "RU", ISW), day=20))
    assert (alert.msg_type, alert.event_type) == ("alert", "control_gained")


def test_an_ongoing_alert_is_refreshed_before_it_expires() -> None:
    """`expires_at` never passes while words of the same kind keep coming."""
    desk = Desk()
    for day in range(0, 40, 2):
        desk.live(report(f"day{day}", RAID, day=day))
        assert desk.alerts[-1].expires_at > at(day)
    assert len(desk.final) == 1
    assert len(desk.alerts) <= 5


def test_late_words_do_not_merge_episodes() -> None:
    """Two raids 18 days apart stay two when a word between them arrives."""
    desk = Desk()
    desk.hear(report("one", RAID, day=0), report("two", RAID, day=18))
    assert len(desk.final) == 2
    desk.hear(report("between", RAID, day=9))
    assert len(desk.final) == 2
    assert all(each.state == "open" for each in desk.final.values())


def test_a_repulse_names_the_alert_and_a_retelling_does_not_rename_it() -> None:
    """The incursion of the 5th, repelled on the 5th, is told again on the 7th."""
    desk = Desk()
    alerts = desk.live(
        report("raid", claim("incursion", "RU", SOURCES, on=5), day=4.2),
        report("over", claim("assault_repelled", "UA", BESEDIN, on=5), day=4.8),
        report("retold", claim("incursion", "RU", SOURCES, on=5), day=6),
    )
    assert marks(alerts) == [
        ("alert", "combat", "incursion", "unknown"),
        ("update", "combat", "assault_repelled", "possible"),
    ]
    again = desk.live(report("new", claim("incursion", "RU", MINISTRY, on=8), day=7.3))
    assert marks(again) == [("update", "combat", "incursion", "possible")]


def test_one_article_raises_one_alert_a_family() -> None:
    """An assault, an incursion and their repulse in one article: the repulse names the alert."""
    told = [claim(event, "RU", MINISTRY, on=5) for event in ("assault", "incursion")]
    alerts = Desk().live(report("all", *told, claim("assault_repelled", "UA", BESEDIN, on=5), day=5))
    assert marks(alerts) == [("alert", "combat", "assault_repelled", "possible")]
    assert {each.event_type for each in alerts[0].evidence} == {"assault", "incursion", "assault_repelled"}


def test_one_observation_opens_one_alert_of_a_family_though_it_makes_news_of_two_things() -> None:
    """A map that comes late makes news of its own change and of a word that had fitted what was believed."""
    told = claim("contested", "RU", GENERAL_STAFF)
    desk = Desk()
    desk.hear(map_change("contested", 0, "RU", first=True), report("undated", told, day=None))
    assert marks(desk.hear(map_change("RU", 0, "RU"))) == [("alert", "control", "contested", "possible")]


def test_a_copy_that_comes_after_its_episode_has_closed_wakes_nobody() -> None:
    """Silence of 14 days closed it; a site that carries the old dispatch then, as its own, is no news."""
    desk = Desk()
    desk.hear(report("raid", RAID, claim("assault", "RU", MINISTRY, on=1), day=1), now=at(1))
    assert desk.hear(report("archive", RAID, day=1), now=at(20)) == []
    assert len(desk.hear(report("new", RAID, day=19), now=at(21))) == 1


def test_what_an_older_word_shows_to_be_no_news_is_superseded() -> None:
    """A monitor had it in Russian hands days before: the "capture" ends as known before, not as untrue."""
    desk = Desk()
    desk.hear(report("news", claim("control_gained", "RU", ISW), day=8))
    (ended,) = desk.hear(report("older", claim("control_reaffirmed", "RU", ISW), day=5))
    assert (ended.msg_type, ended.state) == ("update", "superseded")
    assert ended.headline.startswith("Known before: ")
    assert desk.belief.holder == "RU"


def test_a_map_that_corrects_itself_reverses_the_place() -> None:
    """Two map changes within a week: contested, one alert."""
    desk = Desk()
    desk.hear(map_change("UA", 0, before="unknown", first=True), map_change("RU", 2))
    desk.hear(map_change("UA", 4, before="RU"))
    assert [(each.msg_type, each.event_type) for each in desk.alerts] == [
        ("alert", "control_gained"),
        ("update", "contested"),
    ]


def test_alerts_bear_the_status_of_the_deployment() -> None:
    """A replay's alerts are exercises."""
    (alert,) = Desk(status="exercise").hear(report("raid", RAID))
    assert alert.status == "exercise"


def test_a_denial_alone_opens_nothing() -> None:
    """It ends what its speaker admitted; what a resident said before becomes no alert by it."""
    desk = Desk()
    desk.hear(
        report("admitted", claim("control_regained", "UA", MINISTRY), day=1),
        report("seen", claim("control_lost", "RU", WITNESS), day=1),
    )
    ended = desk.hear(report("denied", claim("control_reaffirmed", "UA", MINISTRY, polarity="denied"), day=2))
    assert [(each.msg_type, each.state) for each in ended] == [("update", "superseded")]
