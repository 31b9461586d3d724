"""What tells two texts of one template apart: numbers, dates and names."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

import yaml

from workers.fingerprint.folding import fold_words

_NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d{3}(?!\d))*(?:[.,:]\d+)?")
_DIGIT = re.compile(r"[^A-Za-zА-яіїєґ .,](?<=\d)")
"""The first set only passes over what is frequent."""
_PARTED_DIGITS = re.compile(r"\d[./-]\d")
_NO_BLANKS = dict.fromkeys(map(ord, " \u00a0,"), None)
_NAME = re.compile(r"[A-ZА-ЯЁІЇЄҐ][\w'’ʼ-]*\w")
_OPENING_NAME = re.compile(rf"\n[^\w\n]*{_NAME.pattern}")
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})[./](\d{1,2})(?:[./](?:\d{4}|\d{2}))?\b|\b\d{4}-(\d{2})-(\d{2})\b")
_ENDING = re.compile(r"(?:ого|ому|ими|ою|ею|єю|ами|ями|ом|ем|єм|ам|ям|ах|ях|ів|их|им|ий|[аеиоуыэюяіїєйь])$")
_STEM = 8
"""Letters of a name that are compared: case endings of Ukrainian and Russian come later or are cut."""
_SHORTEST_STEM = 3
_GRAMMAR = 3
_POSSESSIVE = re.compile(r"['’ʼ]s$")


@cache
def _months() -> tuple[re.Pattern[str], dict[str, int]]:
    table = yaml.safe_load(files(__package__).joinpath("months.yaml").read_text("utf-8"))
    months = {name: number for number, names in table.items() for name in names}
    names = "|".join(sorted(months, key=len, reverse=True))
    after_day = rf"(\d{{1,2}})(?:st|nd|rd|th|-го|-е)? (?:of )?({names})\b"
    before_day = rf"({names})\.? (\d{{1,2}})\b"
    initials = "".join(sorted({name[0] for name in months}))
    return re.compile(rf"\b(?=[\d{initials}])(?:{after_day}|{before_day})"), months


def markers(sentences: Iterable[str]) -> set[str]:
    """`n:` numbers, `d:` dates as month-day, `p:` names cut to their stems.

    A word that only ever opens a sentence is no name: its capital says nothing. No sentence has a line feed.
    """
    lines = list(sentences)
    with_digits = "\n".join(line for line in lines if _DIGIT.search(line))
    found = {f"d:{date}" for date in _dates(with_digits)}
    found.update(f"n:{number.translate(_NO_BLANKS)}" for number in _NUMBER.findall(with_digits))
    names = set(_NAME.findall(_OPENING_NAME.sub("\n", "\n" + "\n".join(lines))))
    return found.union(*map(_stems, names))


def _dates(text: str) -> Iterable[str]:
    for date in _NUMERIC_DATE.finditer(text) if _PARTED_DIGITS.search(text) else ():
        day, month, iso_month, iso_day = date.groups()
        yield _date(int(month or iso_month), int(day or iso_day))
    pattern, months = _months()
    for date in pattern.finditer(text.casefold()):
        day, name, other_name, other_day = date.groups()
        yield _date(months[name or other_name], int(day or other_day))


def _date(month: int, day: int) -> str:
    return f"{month:02}-{day:02}"


@lru_cache(maxsize=50_000)
def _stems(name: str) -> tuple[str, ...]:
    """The stems of a name's words; a short capitalised word ("The", "He") only opens a quotation."""
    if len(name) <= _GRAMMAR and not name.isupper():
        return ()
    return tuple(f"p:{_stem(word)}" for word in fold_words(_POSSESSIVE.sub("", name)))


def _stem(word: str) -> str:
    cut = _ENDING.sub("", word)
    return (cut if len(cut) >= _SHORTEST_STEM else word)[:_STEM]
