"""The words around names that `languages/*/places.yaml` lists, ready for matching."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from workers.extraction.gazetteer.fold import fold_name, fold_word
from workers.extraction.tables.lexicon import LANGUAGES
from workers.extraction.tables.placeholders import theatre_table


@dataclass(frozen=True, slots=True)
class Words:
    """Words and stems (`captur*`) of one list."""

    whole: frozenset[str]
    stems: tuple[str, ...]

    def __contains__(self, word: str) -> bool:
        return word in self.whole or (bool(self.stems) and word.startswith(self.stems))

    def any_of(self, words: Sequence[str]) -> bool:
        """Whether one of the words is listed."""
        return any(word in self for word in words)


@dataclass(frozen=True, slots=True)
class Phrases:
    """Phrases of one to six words by their first word, longest first."""

    by_first: dict[str, tuple[tuple[str, ...], ...]]

    def starting(self, words: Sequence[str]) -> int:
        """How many of the words, from the first, a phrase covers; 0 for none."""
        for phrase in self.by_first.get(words[0], ()) if words else ():
            if tuple(words[: len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def ending(self, nearest_first: Sequence[str]) -> int:
        """The same for words given nearest first, which a phrase must end with."""
        for phrase in self.by_first.get(nearest_first[0], ()) if nearest_first else ():
            if tuple(nearest_first[: len(phrase)]) == phrase:
                return len(phrase)
        return 0


_GAP = r"[ \u00a0]*"


def _any(patterns: Sequence[Any]) -> str:
    return "|".join(str(p) for p in patterns)


def _words(items: Sequence[Any] | None) -> Words:
    listed = [str(i) for i in items or ()]
    return Words(
        frozenset(fold_word(w) for w in listed if not w.endswith("*")),
        tuple(fold_word(w[:-1]) for w in listed if w.endswith("*")),
    )


def _phrases(items: Sequence[Any] | None, *, backwards: bool = False) -> Phrases:
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for item in items or ():
        words = tuple(fold_name(str(item)).split(" "))
        words = words[::-1] if backwards else words
        by_first.setdefault(words[0], []).append(words)
    return Phrases({k: tuple(sorted(v, key=lambda p: (-len(p), p))) for k, v in by_first.items()})


@dataclass(frozen=True, slots=True)
class PlaceCues:
    """One language's lists; their meaning is told in the files."""

    language: str
    region_nouns: dict[str, str]
    region_qualifiers: Words
    communities: Words
    community_things: Words
    agreeing: tuple[tuple[str, ...], tuple[str, ...]]
    axis_nouns: Words
    axis_before: Phrases
    settlement_nouns: Words
    river_nouns: Words
    river_before: Words
    district_nouns: Words
    prepositions: Words
    strong_prepositions: Words
    bearings: Words
    between: Words
    indefinite: Words
    ground: Words
    motion: Words
    city_events: Words
    speech: Words
    firm_speech: Words
    titles: Phrases
    organisation_after: Phrases
    organisation_nouns: Words
    organisation_between: Words
    organisation_before: Phrases
    unit_nouns: Words
    ship_nouns: Phrases
    gloss: Words
    name_endings: tuple[str, ...]
    near_links: frozenset[str]
    surname: re.Pattern[str]
    before_region: re.Pattern[str]
    after_region: re.Pattern[str]


@cache
def place_cues(language: str, theatre: str) -> PlaceCues:
    """The cues of a language, with the theatre's own; English for a language without a folder."""
    known = language if language in LANGUAGES else "en"
    table = theatre_table(theatre, known, "places")
    return PlaceCues(
        known,
        {fold_word(w): feature for feature, words in table["region_nouns"].items() for w in words},
        _words(table["region_qualifiers"]),
        _words(table["region_nouns"]["hromada"]),
        _words(table.get("community_things")),
        (tuple(table["agreeing"]["name"]), tuple(table["agreeing"]["noun"])),
        _words(table["axis_nouns"]),
        _phrases(table["axis_before"], backwards=True),
        _words(table["settlement_nouns"]),
        _words(table["river_nouns"]),
        _words(table["river_before"]),
        _words(table["district_nouns"]),
        _words(table["place_prepositions"]),
        _words(table["strong_prepositions"]),
        _words(table["bearings"]),
        _words(table["adverbs_between"]),
        _words(table.get("indefinite")),
        _words(table["ground_words"]),
        _words(table["motion_words"]),
        _words(table["city_events"]),
        _words(table["speech_verbs"]),
        _words(table["firm_speech_verbs"]),
        _phrases(table["titles"], backwards=True),
        _phrases(table["organisation_after"]),
        _words(table.get("organisation_nouns")),
        _words(table.get("organisation_between")),
        _phrases(table["organisation_before"], backwards=True),
        _words(table["unit_nouns"]),
        _phrases(table["ship_nouns"], backwards=True),
        _words(table["gloss_words"]),
        tuple(fold_word(e) for e in table["name_endings"]),
        frozenset(str(p) for p in table["near_links"]),
        re.compile(rf"\w{{2,}}(?:{_any(table['surname_endings'])})$"),
        re.compile(
            rf"{_GAP}[,(–-]?{_GAP}(?:(?:{_any(table['region_links'])})[ \u00a0]+){{0,6}}[,(]?{_GAP}",
            re.IGNORECASE,
        ),
        re.compile(
            rf"(?:['’]s)?{_GAP}[,:]?{_GAP}(?:(?:{_any(table['place_links'])})[ \u00a0]*){{0,4}}",
            re.IGNORECASE,
        ),
    )
