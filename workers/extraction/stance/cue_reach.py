"""Which cues reach an event: what stands before its words, in its clause, and in its sentence."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.language import Cue, Tag, Trigger
from workers.extraction.tables.lexicon import Match

_SAID_AFTER = 10
"""Words between a noun and what is said of it."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Families of cues by how far each reaches; `licensed`: something says that the event happened."""

    before: frozenset[str]
    clause: frozenset[str]
    sentence: frozenset[str]
    licensed: bool


def cues_of(trigger: Match[Trigger], sentence: Annotated) -> Cues:
    """What reaches the event: the verb, its clause, or the whole sentence."""
    clause = sentence.clause_of(trigger.start)
    inside = set(clause.words)
    here = {
        m.payload.value.family
        for m in _uncovered([m for m in sentence.found("cue") if m.payload.value.scope == "clause"])
        if (m.start in inside or m.end - 1 in inside)
        and not _is_the_threat_itself(m, trigger)
        and not _hedges_what_follows(m, sentence)
    }
    said = [m for m in sentence.found("speech") if m.payload.value.act == "deny"]
    whole = {
        m.payload.value.family
        for m in sentence.found("cue")
        if m.payload.value.scope == "sentence" and not any(d.start <= m.start < d.end for d in said)
    }
    before = _reach_back(trigger, sentence)
    before |= _opening(clause.words[0], sentence) if clause.kind == "complement" else frozenset()
    if sentence.language.postposed_subject:
        before |= _failed_after(trigger, sentence)
    ordered = "ordered" in before and sentence.language.form(sentence.lowers[trigger.start]) in (
        "infinitive",
        "base",
    )
    if trigger.payload.noun or ordered or is_gerund_subject(trigger, sentence):
        before |= _said_after(trigger, sentence)
    licensed = "licensing" in before or any(
        m.payload.value.family == "licensing"
        and m.payload.value.scope == "after"
        and trigger.end <= m.start <= trigger.end + 8
        and (not sentence.language.postposed_subject or m.start in inside)
        for m in sentence.found("cue")
    )
    return Cues(before, frozenset(here), frozenset(whole), licensed)


def _hedges_what_follows(cue: Match[Tag], sentence: Annotated) -> bool:
    """ "…, імовірно, щоб оточити К": only the purpose is guessed."""
    at = cue.end + sentence.is_a(cue.end, "comma")
    opens = sentence.clause_of(at)
    return cue.payload.value.family == "hedged" and opens.kind == "purpose" and opens.words[:1] == (at,)


def _is_the_threat_itself(cue: Match[Tag], trigger: Match[Trigger]) -> bool:
    """ "under threat": the words of the event are no fear of it; "a threat of capture" is one."""
    within = trigger.start <= cue.start and cue.end <= trigger.end
    return within and not trigger.payload.noun and bool(cue.payload.value.family == "feared")


def _uncovered(cues: Sequence[Match[Tag]]) -> Iterator[Match[Tag]]:
    """The cues that are no part of a longer one: "if" in "if confirmed" is no condition."""
    for cue in cues:
        if not any(
            o.start <= cue.start and cue.end <= o.end and o.end - o.start > cue.end - cue.start for o in cues
        ):
            yield cue


