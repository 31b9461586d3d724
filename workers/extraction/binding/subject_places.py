"""The place that stands as the subject of an event's words ("K fell", "K was captured")."""

from collections.abc import Sequence

from workers.extraction.binding.clause_places import antecedent_place, heads_phrase, in_clause
from workers.extraction.binding.opening_place import opening_place_of
from workers.extraction.binding.subjects import named_subject
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated, PlaceGroup
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match


def subject_place(
    trigger: Match[Trigger], groups: Sequence[PlaceGroup], clause: Clause, sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    if opened := opening_place_of(trigger, sentence):
        return opened
    candidates = [
        g for g in groups if g.end <= trigger.start and g.role is None and (g.locality or not g.possessive)
    ]
    candidates = [
        g for g in candidates if _stands_as_subject(g, trigger, sentence) and heads_phrase(g, sentence)
    ]
    settled = [g for g in candidates if not g.administrative]
    named = settled or _named_in_dashes(trigger, clause, sentence) or candidates
    named = named or _named_behind(trigger, groups, clause, sentence)
    if named:
        return tuple(named[-1:])
    if clause.kind == "relative" and not candidates:
        antecedent = antecedent_place(clause, sentence)
        return (antecedent,) if antecedent else ()
    if (
        clause.kind in ("coordination", "comma")
        and clause.parent is not None
        and not _own_subject(clause, trigger, sentence)
    ):
        parent = sentence.clauses[clause.parent]
        earlier = [g for g in in_clause(parent, sentence) if g.role is None and not g.administrative]
        return (earlier[0],) if earlier else ()
    return ()


def _named_in_dashes(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> list[PlaceGroup]:
    """ "Three towns - A, B and C - came under fire": the list that says which."""
    asides = [
        c
        for c in sentence.clauses
        if c.kind == "aside" and c.parent == clause.index and c.words and c.words[-1] < trigger.start
    ]
    return [g for c in asides[-1:] for g in in_clause(c, sentence) if g.role is None and not g.administrative]


def _named_behind(
    trigger: Match[Trigger], groups: Sequence[PlaceGroup], clause: Clause, sentence: Annotated
) -> list[PlaceGroup]:
    """ "The latest town to fall to X is K": the name behind the settlement that is spoken of."""
    spoken_of = any(sentence.is_a(at, "settlement_noun") for at in clause.words if at < trigger.start)
    behind = [g for g in groups if g.start >= trigger.end and g.role is None]
    return [g for g in behind if spoken_of and sentence.is_a(g.start - 1, "be")]


def told_to_be(
    trigger: Match[Trigger], groups: Sequence[PlaceGroup], sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    """ "K was the first big town that the Russians took": what the place is said to be is what they took."""
    rest = sentence.lowers[trigger.end : trigger.end + 1]
    if sentence.language.postposed_subject or (rest and rest[0][0].isalnum()):
        return ()
    ahead = [g for g in groups if g.end < trigger.start and g.role is None and sentence.is_a(g.end, "be")]
    return tuple(
        g
        for g in ahead[-1:]
        if any(sentence.is_a(at, "settlement_noun") for at in range(g.end, trigger.start))
    )


def _stands_as_subject(group: PlaceGroup, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """A place followed by another noun ("K residents were …") is no subject."""
    follows = group.end + sentence.is_a(group.end, "settlement_noun")  # "the K community was shelled"
    if follows == trigger.start:
        return True
    word = sentence.lowers[follows]
    if not (word[0].isalnum() or word[0] == "<"):
        return True
    if sentence.is_a(
        follows, "be", "have", "adverb", "modal", "future", "negation", "verb", "do", "and", "itself"
    ):
        return True
    if any(g.start == follows and g.role in ("of", "in") and g.administrative for g in sentence.groups):
        return True  # "the K community of L region was shelled"
    return (
        any(m.start == follows for m in sentence.found("cue"))
        or any(
            m.start == follows and m.payload.value in ("in", "near", "on")
            for m in sentence.found("preposition")
        )
        or any(m.start == follows for m in sentence.found("directions"))
    )


def _own_subject(clause: Clause, trigger: Match[Trigger], sentence: Annotated) -> bool:
    if any(a.start in clause.words and a.end <= trigger.start for a in sentence.actors):
        return True
    ahead = [at for at in clause.words if at < trigger.start]
    return not sentence.language.postposed_subject and named_subject(ahead, sentence)
