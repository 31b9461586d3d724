"""What an event's words leave open: they name a part of a place, a road, a target, or nothing at all.

Such an event lacks nothing but the settlement, which the sentence or the article may have named. A verb with
another object ("lost 200 men", "captured documents") lacks none.
"""

from typing import Literal

from schemas.claims import EventType
from workers.extraction.binding.subjects import temporal
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.event_words import route_of
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.language import Tag, Trigger
from workers.extraction.tables.lexicon import Match

OpenPlace = Literal["part", "road", "target", "ground"]
"""A part ("took the station"); a road ("the road is under fire"); what a weapon hits ("a bomb hit the
market"); the ground that is fought for ("the Russians walked in")."""
_ON_GROUND: frozenset[EventType] = frozenset(
    {
        "advance",
        "assault",
        "assault_repelled",
        "contested",
        "incursion",
        "encirclement",
        "withdrawal",
        "threat",
    }
)


def open_place(
    trigger: Match[Trigger], clause: Clause, passive: bool, part: Match[Tag] | None, sentence: Annotated
) -> OpenPlace | None:
    """What a verb leaves open; None for a noun, and for a verb that wants a place it does not have.

    `part` is what `part_named` finds for it.
    """
    row = trigger.payload
    if row.noun:
        return None
    if row.event == "route_cut":
        return "road" if route_of(trigger, sentence.lowers, sentence.tags) is not None else None
    if part is not None:
        return "part"
    if row.event == "strike":
        return "target" if not passive and _hits(trigger, clause, sentence) else None
    return "ground" if row.foe or goes_on(trigger, clause, sentence) else None


def goes_on(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """Whether a verb of movement or combat ends its clause, and so means a place named before."""
    return trigger.payload.event in _ON_GROUND and needs_no_object(trigger, clause, sentence)


def needs_no_object(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """Whether the event's words are whole without an object: "are advancing", "have entered", an "attack"."""
    if trigger.payload.noun:
        return True
    return "prep" in trigger.payload.slots and not has_noun_after(trigger, clause, sentence)


def has_noun_after(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """Whether the verb has an object of its own ("which captured dozens of …")."""
    at = trigger.end
    return (
        at in clause.words
        and sentence.lowers[at][0].isalnum()
        and not sentence.is_a(at, "adverb", "comma", "by", "without", "there")
        and not temporal(at, sentence)
        and not any(
            m.start <= at < m.end
            for kind in ("preposition", "day", "overnight")
            for m in sentence.found(kind)
        )
    )


def _hits(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """Whether a noun follows the blow, with a preposition or without ("fell beside the market")."""
    if sentence.is_a(trigger.start, "harm"):
        return False
    at = trigger.end
    ends = {m.start: m.end for m in sentence.found("preposition")}
    at = ends.get(at, at)
    return at in clause.words and sentence.is_a(at, "determiner", "article", "possessive_pronoun")
