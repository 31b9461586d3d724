"""Paragraphs, sentences, words and clauses."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import spacy
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex

from schemas.places import Place
from workers.extraction.lexicon import PLACE

SENTENCE_LIMIT = 3000
"""Characters. A longer stretch without an end is cut: an evidence sentence has at most 4,000."""

_SAME_LENGTH = str.maketrans(
    {**dict.fromkeys("’ʼ‘`´ʹ′＇", "'"), **dict.fromkeys("«»“”„‟″", '"'), **dict.fromkeys("–—―−", "—")}
    | dict.fromkeys("     \t\r\u200b\ufeff\u00ad", " ")
    | {"\u2010": "-", "\u2011": "-"}
)
_END = re.compile(r"[.!?…]+[\"')\]]{0,3}\s+(?=[\"'(\[—•-]{0,2}\s?[^\W\da-zа-яєіїґ_]|[\"'(]{0,2}\d)")
_ENDLESS = re.compile(r"\S{100,}")
"""What nobody reads as words; a tokenizer would take quadratic time over it."""
_LAST_WORD = re.compile(r"([^\W\d_][^\s(\"']*?)\.$")


def normalise(text: str) -> str:
    """The text with one spelling of apostrophes, quotes, dashes and blanks; no character moves."""
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


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: the positions of its words, what opened it, and the clause it hangs on."""

    index: int
    words: tuple[int, ...]
    kind: str
    parent: int | None


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
def tokenizer(language: str) -> Tokenizer:
    """spaCy's blank tokenizer of the language, but hyphenated words stay whole (`Russian-held`)."""
    blank = spacy.blank(language).tokenizer
    return Tokenizer(
        blank.vocab,
        rules=blank.rules,
        prefix_search=blank.prefix_search,
        suffix_search=blank.suffix_search,
        infix_finditer=compile_infix_regex(
            [r"—", r"\.\.+", r"…", r"/", r"(?<=[^\W\d])[:;,]", r'"', r"[()]"]
        ).finditer,
    )


def words_of(sentence: str, offset: int, places: Sequence[Place], tokenize: Tokenizer) -> tuple[Word, ...]:
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


def _plain(text: str, offset: int, tokenize: Tokenizer) -> list[Word]:
    text = _ENDLESS.sub(lambda match: " " * len(match.group()), text)
    if not text.strip():
        return []
    return [
        Word(token.text, token.lower_, offset + token.idx, offset + token.idx + len(token.text))
        for token in tokenize(text)
        if not token.is_space
    ]


@dataclass(slots=True)
class _Draft:
    kind: str
    parent: int | None
    words: list[int]
    predicate: bool = False


OPENING = {"(": ")", "[": "]"}


def clauses(
    words: Sequence[Word],
    boundaries: dict[int, str],
    predicates: frozenset[int],
    coordinators: frozenset[int],
    starts_predicate: Callable[[int], bool],
) -> tuple[Clause, ...]:
    """Split a sentence. `boundaries` are the words that open a clause and how; `predicates` the verbs.

    A comma or an "and" opens a clause only between two predicates. Brackets, paired dashes and relative
    clauses between commas are cut out, so that the clause around them stays whole.
    """
    drafts = [_Draft("main", None, [])]
    stack: list[tuple[int, str]] = []
    current = 0
    asides = _asides(words)
    for at, word in enumerate(words):
        if word.lower == '"':
            continue
        if stack and stack[-1][1] == f"@{at}":
            current = stack.pop()[0]
            continue
        if at in asides:
            stack.append((current, f"@{asides[at]}"))
            drafts.append(_Draft("aside", current, []))
            current = len(drafts) - 1
            continue
        kind = boundaries.get(at) or _implied(at, words, drafts[current], predicates, coordinators)
        if (
            kind == "comma"
            and drafts[current].kind == "relative"
            and _outer_waits(drafts, current, starts_predicate(at))
        ):
            current = drafts[current].parent or 0
            continue
        if kind and kind not in ("neutral",) and not (at == 0 and kind == "coordination"):
            fresh = not drafts[current].words
            if fresh:
                drafts[current].kind = (
                    kind if drafts[current].kind in ("main", "comma", "break") else drafts[current].kind
                )
            else:
                drafts.append(_Draft(kind, current, []))
                current = len(drafts) - 1
        drafts[current].words.append(at)
        drafts[current].predicate |= at in predicates or kind == "relative"
    return tuple(Clause(i, tuple(d.words), d.kind, d.parent) for i, d in enumerate(drafts))


def _asides(words: Sequence[Word]) -> dict[int, int]:
    """Where brackets and paired dashes open, and where each closes."""
    pairs: dict[int, int] = {}
    dashes = [at for at, word in enumerate(words) if word.lower in ("—", "--") and at > 0]
    if len(dashes) == 2 and dashes[1] < len(words) - 1:
        pairs[dashes[0]] = dashes[1]
    opened: list[int] = []
    for at, word in enumerate(words):
        if word.lower in OPENING:
            opened.append(at)
        elif word.lower in OPENING.values() and opened:
            pairs[opened.pop()] = at
    return pairs


def _outer_waits(drafts: list[_Draft], current: int, predicate_next: bool) -> bool:
    parent = drafts[current].parent
    return parent is not None and (not drafts[parent].predicate or predicate_next)


def _implied(
    at: int,
    words: Sequence[Word],
    draft: _Draft,
    predicates: frozenset[int],
    coordinators: frozenset[int],
) -> str | None:
    """The boundary that punctuation or an "and" makes by itself at this word, if any."""
    lower = words[at].lower
    if lower in (";", ":", "—", "--"):
        return "break" if at else None
    if lower == "," or at in coordinators:
        if not draft.predicate or not _predicate_ahead(at + 1, words, predicates, coordinators):
            return None
        return "comma" if lower == "," else "coordination"
    return None


def _predicate_ahead(
    at: int, words: Sequence[Word], predicates: frozenset[int], coordinators: frozenset[int]
) -> bool:
    """Whether a verb comes before the next comma, stop or coordination."""
    for position in range(at, min(len(words), at + 16)):
        if position in predicates:
            return True
        if words[position].lower in (",", ";", ":", "—", ")") or (position > at and position in coordinators):
            return False
    return False
