"""Every place that a text names, resolved or honestly not: `PlaceFinder.load("ukraine").find(text, "en")`."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Self

from rapidfuzz import fuzz, process

from schemas.places import Place, PlaceRef
from workers.extraction.gazetteer.artifact import Gazetteer
from workers.extraction.gazetteer.fold import Word, fold_name
from workers.extraction.gazetteer.record import Borders, Record
from workers.extraction.gazetteer.supplement import Supplement, load_supplement
from workers.extraction.tables.frontline import FrontLine, Point
from workers.extraction.tables.lexicon import parse_table
from workers.extraction.toponymy.not_places import (
    Mask,
    after_title,
    capitals_of,
    organisation_before,
    organisation_end,
    people,
    quoted_organisation,
    ship,
)
from workers.extraction.toponymy.place_cues import PlaceCues, place_cues
from workers.extraction.toponymy.place_evidence import (
    ACCEPTED,
    evidence,
    government,
    in_named_region,
    named_as_settlement,
    prepositional,
)
from workers.extraction.toponymy.resolve import Choice, Leanings, Resolution
from workers.extraction.toponymy.surroundings import title_case_lines
from workers.extraction.toponymy.toponyms import Finder, Toponym
from workers.extraction.toponymy.unknown_names import compounds, unknown_names

THEATRES = Path(str(files("workers.extraction").joinpath("theatres")))
_SIMILAR = 72.0
_FIRM = 1.0
_ACRONYM = 5
_HOME = 0.4
_SOME = -0.5
_COMPANY = 0.9
_LISTED = re.compile(r",?[ \u00a0]?(?:and|or|та|і|й|и|або|или|,)?[ \u00a0]")


@dataclass(frozen=True, slots=True)
class PlaceReading:
    """What a text names: its places in text order, and the spans that look like places and are not."""

    places: tuple[Place, ...]
    masks: tuple[Mask, ...]


class PlaceFinder:
    """Finds and resolves places. Loaded once, never changed; safe to share between threads."""

    def __init__(self, theatre: str, borders: Borders, supplement: Supplement, front: FrontLine) -> None:
        self._theatre, self._borders = theatre, borders
        self._supplement = supplement
        self._gazetteer: Gazetteer = supplement.gazetteer
        self._front = front

    @classmethod
    def load(cls, theatre: str = "ukraine", theatres: Path = THEATRES) -> Self:
        """The finder of a theatre, from its folder's artifact and tables. ValueError for an unknown one."""
        folder = theatres / theatre / "gazetteer"
        artifact = folder / "gazetteer.bin"
        if not artifact.exists():
            raise ValueError(f"there is no gazetteer for the theatre {theatre!r}")
        supplement = load_supplement(folder, Gazetteer.load(artifact))
        return cls(theatre, _borders(folder.parent), supplement, FrontLine.load(folder / "frontline.csv"))

    def find(self, text: str, language: str, *, on: date | None = None) -> tuple[Place, ...]:
        """The places named in a text, in text order, none overlapping; `text[start:end]` is the surface.

        `language` is a BCP 47 tag; `on` is the day of the article, where known, for the line of contact.
        """
        return self.read(text, language, on=on).places

    def read(self, text: str, language: str, *, on: date | None = None) -> PlaceReading:
        """The places, and with them the spans of people, organisations and governments."""
        cues = place_cues(language.split("-", maxsplit=1)[0].lower(), self._theatre)
        capitals = capitals_of(text)
        if not any(self._gazetteer.entry(w.folded) for w in capitals) and cues.language == "en":
            return PlaceReading((), ())
        masks, surnames = people(text, cues, capitals)
        toponyms = Finder(text, self._gazetteer, cues).find(_unmasked(capitals, masks))
        kept, more = self._judge(text, cues, toponyms, surnames)
        kept = compounds(text, kept)
        occupied = [(t.start, t.end) for t in toponyms] + [(m.start, m.end) for m in (*masks, *more)]
        kept += unknown_names(text, capitals, kept, occupied, cues)
        kept.sort(key=lambda t: t.start)
        leanings = Leanings(
            lambda point: self._front.distance(point, on),
            self._preferred(text, cues, kept, on),
            self._supplement.notable,
            self._borders,
        )
        choices = Resolution(text, kept, leanings, cues).choices()
        places = tuple(
            _place(text, t, c)
            for t, c in zip(kept, choices, strict=True)
            if t.folded not in self._supplement.only_regions
        )
        return PlaceReading(places, tuple(sorted((*masks, *more), key=lambda m: m.start)))

    def _judge(
        self, text: str, cues: PlaceCues, toponyms: Sequence[Toponym], surnames: frozenset[str]
    ) -> tuple[list[Toponym], list[Mask]]:
        """The toponyms that are places, and masks for those that are organisations and the like."""
        masks: list[Mask] = []
        scored: list[tuple[Toponym, float]] = []
        headlines = title_case_lines(text)
        end = -1
        for toponym in toponyms:
            if toponym.start < end:
                continue
            mask = self._mask(toponym, cues, surnames)
            if mask is not None:
                masks.append(mask)
                end = mask.end
                continue
            surface = text[toponym.start : toponym.end]
            shouted = any(a <= toponym.start < b for a, b in headlines)
            by_hand = toponym.folded in self._supplement.aliases
            if surface.isupper() and len(surface) <= _ACRONYM and not (shouted or by_hand):
                continue
            score = evidence(
                toponym,
                cues,
                title_case=shouted,
                doubt=self._supplement.ambiguous.get(toponym.folded),
                notable=self._supplement.notable,
                borders=self._borders,
            )
            scored.append((toponym, score))
        return _believed(text, scored), masks

    def _mask(self, toponym: Toponym, cues: PlaceCues, surnames: frozenset[str]) -> Mask | None:
        around = toponym.around
        if toponym.role in ("region", "axis"):
            end = organisation_end(around, cues) if toponym.role == "region" else None
            return Mask(toponym.start, max(end, toponym.end), "organisation") if end else None
        organisation = organisation_end(around, cues)
        if organisation:
            return Mask(toponym.start, organisation, "organisation")
        if organisation_before(around, cues) or quoted_organisation(around, cues):
            return Mask(toponym.start, toponym.end, "organisation")
        if ship(around, cues):
            return Mask(toponym.start, toponym.end, "ship")
        capital = any(
            c.record.number in self._supplement.capitals and c.kind in "pi" for c in toponym.candidates
        )
        if capital and government(around, cues):
            return Mask(toponym.start, toponym.end, "government")
        if self._person(toponym, cues, surnames):
            return Mask(toponym.start, toponym.end, "person")
        return None

    def _person(self, toponym: Toponym, cues: PlaceCues, surnames: frozenset[str]) -> bool:
        if (
            " " in toponym.folded
            or named_as_settlement(toponym.around, cues)
            or in_named_region(toponym.around)
        ):
            return False
        town = any(c.record.feature in {"city", "town"} and c.kind in "pi" for c in toponym.candidates)
        preposition, _ = prepositional(toponym.around, cues)
        if toponym.folded in surnames and preposition not in cues.strong_prepositions:
            return True
        if town:
            return False
        if after_title(toponym.around, cues):
            return True
        after = toponym.around.capital_after
        return bool(after) and cues.surname.match(fold_name(after or "")) is not None and not preposition

    def _preferred(
        self, text: str, cues: PlaceCues, toponyms: Sequence[Toponym], on: date | None
    ) -> dict[str, frozenset[int]]:
        """Records that an alias means in this article, by folded name."""
        lowered = text.lower()
        using = {
            side: any(mark in lowered for mark in marks.get(cues.language, ()))
            for side, marks in self._supplement.usage.items()
        }
        preferred: dict[str, frozenset[int]] = {}
        for toponym in toponyms:
            means = frozenset(
                a.number
                for a in self._supplement.aliases.get(toponym.folded, ())
                if using.get(a.side or "", True)
                and (
                    on is None or ((a.begins is None or a.begins <= on) and (a.ends is None or on <= a.ends))
                )
            )
            if means:
                preferred[toponym.folded] = means
        return preferred

    def ref(self, place_id: str) -> PlaceRef | None:
        """The place with this id, or None."""
        index = self._gazetteer.number_of(place_id)
        return None if index is None else self._gazetteer.record(index).ref()

    def population(self, place_id: str) -> int:
        """How many people live in the place with this id; 0 where it is not known."""
        index = self._gazetteer.number_of(place_id)
        return 0 if index is None else self._gazetteer.record(index).population

    def lookup(self, name: str, limit: int = 5) -> list[PlaceRef]:
        """Places by name in any of the languages, by id or by code; the most prominent first.

        When no place has this name, those with the nearest spellings.
        """
        exact = self.bearing(name)
        folded = fold_name(name)
        if exact or not folded:
            return exact[:limit]
        near = process.extract(
            folded, self._nominatives, scorer=fuzz.ratio, limit=4 * limit, score_cutoff=_SIMILAR
        )
        ranked: dict[int, Record] = {}
        for spelling, _, _ in sorted(near, key=lambda hit: (-hit[1], hit[0])):
            for record in self._by_name(spelling):
                ranked.setdefault(record.number, record)
        return [r.ref() for r in list(ranked.values())[:limit]]

    def bearing(self, name: str) -> list[PlaceRef]:
        """Exactly the places that bear the name in any language, or have it as their id; prominent first."""
        found = self.ref(name.strip())
        return [found] if found is not None else [r.ref() for r in self._by_name(fold_name(name))]

    def _by_name(self, folded: str) -> list[Record]:
        namings = {
            n.number: n.kind for n in reversed(self._gazetteer.entry(folded).namings) if n.kind not in "jr"
        }
        records = [self._gazetteer.record(i) for i in namings]
        return sorted(records, key=lambda r: (-_prominence(r, namings[r.number]), r.number))

    def areas(self) -> frozenset[str]:
        """The names of oblasts and raions that places lie in, as `PlaceRef` bears them."""
        return self._gazetteer.areas()

    def names(self) -> list[str]:
        """The folded name of every place, as it stands in the nominative."""
        return self._nominatives

    @cached_property
    def _nominatives(self) -> list[str]:
        return self._gazetteer.primary_names()


