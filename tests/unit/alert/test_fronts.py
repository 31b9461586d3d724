"""How far the front is, and the condition of a watched place that rests on it."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.errors import PoisonError
from schemas.maps import FrontLine
from schemas.topics import FRONTS_CURRENT, WATCHLISTS
from schemas.watchlists import WatchedPlace, Watchlist
from tests.unit.alert.told import KUPIANSK
from workers.alert.agent import AlertStage
from workers.alert.fronts import Fronts
from workers.alert.watches import WatchIndex, distance_km


def line(*lines: list[tuple[float, float]], source: str = "Atlas") -> FrontLine:
    """A front through (longitude, latitude) pairs."""
    return FrontLine(
        source=source,
        as_of=datetime(2024, 11, 1, tzinfo=UTC),
        lean=None,
        geometry={"type": "MultiLineString", "coordinates": [[list(p) for p in each] for each in lines]},
    )


EAST = line([(38.0, 49.0), (38.0, 50.0)])
"""Some 28 km east of Kupiansk (37.6 E)."""


def site(km: float | None) -> Watchlist:
    place = WatchedPlace(place_id=KUPIANSK.place_id, name="Our site", front_within_km=km)
    return Watchlist(watchlist_id="site", name="Site", places=(place,))


def watched(index: WatchIndex) -> bool:
    return index.matching(KUPIANSK, "combat", "assault") == ("site",)


@given(st.floats(47, 51), st.floats(34, 40), st.floats(47, 51), st.floats(34, 40))
def test_the_distance_to_a_point_is_that_on_the_globe(
    lat: float, lon: float, to: float, there: float
) -> None:
    """To two hundredths within 200 km."""
    fronts = Fronts()
    fronts.put(line([(there, to), (there, to)]))
    true = distance_km((lat, lon), (to, there))
    if true < 200:
        assert fronts.distance_km(lat, lon) == pytest.approx(true, rel=0.02, abs=0.01)


def test_the_nearest_point_may_lie_between_two_corners() -> None:
    """On the foot of the perpendicular, and not beyond a line's end."""
    fronts = Fronts()
    assert fronts.distance_km(49.5, 37.6) is None
    fronts.put(EAST)
    assert fronts.distance_km(49.5, 37.6) == pytest.approx(28.9, abs=0.1)
    assert fronts.distance_km(51.0, 38.0) == pytest.approx(111.2, abs=0.1)
    fronts.put(line([(37.7, 49.5), (37.8, 49.5)], source="Other"))
    assert fronts.distance_km(49.5, 37.6) == pytest.approx(7.2, abs=0.1)
    fronts.put(line(source="Other"))
    assert fronts.distance_km(49.5, 37.6) == pytest.approx(28.9, abs=0.1)


def test_a_place_is_watched_while_the_front_is_as_near_as_said() -> None:
    """With the newest line of any source; a new line takes effect at once."""
    index = WatchIndex.of([site(20)])
    index.put_front(EAST)
    assert not watched(index)
    index.put_front(line([(37.8, 49.0), (37.8, 50.0)]))
    assert watched(index)
    index.put_front(EAST)
    assert not watched(index)
    index.put(site(40))
    assert watched(index)
    index.put(site(None))
    assert watched(index)


def test_without_a_map_a_place_is_watched_whatever_its_distance() -> None:
    """Better an alert too many than one that never comes."""
    index = WatchIndex.of([site(20)])
    assert watched(index)
    index.put_front(EAST)
    index.drop_front("Atlas")
    assert watched(index)


@pytest.mark.parametrize(
    "geometry",
    [
        {},
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "MultiLineString"},
        {"type": "MultiLineString", "coordinates": [["a", "b"]]},
        {"type": "MultiLineString", "coordinates": [[[1.0, 2.0], [float("nan"), 2.0]]]},
    ],
)
def test_what_is_no_line_is_refused_and_the_old_one_stays(geometry: dict[str, Any]) -> None:
    """Poison, as a bad watchlist is."""
    fronts = Fronts()
    fronts.put(EAST)
    with pytest.raises(PoisonError):
        fronts.put(EAST.model_copy(update={"geometry": geometry}))
    assert fronts.distance_km(49.5, 37.6) is not None


def test_the_alert_worker_hears_of_fronts_as_of_watchlists() -> None:
    """By the topic; a tombstone forgets the source, and what is no front is poison."""
    alert = AlertStage()
    alert.broadcasted(WATCHLISTS, "site", site(20).model_dump_json().encode())
    assert watched(alert._watches)
    alert.broadcasted(FRONTS_CURRENT, "Atlas", EAST.model_dump_json().encode())
    assert not watched(alert._watches)
    with pytest.raises(PoisonError):
        alert.broadcasted(FRONTS_CURRENT, "Atlas", b"{}")
    alert.broadcasted(FRONTS_CURRENT, "Atlas", None)
    assert watched(alert._watches)
