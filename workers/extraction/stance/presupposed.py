"""What a sentence takes for granted: its reader knows it, so that without a day of its own it is no news."""

from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

ONCE = ("control_gained", "control_regained", "control_lost")
"""Events that are over when a place "has been occupied since 2022"."""
_OVER = (*ONCE, "withdrawal", "encirclement")
_TOLD_OF = (*_OVER, "incursion", "assault", "control_reaffirmed", "contested")
"""Events of which a clause may remind: what strikes, orders and moves is told in any clause."""
_PAST = ("past", "participle")


def is_presupposed(
    trigger: Match[Trigger], sentence: Annotated, *, in_own_voice: bool, dated_cues: bool
) -> bool:
    """Whether an event without a day is only reminded of.

    `in_own_voice`: on nobody's word but the writer's. `dated_cues`: a cue before the event's words, such as
    "a medal for", recalls it.
    """
    if (dated_cues and trigger.payload.event in _OVER) or _noun_behind_after(trigger, sentence):
        return True
    clause = sentence.clause_of(trigger.start)
    if _counted_from(trigger, clause, sentence):
        return True
    if trigger.payload.noun or trigger.payload.event not in _TOLD_OF:
        return False
    if sentence.language.form(sentence.lowers[trigger.start]) not in _PAST:
        return False
    clause = _goes_on_from(clause, sentence)
    if sentence.language.postposed_subject:
        return _is_reminded_of(trigger, clause, sentence)
    if not in_own_voice:
        return trigger.payload.event in _OVER and _tells_which(trigger, clause, sentence)
    return (
        _tells_which(trigger, clause, sentence)
        or _sets_the_scene(trigger, clause, sentence)
        or _dates_a_moment(trigger, clause, sentence)
        or _had_been_done(trigger, clause, sentence)
        or _describes_the_place(trigger, sentence)
    )


def _is_reminded_of(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "батальйон, який узяв К", "того ранку, коли вони зайшли в К": without a day of their own, such clauses
    tell who or when is meant."""
    first = clause.words[0]
    if clause.kind == "after" and _tells_of_a_career(clause, sentence):
        return True
    return clause.kind == "relative" or (clause.kind == "time" and sentence.is_a(first, "when"))


def _tells_of_a_career(clause: Clause, sentence: Annotated) -> bool:
    """ "was dismissed after his brigade had left K": what somebody lost his post for is known."""
    parent = sentence.clauses[clause.parent] if clause.parent is not None else None
    return parent is not None and any(sentence.is_a(at, "career") for at in parent.words)


def _goes_on_from(clause: Clause, sentence: Annotated) -> Clause:
    """The clause that "and" carries on: "when they took A and reached B"."""
    while clause.kind == "coordination" and clause.parent is not None and clause.parent < clause.index:
        clause = sentence.clauses[clause.parent]
    return clause


def _noun_behind_after(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "after the fall of K, the front moved west": an undated noun behind "after" is known to the reader."""
    if not trigger.payload.noun or trigger.payload.event not in ONCE:
        return False
    owners = {actor.end: actor.start for actor in sentence.actors}
    first = trigger.start
    while first > 0 and (first in owners or sentence.is_a(first - 1, "determiner", "possessive", "article")):
        first = owners.get(first, first - 1)
    return any(m.end == first and m.payload.value in ("after", "since") for m in sentence.found("boundary"))


def _counted_from(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "Before K fell, 70,000 people lived there": what a sentence counts from is known, and no news."""
    if clause.kind != "time":
        return False
    past = sentence.language.form(sentence.lowers[trigger.start]) == "past"
    fronted_gerund = clause.words[0] == 0 and trigger.start == 1
    return sentence.is_a(clause.words[0], "up_to") and (past or fronted_gerund)


def _tells_which(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "the brigade that liberated K", "K, which surrendered without a fight, …": what is known tells who or
    which is meant."""
    if clause.kind == "complement" and sentence.is_a(clause.words[0], "opens_claim"):
        at = clause.words[0] + 1
        while sentence.is_a(at, "adverb"):
            at += 1
        return at == trigger.start  # "the brigade that recently took K"
    return clause.kind == "relative" and not sentence.is_a(clause.words[0], "where")


def _sets_the_scene(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "When the Russians left K, they …", "Back when they took K", "She was seven when they took K": the
    time of something else, where nothing else of this war happens around it."""
    first = clause.words[0]
    if clause.kind not in ("time", "after") or sentence.is_a(first, "as", "participial"):
        return False
    if clause.kind == "after" and any(sentence.is_a(at, "comma") for at in range(first, trigger.start)):
        return False  # "After a night of shelling, they took K"
    if first == 0 or (clause.kind == "time" and (trigger.payload.state or _behind_a_time(first, sentence))):
        return True
    parent = sentence.clauses[clause.parent] if clause.parent is not None else None
    around = [at for at in parent.words if at < first] if parent is not None else []
    if clause.kind == "after" and _tells_of_a_career(clause, sentence):
        return True
    once = clause.kind == "after" and trigger.payload.event in ONCE
    if once or (clause.kind == "time" and sentence.is_a(first, "when")):
        told = any(t.start in around for t in sentence.triggers)
        dated = any(sentence.language.is_calendar_word(sentence.lowers[at]) for at in around)
        if not told and not dated:
            return True
    civilian = any(m.start in around for m in sentence.found("civilian"))
    return civilian or any(sentence.is_a(at, "somebody") for at in around)


def _dates_a_moment(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "from the morning Russian troops marched into K": a clause that says which morning, without "when"."""
    at = trigger.start
    while sentence.is_a(at - 1, "adverb", "have", "be"):
        at -= 1
    at = next((a.start for a in sentence.actors if a.end == at and a.form != "adjective"), at)
    if sentence.is_a(at - 1, "they", "pronoun", "article") or sentence.words[at - 1].place:
        at -= 1
    named = sentence.is_a(at - 1, "moment") and sentence.is_a(at - 2, "article")
    return named and at < trigger.start and not sentence.is_a(at - 3, "at_a_time")


def _behind_a_time(first: int, sentence: Annotated) -> bool:
    """Whether a clause explains a time without a day ("…, when they"); one with a day dates it."""
    day = first >= 2 and sentence.language.is_calendar_word(sentence.lowers[first - 2])
    return sentence.is_a(first, "when") and sentence.is_a(first - 1, "comma") and not day


def _had_been_done(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "K had been captured within days": done before the past that the writer tells of."""
    if clause.kind not in ("main", "comma", "coordination") or trigger.payload.event not in _OVER:
        return False
    at = trigger.start - 1
    while at > clause.words[0] and sentence.is_a(at, "adverb", "be"):
        at -= 1
    return sentence.is_a(at, "pluperfect")


def _describes_the_place(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "K, liberated in the offensive, lies on the river": between commas, right behind its name."""
    at = trigger.start - 1
    while sentence.is_a(at, "adverb"):
        at -= 1
    behind = sentence.is_a(at, "comma") and at > 0 and sentence.words[at - 1].place is not None
    return behind and any(sentence.is_a(word, "comma") for word in range(trigger.end, len(sentence.words)))
