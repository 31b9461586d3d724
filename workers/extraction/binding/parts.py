"""The part of a place that an event's words name without the place: "took the station", "in the centre"."""

from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.language import Tag, Trigger
from workers.extraction.tables.lexicon import Match

_REACH = 8
"""Words between an event and the part of a place ("hold the shattered north bank")."""
_PARTS = ("part", "positions", "edge")
_OWNED_WITHIN = 3
"""Words behind "of" among which that stands of which it is a part."""
_WITHIN = ("in", "into", "on", "through")


def part_named(
    trigger: Match[Trigger], clause: Clause, passive: bool, sentence: Annotated
) -> Match[Tag] | None:
    """The part that a verb takes, that befalls it or in which an event goes on, or None."""
    inside = set(clause.words)
    parts = [
        m
        for m in sentence.found("locality")
        if m.payload.value in _PARTS and m.start in inside and not _is_of_something_else(m, sentence)
    ]
    for match in parts:
        if trigger.end < match.end and match.start - trigger.end <= _REACH:
            return match if _is_reached(trigger, match, sentence) else None
    if "subject" in trigger.payload.slots or (passive and "object" in trigger.payload.slots):
        return next((m for m in reversed(parts) if _is_subject(m, trigger, sentence)), None)
    if sentence.language.postposed_subject and "object" in trigger.payload.slots:
        ahead = [m for m in parts if m.end <= trigger.start]
        return ahead[0] if ahead and _opens(ahead[0], clause, sentence) else None
    return None


def _is_of_something_else(part: Match[Tag], sentence: Annotated) -> bool:
    """ "killed most of the cattle", "a third of the region": no part of a settlement."""
    if not sentence.is_a(part.end, "of"):
        return False
    owned = range(part.end + 1, part.end + 1 + _OWNED_WITHIN)
    grounds = {m.start for kind in ("locality", "anaphor") for m in sentence.found(kind)}
    named = {at for group in sentence.groups for at in range(group.start, group.end)}
    return not (grounds | named) & set(owned)


def _is_reached(trigger: Match[Trigger], part: Match[Tag], sentence: Annotated) -> bool:
    """Whether the part is the verb's object, or the only thing that follows with "in" or "on"."""
    between = range(trigger.end, part.start)
    stops = {t.start for t in sentence.triggers} | {a.start for a in sentence.actors if a.fights}
    prepositions = sentence.found("preposition")
    roles = {m.start: m.payload.value for m in prepositions if m.start in between}
    if any(at in stops or not sentence.lowers[at][0].isalnum() for at in between):
        return False
    if not roles:
        ends_in_one = any(
            m.end == trigger.end and trigger.start < m.start and m.payload.value in _WITHIN
            for m in prepositions
        )  # "crept into the northern blocks"
        return ("object" in trigger.payload.slots or ends_in_one) and not trigger.payload.noun
    within = all(role in _WITHIN for role in roles.values()) and len(roles) == 1
    return within and "prep" in trigger.payload.slots and min(roles) - trigger.end <= 2


def _opens(part: Match[Tag], clause: Clause, sentence: Annotated) -> bool:
    """ "Западную окраину украинцы вернули": an object that its clause begins with, but for its adjectives."""
    qualified = sentence.inside("adjectives")
    return all(at in qualified for at in clause.words if at < part.start)


def _is_subject(part: Match[Tag], trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether only the verb's own small words stand between ("a few streets have already been lost")."""
    return part.end <= trigger.start and all(
        sentence.is_a(at, "be", "have", "adverb", "negation") for at in range(part.end, trigger.start)
    )
