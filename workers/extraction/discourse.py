"""What an article has spoken of so far: which place "the city" is, and who "he" is."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from schemas.claims import Claimant, ClaimTime
from schemas.places import Place

_REACH = 4
"""How many sentences back "the city" may look for its name."""


@dataclass(slots=True)
class Discourse:
    """The state of reading one article from top to bottom.

    `voice` is the party whose view the article's own words show, where its language is no evidence.
    `fighting` counts the sentences that name a party's men, `elsewhere` those on sport, business or culture.
    """

    voice: str | None = None
    settlements: list[tuple[int, tuple[Place, ...]]] = field(default_factory=list)
    contended: tuple[int, Place] | None = None
    known: dict[str, Place] = field(default_factory=dict)
    speaker: Claimant | None = None
    carried: Claimant | None = None
    carried_paragraph: int = -1
    time: ClaimTime | None = None
    at_war: bool = False
    fighting: int = 0
    elsewhere: int = 0
    titles: dict[str, Claimant] = field(default_factory=dict)
    people: dict[str, Claimant] = field(default_factory=dict)

    def saw(self, sentence: int, places: Sequence[Place]) -> None:
        """Remember the settlements that a sentence names."""
        named = tuple(place for place in places if place.precision in ("settlement", "unresolved"))
        if named:
            self.settlements.append((sentence, named))
        for place in named:
            self.known.setdefault(place_key(place), place)

    def fought_over(self, sentence: int, places: Sequence[Place]) -> None:
        """Remember the only place of a sentence that tells of fighting: the next may call it "it"."""
        distinct = _distinct(places)
        self.contended = (sentence, distinct[0]) if len(distinct) == 1 else None

    def meant(self, sentence: int, earlier: Sequence[Place], *, pronoun: bool = False) -> Place | None:
        """The settlement that "the city" or "the village" means, or None where it may be more than one.

        A pronoun means the only place that its sentence has named, or that the sentence before fights for.
        """
        in_sentence = _distinct(p for p in earlier if p.precision in ("settlement", "unresolved"))
        if in_sentence:
            return in_sentence[0] if len(in_sentence) == 1 else None
        if pronoun:
            return self.contended[1] if self.contended and self.contended[0] == sentence - 1 else None
        for number, places in reversed(self.settlements):
            if sentence - number > _REACH:
                return None
            distinct = _distinct(places)
            if len(distinct) == 1:
                return distinct[0]
            return None
        return None

    def is_of_something_else(self) -> bool:
        """Whether the article is on sport, business or culture and only borrows the words of war."""
        return self.elsewhere > 0 and self.elsewhere >= self.fighting

    def only_settlement(self) -> Place | None:
        """The one settlement that the article has named so far, or None."""
        return next(iter(self.known.values())) if len(self.known) == 1 else None


def place_key(place: Place) -> str:
    """What tells places apart: the id, or for an unresolved one its folded words."""
    return place.place_id or "name:" + " ".join(place.surface.casefold().split())


def _distinct(places: object) -> list[Place]:
    seen: dict[str, Place] = {}
    for place in places:  # type: ignore[attr-defined]
        seen.setdefault(place_key(place), place)
    return list(seen.values())
