"""The theatres' terrain for maps, as it ships."""

import pytest

from workers.alert.maps.terrain import CONTESTED, LEFT_OUT
from workers.cli.mistakes import UsageError
from workers.cli.terrain import load_terrain


@pytest.mark.parametrize("theatre", ["ukraine", "sudan"])
def test_a_status_means_a_party_of_the_theatre_or_the_grey_zone(theatre: str) -> None:
    """The table names no party that the theatre does not have, and no status twice."""
    terrain = load_terrain(theatre)
    known = {party.id for party in terrain.parties} | {CONTESTED, LEFT_OUT}
    assert set(terrain.legend.meanings.values()) <= known


def test_the_settlements_of_ukraine_have_areas_of_their_size() -> None:
    """Within a third of the radius of the area that they really cover (km²: 350, 41, 33)."""
    radii: dict[str, float] = {}
    for each in load_terrain("ukraine").settlements:
        radii[each.place.name] = max(each.radius_km, radii.get(each.place.name, 0.0))
    assert radii["Kharkiv"] == pytest.approx((350 / 3.1416) ** 0.5, rel=0.33)
    assert radii["Bakhmut"] == pytest.approx((41 / 3.1416) ** 0.5, rel=0.33)
    assert radii["Kupiansk"] == pytest.approx((33 / 3.1416) ** 0.5, rel=0.33)


@pytest.mark.parametrize(
    ("status", "meaning"),
    [
        ("Окуповано /// Occupied /// geoJSON.status.occupied", "RU"),
        ("Звільнено 25.03 /// Liberated 25.03\xa0/// geoJSON.status.dismissed_at {{at:25.03}}", "UA"),
        ("Статус невідомий /// Unknown status /// geoJSON.status.unknown", CONTESTED),
        ("Окупований Крим /// Occupied Crimea /// geoJSON.territories.crimea", "RU"),
        ("Придністров'я /// Transnistria /// geoJSON.territories.transnistria", LEFT_OUT),
    ],
)
def test_statuses_in_deepstates_manner_are_known(status: str, meaning: str) -> None:
    """Three pieces, the last of them a key."""
    assert load_terrain("ukraine").legend.meanings_of(status) == {meaning}


def test_monitors_lean_as_the_theatre_knows() -> None:
    """Where a map does not say it."""
    assert load_terrain("ukraine").leans["deepstate"] == "UA"
    assert "isw" not in load_terrain("ukraine").leans


def test_a_theatre_that_says_nothing_of_maps_is_named() -> None:
    """With what is missing."""
    with pytest.raises(UsageError, match=r"no maps\.yaml"):
        load_terrain("nowhere")
