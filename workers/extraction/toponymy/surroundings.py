"""What stands around a name: the nearest words, the sentence's start, what joins it to its neighbours."""

import re
from dataclasses import dataclass
from functools import cached_property

from workers.extraction.gazetteer.fold import WORD, fold_word

_REACH = 90
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*\s|\n\s*\n|[;\n]|(?<=\s)[•–—▪️-]\s")
_LEADING = re.compile(r"(?:^|\n|[.!?…•]|[«\"“„(])[\s«\"“„'(•▪️–—-]*$")
_ABBREVIATION = re.compile(r"(?<!\w)\w{1,3}\.\s?$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_QUOTES_OPEN, _QUOTES_CLOSE = '«"“„', '»"”'


@dataclass(frozen=True)
class Surroundings:
    """The neighbourhood of the span `start:end` of a text."""

    text: str
    start: int
    end: int

    @cached_property
    def _left(self) -> str:
        left = self.text[max(0, self.start - _REACH) : self.start]
        cut = 0
        for match in _SENTENCE_END.finditer(left):
            if not _ABBREVIATION.search(left[: match.end()]):
                cut = match.end()
        return left[cut:]

    @cached_property
    def _right(self) -> str:
        right = self.text[self.end : self.end + _REACH]
        match = _SENTENCE_END.search(right)
        return right[: match.start()] if match else right

    @cached_property
    def before(self) -> tuple[str, ...]:
        """Lower-case words of the same sentence before the name, nearest first."""
        return tuple(fold_word(w) for w in reversed(WORD.findall(self._left)))

    @cached_property
    def after(self) -> tuple[str, ...]:
        """Lower-case words of the same sentence after the name, nearest first."""
        return tuple(fold_word(w) for w in WORD.findall(self._right))

    @cached_property
    def raw_before(self) -> str:
        """The text before the name, to the sentence's start or some 90 characters."""
        return self._left

    @cached_property
    def raw_after(self) -> str:
        """The text after the name, to the sentence's end or some 90 characters."""
        return self._right

    @cached_property
    def initial(self) -> bool:
        """Whether the name's capital may be that of a sentence's first word."""
        left = self.text[max(0, self.start - 12) : self.start]
        if self.start == 0:
            return True
        return bool(_LEADING.search(left)) and not _ABBREVIATION.search(left)

    @cached_property
    def quoted(self) -> bool:
        """Whether the name alone stands in quotation marks: a ship, a paper, a brand."""
        before = self.text[self.start - 1 : self.start] if self.start else ""
        after = self.text[self.end : self.end + 1]
        return bool(before and after) and before in _QUOTES_OPEN and after in _QUOTES_CLOSE

    @cached_property
    def capital_before(self) -> str | None:
        """The capitalised word right before the name with nothing but a space between, or None."""
        match = re.search(r"([^\W\d_][\w'’ʼ-]*)[ \u00a0]$", self._left)
        return match[1] if match and match[1][0].isupper() else None

    @cached_property
    def capital_after(self) -> str | None:
        """The capitalised word right after the name with nothing but a space between, or None."""
        match = re.match(r"[ \u00a0]([^\W\d_][\w'’ʼ-]*)", self._right)
        return match[1] if match and match[1][0].isupper() else None

    @cached_property
    def possessive(self) -> bool:
        """Whether an English possessive follows: Kyiv's."""
        return bool(re.match(r"['’]s?\b", self.text[self.end : self.end + 3])) and self.text[
            self.end : self.end + 2
        ] not in ("' ", "’ ")


def title_case_lines(text: str) -> list[tuple[int, int]]:
    """Lines whose longer words are nearly all capitalised: headlines in capitals or English title case."""
    spans: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        end = position + len(line)
        if 12 <= len(line) <= 200:
            words = [w for w in WORD.findall(line) if len(w) > 3]
            capitals = sum(w[0].isupper() for w in words)
            latin = line.isascii() or not _CYRILLIC.search(line)
            if line.isupper() or (
                latin and len(words) >= 4 and line[-1] != "." and capitals >= 0.75 * len(words)
            ):
                spans.append((position, end))
        position = end + 1
    return spans
