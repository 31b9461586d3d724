"""What a snapshot becomes: observations, one alert, the front; and what comes of it again, late or broken."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pydantic import TypeAdapter

from schemas.alerts import Alert
from schemas.envelopes import Arrival, Handled, Origin, Outgoing
from schemas.errors import PoisonError
from schemas.maps import ControlMap, FrontLine
from schemas.observations import MapChanged
from schemas.topics import ALERTS, ALERTS_CURRENT, CONTROL_MAPS, FRONTS_CURRENT, OBSERVATIONS, Topic
from schemas.watchlists import Admin1Area, Area, CircleArea, PolygonArea, WatchedPlace, Watchlist
from tests.unit.alert.maps.drawn import Box, control_map, day, east_of, ring, terrain, village
from workers.alert.maps.core import Office, Remembered, receive
from workers.alert.maps.terrain import Terrain

STATE: TypeAdapter[Remembered] = TypeAdapter(Remembered)
HRUNTIVKA = village("Hruntivka", 48.5, 36.0)
PLAIN = terrain(HRUNTIVKA, village("Zakhid", 48.5, 35.8), village("Skhid", 48.5, 36.4))
NOON = datetime(2024, 11, 20, 12, tzinfo=UTC)


@dataclass
class Room:
    """Receives maps one after the other; the state goes through JSON each time, as it does in a table."""

    ground: Terrain = PLAIN
    watchlists: tuple[Watchlist, ...] = ()
    most_at_once: float = 1.0
    state: Remembered | None = None
    offset: int = 0
    outputs: list[Outgoing] = field(default_factory=list)

    def hear(self, message: ControlMap, *, offset: int | None = None) -> Handled[Remembered]:
        self.offset = self.offset + 1 if offset is None else offset
        where = (CONTROL_MAPS.name, 0, self.offset)
        arrival = Arrival(*where, NOON + timedelta(hours=self.offset), Origin(*where))
        office = Office(self.ground, self.watchlists, "actual", self.most_at_once)
        handled = receive(message, self.state, arrival, office)
        if handled.state is not None:
            self.state = STATE.validate_json(STATE.dump_json(handled.state))
        self.outputs = list(handled.outputs)
        return handled

    def told(self, topic: Topic) -> list[Any]:
        """The messages that the last map led to."""
        return [each.value for each in self.outputs if each.topic is topic]

    @property
    def alert(self) -> Alert:
        """The one alert that it led to."""
        (alert,) = self.told(ALERTS)
        assert isinstance(alert, Alert)
        return alert


def after(*maps: ControlMap, **named: Any) -> Room:
    room = Room(**named)
    for each in maps:
        room.hear(each)
    return room


BEFORE, TAKEN = east_of(36.2, 1), east_of(35.9, 3)


def test_the_first_map_seeds_belief_and_raises_nothing() -> None:
    """Every settlement near it gets an observation without a map before it."""
    room = after(BEFORE)
    seeds = room.told(OBSERVATIONS)
    assert {(seed.place.name, seed.before, seed.after) for seed in seeds} == {
        ("Hruntivka", "unknown", "UA"),
        ("Zakhid", "unknown", "UA"),
        ("Skhid", "unknown", "RU"),
    }
    assert all(isinstance(seed, MapChanged) and seed.previous_as_of is None for seed in seeds)
    assert room.told(ALERTS) == []


def test_a_flip_is_an_observation_under_the_place_and_an_alert_under_the_source() -> None:
    """With who says so, before and after, and the share of the place that is the new holder's."""
    room = after(BEFORE, TAKEN)
    (flip,) = room.told(OBSERVATIONS)
    assert (flip.place, flip.before, flip.after, flip.share) == (HRUNTIVKA, "UA", "RU", 1.0)
    assert (flip.source, flip.lean, flip.as_of, flip.previous_as_of) == ("Neutral Map", None, day(3), day(1))
    assert {each.topic.name: each.key for each in room.outputs} == {
        OBSERVATIONS.name: "UA-Hruntivka",
        ALERTS.name: "Neutral Map",
        ALERTS_CURRENT.name: room.alert.alert_id,
        FRONTS_CURRENT.name: "neutral map",
    }


