"""Every spelling by which a text may name a place: from its names to keys of the name table."""

import re
from collections.abc import Iterator

from workers.extraction.gazetteer.artifact import Kind
from workers.extraction.gazetteer.declension import adjective_forms, case_forms, masculine, town_adjectives
from workers.extraction.gazetteer.fold import fold_name
from workers.extraction.gazetteer.record import Named, Record
from workers.extraction.gazetteer.romanise import (
    romanise_russian,
    romanise_ukrainian,
    ukrainian_spellings,
)
from workers.extraction.gazetteer.russian_names import russian_spellings

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_ONLY_CYRILLIC = re.compile(r"[\u0400-\u04ff’'ʼ\-–. ]+")
_ONLY_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f’'ʼ`\-–. ]+")
_UKRAINIAN_LETTERS = re.compile(r"[іїєґІЇЄҐ]")
_RUSSIAN_LETTERS = re.compile(r"[ыэёъЫЭЁЪ]")
_LATIN_REGION = re.compile(
    r"(.+?)[ -](?:oblast|region|province|state|krai|raion|rayon|district|hromada)$", re.IGNORECASE
)
_TOWNS = frozenset({"city", "town", "urban-settlement"})
_REGIONS = frozenset({"oblast", "raion", "hromada"})
_MIN_LETTERS = 3

Spelling = tuple[str, Kind]


def spellings(named: Named) -> Iterator[Spelling]:
    """(folded spelling, kind) pairs of a place, with repeats."""
    record = named.record
    if record.feature in _REGIONS or record.feature == "district":
        yield from _region_spellings(named)
        if record.feature not in {"oblast", "district"}:
            return
    if record.tier == "world":
        yield from _world_spellings(named)
        return
    yield from _primary(record)
    for other in named.others:
        yield from _other(other, record)
    if record.feature in _TOWNS:
        yield from _adjectives(named)


def _forms(name: str, language: str, nominative: Kind, inflected: Kind) -> Iterator[Spelling]:
    folded = fold_name(name)
    if len(folded) < _MIN_LETTERS and folded not in {"уди", "бар"}:
        return
    yield folded, nominative
    for form in case_forms(name, language):
        if form != folded:
            yield form, inflected


def _primary(record: Record) -> Iterator[Spelling]:
    yield fold_name(record.name), "p"
    if record.name_uk:
        yield from _forms(record.name_uk, "uk", "p", "i")
        for spelling in romanise_ukrainian(record.name_uk):
            yield fold_name(spelling), "p"
        for russian in russian_spellings(record.name_uk):
            yield from _forms(russian, "ru", "o", "k")
    if record.name_ru:
        yield from _forms(record.name_ru, "ru", "p", "i")
        for spelling in romanise_russian(record.name_ru):
            yield fold_name(spelling), "p"
        if not record.name_uk:
            for ukrainian in ukrainian_spellings(record.name_ru):
                yield from _forms(ukrainian, "uk", "o", "k")


def _other(name: str, record: Record) -> Iterator[Spelling]:
    if _ONLY_LATIN.fullmatch(name):
        folded = fold_name(name)
        if len(folded) >= _MIN_LETTERS:
            yield folded, "o"
        return
    if not _ONLY_CYRILLIC.fullmatch(name):
        return
    if not _RUSSIAN_LETTERS.search(name):
        yield from _forms(name, "uk", "o", "k")
    if not _UKRAINIAN_LETTERS.search(name):
        yield from _forms(name, "ru", "o", "k")
        for spelling in romanise_russian(name):
            yield fold_name(spelling), "o"


def _region_spellings(named: Named) -> Iterator[Spelling]:
    record = named.record
    for name in (record.name, *named.others):
        matched = _LATIN_REGION.fullmatch(name)
        if matched:
            yield fold_name(matched[1]), "r"
    for name, language in ((record.name_uk, "uk"), (record.name_ru, "ru")):
        words = fold_name(name).split(" ")
        if len(words) < 2 or (record.feature == "district" and words[-1] != "район"):
            continue
        adjective = masculine(" ".join(words[:-1]), language)
        for form in adjective_forms(adjective, language):
            yield form, "j"
        if record.feature == "raion":
            yield from _country_of(adjective, language)
        for spelling in romanise_ukrainian(adjective) if language == "uk" else romanise_russian(adjective):
            yield fold_name(spelling), "r"


def _country_of(adjective: str, language: str) -> Iterator[Spelling]:
    """The everyday name of a district: `Куп'янщина`, `Купянщина`."""
    for ending, put in (("ський", "щина"), ("цький", "ччина"), ("ский", "щина"), ("цкий", "тчина")):
        if adjective.endswith(ending):
            yield from _forms(adjective.removesuffix(ending) + put, language, "p", "i")
            return


def _adjectives(named: Named) -> Iterator[Spelling]:
    record = named.record
    pairs = [(record.name_uk, "uk"), (record.name_ru, "ru")]
    for other in named.others:
        if _ONLY_CYRILLIC.fullmatch(other):
            if not _RUSSIAN_LETTERS.search(other):
                pairs.append((other, "uk"))
            if not _UKRAINIAN_LETTERS.search(other):
                pairs.append((other, "ru"))
    for name, language in pairs:
        for adjective in town_adjectives(name, language):
            for form in adjective_forms(adjective, language):
                yield form, "j"


_GREAT_CITY = 300_000


def _world_spellings(named: Named) -> Iterator[Spelling]:
    """Names of a city of the world. Which Cyrillic ones are Ukrainian or Russian the source does not tell."""
    record = named.record
    great = record.population >= _GREAT_CITY
    nominative: Kind = "p" if great else "o"
    inflected: Kind = "i" if great else "k"
    yield fold_name(record.name), "p"
    for name in named.others:
        if len(name) <= _MIN_LETTERS:
            continue
        if _ONLY_CYRILLIC.fullmatch(name):
            if not _RUSSIAN_LETTERS.search(name):
                yield from _forms(name, "uk", nominative, inflected)
            if not _UKRAINIAN_LETTERS.search(name):
                yield from _forms(name, "ru", nominative, inflected)
        elif great and _ONLY_LATIN.fullmatch(name):
            yield fold_name(name), "o"
