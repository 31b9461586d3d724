"""How far the speaker stands behind an event: polarity, reality, currency, hedged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from schemas.claims import Currency, Polarity, Reality
from workers.extraction.attribution import Attribution
from workers.extraction.language import Cue, Trigger
from workers.extraction.lexicon import Match
from workers.extraction.sentence import Annotated
from workers.extraction.time import TimeMention

BACKGROUND_AFTER = timedelta(days=30)
"""What ended this long before publication is told as background."""

_DONE_OR_NOT = ("route_cut", "encirclement")
"""Events of which a failure says that they did not happen; other failures are attacks."""
_LONG_AGO = timedelta(days=300)


@dataclass(frozen=True, slots=True)
class Stance:
    """The four axes, and what the words before the event say of its success."""

    polarity: Polarity = "affirmed"
    reality: Reality = "actual"
    currency: Currency = "current"
    hedged: bool = False
    attempted: bool = False
    ordered: bool = False
    decided: bool = False
    licensed: bool = False
    ranged: bool = False
    contradictory: bool = False


def judge(
    trigger: Match[Trigger],
    sentence: Annotated,
    attribution: Attribution | None,
    when: TimeMention | None,
    published: date | None,
    others: Sequence[TimeMention] = (),
) -> Stance:
    """The stance of one event. Cues reach what they govern: the verb, its clause, or the whole sentence."""
    cues = _families(trigger, sentence)
    negations = (
        ("denied" in cues.before) + _negated_inside(trigger, sentence) + ("denied_subject" in cues.before)
    )
    if sentence.language.negative_concord:
        negations = min(negations, 1)
    denying_act = attribution is not None and attribution.act == "deny"
    denied_about = "retraction" in cues.sentence or (
        "denied" in cues.sentence and _about_a_claim(trigger, sentence)
    )
    denials = (negations % 2) + denying_act + denied_about
    uncut = "failure" in cues.before and trigger.payload.event in _DONE_OR_NOT
    polarity: Polarity = "denied" if denials or uncut else "affirmed"
    unconfirmed = "unconfirmed" in cues.sentence and not _doubted_apart(trigger, sentence)
    if not denials and ((attribution and attribution.act == "doubt") or unconfirmed):
        polarity = "unconfirmed"
    hedged = "hedged" in cues.clause or "hedged" in cues.sentence or bool(attribution and attribution.hedged)
    return Stance(
        polarity=polarity,
        reality=_reality(cues, trigger, sentence),
        currency=_currency(cues, trigger, sentence, when or _long_ago(others, published), published),
        hedged=hedged,
        attempted=bool({"attempt", "failure"} & cues.before) and not uncut,
        ordered=bool({"ordered", "future", "announced"} & cues.before),
        decided="ordered" in cues.before,
        licensed=bool(cues.licensed),
        ranged="ranged" in cues.clause,
        contradictory=bool(negations % 2) and denying_act,
    )


@dataclass(frozen=True, slots=True)
class _Cues:
    before: frozenset[str]
    clause: frozenset[str]
    sentence: frozenset[str]
    licensed: bool


def _families(trigger: Match[Trigger], sentence: Annotated) -> _Cues:
    clause = sentence.clause_of(trigger.start)
    inside = set(clause.words)
    here = {
        m.payload.value.family
        for m in sentence.found("cue")
        if m.payload.value.scope == "clause" and (m.start in inside or m.end - 1 in inside)
    }
    whole = {m.payload.value.family for m in sentence.found("cue") if m.payload.value.scope == "sentence"}
    before = _reach_back(trigger, sentence)
    before |= _opening(clause.words[0], sentence) if clause.kind == "complement" else frozenset()
    if sentence.language.postposed_subject:
        before |= _failed_after(trigger, sentence)
    if trigger.payload.noun or is_gerund_subject(trigger, sentence):
        before |= _said_after(trigger, sentence)
    licensed = "licensing" in before or any(
        m.payload.value.family == "licensing"
        and m.payload.value.scope == "after"
        and trigger.end <= m.start <= trigger.end + 8
        for m in sentence.found("cue")
    )
    return _Cues(before, frozenset(here), frozenset(whole), licensed)


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


def _said_after(trigger: Match[Trigger], sentence: Annotated) -> frozenset[str]:
    """ "the capture of K is likely": what is said of the event as a subject."""
    clause = sentence.clause_at.get(trigger.start)
    return frozenset(
        m.payload.value.family
        for m in sentence.found("cue")
        if m.payload.value.scope == "after"
        and m.payload.value.family in ("planned", "feared", "conditional", "denied")
        and trigger.end <= m.start <= trigger.end + 10
        and sentence.clause_at.get(m.start) == clause
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
        and m.payload.value.family in ("attempt", "failure", "success")
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
            if any(m.start == at for m in sentence.found("speech")):
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
    if any(
        sentence.is_a(a.start - 1, "negation") or sentence.is_a(a.start, "negation")
        for a in sentence.actors
        if at in (a.start, a.end)
    ):
        families.add("denied_subject")
    subjects = {a.start for a in sentence.actors if at in (a.start, a.end)}
    inside = set(sentence.clause_of(trigger.start).words)
    ahead = (c for start in subjects for c in ends.get(start, ()) if c.start in inside)
    if "denied_subject" not in families and any(c.payload.family == "denied" for c in ahead):
        families.add("denied_subject")
    if any(
        g.end <= trigger.start and trigger.start - g.end <= 4 and sentence.is_a(g.start - 1, "negation")
        for g in sentence.groups
    ):
        families.add("denied_subject")
    return frozenset(families)


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
        and m.payload.value.family in ("feared", "planned", "denied", "conditional")
    )


def _negated_inside(trigger: Match[Trigger], sentence: Annotated) -> bool:
    event = trigger.payload.event
    if event in ("control_lost", "contested") or (
        event == "route_cut" and sentence.is_a(trigger.start, "negation")
    ):
        return False
    return any(sentence.is_a(at, "negation") for at in range(trigger.start, trigger.end))


def _about_a_claim(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """A falsehood is said of a claim: of what follows "claims that" or "it is not true that"."""
    nouns = sentence.found("speech_noun")
    if any(m.start < trigger.start for m in nouns):
        return True
    false = {m.start for m in sentence.found("cue") if m.payload.value == Cue("denied", "sentence")}
    if any(m.end in false for m in sentence.found("refers_back")):
        return True
    cues = [m for m in sentence.found("cue") if m.payload.value == Cue("denied", "sentence")]
    if trigger.payload.noun:
        return True
    return any(m.start < trigger.start for m in cues)


def _reality(cues: _Cues, trigger: Match[Trigger], sentence: Annotated) -> Reality:
    clause = sentence.clause_of(trigger.start)
    if "feared" in cues.before or "feared" in cues.clause:
        return "feared"
    if _under_condition(clause.index, sentence) or "conditional" in cues.clause:
        return "conditional"
    announced = trigger.payload.event == "withdrawal" and "announced" in cues.before
    if "conditional" in cues.before:
        return "planned" if announced and clause.kind == "complement" else "conditional"
    form = sentence.language.form(sentence.lowers[trigger.start])
    if _until_it_happens(trigger, form, sentence):
        return "conditional"
    if (
        form == "infinitive"
        and not trigger.payload.noun
        and not cues.before & {"attempt", "failure", "success"}
    ):
        return "planned"
    perfective = sentence.language.postposed_subject and form == "present" and not trigger.payload.ongoing
    if perfective and not trigger.payload.noun:
        return "planned"
    planned = (
        announced
        or bool({"planned", "ordered"} & cues.before)
        or "planned" in cues.clause
        or clause.kind == "purpose"
    )
    if planned or (form == "future" and not trigger.payload.noun):
        return "planned"
    return "actual"


def _was_so(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "the brigade that had been holding K": what was so is not said to be so."""
    clause = sentence.clause_of(trigger.start)
    if clause.kind not in ("relative", "aside"):
        return False
    form = sentence.language.form(sentence.lowers[trigger.start])
    pluperfect = any(sentence.lowers[at] == "had" for at in clause.words if at < trigger.start)
    return form == "past" or pluperfect


