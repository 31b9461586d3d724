"""How far the speaker stands behind an event: polarity, reality, currency, hedged."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from schemas.claims import Currency, Polarity, Reality
from workers.extraction.dates.time_mentions import TimeMention
from workers.extraction.discourse.attribution import Attribution
from workers.extraction.discourse.fresh_statements import says_afresh
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.stance.cue_reach import Cues, cues_of
from workers.extraction.stance.currency import currency_of
from workers.extraction.tables.language import Cue, Form, Trigger
from workers.extraction.tables.lexicon import Match

_QUOTED_BEFORE = 6
"""Words between a quotation and the word that calls it false (« … » — такой заголовок оказался ложью)."""
_DONE_OR_NOT = ("route_cut", "encirclement")
"""Events of which a failure says that they did not happen; other failures are attacks."""

_OPENING_FORMS = {True: ("gerund",), False: ("gerund", "participle", "past")}
"""Forms of a verb that opens a sentence before its subject, where subjects may follow verbs or not."""


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
    unsaid: bool = False


def judge(
    trigger: Match[Trigger],
    sentence: Annotated,
    attribution: Attribution | None,
    when: TimeMention | None,
    published: date | None,
    others: Sequence[TimeMention] = (),
    verdict: str | None = None,
) -> Stance:
    """The stance of one event. Cues reach what they govern: the verb, its clause, or the whole sentence.

    `verdict` is the family of a word ahead that judges the whole sentence ("Fake: …").
    """
    cues = cues_of(trigger, sentence)
    negations = (
        ("denied" in cues.before) + _negated_inside(trigger, sentence) + ("denied_subject" in cues.before)
    )
    if "denied" in cues.clause:
        negations = 1
    if sentence.language.negative_concord:
        negations = min(negations, 1)
    denying_act = attribution is not None and attribution.act == "deny"
    until = bool(negations) and _until(trigger, sentence)
    denied_about = (
        "retraction" in cues.sentence
        or verdict == "denied"
        or ("denied" in cues.sentence and _about_a_claim(trigger, sentence))
    )
    denials = (negations % 2) + denying_act + denied_about
    uncut = "failure" in cues.before and trigger.payload.event in _DONE_OR_NOT
    polarity: Polarity = "denied" if denials or uncut else "affirmed"
    unconfirmed = "unconfirmed" in cues.sentence and not _doubted_apart(trigger, sentence)
    doubted = unconfirmed or verdict == "unconfirmed"
    if not denials and ((attribution and attribution.act == "doubt") or doubted):
        polarity = "unconfirmed"
    hedged = "hedged" in cues.before | cues.clause | cues.sentence or bool(attribution and attribution.hedged)
    if negations % 2 and _against_the_fact(trigger, sentence):
        return Stance(currency="background", hedged=hedged)
    reality = _reality(cues, trigger, sentence)
    if reality == "actual" and (
        _is_still_to_come(trigger, when, published, sentence) or _has_a_deadline(trigger, cues, sentence)
    ):
        reality = "planned"
    return Stance(
        polarity=polarity,
        reality=reality,
        currency=currency_of(
            cues, trigger, sentence, when, others, published, in_own_voice=attribution is None
        ),
        hedged=hedged,
        attempted=(bool({"attempt", "failure"} & cues.before) and not uncut) or _under_way(trigger, sentence),
        ordered=bool({"ordered", "future", "announced"} & cues.before),
        decided="ordered" in cues.before,
        licensed=bool(cues.licensed),
        ranged="ranged" in cues.clause or _with_arms(trigger, sentence),
        contradictory=bool(negations % 2) and (denying_act or until),
        unsaid="unsaid" in cues.before,
    )


def _is_still_to_come(
    trigger: Match[Trigger], when: TimeMention | None, published: date | None, sentence: Annotated
) -> bool:
    """ "Russian troops take K on 1 July": a day to come dates what has not happened, but a deadline; a verb
    in the past tells that the day was read wrongly."""
    if when is None or published is None or trigger.payload.event == "evacuation_ordered":
        return False
    told = _form(trigger, sentence) in ("past", "participle")
    return not told and when.time.start is not None and when.time.start > published


def _has_a_deadline(trigger: Match[Trigger], cues: Cues, sentence: Annotated) -> bool:
    """ "войска берут К к первому июля": what is done by a day is a plan, unless it is told as past."""
    if trigger.payload.event == "evacuation_ordered":
        return False
    told = _form(trigger, sentence) in ("present", "base", "infinitive", "future")
    return told and not trigger.payload.noun and not trigger.payload.state and "deadline" in cues.clause


def _under_way(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "are freeing K, house by house": what is being taken is not taken yet."""
    if trigger.payload.event not in ("control_gained", "control_regained") or trigger.payload.noun:
        return False
    gerund = sentence.language.form(sentence.lowers[trigger.start]) == "gerund"
    at = trigger.start - 1
    while sentence.is_a(at, "adverb"):
        at -= 1
    return gerund and not sentence.language.postposed_subject and sentence.is_a(at, "be")


