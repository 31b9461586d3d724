"""Paragraphs, sentences, words and clauses."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import spacy
from spacy.tokens import Doc
from spacy.util import compile_infix_regex

from schemas.places import Place
from workers.extraction.tables.lexicon import PLACE, fold

Tokenize = Callable[[str], Doc]

SENTENCE_LIMIT = 3000
"""Characters. A longer stretch without an end is cut: an evidence sentence has at most 4,000."""

_SAME_LENGTH = str.maketrans(
    {**dict.fromkeys("’ʼ‘`´ʹ′＇", "'"), **dict.fromkeys("«»“”„‟″", '"'), **dict.fromkeys("–—―−", "—")}
    | dict.fromkeys("     \t\r\u200b\ufeff\u00ad", " ")
    | {"\u2010": "-", "\u2011": "-"}
    | dict.fromkeys((0xFE0F, *range(0x2600, 0x27C0), *range(0x1F000, 0x1FB00)), " ")
)
"""The last row: pictures, which channels glue to the first word ("⚡Russian units")."""
_END = re.compile(r"[.!?…]+[\"')\]]{0,3}\s+(?=[\"'(\[—•-]{0,2}\s?[^\W\da-zа-яєіїґ_]|[\"'(]{0,2}\d)")
_ENDLESS = re.compile(r"\S{100,}")
"""What nobody reads as words; a tokenizer would take quadratic time over it."""
_PICTURE = re.compile("[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]")
"""Emoji, arrows and flags, which channels glue to words."""
_LAST_WORD = re.compile(r"([^\W\d_][^\s(\"']*?)\.$")


def normalise(text: str) -> str:
    """The text with one spelling of apostrophes, quotes, dashes and blanks (pictures too); nothing moves."""
    return text.translate(_SAME_LENGTH)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, a punctuation mark, or a whole place name. Offsets are the article's."""

    text: str
    lower: str
    start: int
    end: int
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A sentence's place in the article: `text[start:end]`, and the paragraph it stands in."""

    start: int
    end: int
    paragraph: int


def sentences(text: str, abbreviations: frozenset[str]) -> Iterator[Stretch]:
    """The sentences of a normalised text, blanks around them left out."""
    start = 0
    for number, line in enumerate(text.split("\n")):
        for left, right in _split(line, abbreviations):
            yield from _bounded(text, start + left, start + right, number)
        start += len(line) + 1


def _split(line: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    left = 0
    for match in _END.finditer(line):
        if line[match.start()] == "." and _abbreviated(line, match.start(), abbreviations):
            continue
        yield left, match.end()
        left = match.end()
    yield left, len(line)


def _abbreviated(line: str, dot: int, abbreviations: frozenset[str]) -> bool:
    match = _LAST_WORD.search(line, max(0, dot - 24), dot + 1)
    if match is None:
        return False
    word = match.group(1)
    return (len(word) == 1 and word.isupper()) or word.lower() in abbreviations


def _bounded(text: str, start: int, end: int, paragraph: int) -> Iterator[Stretch]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > SENTENCE_LIMIT:
        blank = text.rfind(" ", start, start + SENTENCE_LIMIT)
        cut = blank if blank > start else start + SENTENCE_LIMIT
        yield Stretch(start, cut, paragraph)
        start = cut + 1 if blank > start else cut
    if end > start:
        yield Stretch(start, end, paragraph)


@cache
def tokenizer(language: str) -> Tokenize:
    """spaCy's blank tokenizer of the language, but hyphenated words stay whole (`Russian-held`)."""
    blank: Any = spacy.blank(language).tokenizer
    own: Tokenize = type(blank)(
        blank.vocab,
        rules=blank.rules,
        prefix_search=blank.prefix_search,
        suffix_search=blank.suffix_search,
        infix_finditer=compile_infix_regex(
            [r"—", r"\.\.+", r"…", r"/", r"(?<=[^\W\d])[:;,]", r'"', r"[()]"]
        ).finditer,
    )
    return own


def words_of(sentence: str, offset: int, places: Sequence[Place], tokenize: Tokenize) -> tuple[Word, ...]:
    """The words of a normalised sentence that begins at `offset`; each place name is one word."""
    found: list[Word] = []
    left = offset
    for place in places:
        if place.start < left:
            continue
        found += _plain(sentence[left - offset : place.start - offset], left, tokenize)
        found.append(Word(place.surface, PLACE, place.start, place.end, place))
        left = place.end
    found += _plain(sentence[left - offset :], left, tokenize)
    return tuple(found)


def _plain(text: str, offset: int, tokenize: Tokenize) -> list[Word]:
    text = _ENDLESS.sub(lambda match: " " * len(match.group()), text)
    text = _PICTURE.sub(" ", text)
    if not text.strip():
        return []
    return [
        Word(token.text, fold(token.text), offset + token.idx, offset + token.idx + len(token.text))
        for token in tokenize(text)
        if not token.is_space
    ]
