"""Folding: one spelling for each way of writing a name, with offsets that stay those of the text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workers.extraction.gazetteer.fold import capitalised_words, fold_name, fold_word, next_word


@pytest.mark.parametrize(
    "written",
    [
        "Куп'янськ", "Куп’янськ", "Купʼянськ", "Куп`янськ", "Куп´янськ", "Куп′янськ",
        'Куп"янськ', "Куп*янськ",
        "КУП'ЯНСЬК", "Куп\u00ad'янськ", "Ку\u0301п'янськ", "Куп\u200bянськ",
    ],
)  # fmt: skip
def test_every_apostrophe_accent_and_soft_hyphen_folds_to_the_same_word(written: str) -> None:
    """Kupiansk is found however a keyboard or a typesetter wrote it."""
    assert fold_word(written) == "купянськ"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Лимaн", "лиман"),
        ("Kupiаnsk", "kupiansk"),
        ("Артёмовск", "артемовск"),
        ("Łyman", "lyman"),
        ("Ґнилиця", "гнилиця"),
    ],
)
def test_look_alike_letters_and_marks_are_unified(written: str, folded: str) -> None:
    """A Latin `a` in a Cyrillic word, or the reverse, hides no name."""
    assert fold_word(written) == folded


def test_a_name_of_several_words_ignores_hyphens_and_non_breaking_spaces() -> None:
    """Hyphen, space and no-break space part the words of a name alike."""
    assert {fold_name(n) for n in ("Часів Яр", "Часів\u00a0Яр", "Часів-Яр", "ЧАСІВ ЯР")} == {"часів яр"}


def test_possessive_endings_stay_outside_the_word() -> None:
    """The surface of `Kupiansk's` is Kupiansk."""
    text = "Kupiansk's fall; Kupiansk’s rise; the Kupiansk' of old"
    words = list(capitalised_words(text))
    assert [text[w.start : w.end] for w in words] == ["Kupiansk", "Kupiansk", "Kupiansk"]


def test_a_name_does_not_continue_over_punctuation_or_a_blank_line() -> None:
    """Two sentences or paragraphs never make one name."""
    assert next_word("Velyka. Novosilka", 6) is None
    assert next_word("Velyka\n\nNovosilka", 6) is None
    following = next_word("Velyka\nNovosilka", 6)
    assert following is not None
    assert following.folded == "novosilka"


@given(st.text(max_size=300))
def test_offsets_lie_in_the_text_and_words_do_not_overlap(text: str) -> None:
    """Whatever the text, a word's offsets point at it."""
    end = 0
    for word in capitalised_words(text):
        assert end <= word.start < word.end <= len(text)
        assert fold_word(text[word.start : word.end]) == word.folded
        end = word.end
