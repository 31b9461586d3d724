"""Watchlists are read as users write them, and mistakes are answered with their line."""

from collections.abc import Sequence
from datetime import time
from pathlib import Path

import pytest

from schemas.places import PlaceRef
from schemas.watchlists import Admin1Area, RaionArea
from workers.cli.commands.watch import difference
from workers.cli.mistakes import UsageError
from workers.cli.place_names import UnknownPlaceError, label, resolve_place
from workers.cli.watchlist_file import load_watchlists

PLACES = tuple(
    PlaceRef(place_id=place_id, name=name, admin1=oblast, admin2="North Raion", precision=precision)
    for place_id, name, oblast, precision in (
        ("UA01", "Kupiansk", "Kharkiv Oblast", "settlement"),
        ("UA02", "Kupiansk", "Kharkiv Oblast", "hromada"),
        ("UA03", "Lyman", "Donetsk Oblast", "settlement"),
        ("UA04", "Lyman", "Kharkiv Oblast", "settlement"),
        ("UA05", "Donetsk", "Donetsk Oblast", "settlement"),
        ("RU06", "Donetsk", "Rostov Oblast", "settlement"),
        ("UA07", "Donetsk Oblast", "Donetsk Oblast", "admin1"),
    )
)
PEOPLE = {"UA03": 20_066, "UA04": 4_008, "UA05": 901_645, "RU06": 50_850}


class Names:
    """A gazetteer of a few places that takes every unknown name for a misspelt Kupiansk."""

    def bearing(self, name: str) -> Sequence[PlaceRef]:
        return [place for place in PLACES if name in (place.place_id, place.name)]

    def lookup(self, name: str, limit: int = 5) -> Sequence[PlaceRef]:
        return self.bearing(name) or PLACES[:1]

    def population(self, place_id: str) -> int:
        return PEOPLE.get(place_id, 0)

    def areas(self) -> frozenset[str]:
        return frozenset(
            {"Kharkiv Oblast", "Donetsk Oblast", "Rostov Oblast", "Kupiansk Raion", "Donetsk Raion"}
        )


class Centres(Names):
    """A gazetteer that knows in which raion the places lie that two raions are named after."""

    def bearing(self, name: str) -> Sequence[PlaceRef]:
        oblast = {"Kupiansk": "Kharkiv Oblast", "Donetsk": "Donetsk Oblast"}.get(name)
        if oblast is None:
            return []
        told = {"admin1": oblast, "admin2": f"{name} Raion", "precision": "settlement"}
        return [PlaceRef.model_validate({"place_id": name, "name": name, **told})]


class Atlantis(Names):
    """A gazetteer that knows nothing of the kind."""

    def lookup(self, name: str, limit: int = 5) -> Sequence[PlaceRef]:
        return []


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "watch.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def mistakes(tmp_path: Path, text: str) -> list[str]:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        load_watchlists(path, Names())
    return [line.removeprefix(f"{path}:") for line in str(caught.value).splitlines()]


def test_names_become_places_and_preferences_stay(tmp_path: Path) -> None:
    """A name, a name with its oblast, an id, and a mapping with a distance to the front."""
    path = written(
        tmp_path,
        """
watchlists:
  - watchlist_id: east
    name: The east
    places:
      - Kupiansk
      - Lyman, Donetsk Oblast
      - {place_id: UA04, front_within_km: 10}
    areas:
      - {type: raion, name: Kupiansk Raion}
    families: [control]
    preferences: {least_certainty: likely}
""",
    )
    (watchlist,) = load_watchlists(path, Names())
    assert [place.place_id for place in watchlist.places] == ["UA01", "UA03", "UA04"]
    assert watchlist.places[2].front_within_km == 10
    assert watchlist.areas == (RaionArea(name="Kupiansk Raion"),)
    assert watchlist.preferences.least_certainty == "likely"


