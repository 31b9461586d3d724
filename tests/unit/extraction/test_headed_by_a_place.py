"""A name that is all there is of a sentence heads what follows, as channels write it."""

import pytest

from workers.extraction.toponymy.places import PlaceFinder

HEADINGS = {
    "Суджа. Наши штурмовики в центре, флаг на администрации.": ("ru", "gn:486816"),
    "Юнаківка. Ворог зайшов на північну околицю.": ("uk", "UA59080310010046655"),
}
NO_HEADINGS = {
    "names and common words": ("Надежда Петрова пришла утром. Река. Туман.", "ru"),
    "a common word": ("Тихо. Российские военные спят.", "ru"),
    "a word of trade": ("Ставки. Российские букмекеры принимают их с утра.", "ru"),
}


@pytest.fixture(scope="module")
def finder() -> PlaceFinder:
    """The places of the war in Ukraine."""
    return PlaceFinder.load()


@pytest.mark.parametrize(("text", "language", "place_id"), [(t, *v) for t, v in HEADINGS.items()])
def test_a_heading_is_a_place(finder: PlaceFinder, text: str, language: str, place_id: str) -> None:
    """A village that a sentence's first capital alone would not show."""
    assert [place.place_id for place in finder.find(text, language)] == [place_id]


@pytest.mark.parametrize(("text", "language"), NO_HEADINGS.values(), ids=NO_HEADINGS)
def test_a_sentence_of_one_common_word_is_no_place(finder: PlaceFinder, text: str, language: str) -> None:
    """Words that are villages too need more than a full stop behind them."""
    assert not finder.find(text, language)