def is_gerund_subject(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "Capturing K would give …": the event is only talked about."""
    if sentence.language.form(sentence.lowers[trigger.start]) != "gerund" or trigger.payload.noun:
        return False
    clause = sentence.clause_of(trigger.start)
    if trigger.start != clause.words[0]:
        return False
    rest = [at for at in clause.words if at >= trigger.end]
    verb = next((at for at in rest if sentence.is_a(at, "be", "have", "do", "modal", "future", "verb")), None)
    return verb is not None and not any(sentence.lowers[at] == "," for at in rest if at < verb)


def _no_order(cue: Match[Tag]) -> bool:
    """ "отступать приказа не было": a denial of more words than "not"."""
    return bool(cue.payload.value.family == "denied") and cue.end - cue.start >= 3


def _said_after(trigger: Match[Trigger], sentence: Annotated) -> frozenset[str]:
    """ "the capture of K is likely": what is said of the event as a subject."""
    clause = sentence.clause_at.get(trigger.start)
    return frozenset(
        m.payload.value.family
        for m in sentence.found("cue")
        if m.payload.value.scope == "after"
        and m.payload.value.family in ("planned", "feared", "conditional", "denied")
        and trigger.end <= m.start <= trigger.end + _SAID_AFTER
        and (sentence.clause_at.get(m.start) == clause or _resumes(m.start, trigger, sentence))
        and not _dated_between(trigger.end, m.start, sentence)
        and not _of_the_evidence(m, sentence)
    )


def _of_the_evidence(cue: Match[Tag], sentence: Annotated) -> bool:
    """ "підтверджень цьому немає": what is missing is the evidence."""
    return any(
        m.start < cue.start and cue.end <= m.end and m.payload.value.family == "unconfirmed"
        for m in sentence.found("cue")
    )


def _resumes(at: int, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "the fall of K, which Moscow has announced, is still to come": said behind an aside."""
    aside = [m.start for m in sentence.found("boundary") if trigger.end <= m.start < at]
    opened = any(sentence.is_a(word, "comma") for word in range(trigger.end, at - 1))
    return sentence.is_a(at - 1, "comma") and opened and len(aside) <= 1


def _dated_between(start: int, end: int, sentence: Annotated) -> bool:
    """ "the fall of K on Sunday could open …": what has its day has happened."""
    if sentence.is_a(end, "negation", "be"):
        return False
    days = sentence.language.time["weekdays"]
    return any(word in days for word in sentence.lowers[start:end]) or any(
        start <= m.start < end and m.payload.value <= 0 for m in sentence.found("day")
    )


def _failed_after(trigger: Match[Trigger], sentence: Annotated) -> frozenset[str]:
    """ "закріпитися не змогли", "захопити К ворогу не вдалося": what came of it stands behind the verb."""
    if trigger.payload.noun or sentence.language.form(sentence.lowers[trigger.start]) != "infinitive":
        return frozenset()
    clause = sentence.clause_at.get(trigger.start)
    return frozenset(
        m.payload.value.family
        for m in sentence.found("cue")
        if m.payload.value.scope == "before"
        and (m.payload.value.family in ("attempt", "failure", "success") or _no_order(m))
        and trigger.end <= m.start <= trigger.end + 5
        and sentence.clause_at.get(m.start) == clause
    )


def _reach_back(trigger: Match[Trigger], sentence: Annotated) -> frozenset[str]:
    """The families of the cues that stand, one after another, before the event's words."""
    ends: dict[int, list[Match[Cue]]] = {}
    for m in sentence.found("cue"):
        if m.payload.value.scope == "before":
            ends.setdefault(m.end, []).append(Match(m.start, m.end, m.payload.value))
    families: set[str] = set()
    at = trigger.start
    noun = trigger.payload.noun
    for _ in range(24):
        cue = _longest_cue(ends.get(at, ()), noun, sentence)
        if cue is not None:
            families |= {m.payload.family for m in ends[at] if m.start == cue.start}
            at = cue.start
            told = any(m.start == at for m in sentence.found("speech"))
            if told and not sentence.is_a(at - 1, "determiner"):
                break
            continue
        step = _skip_back(at, noun, sentence)
        if step is None:
            break
        if sentence.is_a(at - 1, "future"):
            families |= {"planned", "future"}
        at = step
    if not noun and _follows_coordinated(at, trigger, sentence):
        previous = [t for t in sentence.triggers if t.end <= at and not t.payload.noun]
        if previous and _same_form(previous[-1], trigger, sentence):
            families |= _reach_back(previous[-1], sentence)
    families |= _of_its_subject(at, trigger, sentence, ends)
    return frozenset(families)


def _of_its_subject(
    at: int, trigger: Match[Trigger], sentence: Annotated, ends: Mapping[int, Sequence[Match[Cue]]]
) -> set[str]:
    """What the words before the event's subject make of it: "no Russian unit has entered", "suppose K falls",
    "the risk of Russian forces encircling K"."""
    if any(
        sentence.is_a(a.start - 1, "negation") or sentence.is_a(a.start, "negation")
        for a in sentence.actors
        if at in (a.start, a.end)
    ) or any(
        g.end <= trigger.start and trigger.start - g.end <= 4 and sentence.is_a(g.start - 1, "negation")
        for g in sentence.groups
    ):
        return {"denied_subject"}
    inside = set(sentence.clause_of(trigger.start).words)
    starts = {a.start for a in sentence.actors if at in (a.start, a.end, a.end + 1)}
    starts |= {g.start for g in sentence.groups if g.end == at and g.role is None}
    ahead = {
        c.payload.family
        for start in starts
        for first in (start, start - sentence.is_a(start - 1, "article"))
        for c in ends.get(first, ())
        if (c.start in inside or c.payload.family != "denied")
        and not (c.end - c.start == 1 and sentence.is_a(c.start, "to"))
    }
    if trigger.payload.noun:
        return ahead & {"denied"} and {"denied_subject"}
    gerund = sentence.language.form(sentence.lowers[trigger.start]) == "gerund"
    of_a_gerund = ahead & {"planned", "feared", "conditional"} if gerund else set()
    return of_a_gerund | ahead & {"feared", "conditional"} | (ahead & {"denied"} and {"denied_subject"})


def _longest_cue(matches: Sequence[Match[Cue]], noun: bool, sentence: Annotated) -> Match[Cue] | None:
    usable = [m for m in matches if not (noun and m.end - m.start == 1 and sentence.is_a(m.start, "to"))]
    return min(usable, key=lambda m: m.start, default=None)


def _skip_back(at: int, noun: bool, sentence: Annotated) -> int | None:
    if at <= 0:
        return None
    if sentence.is_a(at - 1, "adverb", "be", "have", "do", "future"):
        return at - 1
    if sentence.words[at - 1].place and not noun and sentence.lowers[at] == "being":
        return at - 1
    if noun:
        for actor in sentence.actors:
            if actor.end == at:
                return actor.start
        if (
            sentence.is_a(at - 1, "determiner", "possessive", "of")
            or sentence.language.form(sentence.lowers[at - 1]) == "noun"
        ):
            return at - 1
        if any(m.end == at for m in sentence.found("adjectives")) or sentence.words[at - 1].place:
            return at - 1
        if at >= 2 and sentence.lowers[at - 1].isalpha() and sentence.is_a(at - 2, "determiner"):
            return at - 1
    return None


def _follows_coordinated(at: int, trigger: Match[Trigger], sentence: Annotated) -> bool:
    return sentence.is_a(at - 1, "and", "comma")


def _same_form(previous: Match[Trigger], trigger: Match[Trigger], sentence: Annotated) -> bool:
    form = sentence.language.form
    regular_past = form(sentence.lowers[trigger.start]) == "past" and (
        sentence.lowers[trigger.start] not in sentence.language.forms
    )
    if regular_past and sentence.is_a(previous.start - 1, "to"):
        return False
    after_to = sentence.is_a(previous.start - 1, "to")
    if after_to and sentence.is_a(trigger.start, "invariable") and trigger.start - previous.end <= 10:
        return True
    both = form(sentence.lowers[previous.start]), form(sentence.lowers[trigger.start])
    return both[0] == both[1] and trigger.start - previous.end <= 10


def _opening(first: int, sentence: Annotated) -> frozenset[str]:
    """Cues that end where a clause begins ("fears that | …") reach all of it; "to" in "to have" is none."""
    before = [m for m in sentence.found("cue") if m.payload.value.scope == "before"]
    longest = {m.start: max(o.end for o in before if o.start == m.start) for m in before}
    return frozenset(
        m.payload.value.family
        for m in before
        if first <= m.end <= first + 1
        and m.end == longest[m.start]
        and not any(o.start < m.start and o.end == m.end for o in before)
        and m.payload.value.family in ("feared", "planned", "denied", "conditional", "unsaid")
    )