def _with_arms(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether the clause names weapons that only one party has."""
    inside = set(sentence.clause_of(trigger.start).words)
    return any(a.form == "arms" and a.start in inside for a in sentence.actors)


def _negated_inside(trigger: Match[Trigger], sentence: Annotated) -> bool:
    event = trigger.payload.event
    unreachable = event == "route_cut" and sentence.is_a(trigger.start, "modal")
    if (
        event in ("control_lost", "contested", "withdrawal")
        or unreachable
        or (event in ("route_cut", "assault_repelled") and sentence.is_a(trigger.start, "negation"))
        or (event == "assault_repelled" and sentence.language.postposed_subject)
    ):
        return False
    return any(sentence.is_a(at, "negation") for at in range(trigger.start, trigger.end))


def _about_a_claim(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """A falsehood is said of a claim: of what follows "claims that" or "it is not true that"."""
    nouns = [m for m in sentence.found("speech_noun") if m.start < trigger.start]
    said = (m.start for m in sentence.found("speech") if m.start < trigger.start)
    if any(says_afresh(at, sentence) for at in said):
        return False
    if nouns:
        told = range(nouns[-1].end, trigger.start)
        apart = sentence.language.postposed_subject and _called_false(told, sentence)
        return ":" not in sentence.lowers[told.start : told.stop] and not apart
    false = {m.start for m in sentence.found("cue") if m.payload.value == Cue("denied", "sentence")}
    if any(m.end in false for m in sentence.found("refers_back")):
        return True
    near = _QUOTED_BEFORE if sentence.language.postposed_subject else 3
    if any('"' in sentence.lowers[max(0, at - near) : at] for at in false):
        return True
    cues = [m for m in sentence.found("cue") if m.payload.value == Cue("denied", "sentence")]
    if trigger.payload.noun:
        return True
    if sentence.language.postposed_subject and any(m.start < trigger.start for m in sentence.found("speech")):
        return True
    return any(m.start < trigger.start for m in cues)


def _called_false(words: range, sentence: Annotated) -> bool:
    """ "слухи о сдаче — враньё, мы там стоим": what stands behind the verdict is not what it is on."""
    return any(
        m.start in words for m in sentence.found("cue") if m.payload.value == Cue("denied", "sentence")
    )


def _reality(cues: Cues, trigger: Match[Trigger], sentence: Annotated) -> Reality:
    clause = sentence.clause_of(trigger.start)
    if "feared" in cues.before or "feared" in cues.clause:
        return "feared"
    if _under_condition(clause.index, sentence) or "conditional" in cues.clause:
        return "conditional"
    announced = trigger.payload.event == "withdrawal" and "announced" in cues.before
    if "conditional" in cues.before:
        return "planned" if announced and clause.kind == "complement" else "conditional"
    form = _form(trigger, sentence)
    if form == "base" and _is_subjunctive(trigger, clause, sentence):
        return "planned"
    if not sentence.language.postposed_subject and _in_a_scenario(trigger, form, sentence):
        return "planned"
    if _until_it_happens(trigger, form, sentence) or _of_what_may_be(clause, sentence):
        return "conditional"
    if (
        form == "infinitive"
        and not trigger.payload.noun
        and not cues.before & {"attempt", "failure", "success"}
    ):
        return "planned"
    if form in _OPENING_FORMS[sentence.language.postposed_subject] and _before_what_is_to_come(
        clause, sentence
    ):
        return "conditional"
    perfective = sentence.language.postposed_subject and form == "present" and not trigger.payload.ongoing
    if perfective and not trigger.payload.noun:
        return "planned"
    planned = (
        announced
        or ("assessed" in cues.before and form != "gerund")
        or "planned" in cues.before
        or ("ordered" in cues.before and trigger.payload.event != "evacuation_ordered")
        or "planned" in cues.clause | cues.sentence
        or clause.kind == "purpose"
    )
    if planned or (form == "future" and not trigger.payload.noun):
        return "planned"
    return "actual"


def _before_what_is_to_come(clause: Clause, sentence: Annotated) -> bool:
    """ "Захватив К, войска получат дорогу", "Having taken K, they would …": what comes before something to
    come; a perfective present is the future."""
    if clause.words[0] != 0:
        return False
    verbs = [sentence.language.form(lower) for lower in sentence.lowers]
    if not sentence.language.postposed_subject:
        opened = sentence.is_a(0, "participial_opening") and _is_to_come(clause, sentence)
        would = any(
            sentence.is_a(at, "would") for at in range(len(verbs))
        )  # "having taken K, they could" tells
        return opened and (would or not sentence.is_a(0, "after_the_fact"))
    return "past" not in verbs and bool({"future", "present"} & set(verbs))


def _form(trigger: Match[Trigger], sentence: Annotated) -> Form:
    """The form of the event's verb: of "закріпитися їм не дали" that of its last word."""
    forms = [sentence.language.form(sentence.lowers[at]) for at in (trigger.start, trigger.end - 1)]
    return "past" if forms == ["infinitive", "past"] else forms[0]


def _doubted_apart(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "officials say that …; the ministry has not confirmed this": that is another's doubt."""
    cues = [m for m in sentence.found("cue") if m.payload.value == Cue("unconfirmed", "sentence")]
    return all(";" in sentence.lowers[trigger.end : m.start] for m in cues)


def _until(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "…, поки росіяни не взяли К": behind what lasted, "not" means "until"; whether it came, who knows."""
    first = sentence.clause_of(trigger.start).words[0]
    return sentence.is_a(first, "until") and sentence.is_a(first - 1, "comma")


def _until_it_happens(trigger: Match[Trigger], form: str, sentence: Annotated) -> bool:
    """ "before it falls", "once K is taken": the present of such clauses is what may come."""
    rest = sentence.lowers[trigger.start + 1 : trigger.end]
    if any(sentence.language.form(word) == "past" for word in rest):
        return False  # "when bombs fell on K": the words begin with a noun
    clause = sentence.clause_of(trigger.start)
    first = clause.words[0]
    as_soon = sentence.is_a(first, "as") and sentence.is_a(first + 1, "soon")
    opens = clause.kind == "time" and (as_soon or sentence.is_a(first, "not_yet"))
    opens = opens or (clause.kind == "after" and _is_to_come(clause, sentence))
    if opens and clause.words[0] and _is_to_come(clause, sentence):
        return True  # "they would be home once K was taken"
    if opens and any(sentence.is_a(at, "present_auxiliary") for at in clause.words if at < trigger.start):
        return not trigger.payload.state
    if sentence.is_a(trigger.start, "invariable") and not _is_to_come(clause, sentence):
        return False  # "was killed when bombs hit K": one form for present and past
    return opens and form in ("present", "base") and not trigger.payload.noun and not trigger.payload.state


def _is_to_come(clause: Clause, sentence: Annotated) -> bool:
    """ "talks will begin after Russia takes K": what follows something that is itself to come."""
    opens = clause.words[0] == 0
    parent = clause.index + 1 if opens else clause.parent
    around = sentence.clauses[parent].words if parent is not None and parent < len(sentence.clauses) else ()
    return any(sentence.is_a(at, "future", "modal") for at in around)


def _in_a_scenario(trigger: Match[Trigger], form: str, sentence: Annotated) -> bool:
    """ "In the harshest draft, Ukraine withdraws from K.", "another month, and they take K", "without
    the bridge, K falls.": where no headline, a state, "they" or a place do so in plans alone."""
    gives = trigger.payload.event in ("withdrawal", "control_lost", "control_gained")
    state = any(a.form == "name" and a.end == trigger.start for a in sentence.actors)
    before = trigger.start - 1
    falls = any(g.end == trigger.start for g in sentence.groups)
    falls = falls and not sentence.is_a(trigger.start, "be", "have")
    state = state or falls or sentence.is_a(before, "pronoun")
    sentences_end = sentence.lowers[-1] in (".", ";")
    return gives and state and sentences_end and form in ("present", "base") and not trigger.payload.noun


def _is_subjunctive(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "suggested that Ukraine cede K": a state's name takes no bare verb but in what is asked of it."""
    named = any(a.form == "name" and a.end == trigger.start for a in sentence.actors)
    return named and clause.kind in ("complement", "relative") and not trigger.payload.noun


def _of_what_may_be(clause: Clause, sentence: Annotated) -> bool:
    """ "it might be the last week in which K is held": what hangs on a "might be" is no more certain."""
    if clause.kind != "relative" or clause.parent is None or sentence.is_a(clause.words[0] - 1, "comma"):
        return False
    ahead = [at for at in sentence.clauses[clause.parent].words if at < clause.words[0]]
    return any(sentence.is_a(at, "modal") and sentence.is_a(at + 1, "be") for at in ahead)


def _against_the_fact(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "если бы мы не ушли": what is supposed not to have happened did happen."""
    clause = sentence.clause_of(trigger.start)
    return clause.kind == "condition" and any(sentence.is_a(at, "irrealis") for at in clause.words[:3])


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
