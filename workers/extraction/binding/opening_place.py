"""The place that an English sentence sets out from, and where what follows happens."""

from collections.abc import Sequence
from dataclasses import replace

from schemas.claims import EventType
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated, PlaceGroup
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

_SET: frozenset[EventType] = frozenset({"advance", "assault", "contested", "incursion", "strike"})
"""What happens where the sentence began; who takes or leaves a place names it."""
_OPENING_REACH = 5
"""Words before a place that still opens its sentence ("On the flanks, at K and L, …")."""


def place_that_opens(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """ "In K, three people died when a bomb fell on a theatre": the place that opens the sentence.

    Not where somebody only speaks ("In K, the governor said that ..."), and not where the event's own clause
    tells of another place.
    """
    row = trigger.payload
    if sentence.language.postposed_subject or row.noun or row.event not in _SET:
        return ()
    opening = opening_places(sentence)
    if not opening or _is_said(clause, sentence) or _has_place(clause, sentence):
        return ()
    return tuple(replace(group, locality=None, extent=None) for group in opening)


def opening_place_of(trigger: Match[Trigger], sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """ "At K, taken by X in May, …": the participle right behind the comma is said of the place."""
    opening = () if sentence.language.postposed_subject else opening_places(sentence)
    if not opening or trigger.start != opening[0].end + 1:
        return ()
    return (replace(opening[0], role=None, relation="in"),)


def opening_places(sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """The settlements named before the first comma or in an aside right behind it, by a preposition."""
    first = next(iter(sentence.groups), None)
    if first is None or first.role not in ("in", "near", "edge") or first.administrative or first.reference:
        return ()
    opens = first.start == 0 or (first.start <= _OPENING_REACH and sentence.is_a(first.start - 1, "comma"))
    return (first,) if opens and sentence.is_a(first.end, "comma") else ()


def _is_said(clause: Clause, sentence: Annotated) -> bool:
    """Whether somebody says it, who may only be at the place."""
    at: Clause | None = clause
    while at is not None and at.index:
        if at.kind == "complement":
            return True
        at = sentence.clauses[at.parent] if at.parent not in (None, at.index) else None
    return bool(sentence.found("speech"))


def _has_place(clause: Clause, sentence: Annotated) -> bool:
    inside: Sequence[int] = clause.words
    named = any(group.start in inside for group in sentence.groups if clause.index)
    return named or any(sentence.is_a(at, "settlement_noun") for at in inside)
