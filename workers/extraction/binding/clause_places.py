"""The places of a clause, without those that only say where another lies."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from workers.extraction.binding.speakers_seat import is_speakers_seat, names_an_office
from workers.extraction.binding.subjects import temporal
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated, PlaceGroup


def in_clause(clause: Clause, sentence: Annotated) -> list[PlaceGroup]:
    found = [
        g
        for g in sentence.groups
        if sentence.clause_at.get(g.end - 1) == clause.index
        and g.places[0].precision != "river"
        and not is_speakers_seat(g, sentence)
        and not names_an_office(g, sentence)
    ]
    return [g for g in _without_bearings(found, sentence) if not measured(g, sentence)]


def _without_bearings(groups: Sequence[PlaceGroup], sentence: Annotated) -> list[PlaceGroup]:
    """ "northwest of Z near A and B and east of Z near C": the events are at A, B and C."""
    kept: list[PlaceGroup] = []
    joined = False
    for group, following in zip_longest(groups, groups[1:]):
        if following is not None and _only_bears(group, following, sentence):
            joined = bool(kept) and sentence.is_a(group.start - 1, "and", "comma")
            continue
        kept.append(replace(group, joined=True) if joined else group)
        joined = False
    return kept


def _only_bears(group: PlaceGroup, following: PlaceGroup, sentence: Annotated) -> bool:
    """ "north of Z | near K", and at the head of a sentence "East of Z, | near K"."""
    if not group.reference or following.reference or following.administrative:
        return False
    if following.start == group.end:
        return following.role in ("near", "in")
    fronted = group.start == 0 and sentence.is_a(group.end, "comma")
    return fronted and following.start == group.end + 1 and following.role == "near"


def measured(group: PlaceGroup, sentence: Annotated) -> bool:
    """Whether the group only says where another place is ("X, 5 km north of Z")."""
    if not group.reference or group.joined:
        return False
    return any(
        not g.administrative and g.role != "from" and 0 <= group.start - g.end <= 8
        for g in sentence.groups
        if g is not group
    )


def antecedent_place(clause: Clause, sentence: Annotated) -> PlaceGroup | None:
    first = clause.words[0]
    before = [g for g in sentence.groups if g.end <= first and first - g.end <= 2]
    return before[-1] if before else None


def heads_phrase(group: PlaceGroup, sentence: Annotated) -> bool:
    """Whether a bare name stands for itself: after a noun it may be its genitive ("мер Куп'янська")."""
    at = group.start - 1
    if (
        not sentence.language.postposed_subject
        or group.locality
        or at < 0
        or not sentence.lowers[at][0].isalpha()
    ):
        return True
    if sentence.is_a(
        at, "and", "adverb", "negation", "pronoun", "determiner", "be", "modal", "future", "verb"
    ):
        return True
    if temporal(at, sentence):
        return True
    kinds = (
        "day",
        "overnight",
        "previous_day",
        "boundary",
        "attributive",
        "trigger",
        "adjectives",
        "cue",
        "speech",
    )
    return any(a.end == at + 1 for a in sentence.actors if a.form != "adjective") or any(
        m.end == at + 1 for kind in kinds for m in sentence.found(kind)
    )