_RANK = {
    "oblast": 8.0,
    "city": 7.0,
    "town": 6.0,
    "urban-settlement": 4.5,
    "raion": 4.0,
    "rural-settlement": 3.0,
    "village": 3.0,
}


def _prominence(record: Record, kind: str) -> float:
    tier = {"theatre": 0.0, "world": -3.0, "former": -6.0}[record.tier]
    return (
        _RANK.get(record.feature, 1.0)
        + tier
        - (3.0 if kind in "ok" else 0.0)
        + math.log10(record.population + 10)
    )


def _borders(folder: Path) -> Borders:
    """The countries that a theatre's folder names; none where it has no such table."""
    table = folder / "theatre.yaml"
    about = parse_table(table.read_text("utf-8")) if table.exists() else {}
    return Borders(tuple(about.get("countries", ())), frozenset(about.get("neighbours", ())))


def _believed(text: str, scored: Sequence[tuple[Toponym, float]]) -> list[Toponym]:
    """Those with evidence enough of their own, or with some and a share in that of others: the same word
    elsewhere in the text, a neighbour in a list."""
    if any(score >= ACCEPTED + _FIRM and _of_theatre(toponym) for toponym, score in scored):
        scored = [(t, score + (_HOME if _of_theatre(t) else 0.0)) for t, score in scored]
    best: dict[str, float] = {}
    for toponym, score in scored:
        best[toponym.folded] = max(best.get(toponym.folded, -math.inf), score)
    believed = [
        score >= ACCEPTED or (score > _SOME and best[toponym.folded] >= ACCEPTED + _FIRM)
        for toponym, score in scored
    ]
    for step in (1, -1):
        for position in range(len(scored))[::step]:
            if not believed[position]:
                company = sum(
                    believed[other]
                    and _LISTED.fullmatch(text, *_between(scored[position][0], scored[other][0])) is not None
                    for other in (position - 1, position + 1)
                    if 0 <= other < len(scored)
                )
                believed[position] = company > 0 and scored[position][1] + _COMPANY * company >= ACCEPTED
    return [toponym for (toponym, _), trusted in zip(scored, believed, strict=True) if trusted]


