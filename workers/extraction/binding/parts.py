"""The part of a place that an event's words name without the place: "took the station", "in the centre"."""

from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.language import Tag, Trigger
from workers.extraction.tables.lexicon import Match

_REACH = 8
"""Words between an event and the part of a place ("hold the shattered north bank")."""
_PARTS = ("part", "positions", "edge")


def part_named(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> Match[Tag] | None:
    """The part that a verb takes or in which an event goes on, or None."""
    inside = set(clause.words)
    for match in sentence.found("locality"):
        if (
            match.payload.value in _PARTS
            and trigger.end < match.end
            and match.start - trigger.end <= _REACH
            and match.start in inside
        ):
            return match if _is_reached(trigger, match, sentence) else None
    return None


def _is_reached(trigger: Match[Trigger], part: Match[Tag], sentence: Annotated) -> bool:
    """Whether the part is the verb's object, or the only thing that follows with "in" or "on"."""
    between = range(trigger.end, part.start)
    stops = {t.start for t in sentence.triggers} | {a.start for a in sentence.actors if a.fights}
    roles = {m.start: m.payload.value for m in sentence.found("preposition") if m.start in between}
    if any(at in stops or not sentence.lowers[at][0].isalnum() for at in between):
        return False
    if not roles:
        return "object" in trigger.payload.slots and not trigger.payload.noun
    within = all(role in ("in", "into", "on", "through") for role in roles.values()) and len(roles) == 1
    return within and "prep" in trigger.payload.slots and min(roles) - trigger.end <= 2
