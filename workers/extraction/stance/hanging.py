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
_OF_A_BARE_REPORT = 4
"""Words behind an event in "Reports of the fall of K." that say nothing of it but where and when."""
_OF_THE_WRITER = ("adversative", "break")
"""Clauses that no longer hang on what stands before them."""


def hangs_on_unknown_words(trigger: Match[Trigger], sentence: Annotated, acts: Sequence[Act]) -> bool:
    """Whether any clause around the event is the content of words that nobody known stands behind."""
    if trigger.payload.event in _SAID_OF_ITSELF:
        return False
    if _is_pictured(trigger, sentence) or _of_a_contended_claim(trigger, sentence, acts):
        return True
    if _is_words_of_nobody(trigger, sentence, acts) or _behind_an_unknown_verb(trigger, sentence):
        return True
    index: int | None = sentence.clause_of(trigger.start).index
    while index is not None and sentence.clauses[index].kind not in _OF_THE_WRITER:
        clause = sentence.clauses[index]
        if _is_content(clause, trigger, sentence) and not _is_said(clause, sentence, acts):
            return True
        index = clause.parent
    return False


def _is_content(clause: Clause, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "…, that Russian troops hold K": a clause with a subject or place of its own behind "that", or one in
    which something is pictured ("a clip in which Russian troops hold K")."""
    if clause.kind == "complement" or _is_shown_in(clause, sentence):
        return True
    if clause.kind != "relative" or clause.words[-1] < trigger.start:
        return False
    first = clause.words[0]
    if not sentence.is_a(first, "opens_content"):
        return False
    between = range(first + 1, trigger.end)
    named = {a.start for a in sentence.actors} | {at for at in between if sentence.words[at].place}
    named |= {m.start for kind in ("claimant", "role", "source") for m in sentence.found(kind)}
    return bool(named & set(between))


def _is_shown_in(clause: Clause, sentence: Annotated) -> bool:
    """ "допис, у якому росіяни входять у К": what is in a text, a picture or a plan."""
    first = clause.words[0]
    if clause.kind != "relative" or not sentence.language.postposed_subject:
        return False
    return any(m.start == first for m in sentence.found("preposition"))


def _of_a_contended_claim(trigger: Match[Trigger], sentence: Annotated, acts: Sequence[Act]) -> bool:
    """ "The announcement of the fall of K unravelled", "Rumours of the fall of K are ahead of the evidence":
    a claim of nobody named, of which something unknown is said."""
    before = [act for act in acts if act.at < trigger.start]
    if not before or not all(act.noun and act.speaker is None for act in before):
        return False
    judged = before[0].at <= 1 and _is_judged(trigger, sentence)
    return judged or not any(_speaks_now(act, sentence) for act in before)


def _is_judged(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether a verb behind what rumours tell of says more than that they go about."""
    behind = range(trigger.end, len(sentence.words))
    going_about = any(sentence.is_a(at, "goes_about") for at in behind)
    own = trigger.payload.noun and sentence.lowers[-1] == "."
    return own and not going_about and len(behind) > _OF_A_BARE_REPORT


def _is_said(clause: Clause, sentence: Annotated, acts: Sequence[Act]) -> bool:
    """Whether somebody outside the clause says what it holds: whom the sentence names, pictures, or "we"."""
    inside = _below(clause, sentence)
    if any(
        m.payload.value.family == "licensing" and m.start < clause.words[0] and m.end == clause.words[0] + 1
        for m in sentence.found("cue")
    ):
        return True  # "it is clear that …"
    if any(act.clause not in inside and not act.back and _speaks_now(act, sentence) for act in acts):
        return True
    told = (m for m in sentence.found("speech") if m.start < clause.words[0])
    return any(
        sentence.clause_at.get(m.start) not in inside
        and (m.payload.value.show or sentence.is_a(m.start - 1, "pronoun"))
        for m in told
    )


def _is_words_of_nobody(trigger: Match[Trigger], sentence: Annotated, acts: Sequence[Act]) -> bool:
    """ "One can write the communique already: …": words that somebody may say, behind a colon."""
    colon = next((at for at in range(trigger.start - 1, 0, -1) if sentence.lowers[at] == ":"), None)
    if colon is None or any(act.at < trigger.start for act in acts):
        return False
    may = (m.start for m in sentence.found("speech") if m.start < colon)
    return any(sentence.is_a(at - 1, "modal", "to") for at in may)


def _behind_an_unknown_verb(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "The baker's wife swears the Russians are in K": a subject behind what only looks like a verb."""
    clause = sentence.clause_of(trigger.start)
    if sentence.language.postposed_subject or trigger.payload.noun or clause.kind != "main":
        return False
    subject = next((a for a in sentence.actors if a.start <= trigger.start and a.form != "adjective"), None)
    if subject is None or subject.preposition is not None or not sentence.is_a(subject.start, "article"):
        return False
    verb = sentence.lowers[subject.start - 1] if subject.start > 1 else ""
    opens_as_subject = sentence.is_a(clause.words[0], "article", "possessive_pronoun")
    if verb in sentence.language.time["units"]:
        return False  # "The last two days the Russians …"
    return opens_as_subject and verb.isalpha() and verb.endswith(("s", "ed")) and not verb.endswith("ss")


def _speaks_now(act: Act, sentence: Annotated) -> bool:
    """Not "would love you to say that", "whoever says that", "when a channel writes that", nor "the notion
    that" of which nobody says whose it is."""
    if act.noun:
        return act.speaker is not None or not sentence.is_a(act.at, "contended")
    clause = sentence.clauses[act.clause]
    if clause.kind == "time" and sentence.is_a(clause.words[0], "when"):
        return False
    if clause.kind == "relative" and clause.words[0] == 0:
        return False
    if sentence.language.postposed_subject:
        return act.speaker is not None or sentence.language.form(sentence.lowers[act.at]) != "infinitive"
    return not sentence.is_a(act.at - 1, "to") or sentence.is_a(act.at - 2, "comes_to")


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
    if all(
        sentence.language.form(sentence.lowers[at]) != "gerund" for at in range(trigger.start, trigger.end)
    ):
        return False
    return any(
        a.preposition == "of" and a.start <= trigger.start and trigger.start - a.end <= 1
        for a in sentence.actors
    )
