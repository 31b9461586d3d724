"""The worked example: a town that is held after a brief incursion gives two alerts, and never a capture."""

from schemas.claims import Claim
from schemas.observations import PlaceReported
from tests.unit.alert.told import (
    BESEDIN,
    DEEPSTATE,
    GENERAL_STAFF,
    SOURCES,
    UKRAINE,
    WATCHED,
    Desk,
    at,
    claim,
    marks,
    report,
)
from workers.alert.watches import WatchIndex


def the_claims(*, buildup: bool = True) -> tuple[Claim, ...]:
    """What the article says of Kupiansk, as extraction gives it."""
    told = [
        claim("control_reaffirmed", "UA", UKRAINE),
        claim("incursion", "RU", None, extent="presence"),
        claim("assault", "RU", None, locality="outskirts", relation="edge"),
        claim("incursion", "RU", GENERAL_STAFF, extent="presence", polarity="denied"),
        claim("incursion", "RU", SOURCES, extent="presence", on=13),
        claim("withdrawal", "RU", None, currency="background"),
        claim("control_gained", "RU", None, currency="background"),
        claim("control_regained", "UA", None, currency="background"),
        claim("assault", "RU", BESEDIN, on=13),
        claim("assault_repelled", "UA", BESEDIN, on=13),
        claim("incursion", "RU", BESEDIN, locality="industrial area", extent="presence", on=13),
        claim("control_reaffirmed", "UA", DEEPSTATE),
    ]
    if buildup:
        told.append(claim("buildup", "RU", DEEPSTATE, relation="near", locality="northern outskirts"))
    return tuple(told)


def the_article(*, buildup: bool = True) -> PlaceReported:
    """Published on 14 November."""
    return report("northwire", *the_claims(buildup=buildup), day=13.2)


def test_exactly_control_reaffirmed_and_assault_repelled() -> None:
    """Two alerts, both for Kupiansk, a build-up as the third at most, and no naming beside them."""
    desk = Desk(WatchIndex.of([WATCHED]))
    alerts = desk.hear(the_article())
    assert [(a.family, a.event_type) for a in alerts] == [
        ("control", "control_reaffirmed"),
        ("combat", "assault_repelled"),
        ("movement", "buildup"),
    ]
    assert {a.place.name for a in alerts} == {"Kupiansk"}
    assert marks(Desk(WatchIndex.of([WATCHED])).hear(the_article(buildup=False))) == [
        ("alert", "control", "control_reaffirmed", "likely"),
        ("alert", "combat", "assault_repelled", "possible"),
    ]


def test_the_control_alert_names_the_aligned_claimants() -> None:
    """Ukraine's word, the monitor's, the denial and the repulse stand together; nobody contradicts them."""
    control = Desk().hear(the_article())[0]
    assert {"Ukraine", "DeepState", "General Staff of Ukraine", "Andriy Besedin"} == set(
        control.corroboration.claimants
    )
    assert control.corroboration.origins == 2
    assert not control.corroboration.against_interest
    assert control.corroboration.contradicted_by == ()
    assert control.control is not None
    assert (control.control.before, control.control.after) == ("UA", "UA")


def test_the_combat_alert_shows_the_incursion_and_its_denial() -> None:
    """Reported by unnamed sources, denied by the General Staff: both are evidence of the one alert."""
    combat = Desk().hear(the_article())[1]
    shown = {(each.event_type, each.modality, each.claimant) for each in combat.evidence}
    assert ("incursion", "reported", None) in shown
    assert ("incursion", "denied", "General Staff of Ukraine") in shown


def test_nothing_of_2022_is_believed() -> None:
    """Kupiansk is held by Ukraine, on the words of the article."""
    desk = Desk()
    desk.hear(the_article())
    belief = desk.belief
    assert (belief.status, belief.holder, belief.certainty) == ("held", "UA", "likely")
    assert [word.claimant for word in belief.words] == ["DeepState", "Ukraine"]
    assert belief.open_questions == ()


def test_an_open_incursion_alert_is_updated_not_doubled() -> None:
    """The day before, unnamed sources reported the incursion."""
    desk = Desk()
    first = desk.live(report("early", claim("incursion", "RU", SOURCES, extent="presence"), day=12.2))
    second = desk.live(the_article())
    assert marks(first) == [("alert", "combat", "incursion", "unknown")]
    combat = next(each for each in second if each.family == "combat")
    assert (combat.alert_id, combat.revision, combat.msg_type) == (first[0].alert_id, 1, "update")
    assert combat.event_type == "assault_repelled"
    assert combat.references == (f"{first[0].alert_id}.0",)


def test_it_alerts_two_years_later_as_past() -> None:
    """The article of 2024 read today is dated in its headline and its urgency is past."""
    alerts = Desk().hear(the_article(), now=at(700))
    assert {each.urgency for each in alerts} == {"past"}
    assert all("14 November 2024" in each.headline for each in alerts)
