"""A sentence as the components see it: its words, and everything that was found in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from schemas.claims import Extent, Relation
from schemas.places import Place
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.segment import Stretch, Word
from workers.extraction.tables.language import Language, Tag, Trigger
from workers.extraction.tables.lexicon import Match

Tags = Mapping[str, Sequence[Match[Tag]]]
"""The phrases of a sentence by kind."""

ActorForm = Literal["force", "arms", "name", "adjective", "office"]
"""What names a party: its men, its weapons, its name, its adjective before another noun, an office of its."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A party as the sentence names it. `preposition` is the role of the preposition before it, if any."""

    start: int
    end: int
    party: str | None
    view: Literal["enemy", "own"] | None
    form: ActorForm
    case: str | None
    preposition: str | None

    @property
    def fights(self) -> bool:
        """Whether it is the party's men or weapons."""
        return self.form in ("force", "arms")


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """One place, or a list of places that share what stands before them ("in A, B and C").

    `start` to `end` are the words from the preposition or article to the last place. `role` is None for a
    bare name. `reference` marks a place from which another is measured ("5 km north of Z").
    """

    start: int
    end: int
    places: tuple[Place, ...]
    role: str | None
    relation: Relation
    extent: Extent | None = None
    locality: str | None = None
    distance_km: float | None = None
    reference: bool = False
    administrative: bool = False
    possessive: bool = False
    anaphoric: bool = False
    joined: bool = False


@dataclass(frozen=True)
class Annotated:
    """A sentence with everything found in it; positions are indices into `words`."""

    stretch: Stretch
    words: tuple[Word, ...]
    lowers: tuple[str, ...]
    tags: Tags
    clauses: tuple[Clause, ...]
    clause_at: Mapping[int, int]
    triggers: tuple[Match[Trigger], ...]
    actors: tuple[Actor, ...]
    groups: tuple[PlaceGroup, ...]
    language: Language = field(repr=False)

    def clause_of(self, position: int) -> Clause:
        """The clause that a word stands in."""
        return self.clauses[self.clause_at.get(position, 0)]

    def found(self, kind: str) -> Sequence[Match[Tag]]:
        """The phrases of one kind."""
        return self.tags.get(kind, ())

    def inside(self, kind: str) -> set[int]:
        """The positions of all words of the phrases of one kind."""
        return {at for match in self.found(kind) for at in range(match.start, match.end)}

    @property
    def off_topic(self) -> bool:
        """Whether it has words of sport, business or culture; a museum that a missile hit is none."""
        families = {m.payload.value.family for m in self.found("cue")}
        return "elsewhere" in families or ("venue" in families and not self.found("arms"))

    def text(self, start: int, end: int) -> str:
        """The words from `start` to `end` (exclusive), a blank between them."""
        return " ".join(word.text for word in self.words[start:end])

    def is_a(self, position: int, *classes: str) -> bool:
        """Whether the word at the position belongs to a class of function words."""
        return 0 <= position < len(self.lowers) and self.language.is_a(self.lowers[position], *classes)


@dataclass(frozen=True)
class Scan:
    """Looks leftwards from a place or an actor at the words that belong to it."""

    lowers: Sequence[str]
    language: Language
    ending: Mapping[int, Sequence[Match[Tag]]]

    @classmethod
    def of(cls, lowers: Sequence[str], tags: Tags, language: Language) -> "Scan":
        """The view of a sentence by where phrases end."""
        ending: dict[int, list[Match[Tag]]] = {}
        for kind in _LOOKED_AT:
            for match in tags.get(kind, ()):
                ending.setdefault(match.end, []).append(match)
        return cls(lowers, language, ending)

    def before(self, position: int, *kinds: str) -> Match[Tag] | None:
        """The longest phrase of the kinds that ends right before the position."""
        matches = [m for m in self.ending.get(position, ()) if m.payload.kind in kinds]
        return min(matches, key=lambda m: m.start, default=None)

    def is_a(self, position: int, *classes: str) -> bool:
        """Whether the word at the position belongs to a class of function words."""
        return self.language.is_a(word_at(self.lowers, position), *classes)


_LOOKED_AT = (
    "preposition",
    "locality",
    "whole",
    "part_cues",
    "directions",
    "adjectives",
    "of_join",
    "axis_words",
)


def word_at(lowers: Sequence[str], position: int) -> str:
    """The word at a position, or nothing outside the sentence."""
    return lowers[position] if 0 <= position < len(lowers) else ""
