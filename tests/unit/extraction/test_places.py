"""Places in prose: what is one, what is none, and which."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.places import Place
from workers.extraction.toponymy.places import PlaceFinder

PROSE = Path(__file__).parents[2] / "data" / "places" / "prose.yaml"
KUPIANSK = "UA63080090010026457"
KHARKIV_OBLAST = "UA63000000000041885"


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder.load("ukraine")


def surfaces(places: tuple[Place, ...]) -> list[str]:
    return [p.surface for p in places]


def meant(place: Place, gold: str) -> bool:
    """Whether the place is `Name, oblast, raion | precision` as far as the label goes."""
    spec, _, precision = (part.strip() for part in gold.partition("|"))
    name, *regions = (part.strip() for part in spec.split(","))
    known = (place.admin1 or "", place.admin2 or "")
    return (
        place.name == name
        and all(region in where for region, where in zip(regions, known, strict=False))
        and (not precision or place.precision == precision)
    )


def passages() -> list[Any]:
    return [pytest.param(p, id=p["id"]) for p in yaml.safe_load(PROSE.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("passage", passages())
def test_prose_of_each_kind_is_read_as_a_reader_reads_it(
    finder: PlaceFinder, passage: dict[str, Any]
) -> None:
    """Every place of the passage is found and nothing else; each that the text settles is the right one."""
    places = finder.find(passage["text"], passage["language"])
    assert surfaces(places) == [surface for surface, _ in passage["places"]]
    for place, (surface, gold) in zip(places, passage["places"], strict=True):
        assert gold == "?" or meant(place, gold), f"{surface}: {place}"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Fighting continued near Kupiansk on Monday.", "en"),
        ("Fighting continued near Kupyansk on Monday.", "en"),
        ("Kupiansk's defenders held on.", "en"),
        ("Russia has been shelling Kupi\u00adansk for months.", "en"),
        ("KUPIANSK UNDER FIRE AS TROOPS PULL BACK", "en"),
        ("Бої під Куп'янськом тривають.", "uk"),
        ("Бої біля Куп’янська тривають.", "uk"),
        ("У Купʼянську чути вибухи.", "uk"),
        ("У КУП'ЯНСЬКУ ВИБУХИ", "uk"),
        ("В Купянске слышны взрывы.", "ru"),
        ("Под Купянском идут бои.", "ru"),
        ("Войска подошли к Купя\u00adнску с севера.", "ru"),
        ("Бої біля Куп'янcька тривають.", "uk"),
    ],
)
def test_a_town_is_found_however_it_is_spelt_and_declined(
    finder: PlaceFinder, text: str, language: str
) -> None:
    """Romanisations, cases, apostrophes, capitals, soft hyphens, a Latin letter in a Cyrillic word."""
    (place,) = finder.find(text, language)
    assert place.place_id == KUPIANSK
    assert place.precision == "settlement"
    assert text[place.start : place.end] == place.surface


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Six assaults were repelled in the Kupiansk direction.", "en"),
        ("On the Kupyansk axis the front barely moved.", "en"),
        ("In the Kupiansk sector artillery was silent.", "en"),
        ("На Куп'янському напрямку відбито шість атак.", "uk"),
        ("на куп’янському напрямку відбито шість атак", "uk"),
        ("На Купянском направлении отбито шесть атак.", "ru"),
        ("на купянском направлении отбито шесть атак", "ru"),
    ],
)
def test_a_direction_is_an_axis_and_not_the_town(finder: PlaceFinder, text: str, language: str) -> None:
    """The town's id tells which axis; the precision tells that the town itself is not meant."""
    (place,) = finder.find(text, language)
    assert (place.place_id, place.precision) == (KUPIANSK, "axis")


@pytest.mark.parametrize(
    ("text", "language", "count"),
    [
        ("Two villages in Kharkiv region were hit.", "en", 1),
        ("Two villages in Kharkiv Oblast were hit.", "en", 1),
        ("Two villages in the Kharkov region were hit.", "en", 1),
        ("Alarms sounded in the Kharkiv and Sumy regions.", "en", 2),
        ("На Харківщині поранено двох людей.", "uk", 1),
        ("У Харківській області поранено двох людей.", "uk", 1),
        ("у харківській області поранено двох людей", "uk", 1),
        ("У Харківській та Сумській областях оголошено тривогу.", "uk", 2),
        ("В Харьковской области ранены двое.", "ru", 1),
        ("В Харьковской и Сумской областях объявлена тревога.", "ru", 2),
    ],
)
def test_regions_are_regions_not_their_capitals(
    finder: PlaceFinder, text: str, language: str, count: int
) -> None:
    """With the noun, by the everyday name, two sharing one noun."""
    places = finder.find(text, language)
    assert len(places) == count
    assert places[0].place_id == KHARKIV_OBLAST
    assert {p.precision for p in places} == {"admin1"}


