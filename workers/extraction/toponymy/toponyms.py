"""Names of places in a text, with all that each may mean: the step before choosing among namesakes."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workers.extraction.gazetteer.artifact import Gazetteer, Kind, Naming
from workers.extraction.gazetteer.fold import (
    APOSTROPHES,
    WORD,
    Word,
    fold_word,
    next_word,
    without_possessive,
)
from workers.extraction.gazetteer.record import Record
from workers.extraction.toponymy.place_cues import PlaceCues
from workers.extraction.toponymy.surroundings import Surroundings

Role = Literal["place", "region", "axis", "river", "adjective"]
"""How the text uses the name: as itself, with the noun of a region or district, as an axis, as a river; or
(within this module only) as an adjective whose noun has not been found yet."""

_LONGEST_NAME = 5
_STEM = 3
"""Letters that the names of a town and of its community share (Mezhova, Mezhivska hromada)."""
_QUALIFIERS = 2
"""Words between a name and the noun of its community ("Покровська міська територіальна громада")."""
MOST_TOPONYMS = 2000
"""Names beyond this many are not read: no article has them, and hostile text must not cost minutes."""
_GAP = re.compile(r"[ \u00a0\-–]{1,2}")
_COORDINATED = re.compile(
    r"(?:[ \u00a0]*,[ \u00a0]*(?:and|та|й|и)?|[ \u00a0]+(?:and|or|та|і|й|и|або|или|&)[ \u00a0]+"
    r"|[ \u00a0]*[-–][ \u00a0]*)"
)
_JOINED_BEFORE = re.compile(rf"(?<![\w-])({WORD.pattern})(?:,| та| і| й| и|, а также)[ \u00a0]$")
_AFTER_A_WORD = re.compile(r"\w[ \u00a0]$")
_WATERS = frozenset({"river"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A record that a name may mean, and how the name is its name."""

    record: Record
    kind: Kind


@dataclass(frozen=True)
class Toponym:
    """A name in the text: `text[start:end]` is its surface. Without `candidates` it is unknown.

    `listed`: it is a community because the name before it in a list is one.
    """

    start: int
    end: int
    folded: str
    candidates: tuple[Candidate, ...]
    role: Role
    around: Surroundings
    listed: bool = False


