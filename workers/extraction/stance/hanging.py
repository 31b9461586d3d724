"""Whether an event stands in a clause that hangs on words of which no table knows what they make of it.

"X scoffed at the idea that …" and "they were told to shout that …" may deny, fear, order or mock what
follows: only a speaker's word or a cue that the tables know entitles such a clause to a claim.
"""

from collections.abc import Sequence

from workers.extraction.discourse.act import Act
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

_SAID_OF_ITSELF = ("strike", "evacuation_ordered", "route_cut", "threat")
"""Events that are told in any clause, as what happens beside something else."""


def hangs_on_unknown_words(trigger: Match[Trigger], sentence: Annotated, acts: Sequence[Act]) -> bool:
    """Whether any clause around the event is the content of words that nobody known stands behind."""
    if trigger.payload.event in _SAID_OF_ITSELF:
        return False
    if _is_pictured(trigger, sentence):
        return True
    index: int | None = sentence.clause_of(trigger.start).index
    while index is not None:
        clause = sentence.clauses[index]
        if _is_content(clause, trigger, sentence) and not _is_said(clause, sentence, acts):
            return True
        index = clause.parent
    return False


def _is_content(clause: Clause, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "…, that Russian troops hold K": a clause with a subject or place of its own behind "that", or one in
    which something is pictured ("a clip in which Russian troops hold K")."""
    if clause.kind == "complement":
        return True
    if clause.kind != "relative" or clause.words[-1] < trigger.start:
        return False
    first = clause.words[0]
    if not sentence.is_a(first, "opens_content"):
        return False
    between = range(first + 1, trigger.start)
    named = any(sentence.words[at].place for at in between)
    return named or any(a.start in between for a in sentence.actors)


def _is_said(clause: Clause, sentence: Annotated, acts: Sequence[Act]) -> bool:
    """Whether an act of speech outside the clause says what it holds, or an unnamed one before it."""
    inside = _below(clause, sentence)
    told = (m.start for m in sentence.found("speech") if m.start < clause.words[0])
    return any(act.clause not in inside and not act.back for act in acts) or any(
        sentence.clause_at.get(at) not in inside and not sentence.is_a(at - 1, "to") for at in told
    )


def _below(clause: Clause, sentence: Annotated) -> set[int]:
    """The clause and all that hang on it."""
    below = {clause.index}
    for each in sentence.clauses[clause.index + 1 :]:
        if each.parent in below:
            below.add(each.index)
    return below


def _is_pictured(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "the ministry's picture of Ukrainian troops fleeing K": a gerund whose subject stands behind "of"."""
    if trigger.payload.noun or sentence.language.postposed_subject:
        return False
    if all(sentence.language.form(sentence.lowers[at]) != "gerund" for at in range(trigger.start, trigger.end)):
        return False
    return any(
        a.preposition == "of" and a.start <= trigger.start and trigger.start - a.end <= 1
        for a in sentence.actors
    )
