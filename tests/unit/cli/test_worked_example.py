"""The article that the product was asked for with goes the whole road and gives just its alerts."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from schemas.alerts import Alert
from workers.cli.agents import build_road
from workers.cli.outcome import Outcome
from workers.cli.place_names import load_gazetteer
from workers.cli.road import Road
from workers.cli.stored import Stored
from workers.cli.watchlist_file import load_watchlists
from workers.cli.witness import witness
from workers.runtime.settings import load_settings

ROOT = Path(__file__).parents[3]
KUPIANSK = "UA63080090010026457"


@pytest.fixture(scope="module")
def alerts() -> tuple[Alert, ...]:
    """The alerts that stand after the English article, with Kupiansk watched."""
    settings = load_settings(status="exercise")
    outcome = Outcome()

    def published(record: Stored) -> None:
        witness(outcome, record)

    road = Road(build_road(settings), settings.deployment, published)
    for watchlist in load_watchlists(ROOT / "samples" / "watchlist.yaml", load_gazetteer("ukraine")):
        road.watch(watchlist)
    article = (ROOT / "tests" / "data" / "kupiansk" / "en.json").read_bytes()
    road.send(b"kupiansk", article, datetime(2024, 11, 14, 15, tzinfo=UTC))
    return tuple(outcome.current)


def _of(alerts: tuple[Alert, ...], family: str) -> Iterator[Alert]:
    return (alert for alert in alerts if alert.family == family)


def test_there_are_two_alerts_and_a_build_up_at_most(alerts: tuple[Alert, ...]) -> None:
    """Control and combat, both for Kupiansk; no `location_named` beside them, nothing for another place."""
    assert {alert.place.place_id for alert in alerts} == {KUPIANSK}
    found = sorted(alert.event_type for alert in alerts)
    assert found in (
        ["assault_repelled", "control_reaffirmed"],
        ["assault_repelled", "buildup", "control_reaffirmed"],
    )


def test_control_is_reaffirmed_by_three_aligned_claimants(alerts: tuple[Alert, ...]) -> None:
    """Ukraine holds the city on the word of the General Staff, of Besedin and of DeepState."""
    (control,) = _of(alerts, "control")
    assert control.control is not None
    assert (control.control.before, control.control.after) == ("UA", "UA")
    aligned = set(control.corroboration.claimants)
    assert {"General Staff of Ukraine", "DeepState", "Andriy Besedin"} <= aligned
    assert control.corroboration.contradicted_by == ()


def test_the_repulse_carries_the_incursion_and_its_denial(alerts: tuple[Alert, ...]) -> None:
    """One combat alert: what was reported, and that the General Staff denies it, is its evidence."""
    (combat,) = _of(alerts, "combat")
    told = {(each.event_type, each.modality, each.claimant) for each in combat.evidence}
    assert ("incursion", "denied", "General Staff of Ukraine") in told
    assert any(event == "assault_repelled" for event, _, _ in told)
    assert any(event in {"incursion", "assault"} and modality != "denied" for event, modality, _ in told)
