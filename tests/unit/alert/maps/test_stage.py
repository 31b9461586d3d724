"""The maps worker as the runtime sees it."""

import pytest
from pydantic import TypeAdapter

from schemas.envelopes import Arrival, Origin
from schemas.errors import PoisonError
from schemas.topics import ALERTS, CONTROL_MAPS, MAPS_SNAPSHOTS, WATCHLISTS
from schemas.watchlists import CircleArea, Watchlist
from tests.unit.alert.maps.drawn import day, east_of, terrain, village
from workers.alert.maps.agent import MapStage
from workers.alert.maps.core import Remembered
from workers.runtime.settings import Settings

PLAIN = terrain(village("Hruntivka", 48.5, 36.0))
WATCHED = Watchlist(
    watchlist_id="mine", name="Mine", areas=(CircleArea(lat=48.5, lon=36.0, radius_km=5),)
).model_dump_json()


def arrival(offset: int) -> Arrival:
    return Arrival(CONTROL_MAPS.name, 0, offset, day(20), Origin(CONTROL_MAPS.name, 0, offset))


def alerted(stage: MapStage) -> list[tuple[str, ...]]:
    """The watchlists of each alert that a front over Hruntivka leads to."""
    first = stage.handle(east_of(36.2), None, arrival(0))
    second = stage.handle(east_of(35.9, 2), first.state, arrival(1))
    alerts = [each.value.model_dump() for each in second.outputs if each.topic is ALERTS and each.value]
    return [alert["watchlists"] for alert in alerts]


def test_it_reads_maps_by_source_and_all_watchlists() -> None:
    """One table whose outputs are made again, and work in a thread."""
    stage = MapStage(lambda: PLAIN, Settings())
    assert (stage.worker, stage.sources, stage.table) == ("maps", (CONTROL_MAPS,), MAPS_SNAPSHOTS)
    assert (stage.broadcasts, stage.keeps_outputs, stage.cpu_bound) == ((WATCHLISTS,), False, True)
    spelt = (east_of(36.0), east_of(36.0).model_copy(update={"source": "NEUTRAL map"}))
    assert {stage.state_key(each) for each in spelt} == {"neutral map"}
    assert isinstance(stage.state, TypeAdapter)


def test_watchlists_take_effect_and_are_forgotten() -> None:
    """As records of the topic say; a bad one is poison and the old one stays."""
    stage = MapStage(lambda: PLAIN, Settings(map_most_at_once=1))
    assert alerted(stage) == [()]
    stage.broadcasted(WATCHLISTS, "mine", WATCHED.encode())
    with pytest.raises(PoisonError):
        stage.broadcasted(WATCHLISTS, "mine", b"{}")
    assert alerted(stage) == [("mine",)]
    stage.broadcasted(WATCHLISTS, "mine", None)
    assert alerted(stage) == [()]


def test_the_setting_says_how_much_may_change_at_once() -> None:
    """And the status is that of the settings."""
    stage = MapStage(lambda: PLAIN, Settings(status="exercise", map_most_at_once=0.05))
    known = stage.handle(east_of(35.9), None, arrival(0)).state
    assert isinstance(known, Remembered)
    with pytest.raises(PoisonError, match="would change hands at once"):
        stage.handle(east_of(36.4, 2), known, arrival(1))
