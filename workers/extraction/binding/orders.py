"""Who orders or decides that troops leave, where a commander is named and no party."""

from collections.abc import Set
from dataclasses import replace

from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Actor, Annotated
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match, fold

_CUE_REACH = 6
"""Words between the order and the leaving ("ordered the last two battalions to leave")."""


def orderer(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> Actor | None:
    """ "Syrskyi ordered a withdrawal from K": the commander whom the tables know, or a side by its name.

    Where cases tell who orders, only a nominative right before the order.
    """
    if trigger.payload.event != "withdrawal":
        return None
    orders = [
        m.start
        for m in sentence.found("cue")
        if m.payload.value.family == "ordered" and 0 <= trigger.start - m.end <= _CUE_REACH
    ]
    if not orders:
        return None
    inside = set(clause.words)
    commanders = [
        m
        for m in sentence.found("claimant")
        if m.start in inside and m.end <= orders[0] and m.payload.value.party is not None
    ]
    if sentence.language.postposed_subject:
        commanders = [m for m in commanders if m.end == orders[0] and _nominative(m.end - 1, sentence)]
    if not commanders:
        return _ordering_side(orders[0], inside, sentence)
    chosen = commanders[0]
    return Actor(chosen.start, chosen.end, chosen.payload.value.party, None, "office", None, None)


def _nominative(at: int, sentence: Annotated) -> bool:
    """Whether a name bears no ending of another case."""
    return sentence.language.surname(sentence.words[at].text) == fold(sentence.words[at].text)


def _ordering_side(order: int, clause: Set[int], sentence: Annotated) -> Actor | None:
    """ "Russia orders a retreat from K": the last side named before the order, as an office that commands."""
    sides = [a for a in sentence.actors if a.start in clause and a.end <= order and a.form != "adjective"]
    chosen = sides[-1] if sides and sides[-1].preposition is None else None
    return replace(chosen, form="office") if chosen is not None else None
