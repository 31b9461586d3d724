"""Tables are matched as their pattern language says."""

import pytest

from workers.extraction.tables.lexicon import Phrases, parse_pattern


def found(pattern: str, sentence: str) -> list[str]:
    """The stretches of the sentence that the pattern matches."""
    words = sentence.split()
    matches = Phrases([(pattern, None)]).find(words)
    return [" ".join(words[match.start : match.end]) for match in matches]


@pytest.mark.parametrize(
    ("pattern", "sentence", "stretches"),
    [
        ("captur(e/ed)", "they captured it to capture more", ["captured", "capture"]),
        ("captur(e/ed)", "the capturing went on", []),
        ("recall*", "he recalled the recalls", ["recalled", "recalls"]),
        ("took|takes over", "it takes over and took over", ["takes over", "took over"]),
        (
            "under (full|firm) control",
            "under control and under firm control",
            ["under control", "under firm control"],
        ),
        ("told _ that", "she told us that and told that", ["told us that"]),
        ("drove ... out", "drove the last of them out", ["drove the last of them out"]),
        ("drove ... out", "drove on , far out", []),
        ("drove ... out", "drove one two three four five out", []),
        ("took <place> back", "took <place> back", ["took <place> back"]),
        ("освобожд(ён/ена)", "село освобождена", ["освобождена"]),
    ],
)
def test_a_pattern_matches_what_its_row_says(pattern: str, sentence: str, stretches: list[str]) -> None:
    """Endings, stems, choices, optional and wild words, and gaps that are bounded and without punctuation."""
    assert found(pattern, sentence) == stretches


def test_a_possessive_in_a_table_is_met_in_a_text() -> None:
    """`russia's ministry` is three words to the tokenizer, and so it is in a pattern."""
    assert found("russia's ministry", "said russia 's ministry") == ["russia 's ministry"]


@pytest.mark.parametrize("pattern", ["", "   ", "... gap", "(only) (optional)"])
def test_a_pattern_that_could_match_anywhere_is_refused(pattern: str) -> None:
    """A mistake in a table is found when it is read, not when an article meets it."""
    with pytest.raises(ValueError, match="begins with a word"):
        parse_pattern(pattern)


def test_of_one_row_only_the_longest_match_counts() -> None:
    """Optional words do not make one phrase two."""
    assert found("took (full) control (of)", "took full control of") == ["took full control of"]


@pytest.mark.parametrize("pattern", ["denied (, that)", "captur(e /ed)"])
def test_a_blank_in_brackets_is_refused(pattern: str) -> None:
    """Such a row would read as two odd positions and match nothing, and nobody would know."""
    with pytest.raises(ValueError, match="without blanks"):
        parse_pattern(pattern)