def test_an_unknown_name_is_answered_with_its_line_and_the_nearest(tmp_path: Path) -> None:
    """Watching nothing because of a slip of the pen must not happen in silence."""
    text = "watchlist_id: east\nname: The east\nplaces:\n  - Kupiansk\n  - Kupinsk\n  - Lyman\n"
    first, second = mistakes(tmp_path, text)
    assert first.startswith("5: there is no place called 'Kupinsk'")
    assert first.endswith("nearest: Kupiansk, North Raion, Kharkiv Oblast [UA01]")
    lymans = "Lyman, North Raion, Donetsk Oblast [UA03], Lyman, North Raion, Kharkiv Oblast [UA04]"
    assert second.startswith(f"6: 'Lyman' could be {lymans}")


def test_every_mistake_is_named_at_once_with_its_line(tmp_path: Path) -> None:
    """A wrong family, an unknown field, a bad id: one run shows them all."""
    wrong = "- watchlist_id: East!\n  name: E\n  families: [control, peace]\n  colour: red\n"
    text = f"{wrong}  places: [UA01]\n- just a word\n"
    found = mistakes(tmp_path, text)
    assert [line.split(":")[0] for line in found] == ["1", "3", "4", "6"]
    assert "families.1" in found[1]
    assert "colour" in found[2]


def test_what_is_no_yaml_is_named_with_its_line(tmp_path: Path) -> None:
    """The parser's own words, at its own line."""
    assert mistakes(tmp_path, "watchlists:\n  - name: 'open\n")[0].startswith("3: not YAML")


def test_an_empty_file_and_a_missing_one_are_mistakes(tmp_path: Path) -> None:
    """Neither deletes anything."""
    assert "no watchlist in it" in mistakes(tmp_path, "")[0]
    with pytest.raises(UsageError, match="No such file"):
        load_watchlists(tmp_path / "absent.yaml", Names())


def test_two_watchlists_of_one_id_are_a_mistake(tmp_path: Path) -> None:
    """The second would silently replace the first."""
    text = "- {watchlist_id: a, name: A, places: [UA01]}\n- {watchlist_id: a, name: B, places: [UA03]}\n"
    assert "2 watchlists are called a" in mistakes(tmp_path, text)[0]


def test_the_settlement_is_meant_where_its_hromada_bears_the_name_too() -> None:
    """`Kupiansk` is the city."""
    assert resolve_place("Kupiansk", Names()).place_id == "UA01"


def test_an_oblast_that_does_not_have_the_place_finds_nothing() -> None:
    """`Lyman, Odesa Oblast` is not any other Lyman."""
    with pytest.raises(UnknownPlaceError, match="no place called"):
        resolve_place("Lyman, Odesa Oblast", Names())


def test_a_label_that_an_error_prints_can_be_typed_in() -> None:
    """Name, raion and oblast, as candidates are listed, mean the place again."""
    settlements = [place for place in PLACES if place.precision == "settlement"]
    assert [resolve_place(label(place), Names()) for place in settlements] == settlements


def test_what_applying_changes_is_said_field_by_field(tmp_path: Path) -> None:
    """New, unchanged, and each place that comes or goes."""
    one = load_watchlists(written(tmp_path, "{watchlist_id: a, name: A, places: [UA01]}"), Names())[0]
    two = load_watchlists(written(tmp_path, "{watchlist_id: a, name: B, places: [UA03]}"), Names())[0]
    assert difference(None, one) == ["new: a, 1 places, 0 areas"]
    assert difference(one, one) == ["unchanged: a"]
    places = ["changed: a: + Lyman", "changed: a: - Kupiansk"]
    assert difference(one, two) == [*places, "changed: a: name: A -> B"]