@pytest.mark.parametrize(
    ("text", "language", "raion"),
    [
        ("Evacuation from Kupiansk district goes on.", "en", "Kupiansk Raion"),
        ("Evacuation from Pokrovsk raion goes on.", "en", "Pokrovsk Raion"),
        ("Евакуація з Куп'янського району триває.", "uk", "Kupiansk Raion"),
        ("На Куп'янщині триває евакуація.", "uk", "Kupiansk Raion"),
        ("В Купянском районе продолжается эвакуация.", "ru", "Kupiansk Raion"),
    ],
)
def test_districts_are_raions(finder: PlaceFinder, text: str, language: str, raion: str) -> None:
    """A district has its own id and precision."""
    (place,) = finder.find(text, language)
    assert (place.name, place.precision) == (raion, "raion")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Police said the bar on the corner had closed.", "en"),
        ("Never had progress been so slow, and luck had little to do with it.", "en"),
        ("Reading the report took an hour. Split opinions followed. Nice weather, too.", "en"),
        ("Slava Ukraini, shouted Slava Hrytsenko.", "en"),
        ("Volodymyr Zelensky thanked Volodymyr and his crew.", "en"),
        ("General Oleksandr Syrskyi told Rustem Umerov that Kyrylo Budanov had agreed.", "en"),
        ("Mariinka Ivanova, a nurse, spoke to Vadym Bilohorskyi.", "en"),
        ("The Kupyansk City Military Administration issued a statement.", "en"),
        ("The Kharkiv Regional Prosecutor's Office opened a case.", "en"),
        ("Dynamo Kyiv drew with Shakhtar Donetsk and Zorya Luhansk lost.", "en"),
        ("The 92nd Kharkiv Brigade and the 25th Sicheslav Airborne Brigade rotated.", "en"),
        ("The cruiser Moskva sank and the landing ship Minsk burned.", "en"),
        ("Kyiv said it would not accept a truce. Moscow accused Washington of lying.", "en"),
        ("Talks between Kyiv and Moscow have stalled, and Beijing wants a role.", "en"),
        ("It was one of Kyiv's pivotal victories.", "en"),
        ("Aid to Kyiv must continue, Berlin says.", "en"),
        ("Мирне небо, нове життя і перемога: про це мріє Степан Гірник.", "uk"),
        ("Перемога буде за нами. Слава героям!", "uk"),
        ("Президент Володимир Зеленський зустрівся з генералом Сирським.", "uk"),
        ("Куп'янська міська військова адміністрація повідомила про обстріл.", "uk"),
        ("Харківська обласна прокуратура відкрила провадження.", "uk"),
        ("Київ заявив, що переговорів не буде. У Москві заявили протилежне.", "uk"),
        ("Бійці 92-ї Харківської бригади збили дрон.", "uk"),
        ("Победа близко. Новый день, новые надежды.", "ru"),
        ("Министр обороны Андрей Белоусов и Сергей Лавров приехали.", "ru"),
        ("Киев заявил протест, Москва ответила.", "ru"),
        ("Бригада «Харьков» и крейсер «Москва» вошли в историю.", "ru"),
    ],
)
def test_words_people_units_ships_and_governments_are_no_places(
    finder: PlaceFinder, text: str, language: str
) -> None:
    """None of these names a spot where something happened."""
    assert finder.find(text, language) == ()


@pytest.mark.parametrize(
    ("text", "language", "surface", "name"),
    [
        ("The town of Bar in Vinnytsia region was quiet.", "en", "Bar", "Bar"),
        ("Shelling hit the village of Progress in Donetsk region.", "en", "Progress", "Prohres"),
        ("In Volodymyr, a town in Volyn region, a depot burned.", "en", "Volodymyr", "Volodymyr"),
        ("Троє людей поранено в місті Бар Вінницької області.", "uk", "Бар", "Bar"),
        ("У селі Мирне Покровського району поранено лікарку.", "uk", "Мирне", "Myrne"),
        ("У місті Рівне чути вибухи.", "uk", "Рівне", "Rivne"),
        ("В селе Новое Краматорского района ранены двое.", "ru", "Новое", "Nove"),
    ],
)
def test_a_word_that_is_also_a_place_counts_with_evidence(
    finder: PlaceFinder, text: str, language: str, surface: str, name: str
) -> None:
    """ "The village of", the region behind it: then Bar is a town."""
    place = next(p for p in finder.find(text, language) if p.surface == surface)
    assert place.name in {name, None}


