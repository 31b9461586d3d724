"""What kind of doer an event has when the sentence names no side beside it."""

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from workers.extraction.binding.subjects import named_subject
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Actor, Annotated
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

Doer = Literal["party", "force", "garrison", "own_force", "pronoun", "inherited", "stranger"]
"""Who does it: a party; men of an unknown side, or those who hold the place; the speaker's own men; "they";
nobody named; no fighter."""


def doer_of(
    trigger: Match[Trigger],
    clause: Clause,
    passive: bool,
    agent: Actor | None,
    patient: Actor | None,
    sentence: Annotated,
) -> Doer:
    """What kind of subject the verb has; decides whether an event without a named side may count."""
    if trigger.payload.noun or agent is not None or trigger.payload.neutral_voice:
        return "party" if agent is not None else _of_a_noun(trigger, sentence)
    if passive and (patient is not None or not trigger.payload.foe) and not _moves_own(trigger, sentence):
        return "party"
    if any(_theirs(m.start, sentence) for m in sentence.found("troops") if _within(m.start, trigger)):
        return "own_force"
    ahead = [at for at in clause.words if at < trigger.start]
    inside = set(clause.words if sentence.language.postposed_subject else ahead)
    troops = [m.start for m in sentence.found("troops") if m.start in inside]
    if troops:
        own = (
            _leads_out_troops(trigger, clause, troops, sentence)
            or _speaks_of_own_troops(trigger, clause, troops, sentence)
            or _theirs(troops[0], sentence)
            or (passive and sentence.is_a(troops[0], "possessive_pronoun"))  # "his men were driven out"
        )
        garrison = any(sentence.is_a(at, "stationed") for at in troops)
        return "own_force" if own else "garrison" if garrison else "force"
    reflexive = clause.kind == "complement" and any(sentence.is_a(at, "self") for at in ahead)
    reflexive = reflexive or (any(sentence.is_a(at, "they") for at in ahead) and _men_speak(clause, sentence))
    if reflexive or any(sentence.is_a(at, "ourselves") for at in ahead):
        return "own_force"
    if _speaker_omitted(trigger, clause, ahead, sentence):
        return "own_force"
    if _has_unknown_subject(trigger, clause, passive, sentence):
        return "stranger"
    if _is_commanded(trigger, ahead, sentence) and _moves_troops(trigger, clause, sentence):
        return "own_force"
    if any(m.start in inside for m in sentence.found("civilian")) or (
        not any(sentence.is_a(at, "pronoun") for at in ahead)
        and _of_an_unknown_antecedent(clause, passive, sentence)
    ):
        return "stranger"
    if any(sentence.is_a(at, "pronoun") for at in ahead):
        return "pronoun"
    outer = _doer_before(trigger, clause, sentence)
    if outer is not None:
        return outer
    if sentence.language.postposed_subject or not named_subject(ahead, sentence):
        return "inherited"
    return "stranger"


def _of_a_noun(trigger: Match[Trigger], sentence: Annotated) -> Doer:
    """Whose a deed, or a place is: "K remains in the hands of its defenders", "the loss of its troops"."""
    behind = range(trigger.end, trigger.end + 3)
    ahead = [at for at in sentence.clause_of(trigger.start).words if at < trigger.start]
    named = (*behind, *ahead) if trigger.payload.neutral_voice else ()
    if any(sentence.is_a(at, "stationed") for at in (*named, *range(trigger.start, trigger.end))):
        return "garrison"
    return "own_force" if _of_the_speakers_own(trigger, sentence) else "party"


def _of_an_unknown_antecedent(clause: Clause, passive: bool, sentence: Annotated) -> bool:
    """ "видання, які віддали К": what a relative clause tells of words that name no men."""
    if (
        passive
        or clause.kind != "relative"
        or clause.parent is None
        or not sentence.language.postposed_subject
    ):
        return False
    ahead = [at for at in sentence.clauses[clause.parent].words if at < clause.words[0]]
    men = {m.start for m in sentence.found("troops")} | {a.start for a in sentence.actors}
    return bool(ahead) and not men & set(ahead)


def _men_speak(clause: Clause, sentence: Annotated) -> bool:
    """ "The Russians say they raised a flag": men who speak of "them" speak of themselves."""
    if clause.kind != "complement" or clause.parent is None or sentence.language.postposed_subject:
        return False
    told = [a for a in sentence.actors if sentence.clause_at.get(a.start) == clause.parent]
    return len(told) == 1 and told[0].form == "force"


def _theirs(at: int, sentence: Annotated) -> bool:
    """Whether a pronoun says whose troops they are ("its forces", "one of his units")."""
    return sentence.is_a(at - 1, "possessive_pronoun") or sentence.is_a(at - 2, "possessive_pronoun")


