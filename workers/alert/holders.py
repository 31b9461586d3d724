"""The answer to "who holds it?": the belief as `places.current` carries it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from schemas.places import OpenQuestion, PlaceBelief, PlaceRef, Word
from workers.alert.belief import Reading
from workers.alert.policy.windows import QUIET
from workers.alert.proposals import CONTESTED, NOBODY, UNKNOWN, proposal_of
from workers.alert.testimony import Testimony

MOST_WORDS = 8


def belief_of(
    place: PlaceRef, reading: Reading, previous: PlaceBelief | None, now: datetime
) -> PlaceBelief | None:
    """The place's belief, `previous` itself where nothing in it changed; None while nothing is known."""
    belief = reading.belief
    questions = _questions(reading)
    if previous is None and belief.since is None and not questions:
        return None
    fresh = PlaceBelief(
        place=place,
        status="contested"
        if belief.holder == CONTESTED
        else "unknown"
        if belief.holder == UNKNOWN
        else "held",
        holder=None if belief.holder in NOBODY else belief.holder,
        since=belief.since,
        certainty=belief.certainty,
        words=_words(belief.words),
        open_questions=questions,
        changed_at=previous.changed_at if previous is not None else now,
    )
    if previous is None:
        return fresh
    return previous if fresh == previous else fresh.model_copy(update={"changed_at": now})


@dataclass(frozen=True, slots=True)
class _Key:
    name: str
    says: str


def _questions(reading: Reading) -> tuple[OpenQuestion, ...]:
    """Claims that are not believed and statements of holding that disagree, the latest of each claimant."""
    since = reading.belief.since
    said = [*reading.claims, *((_holder(each), each) for each in reading.disputes)]
    latest: dict[_Key, OpenQuestion] = {}
    for says, testimony in sorted(said, key=lambda each: each[1].order):
        if says == reading.belief.holder or (since is not None and testimony.day < since - QUIET):
            continue
        word = testimony.word
        latest[_Key(word.claimant, says)] = OpenQuestion(word=word, says=says)
    return tuple(latest.values())[-MOST_WORDS:]


def _holder(testimony: Testimony) -> str:
    proposal = proposal_of(testimony)
    return proposal.after if proposal is not None else UNKNOWN


def _words(testimonies: Iterable[Testimony]) -> tuple[Word, ...]:
    """The words that the belief rests on, the first of each claimant."""
    first: dict[str, Word] = {}
    for testimony in testimonies:
        word = testimony.word
        first.setdefault(word.claimant, word)
    return tuple(first.values())[:MOST_WORDS]
