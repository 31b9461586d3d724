"""Phrase tables: how the words of a language's and a theatre's YAML files are matched in a sentence.

A pattern is a row of words, lower case, between blanks:

=========  ==========================================================
`word`     this word
`stem*`    any word that begins with the stem
`a|b`      either of them (each may be a stem)
`x(a/b)`   `xa` or `xb`; nothing between the slashes is the bare `x`
`(a|b)`    the same, but the word may be missing
`_`        any one word, no punctuation
`...`      up to four words of any sort, no punctuation among them; like `_`, no `never_any` of grammar.yaml
`<place>`  a place name
=========  ==========================================================

Words of a theatre's parties are `<side>`, `<party>` and `<men>`; see `placeholders.py`.
Russian ё is read as е, in the tables and in the text.
"""

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

import yaml

P = TypeVar("P")

LANGUAGES = ("en", "uk", "ru")
"""The languages that have a folder of tables under `languages/`."""
PLACE = "<place>"
_GAP_LIMIT = 4
_MEMO_LIMIT = 50_000


class _TableLoader(yaml.CSafeLoader):
    """YAML in which `on`, `off`, `no` and `yes` are words."""


_TableLoader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith(":bool") or first in "tTfF"]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


def read_table(*path: str) -> Any:
    """The contents of one YAML table below this package. Raises FileNotFoundError when it is missing."""
    return parse_table(files("workers.extraction").joinpath(*path).read_text("utf-8"))


def parse_table(text: str) -> Any:
    """The contents of a YAML table."""
    return yaml.load(text, Loader=_TableLoader)


@dataclass(frozen=True, slots=True)
class Element:
    """One position of a pattern: the words or stems that may stand there."""

    words: frozenset[str] = frozenset()
    stems: tuple[str, ...] = ()
    optional: bool = False
    wild: bool = False
    gap: bool = False

    def accepts(self, word: str) -> bool:
        """Whether the word may stand at this position."""
        if self.wild:
            return word[:1].isalnum() or word == PLACE
        return word in self.words or (bool(self.stems) and word.startswith(self.stems))


@dataclass(frozen=True, slots=True)
class Match(Generic[P]):
    """A phrase found in a sentence: words `start` to `end` (exclusive), and what the table says of it."""

    start: int
    end: int
    payload: P


@dataclass(frozen=True, slots=True)
class _Row(Generic[P]):
    elements: tuple[Element, ...]
    payload: P


@dataclass(frozen=True, slots=True)
class _Starters(Generic[P]):
    """What begins with a word: phrases of that word alone, and rows of several words by the next."""

    alone: tuple[P, ...]
    by_next: Mapping[str, tuple[_Row[P], ...]]
    otherwise: tuple[_Row[P], ...]
    """Rows that name no definite words for their second position."""


@cache
def parse_pattern(pattern: str) -> tuple[Element, ...]:
    """A pattern's positions. Raises ValueError for none, a gap in front, or a blank in brackets."""
    parted = pattern.replace("'s ", " 's ")  # as the tokenizer parts a possessive
    parts = parted.split()
    if any(part.count("(") != part.count(")") for part in parts):
        raise ValueError(f"a bracket holds one position, without blanks: {pattern!r}")
    elements = tuple(_element(part) for part in parts)
    if not elements or elements[0].gap or all(element.optional for element in elements):
        raise ValueError(f"a pattern begins with a word: {pattern!r}")
    return elements


def _element(part: str) -> Element:
    if part == "_":
        return Element(wild=True)
    if part in ("...", "(...)"):
        return Element(gap=True)
    if part == "(_)":
        return Element(wild=True, optional=True)
    optional = part.startswith("(")
    choices = [
        word for choice in fold(part[1:-1] if optional else part).split("|") for word in expand(choice)
    ]
    words = frozenset(choice for choice in choices if not choice.endswith("*"))
    stems = tuple(choice[:-1] for choice in choices if choice.endswith("*"))
    return Element(words, stems, optional)


def fold(text: str) -> str:
    """Lower case, with ё as the е that most Russian prose prints."""
    return text.lower().replace("ё", "е")


def expand(choice: str) -> list[str]:
    """`captur(e/ed)` as `capture` and `captured`."""
    head, bracket, endings = choice.partition("(")
    return [head + ending for ending in endings.rstrip(")").split("/")] if bracket else [choice]


