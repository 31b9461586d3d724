"""Any text at all: offsets point at surfaces, nothing raises, nothing hangs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workers.extraction.gazetteer.artifact import Gazetteer
from workers.extraction.gazetteer.build import ARTIFACT, THEATRES
from workers.extraction.toponymy.places import PlaceFinder, PlaceReading

HANG_SECONDS = 30
HALF_A_MEGABYTE = 500_000

FRAGMENTS = (
    "Kupiansk", "Куп'янськ", "Kharkiv", "region", "області", "напрямку", "direction", "Ivanivka", "Велика",
    "Новосілка", "General", "Oleksandr", "Kyiv", "said", "(", ")", ",", ".", "\n", "\n\n", " ", "\u00ad",
    "\u0301", "’", "-", "92nd", "Brigade", "«", "»", "\u202e", "\x00", "🇺🇦", "харківській", "та", "and",
    "near", "Красный", "Лиман", "\ud800", "İ", "ŉ",
)  # fmt: skip


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    return PlaceFinder.load("ukraine")


def village_names(count: int) -> list[str]:
    """Names of Ukrainian villages in the gazetteer's order, repeated if need be."""
    gazetteer = Gazetteer.load(THEATRES / "ukraine" / "gazetteer" / ARTIFACT)
    names = [r.name for r in gazetteer.records() if r.feature == "village" and r.country == "UA"]
    return [names[(7919 * i) % len(names)] for i in range(count)]


def check(text: str, reading: PlaceReading) -> None:
    end = 0
    for place in reading.places:
        assert end <= place.start < place.end <= len(text)
        assert text[place.start : place.end] == place.surface
        assert (place.place_id is None) == (place.precision == "unresolved")
        assert place.place_id is not None or (place.lat is None and place.name is None)
        end = place.end
    for mask in reading.masks:
        assert 0 <= mask.start < mask.end <= len(text)
        assert all(p.end <= mask.start or mask.end <= p.start for p in reading.places)


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(st.sampled_from(FRAGMENTS), max_size=60),
    language=st.sampled_from(["en", "uk", "ru", "pl", "und"]),
)
def test_made_up_war_prose_never_raises_and_offsets_hold(
    finder: PlaceFinder, parts: list[str], language: str
) -> None:
    """Places are in order, apart from each other and from the masks, and point at their surfaces."""
    for text in (" ".join(parts), "".join(parts)):
        check(text, finder.read(text, language))


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=500), language=st.sampled_from(["en", "uk", "ru"]))
def test_arbitrary_text_never_raises(finder: PlaceFinder, text: str, language: str) -> None:
    """Any characters whatever."""
    check(text, finder.read(text, language))


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(parts=st.lists(st.sampled_from(FRAGMENTS), min_size=1, max_size=40))
def test_the_same_text_gives_the_same_places(finder: PlaceFinder, parts: list[str]) -> None:
    """No state is kept from one text to the next."""
    text = " ".join(parts)
    first = finder.read(text, "en")
    finder.read("Fighting near Ivanivka, Kherson region.", "en")
    assert finder.read(text, "en") == first


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(", ".join(village_names(10_000)), "en", id="ten thousand names in one list"),
        pytest.param(" ".join(village_names(10_000)), "en", id="ten thousand names without commas"),
        pytest.param(" near ".join(village_names(10_000)), "en", id="ten thousand names near each other"),
        pytest.param("Kupiansk" * (HALF_A_MEGABYTE // 8), "en", id="no spaces"),
        pytest.param("Куп'" * (HALF_A_MEGABYTE // 4), "uk", id="a word of apostrophes"),
        pytest.param("К\u0301" * (HALF_A_MEGABYTE // 2), "uk", id="combining marks"),
        pytest.param("Kup-" * (HALF_A_MEGABYTE // 4), "en", id="hyphens"),
        pytest.param("A " * (HALF_A_MEGABYTE // 2), "en", id="capitals"),
        pytest.param("Velyka " * (HALF_A_MEGABYTE // 7), "en", id="first words of names"),
        pytest.param("Ivanivka " * (HALF_A_MEGABYTE // 9), "en", id="one name"),
        pytest.param("Kharkiv region, " * (HALF_A_MEGABYTE // 16), "en", id="regions"),
        pytest.param(
            "харківській, " * (HALF_A_MEGABYTE // 13) + "областях", "uk", id="adjectives for one noun"
        ),
        pytest.param("Lyman (Liman) " * (HALF_A_MEGABYTE // 14), "en", id="glosses"),
        pytest.param("U.S. " * (HALF_A_MEGABYTE // 5), "en", id="initials"),
        pytest.param("\n" * HALF_A_MEGABYTE, "en", id="line breaks"),
        pytest.param('"«“' * (HALF_A_MEGABYTE // 3), "ru", id="quotation marks"),
    ],
)
@pytest.mark.timeout(HANG_SECONDS)
def test_hostile_text_does_not_hang(finder: PlaceFinder, text: str, language: str) -> None:
    """Work grows with the text, not with its square: a quadratic look would take minutes here."""
    check(text, finder.read(text, language))
