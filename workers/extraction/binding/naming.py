"""Places that are counted before they are named: "captured two villages, A and B", "They are A and B"."""

from collections.abc import Iterator

from workers.extraction.binding.clause_places import in_clause
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated, PlaceGroup
from workers.extraction.tables.language import Tag, Trigger
from workers.extraction.tables.lexicon import Match

_TAKEN_WITHIN = 6
"""Words between a verb and the villages that it takes."""
_NAMED_WITHIN = 3
"""Words between "named them as" and the first name."""
_OPENERS = (",", ":", "-", "–", "—", "(")


def unnamed_places(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> Match[Tag] | None:
    """The villages without a name that the event takes or befalls, or None."""
    inside = set(clause.words)
    standing = sentence.inside("anaphor")
    for match in sentence.found("locality"):
        if match.payload.value != "place" or match.start not in inside or match.start - 1 in standing:
            continue
        taken = 0 <= match.start - trigger.end <= _TAKEN_WITHIN
        befallen = match.end <= trigger.start and "object" in trigger.payload.slots
        if (taken or befallen) and _is_counted(match, sentence) and not _is_named(match, sentence):
            return match
    return None


def _is_counted(match: Match[Tag], sentence: Annotated) -> bool:
    at = match.start - 1
    while any(m.end == at + 1 for m in sentence.found("adjectives")) and not _counts(at, sentence):
        at = min(m.start for m in sentence.found("adjectives") if m.end == at + 1) - 1
    return _counts(at, sentence)


def _counts(at: int, sentence: Annotated) -> bool:
    return at >= 0 and (sentence.lowers[at].isdigit() or sentence.is_a(at, "counts_places"))


def _is_named(match: Match[Tag], sentence: Annotated) -> bool:
    return any(
        g.start <= match.start < g.end or (g.role in (None, "of") and 0 <= g.start - match.end <= 1)
        for g in sentence.groups
        if not g.reference and not g.administrative
    )


def names_in_sentence(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """ "captured two villages over the day - A and B", "two villages were captured: A and B"."""
    unnamed = unnamed_places(trigger, clause, sentence)
    if unnamed is None:
        return ()
    first = next((g for g in _later(unnamed, clause, sentence) if _is_apposed(g, sentence)), None)
    first = first or _called_by_name(unnamed.end, sentence)
    return (first,) if first is not None else ()


def _called_by_name(start: int, sentence: Annotated) -> PlaceGroup | None:
    """ "retook two villages north of K, the staff said, naming A and B"."""
    named = [m for m in sentence.found("naming") if m.start >= start]
    names = (g for m in named for g in sentence.groups if _follows(m.end, g, sentence))
    return next((g for g in names if not g.administrative and not g.reference), None)


def _later(unnamed: Match[Tag], clause: Clause, sentence: Annotated) -> Iterator[PlaceGroup]:
    nearby = [
        clause,
        *(c for c in sentence.clauses if c.parent == clause.index and c.kind in ("aside", "break")),
    ]
    for each in nearby:
        yield from (g for g in in_clause(each, sentence) if g.start >= unnamed.end and not g.administrative)


def _is_apposed(group: PlaceGroup, sentence: Annotated) -> bool:
    """Whether a name stands between commas, dashes or behind a colon, and no noun follows it."""
    before = sentence.lowers[group.start - 1] if group.start else ""
    after = sentence.lowers[group.end] if group.end < len(sentence.lowers) else "."
    plain = group.role is None and not group.reference and not group.anaphoric
    return (plain or group.role == "among") and (
        (before in _OPENERS or group.role == "among") and not after[0].isalnum()
    )


def names_given(sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """The places of a sentence that only names what the one before has counted ("They are A and B")."""
    if any(not t.payload.noun for t in sentence.triggers):
        return ()
    for match in sentence.found("naming"):
        for group in sentence.groups:
            if _follows(match.end, group, sentence):
                return (group,) if not group.administrative and not group.reference else ()
    return ()


def _follows(end: int, group: PlaceGroup, sentence: Annotated) -> bool:
    """Whether the group stands where the names are due, with no other word than of its kind between."""
    if group.start < end <= group.end:
        return True
    between = range(end, group.start)
    return len(between) <= _NAMED_WITHIN and all(
        not sentence.lowers[at][0].isalpha() or sentence.is_a(at, "listed", "determiner") for at in between
    )