class Phrases(Generic[P]):
    """Finds every phrase of a set of tables in one pass over a sentence's words.

    What a word may begin is looked up once per word and remembered, so that a sentence costs one dictionary
    look-up per word, whatever the size of the tables.
    """

    def __init__(self, pairs: Iterable[tuple[str, P]], never_any: Set[str] = frozenset()) -> None:
        """`never_any` are words that `_` and `...` do not stand for: they turn what a phrase says."""
        self._never_any = never_any
        self._by_word: dict[str, list[_Row[P]]] = {}
        self._by_stem: dict[str, list[_Row[P]]] = {}
        self._wild: list[_Row[P]] = []
        for pattern, payload in pairs:
            elements = parse_pattern(pattern)
            while True:
                self._file(_Row(elements, payload))
                if not elements[0].optional:
                    break
                elements = elements[1:]
        self._shortest = min(map(len, self._by_stem), default=1)
        self._longest = max(map(len, self._by_stem), default=0)
        self._memo: dict[str, _Starters[P]] = {}

    def _file(self, row: _Row[P]) -> None:
        first = row.elements[0]
        for word in first.words:
            self._by_word.setdefault(word, []).append(row)
        for stem in first.stems:
            self._by_stem.setdefault(stem, []).append(row)
        if first.wild:
            self._wild.append(row)

    def find(self, words: Sequence[str]) -> list[Match[P]]:
        """All matches, in order of their first word; of one row at one word only the longest."""
        found: list[Match[P]] = []
        last = len(words) - 1
        for start, word in enumerate(words):
            starters = self._memo.get(word) or self._starting_with(word)
            found += [Match(start, start + 1, payload) for payload in starters.alone]
            following = words[start + 1] if start < last else ""
            for row in starters.by_next.get(following, starters.otherwise):
                end = _match_from(row.elements, 1, words, start + 1, self._never_any)
                if end:
                    found.append(Match(start, end, row.payload))
        return found

    def _starting_with(self, word: str) -> _Starters[P]:
        collected = self._by_word.get(word, []) + self._wild
        for length in range(self._shortest, min(len(word), self._longest) + 1):
            collected = collected + self._by_stem.get(word[:length], [])
        longer = [row for row in collected if len(row.elements) > 1]
        named = {next_word for row in longer for next_word in _definite_second(row.elements)}
        starters = _Starters(
            alone=tuple(row.payload for row in collected if len(row.elements) == 1),
            by_next={
                each: tuple(row for row in longer if _may_follow(row.elements[1], each)) for each in named
            },
            otherwise=tuple(row for row in longer if not _definite_second(row.elements)),
        )
        if len(self._memo) >= _MEMO_LIMIT:
            self._memo.clear()
        self._memo[word] = starters
        return starters


def telling_words(patterns: Iterable[str], common: Set[str]) -> tuple[frozenset[str], frozenset[str]]:
    """The words and the stems of which a text must have one to hold a phrase.

    Of each pattern one position: without `common` words where there is one, then that with the longest words,
    since long words are rare.
    """
    positions = [_most_telling(parse_pattern(pattern), common) for pattern in patterns]
    words = frozenset(word for each in positions for word in each.words)
    return words, frozenset(stem for each in positions for stem in each.stems)


def _most_telling(elements: tuple[Element, ...], common: Set[str]) -> Element:
    definite = [e for e in elements if not (e.optional or e.wild or e.gap or PLACE in e.words)]
    return max(
        definite,
        key=lambda e: (_is_rare(e, common), min(map(len, (*e.words, *e.stems)))),
        default=Element(),
    )


def _is_rare(element: Element, common: Set[str]) -> bool:
    return element.words.isdisjoint(common) and all(word[0].isalnum() for word in element.words)


def _definite_second(elements: tuple[Element, ...]) -> frozenset[str]:
    """The words of which one must stand at the second position; none where others may."""
    second = elements[1]
    return frozenset() if second.optional or second.gap or second.wild or second.stems else second.words


def _may_follow(second: Element, word: str) -> bool:
    return second.optional or second.gap or second.accepts(word)


def _match_from(
    elements: tuple[Element, ...], at: int, words: Sequence[str], position: int, never_any: Set[str]
) -> int:
    """The end of the longest match of the remaining elements, or 0. Patterns are short and gaps bounded."""
    if at == len(elements):
        return position
    element = elements[at]
    if element.gap:
        limit = min(len(words), position + _GAP_LIMIT)
        best = _match_from(elements, at + 1, words, position, never_any)
        while position < limit and not best and _is_word(words[position]):
            if words[position] in never_any:
                break
            position += 1
            best = _match_from(elements, at + 1, words, position, never_any)
        return best
    word = words[position] if position < len(words) else ""
    if word and element.accepts(word) and not (element.wild and word in never_any):
        end = _match_from(elements, at + 1, words, position + 1, never_any)
        if end:
            return end
    return _match_from(elements, at + 1, words, position, never_any) if element.optional else 0


def _is_word(word: str) -> bool:
    return word[0].isalnum() or word[0] == "<"


def longest_first(matches: Iterable[Match[P]]) -> list[Match[P]]:
    """Matches that do not overlap: an earlier start wins, then the longer, then the one listed first."""
    chosen: list[Match[P]] = []
    end = -1
    for match in sorted(matches, key=lambda m: (m.start, -m.end)):
        if match.start >= end:
            chosen.append(match)
            end = match.end
    return chosen