def test_what_was_and_what_becomes_of_a_field_is_shown(tmp_path: Path) -> None:
    """As the file has it: what differs from the defaults, and nothing as long as a polygon."""
    head = "watchlist_id: a\nname: A\nplaces: [UA01]\n"
    before = load_watchlists(written(tmp_path, f"{head}families: [control]\n"), Names())[0]
    corners = ", ".join(f"[{36 + n / 100}, {49 + n % 2}]" for n in range(60))
    rest = (
        "families: [control, combat]\n"
        "preferences: {least_certainty: likely, quiet_hours: {start: '22:00', end: '06:00', "
        "time_zone: Europe/Kyiv}}\n"
        "areas:\n  - {type: polygon, geometry: {type: Polygon, coordinates: "
        f"[[{corners}, [36.0, 49]]]}}}}\n"
    )
    after = load_watchlists(written(tmp_path, head + rest), Names())[0]
    areas, families, preferences = difference(before, after)
    assert areas.startswith("changed: a: areas: none -> ")
    assert areas.endswith("…")
    assert families == "changed: a: families: control -> control, combat"
    assert preferences == (
        "changed: a: preferences: defaults -> least_certainty likely, quiet_hours (start 22:00:00, "
        "end 06:00:00, time_zone Europe/Kyiv)"
    )


def test_a_name_means_the_place_that_dwarfs_its_namesakes_and_it_is_said(tmp_path: Path) -> None:
    """Donetsk is the city of the Donbas, with ten times the people of that of Rostov; it is said which."""
    said: list[str] = []
    text = "watchlist_id: east\nname: East\nplaces:\n  - Donetsk\n"
    path = written(tmp_path, text)
    (watchlist,) = load_watchlists(path, Names(), said.append)
    assert [place.place_id for place in watchlist.places] == ["UA05"]
    assert said == [
        f"{path}:4: 'Donetsk' is taken for Donetsk, North Raion, Donetsk Oblast [UA05], "
        "not for Donetsk, North Raion, Rostov Oblast [RU06]"
    ]


def test_a_name_of_places_of_like_size_is_not_guessed(tmp_path: Path) -> None:
    """A town of twenty thousand and a village of four: the answer is how to write it."""
    (mistake,) = mistakes(tmp_path, "watchlist_id: east\nname: East\nplaces: [Lyman]\n")
    assert mistake.endswith("write it with its raion, or the id")


def test_oblasts_and_raions_are_spelt_as_messages_spell_them(tmp_path: Path) -> None:
    """A list that asks for "Donetsk" as an oblast would else match nothing, and nobody would know."""
    text = (
        "watchlist_id: east\nname: East\nareas:\n"
        "  - {type: oblast, name: donetsk}\n  - {type: raion, name: Donetsk, admin1: Donetsk}\n"
    )
    (watchlist,) = load_watchlists(written(tmp_path, text), Names())
    assert watchlist.areas == (
        Admin1Area(name="Donetsk Oblast"),
        RaionArea(name="Donetsk Raion", admin1="Donetsk Oblast"),
    )


def test_an_area_without_a_type_is_answered_with_the_types(tmp_path: Path) -> None:
    """The name of the kind as a key is what people write first; a bare name says no kind."""
    text = (
        "watchlist_id: a\nname: A\nareas:\n  - {oblast: Donetsk}\n  - Donetsk\n  - {type: county, name: X}\n"
    )
    found = mistakes(tmp_path, text)
    assert [line.split(":")[0] for line in found] == ["4", "5", "6"]
    assert all("one of oblast, admin1, raion, circle, polygon" in line for line in found)


def test_an_area_that_does_not_exist_is_named_with_its_line_and_the_nearest(tmp_path: Path) -> None:
    """Of whichever kind: a raion, an oblast, a polygon with two corners, a circle without a radius."""
    text = (
        "watchlist_id: east\nname: East\nareas:\n"
        "  - {type: raion, name: Kupyansk}\n"
        "  - {type: admin1, name: Kupiansk}\n"
    )
    raion, oblast = mistakes(tmp_path, text)
    assert raion == "4: there is no oblast or raion called 'Kupyansk'; nearest: Kupiansk Raion"
    assert oblast == "5: 'Kupiansk' is no admin1; there is Kupiansk Raion"
    shapes = (
        "watchlist_id: east\nname: East\nareas:\n"
        "  - type: circle\n    lat: 49\n    lon: 37\n    radius_km: -5\n"
    )
    assert mistakes(tmp_path, shapes) == ["7: areas.0.radius_km: Input should be greater than 0"]
    polygon = (
        "watchlist_id: east\nname: East\nareas:\n  - type: polygon\n"
        "    geometry: {type: Polygon, coordinates: [[[37, 49], [38, 49]]]}\n"
    )
    (mistake,) = mistakes(tmp_path, polygon)
    assert mistake.startswith("5: east: not a GeoJSON polygon")