def test_the_alert_says_how_much_passed_to_whom_and_shows_where() -> None:
    """In square kilometres, in a sentence that begins with who says so, with the ground as GeoJSON."""
    alert = after(BEFORE, TAKEN).alert
    assert alert.headline == (
        "Neutral Map shows that between 1 November 2024 and 3 November 2024 "
        "Russian forces gained 2,714.2 km² and Ukrainian forces lost 2,714.2 km²; Hruntivka changed hands."
    )
    assert (alert.family, alert.event_type, alert.certainty) == ("map", "map_moved", "likely")
    facts = alert.feature["properties"]
    assert facts["gained_km2"] == {"RU": pytest.approx(2700, rel=0.01)}
    assert facts["lost_km2"] == {"UA": facts["gained_km2"]["RU"]}
    assert facts["flipped"] == [{"place_id": "UA-Hruntivka", "name": "Hruntivka", "from": "UA", "to": "RU"}]
    ((outer, *holes),) = alert.feature["geometry"]["coordinates"]
    assert not holes
    assert [min(x for x, _ in outer), max(x for x, _ in outer)] == pytest.approx([35.9, 36.2], abs=1e-3)


def test_gains_of_the_party_that_a_map_leans_to_are_only_possible() -> None:
    """Its losses are as likely as any monitor's word."""
    assert after(BEFORE, east_of(35.9, 3, lean="RU")).alert.certainty == "possible"
    assert after(BEFORE, east_of(35.9, 3, lean="UA")).alert.certainty == "likely"


def test_a_map_that_moves_nothing_says_only_where_the_front_is() -> None:
    """Newer, and the same."""
    room = after(BEFORE, east_of(36.2, 2))
    assert [each.topic for each in room.outputs] == [FRONTS_CURRENT]
    assert room.told(FRONTS_CURRENT)[0].as_of == day(2)


@pytest.mark.parametrize(("number", "reason"), [(1, "map-older"), (2, "map-older"), (3, "map-same-moment")])
def test_a_map_that_is_not_newer_flips_nothing_and_is_passed_over_with_the_reason(
    number: int, reason: str
) -> None:
    """Older, or the same moment again with another content: the last one stands."""
    room = after(BEFORE, TAKEN)
    state = room.state
    passed = room.hear(east_of(36.3, number))
    assert (passed.outputs, passed.passed_over) == ((), reason)
    assert room.state == state
    assert room.hear(east_of(35.9, 4)).outputs[0].topic is FRONTS_CURRENT


def test_the_same_record_again_leads_to_the_same_outputs_and_state() -> None:
    """A worker that died before its outputs were confirmed makes them again, byte for byte."""
    room = after(BEFORE, TAKEN)
    first, state = room.outputs, room.state
    assert room.hear(TAKEN, offset=2).state is None
    assert [each.value for each in room.outputs] == [each.value for each in first]
    assert room.state == state
    seeded = after(BEFORE)
    once = seeded.outputs
    seeded.hear(BEFORE, offset=1)
    assert seeded.outputs == once


def test_the_same_record_again_names_the_watchlists_of_the_first_time() -> None:
    """A list that was added or deleted meanwhile would give one alert id two contents."""
    everywhere = CircleArea(lat=48.5, lon=36.0, radius_km=50)
    first, later = (Watchlist(watchlist_id=each, name=each, areas=(everywhere,)) for each in ("one", "two"))
    room = after(BEFORE, TAKEN, watchlists=(first,))
    once = room.alert
    assert once.watchlists == ("one",)
    for meanwhile in ((first, later), ()):
        room.watchlists = meanwhile
        room.hear(TAKEN, offset=2)
        assert room.alert == once


def test_what_was_believed_once_is_not_refused_when_it_comes_again() -> None:
    """Not even by a worker that was started with a stricter setting meanwhile."""
    room = after(BEFORE, TAKEN)
    outputs = [each.value for each in room.outputs]
    room.most_at_once = 0.01
    room.hear(TAKEN, offset=2)
    assert [each.value for each in room.outputs] == outputs


def test_the_same_map_sent_twice_is_one_map() -> None:
    """At another offset it has been believed already."""
    assert after(BEFORE, TAKEN, TAKEN).outputs == []


def test_a_broken_map_changes_nothing_and_the_next_is_compared_with_the_last_good_one() -> None:
    """What is refused is not remembered."""
    room = after(BEFORE)
    state = room.state
    for broken in (control_map([], 2), east_of(36.0, 2).model_copy(update={"lean": "XX"})):
        with pytest.raises(PoisonError):
            room.hear(broken)
    assert room.state == state
    room.hear(TAKEN)
    assert room.alert.feature["properties"]["previous_as_of"] == day(1).isoformat()


