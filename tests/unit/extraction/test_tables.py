"""The tables of words: what an expert may write in them, and what a slip there would break."""

from collections.abc import Iterator
from typing import Any

import pytest

from workers.extraction.tables.lexicon import parse_pattern, read_table

LANGUAGES = ("en", "uk", "ru")
TABLES = ("triggers", "cues", "speech", "geography", "forces")
NO_PATTERNS = (
    "relations",
    "distance_units",
    "place",
    "preps",
    "event",
    "extent",
    "voice",
    "act",
    "nominal",
    "needs",
    "afar",
    "view",
)


def _patterns(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        for key, value in table.items():
            if key not in NO_PATTERNS or (key == "place" and len(value) > 3):
                yield from _patterns(value)
    elif isinstance(table, list):
        for value in table:
            yield from _patterns(value)
    elif isinstance(table, str):
        yield table


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_no_bracket_is_read_as_part_of_a_word(language: str, table: str) -> None:
    """A bracket or slash in the wrong place would make a word that no text contains."""
    words = {
        (pattern, word)
        for pattern in _patterns(read_table("languages", language, f"{table}.yaml"))
        for element in parse_pattern(pattern)
        for word in (*element.words, *element.stems)
        if set(word) & set("()[]{}/|*") and word != "/"
    }
    assert not words


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_set_phrase_never_swallows_a_bare_verb(language: str) -> None:
    """A phrase that is no event hides the event's verb; with only optional words after it, always."""
    rows = read_table("languages", language, "triggers.yaml")
    events = {
        word
        for row in rows
        if row["event"]
        for key in ("verbs", "imperfective")
        for word in _heads(row.get(key))
    }
    swallowed = {
        pattern
        for row in rows
        if row["event"] is None
        for pattern in row.get("verbs") or ()
        if all(element.optional or element.gap for element in parse_pattern(pattern)[1:])
        and parse_pattern(pattern)[0].words & events
    }
    assert not swallowed


def _heads(patterns: list[str] | None) -> Iterator[str]:
    for pattern in patterns or ():
        elements = parse_pattern(pattern)
        if len(elements) == 1:
            yield from elements[0].words


@pytest.mark.parametrize("language", ["uk", "ru"])
@pytest.mark.parametrize("table", ["triggers", "cues", "speech", "geography", "forces", "time", "grammar"])
def test_ukrainian_and_russian_words_are_spelt_in_one_script(language: str, table: str) -> None:
    """A Latin letter that looks Cyrillic would make a word that no text contains."""
    mixed = {
        word
        for pattern in _strings(read_table("languages", language, f"{table}.yaml"))
        for word in pattern.replace("(", " ").replace("/", " ").replace(")", " ").replace("|", " ").split()
        if any("a" <= letter <= "z" for letter in word)
        and any("а" <= letter <= "я" or letter in "іїєґ" for letter in word)
        and not word.startswith(("z-", "fpv-", "osint-"))
    }
    assert not mixed


def _strings(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        for key, value in table.items():
            yield str(key)
            yield from _strings(value)
    elif isinstance(table, list):
        for value in table:
            yield from _strings(value)
    else:
        yield str(table)