@pytest.mark.parametrize(
    "text",
    [
        "Explosions rocked Kyiv overnight.",
        "In Kyiv, a metro station flooded.",
        "Debris fell on Kyiv's Podil district.",
    ],
)
def test_a_capital_where_something_happens_is_a_city(finder: PlaceFinder, text: str) -> None:
    """The same word is a government and a city of three million."""
    assert finder.find(text, "en")[0].place_id == "UA80000000000093317"


@pytest.mark.parametrize(
    ("text", "language", "surface", "name", "raion"),
    [
        ("Shells fell on Ivanivka, Kherson region, near Henichesk.", "en", "Ivanivka", "Ivanivka",
         "Henichesk Raion"),
        ("Ivanivske, just west of Bakhmut, was shelled.", "en", "Ivanivske", "Ivanivske", "Bakhmut Raion"),
        ("Fighting near Andriivka and Klishchiivka, south of Bakhmut, was fierce.", "en", "Andriivka",
         "Andriivka", "Bakhmut Raion"),
        ("Після взяття Роботиного бої йдуть біля Вербового.", "uk", "Вербового", "Verbove", "Polohy Raion"),
        ("В районе Синьковки и Петропавловки под Купянском отбиты атаки.", "ru", "Петропавловки",
         "Petropavlivka", "Kupiansk Raion"),
        ("At Mykolaivka, east of Sloviansk, a clinic burned.", "en", "Mykolaivka", "Mykolaivka",
         "Kramatorsk Raion"),
    ],
)  # fmt: skip
def test_among_namesakes_the_article_decides(
    finder: PlaceFinder, text: str, language: str, surface: str, name: str, raion: str
) -> None:
    """The region named beside it, the towns around it."""
    place = next(p for p in finder.find(text, language) if p.surface == surface)
    assert (place.name, place.admin2) == (name, raion)


@pytest.mark.parametrize(
    "text",
    ["Two people were wounded in Ivanivka.", "A drone hit Mykhailivka.", "Oleksandrivka was quiet, he said."],
)
def test_a_bare_name_of_dozens_of_villages_stays_unresolved(finder: PlaceFinder, text: str) -> None:
    """No id, no name, no coordinates: nothing is invented."""
    (place,) = finder.find(text, "en")
    assert (place.place_id, place.name, place.lat, place.lon) == (None, None, None, None)
    assert place.precision == "unresolved"


def test_the_ministry_means_lyman_by_its_soviet_name(finder: PlaceFinder) -> None:
    """Another village bears Krasnyi Lyman as its primary name; the ministry means the town."""
    text = "Освобождён Красный Лиман, сообщило Минобороны России."
    (place,) = finder.find(text, "ru")
    assert (place.name, place.admin2) == ("Lyman", "Kramatorsk Raion")


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Troops entered Krasny Liman (Lyman) at dawn.", "en", "Lyman"),
        ("Troops entered Bakhmut (Artyomovsk) at dawn.", "en", "Bakhmut"),
        ("Войска вошли в Красноармейск (Покровск).", "ru", "Pokrovsk"),
        ("Бої за Торецьк (Дзержинськ) тривають.", "uk", "Toretsk"),
    ],
)
def test_a_gloss_in_brackets_is_the_same_place(
    finder: PlaceFinder, text: str, language: str, name: str
) -> None:
    """Both names of the pair resolve to one place."""
    places = finder.find(text, language)
    assert [p.name for p in places] == [name, name]


@pytest.mark.parametrize(
    ("text", "language", "surface"),
    [
        ("Посёлок Рубанщина перешёл под контроль, сообщило Минобороны.", "ru", "Рубанщина"),
        ("ВСУ заняли Суджу, Николаево-Дарьино и Свердликово.", "ru", "Николаево-Дарьино"),
        ("Бои идут за село Боровая Андреевка.", "ru", "Боровая Андреевка"),
        ("Shelling hit the village of Zabutivka-Nova at noon.", "en", "Zabutivka-Nova"),
        ("Ворог просунувся біля села Забутівка.", "uk", "Забутівка"),
    ],
)
def test_a_village_that_the_gazetteer_lacks_is_kept_unresolved(
    finder: PlaceFinder, text: str, language: str, surface: str
) -> None:
    """The text says that it is a village; what it claims of it must not be lost or put elsewhere."""
    place = next(p for p in finder.find(text, language) if p.surface == surface)
    assert (place.place_id, place.precision) == (None, "unresolved")


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("Drones fell in the Saltivskyi district of Kharkiv.", "en", "Saltivskyi District"),
        ("В Салтовском районе Харькова горит дом.", "ru", "Saltivskyi District"),
        ("У Салтівському районі Харкова горить будинок.", "uk", "Saltivskyi District"),
    ],
)
def test_districts_of_cities_are_districts(finder: PlaceFinder, text: str, language: str, name: str) -> None:
    """Not the city, and not a raion."""
    place = finder.find(text, language)[0]
    assert (place.name, place.precision) == (name, "district")


