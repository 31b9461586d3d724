"""Only paragraphs with a telling word are read: none that holds an event's words may be without one."""

import pytest

from workers.extraction.tables.lexicon import telling_words

COMMON = frozenset({"the", "of", "in", "is", "next"})


@pytest.mark.parametrize(
    ("pattern", "words", "stems"),
    [
        ("took control of", {"control"}, set()),
        ("<place> fell", {"fell"}, set()),
        ("is|are (now) in the centre|center of", {"centre", "center"}, set()),
        ("liberat* of", set(), {"liberat"}),
        ("<place> is next ,|.", {"next"}, set()),
        ("next won", {"won"}, set()),
        ("(fully) held|kept ... line", {"held", "kept"}, set()),
    ],
)
def test_of_a_pattern_the_rarest_required_position_counts(
    pattern: str, words: set[str], stems: set[str]
) -> None:
    """Optional words, gaps and places need not stand in the text; common words tell nothing."""
    found_words, found_stems = telling_words([pattern], COMMON)
    assert set(found_words) == words
    assert set(found_stems) == stems


@pytest.mark.parametrize("pattern", ["is in the", "of the _"])
def test_a_pattern_of_common_words_alone_still_counts(pattern: str) -> None:
    """Otherwise its paragraphs would be passed over."""
    words, _ = telling_words([pattern], COMMON)
    assert words & set(pattern.split())