class Finder:
    """Finds names in one text; longest first, left to right, none overlapping."""

    def __init__(self, text: str, gazetteer: Gazetteer, cues: PlaceCues) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.cues = cues

    def find(self, capitals: Sequence[Word]) -> list[Toponym]:
        """Toponyms in text order, before any doubt about them is weighed."""
        found: list[Toponym] = []
        end = -1
        for word in capitals:
            if word.start < end:
                continue
            if len(found) >= MOST_TOPONYMS:
                break
            if self._inside_compound(word, end):
                continue
            toponym = self._at(word)
            if toponym is not None:
                found.append(toponym)
                end = toponym.end
        found += self._lower_case_adjectives(found)
        found.sort(key=lambda t: t.start)
        return [t for t in self._coordinated(found) if t.role != "adjective"]

    def _inside_compound(self, word: Word, end: int) -> bool:
        """Whether the word is the later part of a hyphenated one that is no place: "pro-Kyiv"."""
        before = self.text[max(0, word.start - 2) : word.start]
        return len(before) == 2 and before[0].isalpha() and before[1] in "-‐‑" and end != word.start - 1

    def _at(self, word: Word) -> Toponym | None:
        entry = self.gazetteer.entry(word.folded)
        best: tuple[int, str, tuple[Naming, ...]] | None = None
        if entry.namings:
            best = (word.end, word.folded, entry.namings)
        key, end = word.folded, word.end
        for _ in range(_LONGEST_NAME - 1):
            if not entry.continues:
                break
            following = next_word(self.text, end)
            if following is None:
                break
            key, end = f"{key} {following.folded}", following.end
            entry = self.gazetteer.entry(key)
            namings = entry.namings
            if self.text[following.start].islower() and "-" not in self.text[word.start : end]:
                namings = tuple(n for n in namings if self._built_by_hand(n))
            if namings:
                best = (end, key, namings)
        if best is None:
            return None
        return self._typed(word.start, *best)

    def _built_by_hand(self, naming: Naming) -> bool:
        """Whether the record is a bridge, a plant or the like: their nouns are often in lower case."""
        return self.gazetteer.record(naming.number).precision == "facility"

    def _typed(self, start: int, end: int, folded: str, namings: tuple[Naming, ...]) -> Toponym:
        """The toponym with the candidates that fit the noun after it, if there is one."""
        around = Surroundings(self.text, start, end)
        records = self.gazetteer.record
        nouns = _next_words(self.text, end, _QUALIFIERS + 1)
        noun = nouns[0] if nouns else None
        of_region = self._region_noun(nouns)
        feature = self.cues.region_nouns[of_region.folded] if of_region else None
        if of_region and feature:
            fitting = self._of_feature(namings, feature)
            if fitting:
                return Toponym(start, of_region.end, folded, fitting, "region", around)
        if (feature is None and self._community_before(around)) and (of := self._communities_of(namings)):
            return Toponym(start, end, folded, of, "region", around)
        whole = tuple(Candidate(records(n.number), n.kind) for n in namings if n.kind not in "jr")
        if feature == "hromada" or self._qualifies(folded, noun, whole, around):
            whole = ()
        if noun and noun.folded in self.cues.axis_nouns:
            towns = self._towns(namings)
            if towns:
                return Toponym(start, end, folded, towns, "axis", around)
        if self._is_district(around, noun):
            whole = tuple(c for c in whole if c.record.feature == "district") or whole
        if not whole:
            adjectives = tuple(Candidate(records(n.number), n.kind) for n in namings)
            return Toponym(start, end, folded, adjectives, "adjective", around)
        if self._is_river(around, noun):
            waters = tuple(c for c in whole if c.record.precision in _WATERS)
            if waters:
                return Toponym(start, end, folded, waters, "river", around)
        dry = tuple(c for c in whole if c.record.precision not in _WATERS)
        if dry and all(c.record.feature == "oblast" for c in dry):  # "Сумщина", "ДНР"
            return Toponym(start, end, folded, dry, "region", around)
        return Toponym(start, end, folded, dry or whole, "place" if dry else "river", around)

    def _region_noun(self, nouns: Sequence[Word]) -> Word | None:
        """The noun of a region behind a name: "Pokrovsk | city territorial community"."""
        for position, noun in enumerate(nouns):
            if noun.folded in self.cues.communities:
                following = _next_words(self.text, noun.end, 1)
                return None if following and following[0].folded in self.cues.community_things else noun
            if noun.folded in self.cues.region_nouns:
                return noun if position == 0 else None
            if noun.folded not in self.cues.region_qualifiers:
                return None
        return None

    def _community_before(self, around: Surroundings) -> bool:
        """ "the community of Pokrovsk", "громада Покровська": the area around the town, not the town; "the
        mining community of K" is a town."""
        before = around.before
        if not _AFTER_A_WORD.search(around.raw_before):
            return False
        if self.cues.language == "en":
            if before[:1] != ("of",):
                return False
            before = before[1:]
        if not before or before[0] not in self.cues.communities:
            return False
        return self.cues.language != "en" or before[1:2] == () or not self._describes(before[1])

    def _describes(self, word: str) -> bool:
        """Whether a word before "community" says what kind of town it is."""
        known = (self.cues.between, self.cues.prepositions, self.cues.ground, self.cues.region_qualifiers)
        return not any(word in words for words in known)

    def _communities_of(self, namings: Sequence[Naming]) -> tuple[Candidate, ...]:
        """The communities of the towns of this name, where they are called after the town."""
        towns = [self.gazetteer.record(n.number) for n in namings if n.kind in "pij"]
        lies_in = {t.hromada for t in towns if t.hromada and t.hromada[:_STEM] == t.name[:_STEM]}
        if towns and not max(towns, key=lambda t: t.population).hromada:
            return ()  # a greater town of that name lies where there are no communities
        found = {
            n.number: Candidate(self.gazetteer.record(n.number), n.kind)
            for hromada in lies_in
            for n in self.gazetteer.entry(fold_word(hromada.split(" ")[0])).namings
            if self.gazetteer.record(n.number).hromada == hromada
        }
        return tuple(c for c in found.values() if c.record.feature == "hromada")

    def _qualifies(
        self, folded: str, noun: Word | None, whole: Sequence[Candidate], around: Surroundings
    ) -> bool:
        """ "Покровська поліція" at a sentence's head: an adjective, though a case of the name is like it."""
        endings, agreeing = self.cues.agreeing
        if noun is None or not around.initial or not folded.endswith(endings or ("-",)):
            return False
        plain = self.text[noun.start].islower() and self.text[around.end : noun.start] == " "
        return plain and noun.folded.endswith(agreeing) and all(c.kind in "ik" for c in whole)

    def _of_feature(self, namings: Sequence[Naming], feature: str) -> tuple[Candidate, ...]:
        found = {n.number: Candidate(self.gazetteer.record(n.number), n.kind) for n in namings}
        wanted = {feature, "district"} if feature == "raion" else {feature}
        fitting = tuple(c for c in found.values() if c.record.feature in wanted)
        return fitting or (self._communities_of(namings) if feature == "hromada" else ())

    def _towns(self, namings: Sequence[Naming]) -> tuple[Candidate, ...]:
        found = {n.number: Candidate(self.gazetteer.record(n.number), n.kind) for n in reversed(namings)}
        return tuple(c for c in found.values() if c.record.precision == "settlement")

    def _is_river(self, around: Surroundings, noun: Word | None) -> bool:
        cues = self.cues
        if noun and noun.folded in cues.river_nouns:
            return True
        near = around.before[:2]
        if near and (near[0] in cues.river_nouns or cues.river_before.any_of(near)):
            return True
        return (
            cues.language == "en"
            and near[:1] == ("the",)
            and not around.possessive
            and not (
                noun
                and self.text[around.end : noun.start] in {" ", "\u00a0", "-"}
                and noun.folded.isalpha()
                and noun.folded not in cues.prepositions  # "a crossing of the Dnipro near K"
            )
        )

    def _is_district(self, around: Surroundings, noun: Word | None) -> bool:
        nouns = self.cues.district_nouns
        return bool(noun and noun.folded in nouns) or (around.before[:1] != () and around.before[0] in nouns)

    def _lower_case_adjectives(self, found: Sequence[Toponym]) -> Iterator[Toponym]:
        """`на куп'янському напрямку`, `донецкая область`: the adjective is found by the noun after it."""
        if self.cues.language == "en":
            return
        taken = {t.start for t in found}
        for match in _adjective_before(self.cues).finditer(self.text):
            start, end = match.span(1)
            while start not in taken and self.text[start].islower():
                taken.add(start)
                folded = fold_word(self.text[start:end])
                adjectives = tuple(n for n in self.gazetteer.entry(folded).namings if n.kind == "j")
                if not adjectives:
                    break
                yield self._typed(start, end, folded, adjectives)
                joined = _JOINED_BEFORE.search(self.text, max(0, start - 60), start)
                if joined is None:
                    break
                start, end = joined.span(1)

    def _coordinated(self, found: list[Toponym]) -> list[Toponym]:
        """`Kharkiv and Sumy regions`: what the last name is called, the names before it are as well."""
        result = list(found)
        for position in range(len(result) - 1, 0, -1):
            last, previous = result[position], result[position - 1]
            if last.role not in ("region", "axis") or previous.role not in ("place", "river", "adjective"):
                continue
            if not _COORDINATED.fullmatch(self.text[previous.end : last.start]):
                continue
            if last.role == "axis" and "," in self.text[previous.end : last.start]:
                continue
            namings = self.gazetteer.entry(previous.folded).namings
            feature = last.candidates[0].record.feature
            fitting = self._of_feature(namings, feature) if last.role == "region" else self._towns(namings)
            if fitting:
                result[position - 1] = replace(previous, candidates=fitting, role=last.role)
        return self._communities_listed(result)

    def _communities_listed(self, found: list[Toponym]) -> list[Toponym]:
        """ "the communities of Nikopol and Marhanets": the others of a list are what its first name is."""
        for position in range(1, len(found)):
            first, following = found[position - 1], found[position]
            named_before = first.listed or (first.role == "region" and self._community_before(first.around))
            if following.role != "place" or not named_before:
                continue
            if not _COORDINATED.fullmatch(self.text[first.end : following.start]):
                continue
            fitting = self._communities_of(self.gazetteer.entry(following.folded).namings)
            if fitting:
                found[position] = replace(following, candidates=fitting, role="region", listed=True)
        return found


_PATTERNS: dict[str, re.Pattern[str]] = {}


def _adjective_before(cues: PlaceCues) -> re.Pattern[str]:
    """A word followed by the noun of a region or an axis."""
    pattern = _PATTERNS.get(cues.language)
    if pattern is None:
        nouns = sorted({*cues.region_nouns, *cues.axis_nouns.whole}, key=lambda n: (-len(n), n))
        pattern = re.compile(
            rf"(?<![\w{APOSTROPHES}-])({WORD.pattern})[ \u00a0]\n?(?:{'|'.join(map(re.escape, nouns))})(?!\w)"
        )
        _PATTERNS[cues.language] = pattern
    return pattern


def _next_words(text: str, end: int, count: int) -> list[Word]:
    """Up to `count` words that only a space or a hyphen parts from what ends at `end`."""
    words: list[Word] = []
    for _ in range(count):
        gap = _GAP.match(text, end)
        match = WORD.match(text, gap.end()) if gap else None
        if match is None:
            break
        word = without_possessive(match.group())
        words.append(Word(match.start(), match.start() + len(word), fold_word(word)))
        end = words[-1].end
    return words