def test_a_raion_of_another_oblast_is_answered_with_its_own_and_with_those_that_lie_there(
    tmp_path: Path,
) -> None:
    """Both names are right and together they match nothing."""
    area = "areas:\n  - {type: raion, name: Kupiansk, admin1: Donetsk Oblast}\n"
    with pytest.raises(UsageError, match="nearest there: Donetsk Raion") as refused:
        load_watchlists(written(tmp_path, f"watchlist_id: east\nname: East\n{area}"), Centres())
    assert "watch.yaml:4: Kupiansk Raion lies in Kharkiv Oblast, not in Donetsk Oblast" in str(refused.value)
    right = "areas:\n  - {type: raion, name: Kupiansk, admin1: Kharkiv Oblast}\n"
    assert load_watchlists(written(tmp_path, f"watchlist_id: east\nname: East\n{right}"), Centres())


def test_a_key_that_stands_twice_is_a_mistake_in_its_line(tmp_path: Path) -> None:
    """YAML would forget the first one without a word, at every depth."""
    text = (
        "watchlist_id: east\nname: East\nplaces: [Kupiansk]\nplaces: [Lyman]\n"
        "preferences:\n  cooldown_minutes: 5\n  cooldown_minutes: 9\n"
    )
    found = mistakes(tmp_path, text)
    assert "4: places: it stands in line 3 already" in found
    assert "7: cooldown_minutes: it stands in line 6 already" in found


@pytest.mark.parametrize(
    "bomb",
    [
        "\n".join(
            ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
            + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
        ),
        "watchlists: &w [*w, *w]",
    ],
    ids=["swells", "contains itself"],
)
def test_aliases_that_swell_are_refused_with_one_sentence(tmp_path: Path, bomb: str) -> None:
    """Nine lines of aliases would be 400 million entries."""
    with pytest.raises(UsageError, match=r"^[^\n]*its aliases[^\n]*write the lists out$"):
        load_watchlists(written(tmp_path, bomb), Names())


def test_aliases_that_only_save_typing_are_read(tmp_path: Path) -> None:
    """One list of places for two watchlists."""
    first = "- {watchlist_id: a, name: A, places: &towns [Kupiansk]}\n"
    text = f"{first}- {{watchlist_id: b, name: B, places: *towns}}\n"
    assert [len(each.places) for each in load_watchlists(written(tmp_path, text), Names())] == [1, 1]


def test_of_very_many_mistakes_the_first_are_listed(tmp_path: Path) -> None:
    """A wrong file is not answered with a thousand lines."""
    names = "".join(f"  - Nowhere{number}\n" for number in range(100))
    with pytest.raises(UsageError) as refused:
        load_watchlists(written(tmp_path, f"watchlist_id: east\nname: East\nplaces:\n{names}"), Atlantis())
    lines = str(refused.value).splitlines()
    assert (len(lines), lines[-1]) == (41, "and 60 more")


@pytest.mark.parametrize("places", ["Kupiansk", "5", "{name: Kupiansk}"])
def test_places_that_are_no_list_are_one_mistake(tmp_path: Path, places: str) -> None:
    """A single name is not read letter by letter."""
    text = f"watchlist_id: east\nname: East\nplaces: {places}\n"
    assert mistakes(tmp_path, text) == ["3: places: a list of places, even if it is one"]


@pytest.mark.parametrize("zone", ["Europe/Kupiansk", "../etc", "Europe"])
def test_a_time_zone_that_does_not_exist_is_named_with_its_line(tmp_path: Path, zone: str) -> None:
    """Else it would be found out when the first alert meets the quiet hours."""
    text = (
        "watchlist_id: east\nname: East\nplaces: [Kupiansk]\npreferences:\n"
        f"  quiet_hours:\n    start: '22:00'\n    end: '06:00'\n    time_zone: {zone}\n"
    )
    assert mistakes(tmp_path, text) == [f"8: there is no time zone {zone!r}; one is Europe/Kyiv"]