def _of_the_speakers_own(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "пишуть про вхід своїх штурмовиків": whose men the noun behind the event's names."""
    behind = range(trigger.end, trigger.end + 3) if trigger.payload.noun else range(0)
    return any(
        m.start in behind and sentence.is_a(m.start - 1, "self_possessive") for m in sentence.found("troops")
    )


def _within(at: int, trigger: Match[Trigger]) -> bool:
    return trigger.start <= at < trigger.end


def _doer_before(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> Doer | None:
    """A civilian, a pronoun or a speaker's own men as the subject of the verb before: "they entered A and
    liberated B", "its marines crossed the river and entered K"."""
    if clause.kind not in ("coordination", "comma") or clause.parent in (None, clause.index):
        return None
    parent = set(_words_before(clause, sentence))
    led = [m.start for m in sentence.found("troops") if m.start in parent and _theirs(m.start, sentence)]
    first = min((t.start for t in sentence.triggers if t.start in parent), default=trigger.start)
    if led and led[0] < first and clause.kind == "coordination":
        return "own_force"
    if any(m.start in parent and m.start < trigger.start for m in sentence.found("civilian")):
        return "stranger"
    if not sentence.language.postposed_subject and _own_men_before(parent, sentence):
        return "own_force"
    if not sentence.language.postposed_subject and any(sentence.is_a(at, "pronoun") for at in parent):
        return "pronoun"
    return None


def _own_men_before(parent: Collection[int], sentence: Annotated) -> bool:
    """ "says its forces have taken A and hold B": both verbs tell of the speaker's men."""
    told = {sentence.clause_of(at).kind for at in parent}
    own = any(m.start in parent and _theirs(m.start, sentence) for m in sentence.found("troops"))
    return "complement" in told and own


def _words_before(clause: Clause, sentence: Annotated) -> Iterator[int]:
    """The words of the clauses that it goes on from, one after another."""
    while clause.kind in ("coordination", "comma") and clause.parent not in (None, clause.index):
        clause = sentence.clauses[clause.parent or 0]
        yield from clause.words


def _moves_own(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "its troops had been withdrawn": whose men they are decides, as in the active."""
    return trigger.payload.event in ("withdrawal", "buildup") and bool(sentence.found("troops"))


def _speaker_omitted(
    trigger: Match[Trigger], clause: Clause, ahead: Sequence[int], sentence: Annotated
) -> bool:
    """ "ВСУ заявили, что отбили атаку": where verbs carry the person, a missing subject is who speaks.

    Headlines do the same elsewhere: "KYIV SAYS REPELLED ATTACK".
    """
    if clause.kind != "complement":
        return False
    if not sentence.language.postposed_subject:
        finite = sentence.language.form(sentence.lowers[trigger.start]) == "past"
        return finite and trigger.start == clause.words[0]
    return not named_subject([at for at in ahead if not sentence.words[at].place], sentence)


def _leads_out_troops(
    trigger: Match[Trigger], clause: Clause, troops: Sequence[int], sentence: Annotated
) -> bool:
    """ "Сырский сообщил, что вывел войска", "приказал вывести войска": only the speaker can have done it."""
    unsaid = (
        clause.kind == "complement" or sentence.language.form(sentence.lowers[trigger.start]) == "infinitive"
    )
    return (
        sentence.language.postposed_subject
        and trigger.payload.event == "withdrawal"
        and unsaid
        and all(at >= trigger.start for at in troops)
    )


def _speaks_of_own_troops(
    trigger: Match[Trigger], clause: Clause, troops: Sequence[int], sentence: Annotated
) -> bool:
    """ "Генштаб сообщил, что армия вышла к К": who names no side speaks of his own army."""
    ahead = [at for at in troops if at < trigger.start]
    return clause.kind == "complement" and any(sentence.is_a(at, "army") for at in ahead)


def _has_unknown_subject(trigger: Match[Trigger], clause: Clause, passive: bool, sentence: Annotated) -> bool:
    """Where verbs show number, one in the singular has a subject; here none that fights."""
    language = sentence.language
    lower = sentence.lowers[trigger.start]
    finite = language.form(lower) in ("past", "present", "future") and not passive
    if (
        trigger.payload.event == "evacuation_ordered"
        or not language.plural_endings
        or not finite
        or lower.endswith(language.plural_endings)
    ):
        return False
    inside = set(clause.words)
    return not any(m.start in inside for m in sentence.found("troops")) and not any(
        sentence.is_a(at, "pronoun", "nobody") for at in inside
    )


def _is_commanded(trigger: Match[Trigger], ahead: Sequence[int], sentence: Annotated) -> bool:
    """Whether somebody decides it of whom only his office is known ("the high command has decided to …")."""
    ordered = any(m.payload.value.family == "ordered" and m.start in ahead for m in sentence.found("cue"))
    english = not sentence.language.postposed_subject
    return any(sentence.is_a(at, "commander") for at in ahead) or (english and ordered)


def _moves_troops(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "he had decided to pull troops out": a speaker who moves troops moves his own."""
    rest = {at for at in clause.words if at >= trigger.start}
    return trigger.payload.event == "withdrawal" and any(m.start in rest for m in sentence.found("troops"))
