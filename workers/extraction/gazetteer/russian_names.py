"""How Russian texts spell Ukrainian names: parts that mean something are translated, others transcribed."""

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

_MOST_PARTS = 3
_MOST_SPELLINGS = 12
"""Spellings of one word; what a longer list would hold is hardly ever written."""


class _Rule(NamedTuple):
    found: re.Pattern[str]
    put: tuple[str, ...]


class _Tables(NamedTuple):
    stems: tuple[_Rule, ...]
    suffixes: tuple[_Rule, ...]
    letters: tuple[_Rule, ...]
    endings: tuple[_Rule, ...]
    first_words: tuple[_Rule, ...]


@cache
def _tables() -> _Tables:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))

    def rules(name: str, end: str = "") -> tuple[_Rule, ...]:
        pairs = ([part.strip() for part in text.split("|")] for text in table[name])
        return tuple(_Rule(re.compile(found + end), tuple(put.split("/"))) for found, put in pairs)

    return _Tables(
        rules("stems"), rules("suffixes"), rules("letters"), rules("endings", "$"), rules("first_words", "$")
    )


def russian_spellings(name_uk: str) -> frozenset[str]:
    """How Russian texts may write a Ukrainian name, lower case: `Рижівка` -> {рыжовка, рыжевка, ...}."""
    parts = re.split(r"([ -])", re.sub("['ʼ]", "’", name_uk.lower()))
    if len(parts) > _MOST_PARTS:
        return frozenset()
    joint = parts[1] if len(parts) > 1 else ""
    spelt: set[str] = set()
    for stems in (_tables().stems, ()):
        words = [
            _word(part, stems, first=i + 1 < len(parts)) for i, part in enumerate(parts) if part not in " -"
        ]
        spelt.update(joint.join(choice) for choice in product(*words))
    return frozenset(spelt)


def _word(word: str, stems: Sequence[_Rule], *, first: bool) -> list[str]:
    """Spellings of one word; without `stems`, those that only transcribe it (Звірове: Звирово)."""
    tables = _tables()
    spellings = [word]
    for rule in (*stems, *tables.suffixes):
        spellings = _replaced(spellings, rule)
    spellings = [each for spelling in spellings for each in _ended(spelling, tables, first=first)]
    for rule in tables.letters:
        spellings = _replaced(spellings, rule)
    return list(dict.fromkeys(each for spelling in spellings for each in _with_y(spelling)))[:_MOST_SPELLINGS]


def _replaced(spellings: list[str], rule: _Rule) -> list[str]:
    return [
        rule.found.sub(put, spelling)
        for spelling in spellings
        for put in (rule.put if rule.found.search(spelling) else ("",))
    ]


def _ended(word: str, tables: _Tables, *, first: bool) -> list[str]:
    rules = (*tables.first_words, *tables.endings) if first else tables.endings
    rule = next((each for each in rules if each.found.search(word)), None)
    return [rule.found.sub(put, word) for put in rule.put] if rule else [word]


def _with_y(word: str) -> list[str]:
    """Ukrainian и is Russian и or ы, but for endings and what cannot stand before ы."""
    hard = re.sub(r"(?<=[бвдзлмнпрстфц])и(?=[^й]..)", "ы", word)
    return [word, hard] if hard != word else [word]