def test_an_area_that_does_not_exist_is_answered_with_its_line_and_the_nearest(tmp_path: Path) -> None:
    """It could never match anything, and nobody would notice."""
    text = "{watchlist_id: a, name: A, areas: [\n  {type: admin1, name: Kharkiv Oblast},\n"
    found = mistakes(tmp_path, text + "  {type: raion, name: Kupjansk Raion}]}")
    assert found == ["3: there is no oblast or raion called 'Kupjansk Raion'; nearest: Kupiansk Raion"]


SITE = "watchlist_id: a\nname: A\nplaces:\n  - {place_id: depot, name: Our depot, lat: 49.1, lon: 37.2%s}\n"


@pytest.mark.parametrize(
    "geometry",
    [
        "{}",
        "{type: Point, coordinates: [37, 49]}",
        "{type: Polygon, coordinates: words}",
        "{type: Polygon, coordinates: [[[37, 49], [38, 49], [38, .nan], [37, 49]]]}",
        "{type: Polygon, coordinates: [[[370, 49], [380, 49], [380, 50], [370, 49]]]}",
    ],
)
def test_an_area_that_no_worker_could_use_is_a_mistake_with_its_line(tmp_path: Path, geometry: str) -> None:
    """Applied, the list would be refused by every worker while its owner believes it is in force."""
    text = f"watchlist_id: a\nname: A\nareas:\n  - {{type: polygon, geometry: {geometry}}}\n"
    (found,) = mistakes(tmp_path, text)
    assert found.startswith("4: a: ")


def test_a_time_of_day_needs_no_quotes(tmp_path: Path) -> None:
    """YAML 1.1 reads 22:00 as 1320, which would pass for twenty-two minutes past midnight."""
    hours = "{start: 22:00, end: 06:30, time_zone: Europe/Kyiv}"
    text = f"watchlist_id: a\nname: A\nplaces: [UA01]\npreferences: {{quiet_hours: {hours}}}\n"
    (watchlist,) = load_watchlists(written(tmp_path, text), Names())
    quiet = watchlist.preferences.quiet_hours
    assert quiet is not None
    assert (quiet.start, quiet.end) == (time(22), time(6, 30))


@pytest.mark.parametrize("start", ["22", "22.5", '"22:00Z"', '"22:00+02:00"'])
def test_what_is_no_local_time_of_day_is_a_mistake(tmp_path: Path, start: str) -> None:
    """A number would count seconds, and an offset speak against the time zone."""
    hours = f'{{start: {start}, end: "06:30", time_zone: Europe/Kyiv}}'
    text = f"watchlist_id: a\nname: A\nplaces: [UA01]\npreferences:\n  quiet_hours: {hours}\n"
    (found,) = mistakes(tmp_path, text)
    assert found.startswith("5: preferences.quiet_hours.start")


def test_a_list_that_watches_nothing_is_a_mistake(tmp_path: Path) -> None:
    """Families alone match no alert."""
    (found,) = mistakes(tmp_path, "watchlist_id: a\nname: A\nfamilies: [strike]\n")
    assert found == "1: it watches nothing: name places or areas"


def test_a_site_of_ones_own_needs_a_position_and_a_distance(tmp_path: Path) -> None:
    """Without them an unknown id, such as a misspelt code, would never match anything."""
    (watchlist,) = load_watchlists(written(tmp_path, SITE % ", front_within_km: 20"), Atlantis())
    assert watchlist.places[0].place_id == "depot"
    with pytest.raises(UsageError, match=r":4: .*'depot'; a site of your own also needs front_within_km"):
        load_watchlists(written(tmp_path, SITE % ""), Atlantis())


def test_yaml_without_end_is_a_mistake_and_no_crash(tmp_path: Path) -> None:
    """Five thousand brackets."""
    with pytest.raises(UsageError, match="nested too deeply"):
        load_watchlists(written(tmp_path, "[" * 5000), Names())