def test_a_map_that_would_change_too_much_is_refused() -> None:
    """The setting says how much of the ground that is painted may move at once."""
    with pytest.raises(PoisonError) as refused:
        after(east_of(35.9), east_of(36.3, 2), most_at_once=0.05)
    assert refused.value.error_type == "map-implausible"


def test_a_map_of_the_future_is_refused_and_does_not_silence_its_source() -> None:
    """A slip in the year would make every later map an older one."""
    room = after(BEFORE)
    with pytest.raises(PoisonError) as refused:
        room.hear(TAKEN.model_copy(update={"as_of": NOON + timedelta(days=2)}))
    assert refused.value.error_type == "map-moment"
    room.hear(TAKEN)
    assert room.alert


def test_sources_are_compared_each_with_itself() -> None:
    """Two maps that never agreed have not moved."""
    one, two = Room(), Room()
    one.hear(BEFORE)
    two.hear(east_of(35.9, 2, source="Other Map"))
    one.hear(east_of(36.2, 3))
    assert one.told(OBSERVATIONS) == []


def front(*maps: ControlMap, **named: Any) -> FrontLine:
    (line,) = after(*maps, **named).told(FRONTS_CURRENT)
    assert isinstance(line, FrontLine)
    return line


def test_the_front_runs_where_two_sides_face_each_other() -> None:
    """Along the meridian beside the villages, not along the far edges of what is painted."""
    (line,) = front(east_of(35.87)).geometry["coordinates"]
    assert {round(lon, 2) for lon, _ in line} == {35.87}
    assert min(lat for _, lat in line) < 48.5 < max(lat for _, lat in line)
    assert front(east_of(30.0, 1)).geometry == {"type": "MultiLineString", "coordinates": []}


def watchlist(watched: WatchedPlace | Area, **named: Any) -> Watchlist:
    places = (watched,) if isinstance(watched, WatchedPlace) else ()
    areas = () if isinstance(watched, WatchedPlace) else (watched,)
    return Watchlist(watchlist_id="mine", name="Mine", places=places, areas=areas, **named)


def site(km: float | None, lon: float = 35.8) -> WatchedPlace:
    return WatchedPlace(place_id="UA-Zakhid", name="Zakhid", lat=48.5, lon=lon, front_within_km=km)


def polygon(box: Box) -> PolygonArea:
    return PolygonArea(geometry={"type": "Polygon", "coordinates": [ring(box)]})


KHARKIV = village("Hruntivka", 48.5, 36.0).model_copy(update={"admin1": "Kharkiv Oblast"})


@pytest.mark.parametrize(
    ("wanted", "hears"),
    [
        (watchlist(site(None)), False),
        (watchlist(site(8.0)), True),
        (watchlist(site(7.0)), False),
        (watchlist(WatchedPlace(place_id="UA-Hruntivka", name="Hruntivka")), True),
        (watchlist(Admin1Area(name="Kharkiv Oblast")), True),
        (watchlist(Admin1Area(name="Sumy Oblast")), False),
        (watchlist(CircleArea(lat=48.5, lon=35.8, radius_km=8)), True),
        (watchlist(CircleArea(lat=48.5, lon=35.8, radius_km=7)), False),
        (watchlist(PolygonArea(geometry={"type": "Polygon", "coordinates": [ring((35, 48, 37, 49))]})), True),
        (
            watchlist(
                PolygonArea(geometry={"type": "Polygon", "coordinates": [ring((36.01, 48.3, 36.02, 48.4))]})
            ),
            True,
        ),
        (
            watchlist(PolygonArea(geometry={"type": "Polygon", "coordinates": [ring((35, 48, 35.5, 49))]})),
            False,
        ),
        (watchlist(polygon((35, 48.54, 37, 48.55))), True),
        (watchlist(site(8.0), families=("control",)), False),
        (watchlist(site(8.0), families=("map",), event_types=("map_moved",)), True),
        (watchlist(site(8.0), event_types=("strike",)), False),
    ],
)
def test_a_moved_front_concerns_who_watches_what_it_touches(wanted: Watchlist, hears: bool) -> None:
    """A place on the ground, an area that it meets, or a site with a distance that it comes within.

    The ground west of Hruntivka that fell reaches to 7.4 km east of Zakhid.
    """
    ground = terrain(KHARKIV, village("Zakhid", 48.5, 35.8))
    alert = after(BEFORE, TAKEN, ground=ground, watchlists=(wanted,)).alert
    assert alert.watchlists == (("mine",) if hears else ())
