"""Words of a text as the name table knows them: one spelling for each way of writing a name."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

APOSTROPHES = "'’ʼʹʻ‘`´′ꞌ＇‛"
_LONGEST = 60
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = r"[^\W\d_]"
# A typist without an apostrophe key writes Куп"янск or Куп*янськ: only before an iotated vowel.
_INNER = rf"(?:\w|[\u0300-\u036f{_INVISIBLE}]|[{APOSTROPHES}](?={_LETTER})|[\"”“*](?=[яюєїЯЮЄЇ]))"
_UPPER = "A-Z\u00c0-\u00d6\u00d8-\u00de\u0100-\u017f\u0400-\u042f\u0490\u04c0\u1e00-\u1eff"

CAPITALISED = re.compile(rf"(?<![\w{APOSTROPHES}])[{_UPPER}]{_INNER}{{0,{_LONGEST}}}")
"""A word that begins with a capital; it may contain apostrophes, soft hyphens and stress marks."""

WORD = re.compile(rf"{_LETTER}{_INNER}{{0,{_LONGEST}}}")

_SPACE = "[ \u00a0\u2007\u2009\u202f]"
JOIN = re.compile(rf"{_SPACE}?[-\u2010-\u2013]{_SPACE}?|[ \u00a0\u2007\u2009\u202f\t]{{1,3}}\n?|\n")
"""What may stand between two words of one name: spaces, a hyphen or one line break."""

_POSSESSIVE = re.compile(rf"(?<=\w)(?:[{APOSTROPHES}]s|[{APOSTROPHES}])$", re.IGNORECASE)
_REMOVED = re.compile(rf"[{APOSTROPHES}\"”“*{_INVISIBLE}\u0300-\u036f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[a-z]")

_TO_CYRILLIC = str.maketrans("aceiopxykmthbn", "асеіорхукмтнвп")
_TO_LATIN = str.maketrans("асеіорхукмтв", "aceiopxykmtb")
_LETTERS = str.maketrans({"ё": "е", "ґ": "г", "ł": "l", "ı": "i", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae"})


class Word(NamedTuple):
    """A word with its character offsets in the text and its folded spelling."""

    start: int
    end: int
    folded: str


@lru_cache(maxsize=1 << 16)
def fold_word(word: str) -> str:
    """Lower case, no apostrophes, accents or soft hyphens; look-alike letters of one script only."""
    lowered = word.lower()
    if lowered.isascii() and lowered.isalnum():
        return lowered
    composed = unicodedata.normalize("NFC", lowered)
    plain = _REMOVED.sub("", composed).translate(_LETTERS)
    cyrillic = len(_CYRILLIC.findall(plain))
    if not cyrillic:
        decomposed = unicodedata.normalize("NFKD", plain)
        return "".join(c for c in decomposed if not unicodedata.combining(c))
    latin = len(_LATIN.findall(plain))
    if not latin:
        return plain
    return plain.translate(_TO_CYRILLIC if cyrillic >= latin else _TO_LATIN)


def fold_name(name: str) -> str:
    """A whole name: its folded words with one space between them."""
    return " ".join(fold_word(m.group()) for m in WORD.finditer(name))


def without_possessive(word: str) -> str:
    """`Kupiansk's` and `Kupiansk’s` without the ending."""
    return _POSSESSIVE.sub("", word)


def capitalised_words(text: str) -> Iterator[Word]:
    """Words that begin with a capital, in order; a possessive ending is left outside."""
    for match in CAPITALISED.finditer(text):
        word = match.group()
        if not word.isalpha():
            word = without_possessive(word)
        yield Word(match.start(), match.start() + len(word), fold_word(word))


def next_word(text: str, end: int) -> Word | None:
    """The word that may continue a name ending at `end`, or None."""
    joined = JOIN.match(text, end)
    if joined is None:
        return None
    match = WORD.match(text, joined.end())
    if match is None:
        return None
    word = match.group()
    if not word.isalpha():
        word = without_possessive(word)
    return Word(match.start(), match.start() + len(word), fold_word(word))
