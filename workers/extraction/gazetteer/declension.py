"""Grammatical cases of Ukrainian and Russian place names, by the rules of `declension.toml`.

The rules are those of school grammars: adjective-like names (Піщане, Красный), nouns of each declension and
plural names (Суми, Сумы). Where an ending alone does not tell the declension, every reading is given: a
form that nobody writes costs a few bytes, a form that is missing costs a place.
"""

import tomllib
from functools import cache
from itertools import product
from pathlib import Path
from typing import NamedTuple

from workers.extraction.gazetteer.fold import fold_name

_UNDECLINED = frozenset({"на", "над", "під", "под", "при", "за", "і", "и", "імені", "имени", "ім", "им"})
_DECLINED_WORDS = 3

Paradigm = tuple[tuple[str, ...], ...]
"""Forms of a word by case, genitive to locative."""


class _Rule(NamedTuple):
    ending: str
    cut: int
    cases: Paradigm


class _Grammar(NamedTuple):
    vowels: frozenset[str]
    rules: tuple[_Rule, ...]
    consonant: _Rule
    first_word: tuple[_Rule, ...]


def _rule(text: str) -> _Rule:
    ending, cut, *cases = [part.strip() for part in text.split("|")]
    return _Rule(ending, int(cut), tuple(tuple(c.split("/")) for c in cases))


@cache
def _grammar(language: str) -> _Grammar:
    table = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))[language]
    return _Grammar(
        frozenset(table["vowels"]),
        tuple(_rule(r) for r in table["rules"]),
        _rule("| " + table["consonant"]),
        tuple(_rule(r) for r in table["first_word"]),
    )


def _apply(rule: _Rule, word: str) -> Paradigm:
    stem = word[: len(word) - rule.cut] if rule.cut else word
    return tuple(
        tuple(word if e == "=" else stem if e == "-" else stem + e for e in endings) for endings in rule.cases
    )


def _paradigms(word: str, language: str, *, first: bool) -> tuple[Paradigm, ...]:
    """Every way to decline a lower-case word; `first`: another word of the name follows."""
    unchanged: Paradigm = ((word,),) * 5
    if word in _UNDECLINED or len(word) < 2 or not word.isalpha():
        return (unchanged,)
    grammar = _grammar(language)
    fitting = [r for r in grammar.rules if word.endswith(r.ending)]
    longest = max((len(r.ending) for r in fitting), default=0)
    chosen = [r for r in fitting if len(r.ending) == longest]
    if not chosen and word[-1] not in grammar.vowels:
        chosen = [grammar.consonant]
    if first:
        chosen += [r for r in grammar.first_word if word.endswith(r.ending)]
    return tuple(_apply(rule, word) for rule in chosen) or (unchanged,)


def case_forms(name: str, language: str) -> frozenset[str]:
    """Folded forms of a name in every case: `Часів Яр` -> {часів яр, часового яру, часовому яру, ...}.

    `language` is "uk" or "ru". A name of four words or more is given in the nominative only.
    """
    words = fold_name(name).split(" ")
    forms = {" ".join(words)} - {""}
    if not forms or len(words) > _DECLINED_WORDS:
        return frozenset(forms)
    last = len(words) - 1
    readings = [_paradigms(word, language, first=i < last) for i, word in enumerate(words)]
    for reading in product(*readings):
        for case in range(5):
            forms.update(" ".join(c) for c in product(*(paradigm[case] for paradigm in reading)))
    if last == 1 and "-" in name:
        first, second = words
        forms.update(f"{first} {form}" for p in readings[1] for case in p for form in case)
        forms.update(f"{form} {second}" for p in readings[0] for case in p for form in case)
    return frozenset(forms)


_ADJECTIVE = {
    "uk": {
        "ий": ("ий", "ого", "ому", "им", "ім", "а", "ої", "ій", "у", "ою", "е", "і", "их", "ими"),
        "ій": ("ій", "ього", "ьому", "ім", "я", "ьої", "ій", "ю", "ьою", "є", "і", "іх", "іми"),
    },
    "ru": {
        "ий": ("ий", "ого", "ому", "им", "ом", "ая", "ой", "ую", "ое", "ие", "их", "ими"),
        "ый": ("ый", "ого", "ому", "ым", "ом", "ая", "ой", "ую", "ое", "ые", "ых", "ыми"),
        "ой": ("ой", "ого", "ому", "ым", "ом", "ая", "ую", "ое", "ые", "ых", "ыми"),
    },
}
_MASCULINE = {
    "uk": {"а": "ий", "е": "ий", "я": "ій", "є": "ій"},
    "ru": {"ая": "ий", "ое": "ий", "яя": "ий"},
}


def adjective_forms(adjective: str, language: str) -> frozenset[str]:
    """Folded forms of a masculine adjective: `куп’янський` in all genders, numbers and cases."""
    folded = fold_name(adjective)
    stem, ending = folded[:-2], folded[-2:]
    return frozenset(stem + e for e in _ADJECTIVE[language].get(ending, (ending,)))


def masculine(adjective: str, language: str) -> str:
    """The masculine of an adjective met in another gender: `Харківська` -> `харківський`."""
    folded = fold_name(adjective)
    for ending, replacement in _MASCULINE[language].items():
        if folded.endswith(ending):
            return folded.removesuffix(ending) + replacement
    return folded


def town_adjectives(name: str, language: str) -> frozenset[str]:
    """Likely masculine adjectives of a one-word town name: `Лиман` -> {лиманський}.

    Irregular ones (гуляйпільський) stand in the theatre's table of axes.
    """
    folded = fold_name(name)
    if len(folded) < 4 or " " in folded:
        return frozenset()
    suffix, ready = {"uk": ("ський", ("ськ", "цьк", "зьк")), "ru": ("ский", ("ск", "цк"))}[language]
    if folded.endswith(ready):
        return frozenset({folded + "ий"})
    if folded[-1] not in _grammar(language).vowels | {"ь"}:
        return frozenset({folded + suffix})
    stem = folded[:-1]
    if stem.endswith("к") and folded[-1] in "аиы":
        stem = stem[:-1]
    found = {stem + suffix}
    if stem.endswith("л"):
        found.add(stem + "ь" + suffix)
    if stem.endswith("ов") and language == "uk":
        found.add(stem[:-2] + "ів" + suffix)
    return frozenset(found)
