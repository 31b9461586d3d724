"""The alert worker as the runtime sees it."""

from datetime import UTC, datetime

import pytest

from schemas.envelopes import Arrival, Origin
from schemas.errors import PoisonError
from schemas.topics import (
    ALERT_PLACES,
    ALERTS,
    ALERTS_CURRENT,
    FRONTS_CURRENT,
    OBSERVATIONS,
    PLACES_CURRENT,
    WATCHLISTS,
)
from tests.unit.alert.told import ISW, KUPIANSK, WATCHED, claim, report
from workers.alert.agent import AlertStage, stage
from workers.runtime.settings import Settings

ARRIVAL = Arrival(
    OBSERVATIONS.name, 3, 7, datetime(2024, 11, 2, tzinfo=UTC), Origin("articles.raw", 0, 1), "version"
)


def test_it_reads_observations_by_place_and_all_watchlists() -> None:
    """One table, kept outputs, two broadcasts."""
    alert = stage(Settings(status="test"))
    assert (alert.worker, alert.sources, alert.table) == ("alert", (OBSERVATIONS,), ALERT_PLACES)
    assert (alert.broadcasts, alert.keeps_outputs) == ((WATCHLISTS, FRONTS_CURRENT), True)
    assert alert.state_key(report("a")) == KUPIANSK.place_id


def test_outputs_are_keyed_and_in_order() -> None:
    """Each revision to `alerts` by place and to `alerts.current` by alert; the belief by place."""
    alert = AlertStage("test")
    alert.broadcasted(WATCHLISTS, "towns", WATCHED.model_dump_json().encode())
    handled = alert.handle(report("a", claim("control_gained", "RU", ISW)), None, ARRIVAL)
    keys = [(each.topic, each.key) for each in handled.outputs]
    value = handled.outputs[0].value
    assert keys[0] == (ALERTS, KUPIANSK.place_id)
    assert keys[1][0] is ALERTS_CURRENT
    assert keys[2] == (PLACES_CURRENT, KUPIANSK.place_id)
    assert value is not None
    assert keys[1][1] == value.model_dump()["alert_id"]
    assert value.model_dump()["watchlists"] == ("towns",)
    assert value.model_dump()["status"] == "test"


def test_a_deleted_watchlist_no_longer_matches() -> None:
    """A tombstone takes effect on the next observation."""
    alert = AlertStage()
    alert.broadcasted(WATCHLISTS, "towns", WATCHED.model_dump_json().encode())
    assert len(alert.handle(report("a"), None, ARRIVAL).outputs) == 2
    alert.broadcasted(WATCHLISTS, "towns", None)
    assert alert.handle(report("a"), None, ARRIVAL).outputs == ()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("towns", b"{"),
        ("towns", b'{"watchlist_id": "towns"}'),
        ("other", WATCHED.model_dump_json().encode()),
        (
            "towns",
            b'{"watchlist_id": "towns", "name": "T", "areas": [{"type": "polygon", "geometry": {}}]}',
        ),
    ],
)
def test_a_bad_watchlist_is_poison_and_the_old_one_stays(key: str, value: bytes) -> None:
    """Whoever watched goes on watching."""
    alert = AlertStage()
    alert.broadcasted(WATCHLISTS, "towns", WATCHED.model_dump_json().encode())
    with pytest.raises(PoisonError):
        alert.broadcasted(WATCHLISTS, key, value)
    assert len(alert.handle(report("a"), None, ARRIVAL).outputs) == 2