@pytest.mark.parametrize(
    ("text", "language", "name"),
    [
        ("The Kakhovka dam was blown up.", "en", "Kakhovka Hydroelectric Power Plant"),
        ("Fire broke out at the Zaporizhzhia NPP.", "en", "Zaporizhzhia Nuclear Power Plant"),
        ("Вибухи на аеродромі, Кримський міст перекрито.", "uk", "Crimean Bridge"),
        ("Крымский мост перекрыт.", "ru", "Crimean Bridge"),
        ("The last defenders left Azovstal.", "en", "Azovstal"),
    ],
)
def test_bridges_and_plants_are_facilities(finder: PlaceFinder, text: str, language: str, name: str) -> None:
    """The nouns of their names are in lower case more often than not."""
    place = finder.find(text, language)[0]
    assert (place.name, place.precision) == (name, "facility")


def test_one_name_keeps_one_sense_through_an_article(finder: PlaceFinder) -> None:
    """The mention that says where it is settles the one that does not."""
    text = (
        "Stepove fell silent.\n\nRussian units hold half of Stepove, north-west of Avdiivka, a monitor said."
    )
    places = [p for p in finder.find(text, "en") if p.surface == "Stepove"]
    assert len(places) == 2
    assert {p.admin2 for p in places} == {"Pokrovsk Raion"}


def test_a_river_has_an_id_but_no_point(finder: PlaceFinder) -> None:
    """A river's single coordinate would place an event at its mouth."""
    places = finder.find("Troops crossed the Oskil under fire near Kupiansk.", "en")
    river = places[0]
    assert (river.name, river.precision, river.lat) == ("Oskil", "river", None)
    assert river.place_id is not None


def test_masks_are_kept_for_whoever_looks_for_claimants(finder: PlaceFinder) -> None:
    """People and organisations are no places, but they speak."""
    text = "Andriy Besedin, head of the Kupyansk City Military Administration, said Kyiv would send aid."
    reading = finder.read(text, "en")
    assert {(text[m.start : m.end], m.kind) for m in reading.masks} == {
        ("Andriy Besedin", "person"),
        ("Kupyansk City Military Administration", "organisation"),
        ("Kyiv", "government"),
    }


@pytest.mark.parametrize(
    "name", ["Kupiansk", "Kupyansk", "kupiansk", "Куп'янськ", "Купянск", KUPIANSK, "  Kupiansk "]
)
def test_a_place_is_looked_up_by_name_in_any_language_or_by_code(finder: PlaceFinder, name: str) -> None:
    """What a user types at the command line."""
    assert finder.lookup(name)[0].place_id == KUPIANSK


def test_a_misspelt_name_gets_its_nearest_neighbours(finder: PlaceFinder) -> None:
    """A slip of the finger is answered with suggestions; nonsense with nothing."""
    assert KUPIANSK in {p.place_id for p in finder.lookup("Kupjansc")}
    assert finder.lookup("qqqqqqqqqqqq") == []
    assert finder.lookup("") == []


def test_namesakes_are_listed_the_prominent_first_and_no_more_than_asked(finder: PlaceFinder) -> None:
    """Donetsk is the city of the Donbas before the one in Rostov oblast."""
    found = finder.lookup("Donetsk", limit=2)
    assert len(found) == 2
    assert found[0].admin1 == "Donetsk Oblast"


def test_a_reference_is_had_by_id(finder: PlaceFinder) -> None:
    """The place as messages carry it, or None."""
    place = finder.ref(KUPIANSK)
    assert place is not None
    assert (place.name, place.admin1, place.admin2, place.katottg) == (
        "Kupiansk",
        "Kharkiv Oblast",
        "Kupiansk Raion",
        KUPIANSK,
    )
    assert finder.ref("UA00000000000000000") is None


def test_other_languages_are_read_where_their_script_allows(finder: PlaceFinder) -> None:
    """A Polish or German text still names Kupiansk."""
    assert [p.place_id for p in finder.find("Walki o Kupiansk trwają.", "pl")] == [KUPIANSK]


def test_threads_share_one_finder(finder: PlaceFinder) -> None:
    """The same answers from eight threads as from one."""
    texts = [p["text"] for p in yaml.safe_load(PROSE.read_text(encoding="utf-8"))] * 4
    alone = [finder.find(t, "en") for t in texts]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda t: finder.find(t, "en"), texts)) == alone
