"""Rows of the tables of words that match more, or less, than they show."""

from collections.abc import Iterator
from typing import Any

import pytest

from workers.extraction.tables.language import TABLES, Language, load_language
from workers.extraction.tables.lexicon import LANGUAGES, parse_pattern, read_table
from workers.extraction.tables.placeholders import fill, fillers, theatre_table
from workers.extraction.tables.theatre import Theatre, load_theatre

THEATRES = ("ukraine", "sudan")
SMALL = (
    "be",
    "have",
    "do",
    "modal",
    "future",
    "to",
    "negation",
    "determiner",
    "article",
    "pronoun",
    "possessive_pronoun",
    "and",
    "of",
    "by",
    "before_noun",
)
"""Classes of words that say nothing of their own."""
FLYING = {"bomb", "shell", "rocket", "missile", "drone", "uav"}
NO_PATTERNS = ("relations", "distance_units", "preps", "event", "extent", "voice", "act", "nominal", "needs")
EVENTS = ("verbs", "imperfective", "nouns")


@pytest.fixture(scope="module", params=THEATRES)
def theatre(request: pytest.FixtureRequest) -> Theatre:
    """Each theatre in turn, as its words are filled into the tables of languages."""
    return load_theatre(request.param)


def _strings(table: Any) -> Iterator[str]:
    if isinstance(table, dict):
        for key, value in table.items():
            if key not in NO_PATTERNS:
                yield from _strings(value)
    elif isinstance(table, list):
        for value in table:
            yield from _strings(value)
    elif isinstance(table, str):
        yield table


def _table(name: str, code: str, theatre: Theatre) -> Any:
    """A language's table with the rows and the parties' words of a theatre."""
    parties = fillers(party.words.get(code, {}) for party in theatre.parties.values())
    return fill(theatre_table(theatre.name, code, name), parties)


def _events(code: str, theatre: Theatre) -> Iterator[str]:
    for row in _table("triggers", code, theatre):
        for key in EVENTS:
            yield from row.get(key) or ()


def _shrinks(pattern: str, language: Language) -> bool:
    elements = parse_pattern(pattern)
    required = [element for element in elements if not (element.optional or element.gap)]
    if len(required) == len(elements) or len(required) != 1:
        return False
    return required[0].wild or any(language.is_a(word, *SMALL) for word in required[0].words)


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_row_of_several_words_shrinks_to_a_small_word(code: str, theatre: Theatre) -> None:
    """ "no longer (under) (control)" would find an event in every "no longer": words after it must stay."""
    language = load_language(code, theatre)
    rows = [*_events(code, theatre)]
    for name in ("cues", "speech"):
        rows += _strings(_table(name, code, theatre))
    assert not [pattern for pattern in rows if _shrinks(pattern, language)]


def _is_vague(pattern: str, language: Language) -> bool:
    required = [element for element in parse_pattern(pattern) if not (element.optional or element.gap)]
    return all(
        element.wild or (element.words and all(language.is_a(word, *SMALL) for word in element.words))
        for element in required
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_an_event_needs_a_word_of_its_own(code: str, theatre: Theatre) -> None:
    """ "is not" and "no longer" tell of no event whatever stands around them."""
    language = load_language(code, theatre)
    assert not [pattern for pattern in _events(code, theatre) if _is_vague(pattern, language)]


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_a_choice_between_words_holds_no_blank(code: str, table: str) -> None:
    """ "a | b" or "(two words)" is cut at its blank into words that no text contains."""
    broken = {
        pattern
        for pattern in _strings(read_table("languages", code, f"{table}.yaml"))
        for part in pattern.split()
        if part != "..."
        and part not in ("(", ")", "/")
        and (part.startswith("|") or part.endswith("|") or "||" in part or part.count("(") != part.count(")"))
    }
    assert not broken


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_verb_with_a_gap_begins_with_a_word_for_men(code: str, theatre: Theatre) -> None:
    """ "forc(e/es) ... out" would read "forces moved out" as its verb."""
    men = {
        word
        for pattern in _table("forces", code, theatre)["troops" if code == "en" else "forces"]
        if len(parse_pattern(pattern)) == 1
        for word in parse_pattern(pattern)[0].words
    }
    eaten = {
        pattern
        for pattern in _events(code, theatre)
        if any(element.gap for element in parse_pattern(pattern))
        and not parse_pattern(pattern)[0].words & FLYING
        and parse_pattern(pattern)[0].words & men
    }
    assert not eaten
