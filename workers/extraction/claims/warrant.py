"""What entitles a sentence to a claim: whether its event happened at all, and whether it is of this war."""

from schemas.claims import EventType
from workers.extraction.binding.roles import Binding
from workers.extraction.binding.speakers_seat import describes_speaker
from workers.extraction.claims.decision import Refusal
from workers.extraction.discourse.reading import ReadSentence
from workers.extraction.sentences.sentence import Annotated
from workers.extraction.stance.cue_reach import is_gerund_subject
from workers.extraction.stance.hanging import hangs_on_unknown_words
from workers.extraction.stance.judgement import Stance
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

_AGENT_REACH = 6
"""Words after "by" among which the agent's noun stands."""
_DENIED_REACH = 3
"""Words before a verb of speech in which its "not" stands ("did not even say")."""
_MAY_FIGHT = ("troops", "force", "arms", "day", "overnight", "role")
_OF_A_NOUN_REACH = 8
"""Words between an act of speech and the noun it reports ("confirmed late on Friday the loss of K")."""
_QUOTED = 5
"""Words of a phrase between quotes on either side of its event."""
UNMISTAKABLE: frozenset[EventType] = frozenset(
    {"strike", "contested", "evacuation_ordered", "route_cut", "control_lost", "assault_repelled"}
)
"""Events whose words are used of war alone; the others count only in an article that names men or arms."""
_BY_MEN: frozenset[EventType] = frozenset(
    {"incursion", "control_gained", "control_regained", "withdrawal", "advance"}
)
"""What men do: a drone that enters a region or is found in a town takes no ground."""
_OF_GROUND: frozenset[EventType] = frozenset(
    {"control_gained", "control_regained", "control_lost", "withdrawal"}
)
_COMBAT: frozenset[EventType] = frozenset({"assault", "incursion", "advance", "strike"})


def refusal(
    trigger: Match[Trigger], stance: Stance, binding: Binding, sentence: ReadSentence
) -> Refusal | None:
    """Why the sentence does not say that the event happened, did not happen or may happen in this war.

    None: it does say so.
    """
    refused = _refused_as_a_whole(trigger, stance, sentence)
    if refused is None and (is_question(sentence) or _is_asked(trigger, sentence)):
        refused = Refusal.QUESTION
    return refused or refusal_of_answer(trigger, stance, binding, sentence)


def refusal_of_answer(
    trigger: Match[Trigger], stance: Stance, binding: Binding, sentence: ReadSentence
) -> Refusal | None:
    """Why an event would be none even if a question about it were answered."""
    row = trigger.payload
    if row.event is None or _only_denies(trigger, sentence):
        return Refusal.SET_PHRASE
    left_out = binding.doer == "inherited" and not sentence.annotated.language.postposed_subject
    unsaid = row.needs == "actor" or (row.event == "advance" and (binding.passive or left_out))
    speaks_of_itself = binding.doer == "own_force" and not sentence.annotated.language.postposed_subject
    led_out = row.event == "withdrawal" and binding.passive and binding.patient is not None
    if unsaid and binding.agent is None and not speaks_of_itself and not led_out:
        return Refusal.NO_SIDE
    if row.needs == "ranged":
        fell = _men_fell(trigger, binding, sentence)
        return None if stance.ranged and not fell else Refusal.NOT_BY_ARMS
    if is_gerund_subject(trigger, sentence.annotated) and stance.reality == "actual":
        return None if stance.polarity == "denied" else Refusal.ONLY_TALKED_OF
    if row.noun and _qualifies_force(trigger, sentence):
        return Refusal.NOTHING_SAYS_SO
    if row.noun:
        counts = _noun_counts(trigger, stance, binding, sentence)
        return None if counts else Refusal.NOTHING_SAYS_SO
    return _verb_refused(trigger, stance, binding, sentence)


