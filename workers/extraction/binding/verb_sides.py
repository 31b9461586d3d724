"""Which side does what a verb says, and which suffers it."""

from collections.abc import Sequence

from workers.extraction.binding.subjects import inherited_subject, subject_of
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Actor, Annotated
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match


def verb_sides(
    trigger: Match[Trigger], clause: Clause, passive: bool, sentence: Annotated
) -> tuple[Actor | None, Actor | None]:
    inside = [a for a in sentence.actors if a.end > trigger.start and a.start < trigger.end]
    if trigger.payload.neutral_voice and inside and trigger.payload.event == "control_lost":
        return inside[0], None
    if trigger.payload.neutral_voice:
        return _named_behind(trigger, clause, sentence), None
    actors = [a for a in sentence.actors if sentence.clause_at.get(a.start) == clause.index]
    if trigger.payload.event == "assault_repelled":
        actors = [a for a in actors if not _whose_ground(a, sentence)]
        inside = [a for a in inside if not _whose_ground(a, sentence)]
    by = next((a for a in actors if _is_agent(a, trigger, sentence)), None)
    if trigger.payload.shown and not passive:
        seen = [a for a in actors if 0 <= a.start - trigger.end <= 3 and a.form != "adjective"]
        return (seen[0] if seen else None), None
    if passive:
        return _passive_sides(trigger, clause, actors, inside, by, sentence)
    if trigger.payload.foe and any(
        sentence.is_a(at, "foe_pronoun") for at in range(trigger.start, trigger.end)
    ):
        return None, inherited_subject(trigger, clause, sentence, 2)
    if trigger.payload.foe and (driven := _us(trigger, sentence)) is not None:
        return None, driven
    swallowed = [a for a in inside if _is_swallowed(a, trigger, sentence)]
    if swallowed:
        return swallowed[0], next((a for a in inside if a not in swallowed), None)
    befallen = by if by is not None and by.preposition == "by" and by.start - trigger.end <= 1 else None
    subject = (
        befallen
        or _we(trigger, actors, sentence)
        or _holder(trigger, actors, sentence)
        or _attempter(trigger, actors, sentence)
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
    if subject is not None and patient is None and _is_object(subject, trigger, sentence):
        return None, subject
    subject = subject or _by_its_deed(trigger, clause, sentence) or _its_men(trigger, clause, sentence)
    return subject or _by_whose_fire(trigger, clause, sentence), patient


def _named_behind(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> Actor | None:
    """Whose control, hands or pocket it is, where the words' subject is the place."""
    if trigger.payload.event in ("control_lost", "encirclement", "threat"):
        return None
    after = (
        a
        for a in sentence.actors
        if a.start >= trigger.start
        and sentence.clause_at.get(a.start) == clause.index
        and a.start <= trigger.end + 6
        and a.preposition not in ("on", "from")
        and not (trigger.payload.event == "strike" and _is_struck(a, trigger, sentence))
    )
    return next(after, None)


def _is_struck(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "An explosion tore through a Russian depot": whose thing is hit, where no weapon is named."""
    arms = {m.start for m in sentence.found("cue") if m.payload.value.family == "ranged"}
    return actor.start >= trigger.end and actor.form == "adjective" and actor.end not in arms


def _passive_sides(
    trigger: Match[Trigger],
    clause: Clause,
    actors: Sequence[Actor],
    inside: Sequence[Actor],
    by: Actor | None,
    sentence: Annotated,
) -> tuple[Actor | None, Actor | None]:
    """By whom something is done, and to whom."""
    victim = _taken_from(trigger, actors) or _victim(trigger, actors, sentence)
    if victim is None and trigger.payload.foe:
        victim = next(iter(inside), None)
    if victim is None and trigger.payload.foe and by is None:
        victim = inherited_subject(trigger, clause, sentence, 2) or _named_next(trigger, sentence)
    seen_there = trigger.payload.event == "incursion" and by is None
    if seen_there:
        return victim or next(iter(inside), None), None
    return by or _by_whose_fire(trigger, clause, sentence), victim


def _by_its_deed(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> Actor | None:
    """ "Ukrainian counterattacks pushed the Russians out": whose attack does it, they do."""
    ahead = [a for a in sentence.actors if a.start in clause.words and a.end <= trigger.start]
    deeds = [t for t in sentence.triggers if t.payload.noun and t.payload.event == "assault"]
    if len(ahead) != 1 or sentence.language.cases or ahead[0].form != "adjective":
        return None
    return ahead[0] if any(t.start == ahead[0].end and t.end == trigger.start for t in deeds) else None


def _its_men(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> Actor | None:
    """ "Россия усилила натиск: её войска подошли к К": the men of the only side named before."""
    men = [m.start for m in sentence.found("troops") if m.start in clause.words and m.end <= trigger.start]
    if not men or not sentence.is_a(men[0] - 1, "whose_words"):
        return None
    before = [a for a in sentence.actors if a.end < men[0] and a.form != "adjective"]
    return before[0] if len({(a.party, a.view) for a in before}) == 1 else None


def _by_whose_fire(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> Actor | None:
    """ "killed in K when Russian troops shelled a bus", "a rocket fired by X killed": the only side that
    fires, in this clause or in one that names no place of its own."""
    if trigger.payload.event != "strike" or sentence.language.postposed_subject:
        return None
    elsewhere = {sentence.clause_at.get(g.start) for g in sentence.groups} - {clause.index}
    firing = [a for a in sentence.actors if sentence.clause_at.get(a.start) not in elsewhere]
    firing = [a for a in firing if _fires(a, trigger, sentence)]
    return firing[0] if len({(a.party, a.view) for a in firing}) == 1 else None


def _fires(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    if actor.form == "arms" and actor.start < trigger.start and actor.preposition in (None, "by", "of"):
        return True
    if actor.fights and actor.preposition == "by":
        return sentence.is_a(actor.start - 2, "fired")
    attacks = [t for t in sentence.triggers if t.payload.event in ("strike", "assault") and t is not trigger]
    nouns = any(t.payload.noun and 0 <= t.start - actor.end <= 2 for t in attacks)
    verbs = any(not t.payload.noun and t.start == actor.end and actor.form != "adjective" for t in attacks)
    return nouns or verbs


def _named_next(trigger: Match[Trigger], sentence: Annotated) -> Actor | None:
    """ "Pushed out of K, Russian forces …": the men right behind the comma."""
    if trigger.start:
        return None
    return next((a for a in sentence.actors if sentence.is_a(a.start - 1, "comma")), None)


def _is_object(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "морпехи выбили ВСУ из К": a name without cases behind the verb, where other men stand before it or
    the verb needs somebody whom it drives out."""
    if not sentence.language.postposed_subject or actor.case is not None or actor.start < trigger.end:
        return False
    clause = sentence.clause_at.get(trigger.start)
    men = [m for m in sentence.found("troops") if m.end <= trigger.start]
    before = any(sentence.clause_at.get(m.start) == clause for m in men)
    return before or (trigger.payload.foe and trigger.payload.event == "control_regained")


def _holder(trigger: Match[Trigger], actors: Sequence[Actor], sentence: Annotated) -> Actor | None:
    """ "под огневым контролем российских войск": whose control or hands it is."""
    if not sentence.is_a(trigger.end - 1, "held_by"):
        return None
    return next((a for a in actors if a.start == trigger.end and a.case in ("gen", None)), None)


def _counted(trigger: Match[Trigger], actors: Sequence[Actor], sentence: Annotated) -> Actor | None:
    """ "в К перебуває близько двохсот росіян": men whom a number counts stand in the genitive."""
    for actor in actors:
        beside = 0 <= actor.start - trigger.end <= 4 or 0 <= trigger.start - actor.end <= 2
        number = sentence.lowers[actor.start - 1]
        counted = number[0].isdigit() or sentence.is_a(actor.start - 1, "quantity")
        if beside and counted and actor.case == "gen" and not actor.preposition:
            return actor
    return None


def _is_swallowed(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "попытку прорваться у К ВСУ пресекли": the subject between a place and the verb."""
    if not sentence.language.postposed_subject or actor.case not in ("nom", None):
        return False
    behind_place = actor.start > trigger.start and sentence.words[actor.start - 1].place is not None
    return behind_place and actor.end == trigger.end - 1


def _we(trigger: Match[Trigger], actors: Sequence[Actor], sentence: Annotated) -> Actor | None:
    """ "Росіяни взяли дорогу, саме місто тримаємо": the first person goes on with nobody before it."""
    verb = Match(trigger.start, trigger.start + 1, trigger.payload)
    return None if any(a.case == "nom" for a in actors) else _ourselves(verb, sentence)


def _us(trigger: Match[Trigger], sentence: Annotated) -> Actor | None:
    """ "they pushed us out of K": the speaker's men are those who are driven out."""
    at = next((at for at in range(trigger.start, trigger.end + 1) if sentence.is_a(at, "us")), None)
    if at is None:
        return None
    return Actor(at, at + 1, party=None, view="own", form="force", case=None, preposition=None)


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


def _is_agent(actor: Actor, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """By whom it is done: "by" behind the verb ("an attack by X was repelled by Y"), or the instrumental."""
    free_order = sentence.language.postposed_subject
    if actor.preposition == "by":
        if not free_order and _other_verb_between(trigger, actor, sentence):
            return False
        return actor.start >= trigger.start or free_order
    if actor.form == "arms" and actor.preposition == "with":
        return actor.start >= trigger.start
    return actor.case == "ins" and not actor.preposition


def _taken_from(trigger: Match[Trigger], actors: Sequence[Actor]) -> Actor | None:
    """ "K was retaken from the Russians": who had it."""
    if trigger.payload.event not in ("control_gained", "control_regained"):
        return None
    return next((a for a in actors if a.preposition == "from" and 0 <= a.start - trigger.end <= 2), None)


def _other_verb_between(trigger: Match[Trigger], actor: Actor, sentence: Annotated) -> bool:
    """ "the claim that K had been taken was denied by Kyiv": the agent is that of the nearer verb."""
    between = range(trigger.end, actor.start)
    spoken = {m.start for m in sentence.found("speech")}
    told = {t.start for t in sentence.triggers if not t.payload.noun}
    return any(at in spoken or at in told or sentence.is_a(at, "be") for at in between)


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
        [a for a in actors if a.start >= trigger.end and a.case in ("gen", "nom", None)]
        if sentence.language.postposed_subject
        else []
    )
    ofs = [a for a in actors if a.end <= trigger.start and a.preposition == "by"]
    return next(iter(before[-1:] or ofs[-1:] or after[:1]), None)
