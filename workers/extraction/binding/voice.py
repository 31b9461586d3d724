"""Whether a verb says what its subject does or what is done to it."""

from workers.extraction.sentences.sentence import Annotated
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

_REFLEXIVE = ("ся", "сь")
"""How verbs end that befall an attack ("захлинулася"); of others ("зірвали") it is the object."""


def is_passive(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether the verb says what is done to its subject."""
    if trigger.payload.neutral_voice:
        return False
    at = trigger.start
    told = trigger.payload.event == "evacuation_ordered"  # "troops were ordered to leave K": what they do
    if not sentence.language.postposed_subject and sentence.is_a(at, "be") and not told:
        while sentence.is_a(at, "be", "adverb"):
            at += 1
        return at < trigger.end and _is_past(at, sentence)
    form = sentence.language.form(sentence.lowers[trigger.start])
    if sentence.language.postposed_subject:
        return form in ("participle", "attributive") or _of_a_broken_attack(trigger, sentence)
    if form not in ("past", "participle"):
        return False
    at = trigger.start - 1
    while sentence.is_a(at, "adverb", "negation"):
        at -= 1
    if sentence.is_a(at, "be"):
        return True
    if sentence.is_a(at, "have"):
        return False
    if sentence.is_a(trigger.end, "by") or _headline_passive(trigger, at + 1, sentence):
        return True
    return (
        _in_apposition(trigger, sentence)
        or _of_driven_men(trigger, sentence)
        or _of_men_enclosed(trigger, sentence)
        or _goes_on_passive(trigger, at, sentence)
        or (trigger.payload.event == "encirclement" and _takes_nothing(trigger.end, sentence))
    )


_PASSIVE_REACH = 8
"""Words before an "and" among which the passive stands that goes on ("was found in K and killed")."""


def _goes_on_passive(trigger: Match[Trigger], at: int, sentence: Annotated) -> bool:
    """ "groups had been found and killed in K": the second participle of a passive, which takes no object."""
    if not sentence.is_a(at, "and") or not _takes_nothing(trigger.end, sentence):
        return False
    verbs = [p for p in range(max(0, at - _PASSIVE_REACH), at) if _is_past(p, sentence)]
    return bool(verbs) and sentence.is_a(verbs[-1] - 1, "be")


def _is_past(at: int, sentence: Annotated) -> bool:
    form = sentence.language.form(sentence.lowers[at])
    return form in ("past", "participle") and not sentence.is_a(at, "be")


def _of_men_enclosed(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "Russian troops encircled in K laid down their arms": a verb that wants an object, and finds where,
    tells of the men before it."""
    ends = (trigger.end - 1, trigger.end)
    role = next((m.payload.value for m in sentence.found("preposition") if m.start in ends), None)
    behind_men = any(a.end == trigger.start for a in sentence.actors)
    if any(a.start == trigger.end for a in sentence.actors):
        return False  # "closed a ring around a Russian battalion"
    return trigger.payload.event == "encirclement" and role in ("in", "near") and behind_men


def _of_driven_men(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "Russian forces, driven out of K in May, …", "Pushed out of K, Russian forces …": a verb of what is
    done to a foe, without one as its object, tells it of the men beside it."""
    if not trigger.payload.foe or trigger.payload.noun:
        return False
    after = trigger.end
    if not any(m.start <= after < m.end or m.end == after for m in sentence.found("preposition")):
        return False
    behind_men = sentence.is_a(trigger.start - 1, "comma") and any(
        a.end == trigger.start - 1 for a in sentence.actors
    )
    return behind_men or trigger.start == 0


def _of_a_broken_attack(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "все атаки отбиты", "штурм захлебнулся": words that begin with the attack say what befell it."""
    if trigger.payload.event != "assault_repelled":
        return False
    if sentence.language.form(sentence.lowers[trigger.end - 1]) in ("participle", "attributive"):
        return True
    last = sentence.lowers[trigger.end - 1]
    if sentence.language.form(last) == "past" and not last.endswith(_REFLEXIVE):
        return False
    nouns = (m for m in sentence.found("trigger") if m.payload.value.noun)
    return any(m.start == trigger.start for m in nouns)


def _in_apposition(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "K, retaken on Sunday by Ukrainian troops, lies …": a participle behind its place and a comma."""
    if not sentence.is_a(trigger.start - 1, "comma"):
        return False
    behind_place = any(g.end == trigger.start - 1 and g.role is None for g in sentence.groups)
    return behind_place and _takes_nothing(trigger.end, sentence)


def _takes_nothing(at: int, sentence: Annotated) -> bool:
    """Whether what follows a verb is no object of it."""
    if at >= len(sentence.lowers) or sentence.is_a(at, "adverb", "comma") or sentence.lowers[at] == ".":
        return True
    kinds = ("boundary", "preposition", "day", "overnight")
    return any(m.start == at for kind in kinds for m in sentence.found(kind))


def _headline_passive(trigger: Match[Trigger], ahead: int, sentence: Annotated) -> bool:
    """ "Kupiansk encircled", "Village of K not yet liberated, ministry says": no "was", nothing taken.

    `ahead` is where the verb begins, with its "not" and "now".
    """
    first = sentence.clause_of(trigger.start).words[0]
    if sentence.is_a(trigger.start, "intransitive"):
        return False
    subject = any(g.end == ahead and g.role is None and g.start - first <= 2 for g in sentence.groups)
    after = sentence.lowers[trigger.end : trigger.end + 1]
    return subject and (
        not after
        or not after[0][0].isalnum()
        or any(m.start == trigger.end for kind in ("boundary", "preposition") for m in sentence.found(kind))
    )