def _is_unsaid(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    """ "the ministry did not say that K had been lost", "no one says that ...": nobody says it here."""
    annotated = sentence.annotated
    clause = annotated.clause_of(trigger.start)
    if trigger.payload.noun and _not_spoken_of(trigger, annotated):
        return True
    if clause.kind != "complement":
        return False
    said = [
        m.start
        for m in annotated.found("speech")
        if m.payload.value.act == "say" and annotated.clause_at.get(m.start) == clause.parent
    ]
    if not said or said[-1] > trigger.start:
        return False
    speaking = annotated.clause_of(said[-1]).words
    near = [at for at in speaking if said[-1] - _DENIED_REACH <= at < said[-1]]
    return any(
        annotated.is_a(at, "negation") and not annotated.is_a(at, "without") for at in (speaking[0], *near)
    )


def _not_spoken_of(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "про втрату К не каже нічого": a noun behind "about", and a verb of speech that is negated."""
    about = any(sentence.is_a(trigger.start - back, "said_of") for back in (1, 2))
    clause = sentence.clause_at.get(trigger.start)
    return about and any(
        m.payload.value.act == "say"
        and m.start > trigger.end
        and sentence.clause_at.get(m.start) == clause
        and sentence.is_a(m.start - 1, "negation")
        for m in sentence.found("speech")
    )


def _verb_refused(
    trigger: Match[Trigger], stance: Stance, binding: Binding, sentence: ReadSentence
) -> Refusal | None:
    """What is against an event that a verb tells of: above all, that nobody who fights does it."""
    row = trigger.payload
    if binding.inferred and describes_speaker(trigger, sentence.annotated):
        return Refusal.NO_PLACE
    if _is_imperative(trigger, sentence):
        return Refusal.ONLY_TALKED_OF
    if row.event == "withdrawal" and _goes_to_a_region(trigger, binding, sentence):
        return Refusal.NO_PLACE
    if stance.attempted and _object_of_repulse(trigger, sentence):
        return Refusal.NOTHING_SAYS_SO
    if row.event in _BY_MEN and binding.agent is not None and binding.agent.form == "arms":
        return Refusal.STRANGER
    if row.event == "route_cut" and _merely_held(trigger, binding, sentence.annotated):
        return Refusal.NOTHING_SAYS_SO
    if row.event == "withdrawal" and binding.passive and _by_civilians(trigger, sentence):
        return Refusal.STRANGER
    if binding.passive and _by_no_fighter(trigger, sentence):
        return Refusal.STRANGER
    if row.event == "route_cut" and _is_regulated(stance, binding, sentence.annotated, trigger):
        return Refusal.STRANGER
    if row.event == "evacuation_ordered" or (
        row.event == "route_cut" and not _by_civilians(trigger, sentence)
    ):
        return None
    if any(act.noun and act.end == trigger.start for act in sentence.acts):
        return None
    befallen = "subject" in row.slots and bool(binding.groups) and binding.groups[0].role is None
    if row.event == "threat" and _follows_a_deed(trigger, sentence.annotated):
        return None
    struck = row.event == "strike" and (stance.ranged or befallen)
    return Refusal.STRANGER if binding.doer == "stranger" and not struck else None


def _follows_a_deed(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "просування росіян загрожує К": what threatens is no man, but what men do."""
    inside = set(sentence.clause_of(trigger.start).words)
    return any(t.payload.noun and t.start in inside and t.end <= trigger.start for t in sentence.triggers)


def _is_regulated(stance: Stance, binding: Binding, sentence: Annotated, trigger: Match[Trigger]) -> bool:
    """ "the road is closed to civilians", "police closed the road": traffic is kept off, no enemy cuts it."""
    inside = set(sentence.clause_of(trigger.start).words)
    kept_off = any(m.payload.value.family == "regulated" and m.start in inside for m in sentence.found("cue"))
    return kept_off and binding.agent is None and not stance.ranged


def _is_imperative(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    """ "Take K." opens an example; no headline ends in a full stop."""
    annotated = sentence.annotated
    base = annotated.language.form(annotated.lowers[trigger.start]) == "base"
    opens = trigger.start == 0 and trigger.end == 1 and annotated.lowers[-1] == "."
    return opens and base and not annotated.language.postposed_subject


def _goes_to_a_region(trigger: Match[Trigger], binding: Binding, sentence: ReadSentence) -> bool:
    """ "withdrew to T in Belgorod region": the region is where they went, and no place they left is named."""
    groups = binding.groups
    return sentence.annotated.is_a(trigger.end, "to") and all(g.administrative for g in groups)


def _men_fell(trigger: Match[Trigger], binding: Binding, sentence: ReadSentence) -> bool:
    """ "Three Russian soldiers were killed in K": men fall in any fight, and no weapon is named."""
    annotated = sentence.annotated
    behind = annotated.lowers[trigger.end : trigger.end + 1]
    if not annotated.is_a(trigger.start, "harm") or not (
        any(m.start == trigger.end for m in annotated.found("preposition"))
        or not behind
        or not behind[0][0].isalnum()
    ):
        return False
    clause = annotated.clause_of(trigger.start)
    inside = set(clause.words)
    if clause.kind == "coordination" and clause.parent is not None:
        inside |= set(annotated.clauses[clause.parent].words)  # "were caught and killed"
    ahead = {at for at in inside if at < trigger.start}
    agent = binding.agent
    inherited = agent is not None and agent.form != "arms" and agent.end <= trigger.start
    men = {a.start for a in annotated.actors if a.form != "arms" and a.preposition is None}
    men |= {m.start for m in annotated.found("troops")}
    arms = {a.start for a in annotated.actors if a.form == "arms"}
    arms |= {m.start for m in annotated.found("arms")} | {m.start for m in annotated.found("civilian")}
    arms |= {m.start for m in annotated.found("cue") if m.payload.value.family == "ranged"}
    return (inherited or bool(men & ahead)) and all(annotated.is_a(at, "harm") for at in arms & inside)


def _only_denies(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    """ "the claim is disputed by Kyiv": a claim is disputed, no place."""
    return trigger.payload.event == "contested" and any(
        act.act == "deny" and trigger.start <= act.at < trigger.end for act in sentence.acts
    )


def _refused_as_a_whole(trigger: Match[Trigger], stance: Stance, sentence: ReadSentence) -> Refusal | None:
    """What is against any event in such a sentence."""
    if stance.contradictory:
        return Refusal.CONTRADICTORY
    if stance.unsaid or _is_unsaid(trigger, sentence):
        return Refusal.UNSAID
    if any(m.payload.value.family == "not_told" for m in sentence.annotated.found("cue")):
        return Refusal.NOT_TOLD
    if _about_something_else(sentence):
        return Refusal.OTHER_SUBJECT
    if _is_told_as_fact(stance) and hangs_on_unknown_words(trigger, sentence.annotated, sentence.acts):
        return Refusal.EMBEDDED
    quoted = _in_scare_quotes(trigger, sentence) and sentence.attribution(trigger.start) is None
    return Refusal.SCARE_QUOTES if quoted else None


def _is_told_as_fact(stance: Stance) -> bool:
    return stance.reality == "actual" and stance.currency == "current" and stance.polarity == "affirmed"


def _in_scare_quotes(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    """ "They have "taken" K for the third time": a single word between quotes is not the writer's, nor is a
    noun phrase behind an article (the "evacuation order for K")."""
    lowers = sentence.annotated.lowers
    if trigger.payload.noun and _phrase_in_quotes(trigger, sentence):
        return True
    return (
        trigger.start > 0
        and lowers[trigger.start - 1] == '"'
        and lowers[trigger.start + 1 : trigger.start + 2] == ('"',)
    )


def _phrase_in_quotes(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    lowers = sentence.annotated.lowers
    before = range(max(1, trigger.start - _QUOTED), trigger.start)
    opened = next((at for at in reversed(before) if lowers[at] == '"'), None)
    after = lowers[trigger.end : trigger.end + _QUOTED]
    return opened is not None and '"' in after and sentence.annotated.is_a(opened - 1, "article")


def is_question(sentence: ReadSentence) -> bool:
    """A question claims nothing, whatever mark ends it: "Has K fallen, some ask", "пал К или не пал"."""
    annotated = sentence.annotated
    if not annotated.language.postposed_subject and annotated.is_a(0, "asks_first"):
        return True
    either = range(len(annotated.lowers) - 1)
    if any(annotated.is_a(at, "or_not") and annotated.is_a(at + 1, "negation") for at in either):
        return True
    return sentence.annotated.lowers[-1:] == ("?",) or "?" in sentence.annotated.lowers[-2:]


def _is_asked(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    """ "Asked whether K had fallen, he …": what an indirect question holds, up to the next comma."""
    lowers = sentence.annotated.lowers
    asked = (m for m in sentence.annotated.found("cue") if m.payload.value.family == "asked")
    return any(m.start <= trigger.start and "," not in lowers[m.end : trigger.start] for m in asked)


def _about_something_else(sentence: ReadSentence) -> bool:
    """Sport, business and books speak of attacks and captures too; a sentence with a side's men does not."""
    if any(a.fights and a.party is not None for a in sentence.annotated.actors):
        return False
    return sentence.annotated.off_topic


def _noun_counts(trigger: Match[Trigger], stance: Stance, binding: Binding, sentence: ReadSentence) -> bool:
    """Whether anything says that an event named by a noun happened ("launched an attack on K")."""
    if trigger.payload.nominal == "never" or _object_of_repulse(trigger, sentence):
        return False
    if sentence.annotated.is_a(trigger.end, "plan_noun"):
        return False  # "the withdrawal route from K"
    if (stance.reality != "actual" or stance.polarity == "denied") and not binding.inferred:
        return True
    reported = trigger.payload.nominal == "reported"
    struck = trigger.payload.event == "strike" and stance.licensed
    if (
        binding.inferred
        and not _headlined(binding, sentence)
        and (reported or binding.agent is None)
        and trigger.payload.event != "control_reaffirmed"
        and not struck
    ):
        return False
    if trigger.payload.event in _OF_GROUND and _is_a_mark(trigger, sentence.annotated):
        return False
    if stance.licensed or _counted(trigger, sentence) or _presupposed(trigger, binding, sentence):
        return True
    spoken = any(
        0 <= trigger.start - act.end <= _OF_A_NOUN_REACH and not _event_between(act.end, trigger, sentence)
        for act in sentence.acts
    )
    return spoken or reported


def _is_a_mark(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "is close to the capture of K", "продолжает освобождение К": behind such words an event is what
    something else is measured by, or what is still being done, unless that came of it ("led to")."""
    men = {at for a in sentence.actors for at in range(a.start, a.end)}
    qualifies = ("determiner", "article", "adjective", "possessive_pronoun", "possessive")
    at = trigger.start - 1
    while at > 0 and (at in men or sentence.is_a(at, *qualifies)):
        at -= 1
    begun = ("measures_by",) if trigger.payload.event == "withdrawal" else ("measures_by", "still_at_it")
    if at < 0 or not sentence.is_a(at, *begun):
        return False
    return not any(sentence.is_a(word, "came_of_it") for word in sentence.clause_of(at).words if word < at)


def _headlined(binding: Binding, sentence: ReadSentence) -> bool:
    """ "Часів Яр: бої в центрі": the place is what a headline speaks of."""
    lowers = sentence.annotated.lowers
    return any(g.start == 0 and lowers[g.end : g.end + 1] == (":",) for g in binding.groups)


def _merely_held(trigger: Match[Trigger], binding: Binding, sentence: Annotated) -> bool:
    """ "Ukrainian forces control the crossing": drones and guns cut what they control, men may use it."""
    men = binding.agent is not None and binding.agent.form != "arms"
    return men and sentence.is_a(trigger.start, "merely_holds")


def _by_civilians(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    """Whether somebody who does not fight stands before the verb in its clause."""
    ahead = {at for at in sentence.annotated.clause_of(trigger.start).words if at < trigger.start}
    return any(m.start in ahead for m in sentence.annotated.found("civilian"))


def _by_no_fighter(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    """ "the road was blocked by a fallen tree", "K was left by its last doctor": the agent does not fight."""
    annotated = sentence.annotated
    phrase = range(trigger.end + 1, min(len(annotated.lowers), trigger.end + 1 + _AGENT_REACH))
    if not annotated.is_a(trigger.end, "by") or not phrase:
        return False
    if annotated.is_a(phrase[0], "object_pronoun", "manner"):
        return False
    fights = {a.start for a in annotated.actors} | {t.start for t in annotated.triggers if t.payload.noun}
    fights |= {m.start for kind in _MAY_FIGHT for m in annotated.found(kind)}
    fights |= {m.start for m in annotated.found("cue") if m.payload.value.family in ("ranged", "war")}
    fights |= {at for at in phrase if annotated.words[at].text[0].isdigit() or annotated.words[at].place}
    return not annotated.language.is_calendar_word(annotated.lowers[phrase[0]]) and not fights & set(phrase)


def _qualifies_force(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    """ "Russian assault groups": the noun only says what kind of men they are."""
    return any(
        a.fights and a.start <= trigger.start and trigger.end < a.end for a in sentence.annotated.actors
    )


def _counted(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    """ "12 assaults near K": what is counted happened."""
    annotated, at = sentence.annotated, trigger.start - 1
    counted = at >= 0 and (annotated.lowers[at].isdigit() or annotated.is_a(at, "number"))
    return trigger.payload.event in _COMBAT and counted


def _presupposed(trigger: Match[Trigger], binding: Binding, sentence: ReadSentence) -> bool:
    """ "The Russian assault on K cost …", "Russian gains near K": taken for granted, as its side is named."""
    if trigger.payload.event not in _COMBAT or binding.agent is None or binding.inferred:
        return False
    annotated = sentence.annotated
    opens = binding.agent.start == 0 and binding.agent.end in (trigger.start, trigger.start - 1)
    definite = annotated.lowers[0] == "the" or trigger.payload.event in ("advance", "strike", "assault")
    return opens and definite and not annotated.found("speech_noun")


def _object_of_repulse(trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    """An attack that is only named to say that it was repelled ("repelled a Russian assault")."""
    return any(
        t.payload.foe
        and not t.payload.noun
        and (0 <= trigger.start - t.end <= 6 or 0 <= t.start - trigger.end <= 4)
        for t in sentence.annotated.triggers
    )


def _event_between(end: int, trigger: Match[Trigger], sentence: ReadSentence) -> bool:
    return any(end <= t.start and t.end <= trigger.start for t in sentence.annotated.triggers)