def _doubted_apart(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "officials say that …; the ministry has not confirmed this": that is another's doubt."""
    cues = [m for m in sentence.found("cue") if m.payload.value == Cue("unconfirmed", "sentence")]
    return all(";" in sentence.lowers[trigger.end : m.start] for m in cues)


def _long_ago(times: Sequence[TimeMention], published: date | None) -> TimeMention | None:
    """A year long past, wherever it stands in the sentence, dates all of it that is not dated otherwise."""
    if published is None:
        return None
    old = [t for t in times if t.time.end is not None and t.time.end < published - _LONG_AGO]
    return old[0] if len(old) == len(times) and old and not any(t.since for t in old) else None


def _until_it_happens(trigger: Match[Trigger], form: str, sentence: Annotated) -> bool:
    """ "before it falls", "once Russian troops take K": the present of such clauses is what may come."""
    clause = sentence.clause_of(trigger.start)
    opens = clause.kind == "time" and sentence.is_a(clause.words[0], "not_yet")
    return opens and form in ("present", "base") and not trigger.payload.noun and not trigger.payload.state


def _under_condition(index: int, sentence: Annotated) -> bool:
    """Whether the clause, or one that it completes ("asked whether X had said that …"), is an "if"."""
    at: int | None = index
    while at is not None:
        clause = sentence.clauses[at]
        if clause.kind == "condition":
            return True
        opened = clause.parent is not None and sentence.clauses[clause.parent].words[:1] == (0,)
        follows = clause.kind == "complement" or (clause.kind == "comma" and opened)
        at = clause.parent if follows and clause.parent != clause.index else None
    return False


def _currency(
    cues: _Cues,
    trigger: Match[Trigger],
    sentence: Annotated,
    when: TimeMention | None,
    published: date | None,
) -> Currency:
    clause = sentence.clause_of(trigger.start)
    if "background" in cues.clause or "background" in cues.sentence:
        return "background"
    if clause.kind == "since" and not trigger.payload.state:
        return "background"
    if trigger.payload.state and _was_so(trigger, sentence):
        return "background"
    if when is None or when.since:
        return "current"
    if published is not None and when.time.end is not None:
        return "background" if when.time.end < published - BACKGROUND_AFTER else "current"
    coarse = when.time.grain in ("year", "season", "month", "range")
    return "background" if when.time.basis == "stated" and coarse else "current"
