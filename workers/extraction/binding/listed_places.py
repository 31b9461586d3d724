"""Places that a list behind a colon names ("captured two villages: A and B")."""

from collections.abc import Sequence
from dataclasses import replace

from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated, PlaceGroup
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

_BEFORE_THE_LIST = 5
"""Words between "villages" and the colon that opens their list ("two villages of the district: A, B")."""


def listed_behind(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """The places of a list that a colon opens right behind the event's clause, where the clause speaks of
    settlements without a name."""
    colon = next((at for at in range(trigger.end, len(sentence.lowers)) if sentence.lowers[at] == ":"), None)
    if colon is None or sentence.clause_at.get(colon - 1) != clause.index:
        return ()
    settlements = [
        m
        for m in sentence.found("locality")
        if m.payload.value == "place" and trigger.start <= m.start and 0 <= colon - m.end <= _BEFORE_THE_LIST
    ]
    named = {g.end for g in sentence.groups}
    if not settlements or settlements[-1].end + 1 in named:
        return ()
    near = any(
        m.payload.value in ("near", "toward") and m.end == colon and m.start >= trigger.start
        for m in sentence.found("preposition")
    )
    return _list_from(colon + 1, near, sentence.groups)


def _list_from(at: int, near: bool, groups: Sequence[PlaceGroup]) -> tuple[PlaceGroup, ...]:
    listed: list[PlaceGroup] = []
    for group in groups:
        opens = not listed and at <= group.start <= at + 1
        if opens or (listed and group.joined and group.role is None):
            listed.append(replace(group, relation="near") if near else group)
    return tuple(listed)
