"""What an article has spoken of so far: which place "the city" is, and who "he" is."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field

from schemas.claims import Claimant, ClaimTime
from schemas.places import Place
from workers.extraction.discourse.scene import Scene

REACH = 4
"""How many sentences back "the city" may look for its name."""


@dataclass(slots=True)
class Discourse:
    """The state of reading one article from top to bottom.

    `voice` is the party whose view the article's own words show, where its language is no evidence.
    `settlements` are those of each sentence by its number: what it tells of, and all that it names.
    `is_seat` knows the capitals that stand for a government. `scene` is where the article stands. `fighting`
    counts the sentences that name a party's men, `elsewhere` those on sport, business or culture.
    """

    voice: str | None = None
    settlements: list[tuple[int, tuple[Place, ...], tuple[Place, ...]]] = field(default_factory=list)
    is_seat: Callable[[Place], bool] = lambda place: False
    contended: tuple[int, Place] | None = None
    scene: Scene | None = None
    known: dict[str, Place] = field(default_factory=dict)
    speaker: Claimant | None = None
    carried: Claimant | None = None
    time: ClaimTime | None = None
    at_war: bool = False
    fighting: int = 0
    elsewhere: int = 0
    titles: dict[str, Claimant] = field(default_factory=dict)
    people: dict[str, Claimant] = field(default_factory=dict)

    def saw(self, sentence: int, places: Sequence[Place], aside: Collection[int] = ()) -> None:
        """Remember the settlements that a sentence names; `aside` are the starts of those that only date or
        measure something, or seat an office."""
        named = tuple(place for place in places if place.precision in ("settlement", "unresolved"))
        if named:
            told = tuple(p for p in named if p.start not in aside and not self.is_seat(p))
            self.settlements.append((sentence, told, named))
        for place in named:
            if not self.is_seat(place):
                self.known.setdefault(place_key(place), place)

    def fought_over(self, sentence: int, places: Sequence[Place]) -> None:
        """Remember the only place of a sentence that tells of fighting: the next may call it "it"."""
        distinct = _distinct(places)
        self.contended = (sentence, distinct[0]) if len(distinct) == 1 else None

    def meant(
        self,
        sentence: int,
        earlier: Sequence[Place],
        count: int = 1,
        *,
        pronoun: bool = False,
    ) -> tuple[Place, ...]:
        """The settlements that "the city" (1) or "both villages" (2) mean; none where others may be meant.

        A capital that stands for its government, or a place that only measures, is meant when no other is.
        A pronoun means the only place that its sentence has named, or that the sentence before fights for.
        """
        here = tuple(p for p in earlier if p.precision in ("settlement", "unresolved"))
        mentions = [(sentence, tuple(p for p in here if not self.is_seat(p)), here)]
        mentions += [m for m in reversed(self.settlements) if 0 <= sentence - m[0] <= REACH]
        if pronoun and not here:
            before = self.contended
            if before is not None and before[0] == sentence - 1:
                return (before[1],)
            scene = self.scene
            known = scene is not None and scene.unambiguous and sentence - scene.sentence <= 2
            return (scene.place,) if scene is not None and known else ()
        for told in (True, False):
            for _, told_of, named in mentions:
                if distinct := _distinct(told_of if told else named):
                    return tuple(distinct) if len(distinct) == count else ()
            if count == 1 and (only := self.only_settlement()) is not None:
                return (only,)
        return ()

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
