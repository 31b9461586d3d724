"""Which side does what an event says, and which suffers it."""

from collections.abc import Sequence
from typing import Literal

from workers.extraction.clauses import Clause
from workers.extraction.language import Trigger
from workers.extraction.lexicon import Match
from workers.extraction.sentence import Actor, Annotated

Doer = Literal["party", "force", "own_force", "pronoun", "inherited", "stranger"]
"""Who does it: a party; the speaker's own men; men of an unknown side; "they"; nobody named; no fighter."""


def is_passive(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether the verb says what is done to its subject."""
    if trigger.payload.neutral_voice:
        return False
    form = sentence.language.form(sentence.lowers[trigger.start])
    if sentence.language.postposed_subject:
        return form in ("participle", "attributive")
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
    return _in_apposition(trigger, sentence)


def _in_apposition(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "K, retaken on Sunday by Ukrainian troops, lies …": a participle behind its place and a comma."""
    if not sentence.is_a(trigger.start - 1, "comma"):
        return False
    behind_place = any(g.end == trigger.start - 1 and g.role is None for g in sentence.groups)
    at = trigger.end
    loose = at >= len(sentence.lowers) or sentence.is_a(at, "adverb", "comma") or sentence.lowers[at] == "."
    return behind_place and (
        loose
        or any(
            m.start == at
            for kind in ("boundary", "preposition", "day", "overnight")
            for m in sentence.found(kind)
        )
    )


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


def doer_of(
    trigger: Match[Trigger],
    clause: Clause,
    passive: bool,
    agent: Actor | None,
    patient: Actor | None,
    sentence: Annotated,
) -> Doer:
    """What kind of subject the verb has; decides whether an event without a named side may count."""
    if agent is not None or trigger.payload.noun or trigger.payload.neutral_voice:
        return "party"
    if passive and (patient is not None or not trigger.payload.foe) and not _moves_own(trigger, sentence):
        return "party"
    ahead = [at for at in clause.words if at < trigger.start]
    inside = set(clause.words if sentence.language.postposed_subject else ahead)
    troops = [m.start for m in sentence.found("troops") if m.start in inside]
    if troops:
        own = _leads_out_troops(trigger, clause, troops, sentence) or any(
            sentence.is_a(at, "possessive_pronoun") for at in range(troops[0] - 2, troops[0])
        )
        return "own_force" if own else "force"
    if _has_unknown_subject(trigger, clause, passive, sentence):
        return "stranger"
    if clause.kind == "complement" and any(sentence.is_a(at, "self") for at in ahead):
        return "own_force"
    if _speaker_omitted(clause, ahead, sentence):
        return "own_force"
    if any(sentence.is_a(at, "commander") for at in ahead) and _moves_troops(trigger, clause, sentence):
        return "own_force"
    if any(m.start in inside for m in sentence.found("civilian")):
        return "stranger"
    if any(sentence.is_a(at, "pronoun") for at in ahead):
        return "pronoun"
    outer = _doer_before(trigger, clause, sentence)
    if outer is not None:
        return outer
    if sentence.language.postposed_subject or not named_subject(ahead, sentence):
        return "inherited"
    return "stranger"


def _doer_before(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> Doer | None:
    """A civilian or pronoun that is the subject of the verb before: "they entered A and liberated B"."""
    if clause.kind not in ("coordination", "comma") or clause.parent in (None, clause.index):
        return None
    parent = set(sentence.clauses[clause.parent or 0].words)
    if any(m.start in parent and m.start < trigger.start for m in sentence.found("civilian")):
        return "stranger"
    if not sentence.language.postposed_subject and any(sentence.is_a(at, "pronoun") for at in parent):
        return "pronoun"
    return None


def _moves_own(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "its troops had been withdrawn": whose men they are decides, as in the active."""
    return trigger.payload.event == "withdrawal" and bool(sentence.found("troops"))


def _speaker_omitted(clause: Clause, ahead: Sequence[int], sentence: Annotated) -> bool:
    """ "ВСУ заявили, что отбили атаку": where verbs carry the person, a missing subject is who speaks."""
    return (
        sentence.language.postposed_subject
        and clause.kind == "complement"
        and not named_subject([at for at in ahead if not sentence.words[at].place], sentence)
    )


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
        sentence.is_a(at, "pronoun") for at in inside
    )


def _moves_troops(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "he had decided to pull troops out": a speaker who moves troops moves his own."""
    rest = {at for at in clause.words if at >= trigger.start}
    return trigger.payload.event == "withdrawal" and any(m.start in rest for m in sentence.found("troops"))


def named_subject(ahead: Sequence[int], sentence: Annotated) -> bool:
    """Whether the words before an English verb hold a noun that the tables do not know."""
    known: set[int] = set()
    for kind in ("cue", "boundary", "day", "overnight", "previous_day", "speech", "preposition", "trigger"):
        for match in sentence.found(kind):
            known.update(range(match.start, match.end))
    for group in sentence.groups:
        known.update(range(group.start, group.end))
    small = (
        "and",
        "adverb",
        "be",
        "have",
        "do",
        "modal",
        "future",
        "negation",
        "to",
        "verb",
        "determiner",
        "comma",
    )
    loose = [
        at
        for at in ahead
        if at not in known and sentence.lowers[at][0].isalpha() and not sentence.is_a(at, *small)
    ]
    return bool(loose) and not all(_temporal(at, sentence) for at in loose)


def _temporal(at: int, sentence: Annotated) -> bool:
    tables = ("months", "weekdays", "units", "parts", "last", "numbers", "later", "later_before")
    return any(sentence.lowers[at] in sentence.language.time.get(name, ()) for name in tables)


def verb_sides(
    trigger: Match[Trigger], clause: Clause, passive: bool, sentence: Annotated
) -> tuple[Actor | None, Actor | None]:
    inside = [a for a in sentence.actors if a.end > trigger.start and a.start < trigger.end]
    if trigger.payload.neutral_voice and trigger.payload.event in ("control_lost", "encirclement"):
        return None, None
    if trigger.payload.neutral_voice:
        after = [
            a
            for a in sentence.actors
            if a.start >= trigger.start
            and sentence.clause_at.get(a.start) == clause.index
            and a.start <= trigger.end + 6
            and a.preposition not in ("on", "from")
        ]
        return (after[0] if after else None), None
    actors = [a for a in sentence.actors if sentence.clause_at.get(a.start) == clause.index]
    if trigger.payload.event == "assault_repelled":
        actors = [a for a in actors if not _whose_ground(a, sentence)]
        inside = [a for a in inside if not _whose_ground(a, sentence)]
    by = next((a for a in actors if _is_agent(a, trigger, sentence.language.postposed_subject)), None)
    if trigger.payload.shown and not passive:
        seen = [a for a in actors if 0 <= a.start - trigger.end <= 3 and a.form != "adjective"]
        return (seen[0] if seen else None), None
    if passive:
        victim = _victim(trigger, actors, sentence)
        if victim is None and trigger.payload.foe:
            victim = next(iter(inside), None)
        if victim is None and trigger.payload.foe and by is None:
            victim = _inherited_subject(trigger, clause, sentence, 2)
        seen_there = trigger.payload.event == "incursion" and by is None
        return (victim, None) if seen_there else (by, victim)
    subject = (
        _attempter(trigger, actors, sentence)
        or subject_of(trigger, clause, sentence)
        or _commander(trigger, actors, sentence)
    )
    if subject is None and inside and not trigger.payload.foe:
        subject = inside[0]
    objects = [
        a
        for a in actors
        if (a.start >= trigger.end or (a.case == "gen" and a.form != "adjective"))
        and a is not subject
        and a.preposition in (None, "of")
    ]
    if sentence.language.postposed_subject and subject is None:
        subject = by or _ourselves(trigger, sentence) or _counted(trigger, actors, sentence)
    patient = next(iter(inside or objects), None)
    return subject, patient


def _counted(trigger: Match[Trigger], actors: Sequence[Actor], sentence: Annotated) -> Actor | None:
    """ "в К перебуває близько двохсот росіян": men whom a number counts stand in the genitive."""
    for actor in actors:
        behind = 0 <= actor.start - trigger.end <= 4 and actor.case == "gen" and not actor.preposition
        number = sentence.lowers[actor.start - 1]
        if behind and (number[0].isdigit() or sentence.is_a(actor.start - 1, "quantity")):
            return actor
    return None


def _ourselves(trigger: Match[Trigger], sentence: Annotated) -> Actor | None:
    """ "тримаємо К": a verb in the first person is about the speaker's own men."""
    endings = sentence.language.first_person_endings
    said = range(trigger.start, trigger.end)
    if not endings or not any(sentence.lowers[at].endswith(endings) for at in said):
        return None
    at = trigger.start
    return Actor(at, at, party=None, view="own", form="force", case="nom", preposition=None)


def _whose_ground(actor: Actor, sentence: Annotated) -> bool:
    """ "атака на позиции ВСУ": whose ground is attacked is not who attacks."""
    return sentence.language.postposed_subject and any(
        m.end == actor.start for m in sentence.found("locality")
    )


def _attempter(trigger: Match[Trigger], actors: Sequence[Actor], sentence: Annotated) -> Actor | None:
    """ "a Russian attempt to enter K", "an attempt by Russian forces to enter K"."""
    for cue in sentence.found("cue"):
        if cue.payload.value.scope != "before" or not 0 <= trigger.start - cue.end <= 1:
            continue
        whose = [a for a in actors if a.end == cue.start or cue.start <= a.start < cue.end]
        if whose:
            return whose[-1]
    return None


def _is_agent(actor: Actor, trigger: Match[Trigger], free_order: bool) -> bool:
    """By whom it is done: "by" behind the verb ("an attack by X was repelled by Y"), or the instrumental."""
    if actor.preposition == "by":
        return actor.start >= trigger.start or free_order
    return actor.case == "ins" and not actor.preposition


def _commander(trigger: Match[Trigger], actors: Sequence[Actor], sentence: Annotated) -> Actor | None:
    """ "the General Staff ordered its troops to leave K": the office whose own men the clause speaks of."""
    own = any(
        m.end <= trigger.start and any(sentence.is_a(m.start - back, "possessive_pronoun") for back in (1, 2))
        for m in sentence.found("troops")
    )
    return next((a for a in actors if own and a.form == "office" and a.end <= trigger.start), None)


def _victim(trigger: Match[Trigger], actors: Sequence[Actor], sentence: Annotated) -> Actor | None:
    before = [
        a for a in actors if a.end <= trigger.start and a.preposition in (None, "of") and a.case != "ins"
    ]
    after = (
        [a for a in actors if a.start >= trigger.end and a.case in ("gen", None)]
        if sentence.language.postposed_subject
        else []
    )
    ofs = [a for a in actors if a.end <= trigger.start and a.preposition == "by"]
    return next(iter(before[-1:] or ofs[-1:] or after[:1]), None)


def subject_of(trigger: Match[Trigger], clause: Clause, sentence: Annotated, depth: int = 3) -> Actor | None:
    """Who does what the verb says: in its clause, or in the clause that it continues."""
    here = [a for a in sentence.actors if sentence.clause_at.get(a.start) == clause.index]
    made = next((a for a in here if a.end == trigger.start and sentence.is_a(a.start - 1, "causative")), None)
    if made is not None:
        return made
    here = [a for a in here if _can_be_subject(a) and _agrees(a, trigger, sentence)]
    own = [a for a in here if a.end <= trigger.start]
    behind = [a for a in here if a.start >= trigger.end and a.case != "dat"]
    if own and not (own[-1].case is None and any(a.case == "nom" for a in behind)):
        return own[-1] if _of_one_side(own) or own[-1].case is not None else None
    if sentence.language.postposed_subject and behind:
        nominative = [a for a in behind if a.case == "nom"] or behind
        return nominative[0] if _of_one_side(nominative) else None
    if depth == 0:
        return None
    return _inherited_subject(trigger, clause, sentence, depth)


def _of_one_side(actors: Sequence[Actor]) -> bool:
    """Whether a sentence leaves no doubt who is the subject: "troops facing Russian forces left" does."""
    return len({(actor.party, actor.view) for actor in actors}) == 1


def _agrees(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether number and case let the actor do it: one foe is not "they", a dative governs infinitives."""
    lower = sentence.lowers[trigger.start]
    form = sentence.language.form(lower)
    if actor.case == "dat" and form != "infinitive":
        return False
    plural = form in ("past", "present") and lower.endswith(sentence.language.plural_endings or ("\0",))
    return not (plural and sentence.is_a(actor.start, "singular"))


def _can_be_subject(actor: Actor) -> bool:
    return (
        actor.form not in ("adjective", "office")
        and actor.preposition in (None,)
        and actor.case not in ("gen", "ins")
    )


def _inherited_subject(
    trigger: Match[Trigger], clause: Clause, sentence: Annotated, depth: int
) -> Actor | None:
    first = clause.words[0]
    gerund = sentence.language.form(sentence.lowers[trigger.start]) == "gerund" or sentence.is_a(
        first, "participial"
    )
    pronoun = any(sentence.is_a(at, "pronoun") for at in clause.words if at < trigger.start)
    if pronoun and clause.kind == "complement":
        return None
    if clause.kind == "relative":
        near = [a for a in sentence.actors if a.end <= first and first - a.end <= 2]
        return near[-1] if near else None
    if clause.parent is None or (clause.parent == clause.index):
        following = sentence.clauses[clause.index + 1 : clause.index + 2]
        if gerund and following and following[0].words:
            probe = Match(following[0].words[-1] + 1, following[0].words[-1] + 1, trigger.payload)
            own = [
                a
                for a in sentence.actors
                if sentence.clause_at.get(a.start) == following[0].index and _can_be_subject(a)
            ]
            return own[0] if own else None
        return None
    parent = sentence.clauses[clause.parent]
    if (
        gerund
        and parent.index == 0
        and not any(_can_be_subject(a) and a.end <= first for a in sentence.actors)
    ):
        following = sentence.clauses[clause.index + 1 : clause.index + 2]
        return next(
            (a for c in following for a in sentence.actors if a.start in c.words and _can_be_subject(a)), None
        )
    if clause.kind in ("coordination", "comma", "adversative", "purpose") or gerund or pronoun:
        ahead = [at for at in clause.words if at < trigger.start]
        if named_subject(ahead, sentence) and not pronoun:
            return None
        inner = [
            a
            for a in sentence.actors
            if sentence.clause_at.get(a.start) == parent.index and _can_be_subject(a) and a.end <= first
        ]
        if inner:
            return inner[0]
        if not parent.words:
            return None
        probe = Match(parent.words[0], parent.words[0], trigger.payload)
        return _inherited_subject(probe, parent, sentence, depth - 1) if depth else None
    return None


def noun_sides(
    trigger: Match[Trigger], clause: Clause, sentence: Annotated
) -> tuple[Actor | None, Actor | None]:
    """ "the Russian assault on K", "the capture of K by Russian forces", "the army attack on K"."""
    inside = [a for a in sentence.actors if a.end > trigger.start and a.start < trigger.end]
    before = [
        a
        for a in sentence.actors
        if (a.form == "adjective" or (a.end == trigger.start and not sentence.language.cases))
        and 0 <= trigger.start - a.end <= 3
        and sentence.clause_at.get(a.start) == clause.index
    ]
    behind = [
        a
        for a in sentence.actors
        if a.start >= trigger.end
        and sentence.clause_at.get(a.start) == clause.index
        and a.form != "adjective"
        and (a.preposition in ("by", "of") or a.case in ("gen", "ins"))
    ]
    if trigger.payload.event in ("control_gained", "control_regained") and not sentence.language.cases:
        behind = [a for a in behind if a.preposition == "by"]
    if trigger.payload.event == "control_lost":
        return next(iter(before or behind), None), None
    if trigger.payload.foe:
        victims = [a for a in behind if a.preposition == "of" or a.case == "gen"]
        doers = before[-1:] or inside[:1] or [a for a in behind if a not in victims][:1]
        return (doers[0] if doers else None), (victims[0] if victims else None)
    if before or inside or behind:
        return (before[-1:] or inside[:1] or behind[:1])[0], None
    subjects = [
        a
        for a in sentence.actors
        if sentence.clause_at.get(a.start) == clause.index and a.end <= trigger.start and _can_be_subject(a)
    ]
    taken = trigger.payload.event in ("control_gained", "control_regained")
    spoken = {m.start for m in sentence.found("speech")} if taken else set()
    launched = any(
        m.payload.value.family == "licensing"
        and m.start not in spoken
        and m.end <= trigger.start
        and trigger.start - m.end <= 4
        for m in sentence.found("cue")
        if m.payload.value.scope == "before"
    )
    return (subjects[-1] if subjects and launched else None), None