def _of_theatre(toponym: Toponym) -> bool:
    return any(c.record.tier == "theatre" for c in toponym.candidates)


def _between(one: Toponym, other: Toponym) -> tuple[int, int]:
    first, second = (one, other) if one.start < other.start else (other, one)
    return first.end, second.start


def _unmasked(capitals: Sequence[Word], masks: Sequence[Mask]) -> list[Word]:
    """The words outside every mask; both are in text order."""
    result: list[Word] = []
    position = 0
    for word in capitals:
        while position < len(masks) and masks[position].end <= word.start:
            position += 1
        if position == len(masks) or word.end <= masks[position].start:
            result.append(word)
    return result


def _place(text: str, toponym: Toponym, choice: Choice) -> Place:
    surface = text[toponym.start : toponym.end]
    record = choice.record
    if record is None:
        return Place(
            surface=surface, start=toponym.start, end=toponym.end, place_id=None, name=None,
            precision="unresolved", confidence=round(choice.share, 3),
        )  # fmt: skip
    ref = record.ref()
    precision = "axis" if toponym.role == "axis" else ref.precision
    return Place(
        surface=surface, start=toponym.start, end=toponym.end, confidence=round(choice.share, 3),
        **(ref.model_dump() | {"precision": precision}),
    )  # fmt: skip


__all__ = ["Mask", "PlaceFinder", "PlaceReading", "Point"]
