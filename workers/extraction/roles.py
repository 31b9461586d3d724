"""Which place an event is tied to, and which side does it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from schemas.claims import Relation
from workers.extraction.language import Trigger
from workers.extraction.lexicon import Match
from workers.extraction.mentions import Actor, Annotated, PlaceGroup
from workers.extraction.segment import Clause

_OBJECT_GAP = 3
"""Words that may stand between a verb and the place it takes ("captured the heavily fortified K")."""


Doer = Literal["party", "force", "pronoun", "inherited", "stranger"]
"""Who does it: a party; a body of men of unknown side; "they"; nobody named here; somebody who fights nobody."""


@dataclass(frozen=True, slots=True)
class Binding:
    """An event's places and sides. `agent` does it, `patient` suffers it; either may be unknown.

    `inferred` means that the place stands in another clause of the sentence.
    """

    groups: tuple[PlaceGroup, ...]
    agent: Actor | None
    patient: Actor | None
    passive: bool
    inferred: bool = False
    doer: Doer = "party"


def bind(trigger: Match[Trigger], sentence: Annotated) -> Binding:
    """Tie one event to places and sides of its sentence."""
    clause = sentence.clause_of(trigger.start)
    passive = not trigger.payload.noun and is_passive(trigger, sentence)
    if trigger.payload.noun:
        groups = _noun_places(trigger, clause, sentence)
        agent, patient = _noun_sides(trigger, clause, sentence)
    else:
        groups = _verb_places(trigger, clause, passive, sentence)
        agent, patient = _verb_sides(trigger, clause, passive, sentence)
    doer = _doer(trigger, clause, passive, agent, patient, sentence)
    groups = tuple(_related(group, trigger.payload) for group in _event_places(groups))
    if groups:
        return Binding(groups, agent, patient, passive, doer=doer)
    return Binding(
        _from_context(trigger, clause, sentence), agent, patient, passive, inferred=True, doer=doer
    )


def _doer(
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
    if passive and (patient is not None or not trigger.payload.foe):
        return "party"
    ahead = [at for at in clause.words if at < trigger.start]
    inside = set(ahead)
    if any(m.start in inside for m in sentence.found("force")):
        return "force"
    if any(m.start in inside for m in sentence.found("civilian")):
        return "stranger"
    if any(sentence.is_a(at, "pronoun") for at in ahead):
        return "pronoun"
    if clause.kind in ("coordination", "comma") and clause.parent is not None and clause.parent != clause.index:
        parent = set(sentence.clauses[clause.parent].words)
        if any(m.start in parent and m.start < trigger.start for m in sentence.found("civilian")):
            return "stranger"
    if sentence.language.postposed_subject or not _named_subject(ahead, sentence):
        return "inherited"
    return "stranger"


def _named_subject(ahead: Sequence[int], sentence: Annotated) -> bool:
    """Whether the words before an English verb hold a noun that the tables do not know."""
    known: set[int] = set()
    for kind in ("cue", "boundary", "day", "overnight", "previous_day", "speech", "preposition", "trigger"):
        for match in sentence.found(kind):
            known.update(range(match.start, match.end))
    for group in sentence.groups:
        known.update(range(group.start, group.end))
    small = ("and", "adverb", "be", "have", "do", "modal", "future", "negation", "to", "verb", "determiner", "comma")
    loose = [
        at
        for at in ahead
        if at not in known and sentence.lowers[at][0].isalpha() and not sentence.is_a(at, *small)
    ]
    return bool(loose) and not _temporal(loose, sentence)


def _temporal(loose: Sequence[int], sentence: Annotated) -> bool:
    tables = [sentence.language.time[name] for name in ("months", "weekdays", "units", "parts", "last")]
    return all(any(sentence.lowers[at] in table for table in tables) for at in loose)


def _related(group: PlaceGroup, trigger: Trigger) -> PlaceGroup:
    """The place with the relation that its preposition gives this event ("увійшли до К" is in K)."""
    relation = trigger.relations.get(group.role or "")
    return group if relation is None or group.locality is not None else replace(group, relation=relation)


def _event_places(groups: Sequence[PlaceGroup]) -> tuple[PlaceGroup, ...]:
    """A region beside a settlement only says where the settlement is."""
    settlements = tuple(group for group in groups if not group.administrative)
    return settlements or tuple(groups)


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
    return sentence.is_a(trigger.end, "by") or _headline_passive(trigger, sentence)


def _headline_passive(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "Kupiansk encircled", "Village of K liberated, ministry says": no "was", and nothing taken after it."""
    subject = any(g.end == trigger.start and g.role is None and g.start <= 2 for g in sentence.groups)
    after = sentence.lowers[trigger.end : trigger.end + 1]
    return subject and (not after or after[0] in (".", ",", ":", ";", "—", '"', "!", "again"))


# --- places of verbs


def _verb_places(
    trigger: Match[Trigger], clause: Clause, passive: bool, sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    groups = _in_clause(clause, sentence)
    inside = [g for g in groups if g.start >= trigger.start and g.end <= trigger.end]
    if inside:
        return tuple(inside)
    slots = trigger.payload.slots
    found: tuple[PlaceGroup, ...] = ()
    if "object" in slots and (not passive or sentence.language.postposed_subject):
        found = _object(trigger, groups, clause, sentence)
    if not found and (("object" in slots and passive) or ("subject" in slots and not passive)):
        found = _subject_place(trigger, groups, clause, sentence)
    if not found and "prep" in slots:
        found = _prepositional(trigger, groups, clause, sentence)
    return found


def _in_clause(clause: Clause, sentence: Annotated) -> list[PlaceGroup]:
    return [g for g in sentence.groups if sentence.clause_at.get(g.end - 1) == clause.index and not _measured(g, sentence)]


def _measured(group: PlaceGroup, sentence: Annotated) -> bool:
    """Whether the group only says where another place is ("X, 5 km north of Z")."""
    if not group.reference:
        return False
    return any(not g.administrative and 0 <= group.start - g.end <= 8 for g in sentence.groups if g is not group)


def _object(
    trigger: Match[Trigger], groups: Sequence[PlaceGroup], clause: Clause, sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    after = next((g for g in groups if g.end > trigger.end), None)
    if after is not None and (after.role in (None, "of") or after.start < trigger.end) and _clear(trigger.end, after, sentence):
        return _with_joined(after, groups)
    if not sentence.language.postposed_subject:
        return ()
    before = [g for g in groups if g.end <= trigger.start and g.role is None and _heads_phrase(g, sentence)]
    return (before[-1],) if before and not _is_subject_of_other(before[-1], trigger, sentence) else ()


def _heads_phrase(group: PlaceGroup, sentence: Annotated) -> bool:
    """Whether a bare name stands for itself: after a noun it may be that noun's genitive ("мер Куп'янська")."""
    at = group.start - 1
    if not sentence.language.postposed_subject or group.locality or at < 0 or not sentence.lowers[at][0].isalpha():
        return True
    if sentence.is_a(at, "and", "adverb", "negation", "pronoun", "determiner", "be", "modal", "future", "verb"):
        return True
    kinds = ("day", "overnight", "previous_day", "boundary", "attributive", "trigger", "adjectives", "cue")
    return any(a.end == at + 1 for a in sentence.actors if a.form != "adjective") or any(
        m.end == at + 1 for kind in kinds for m in sentence.found(kind)
    )


def _clear(end: int, group: PlaceGroup, sentence: Annotated) -> bool:
    """Whether nothing but a few qualifying words stands between a verb and the place."""
    if group.start < end:
        return True
    between = range(end, group.start)
    if group.role == "of" and len(between):
        return False
    if len(between) > _OBJECT_GAP:
        return False
    stops = {t.start for t in sentence.triggers} | {a.start for a in sentence.actors if a.form != "adjective"}
    if sentence.language.postposed_subject and not _heads_phrase(group, sentence):
        return False
    return all(
        at not in stops
        and (sentence.lowers[at][0].isalnum() or sentence.lowers[at] == '"')
        and not sentence.is_a(at, "and", "be", "have", "by")
        and not any(m.end == at + 1 for m in sentence.found("preposition"))
        for at in between
    )


def _with_joined(first: PlaceGroup, groups: Sequence[PlaceGroup]) -> tuple[PlaceGroup, ...]:
    """The group, and those that a comma or "and" joins to it without a preposition of their own."""
    chosen = [first]
    for group in groups:
        if group.start >= chosen[-1].end and group.joined and (group.role in (None, first.role)):
            chosen.append(group)
    return tuple(chosen)


def _subject_place(
    trigger: Match[Trigger], groups: Sequence[PlaceGroup], clause: Clause, sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    candidates = [g for g in groups if g.end <= trigger.start and g.role is None and not g.possessive]
    candidates = [g for g in candidates if _stands_as_subject(g, trigger, sentence) and _heads_phrase(g, sentence)]
    settled = [g for g in candidates if not g.administrative] or candidates
    if settled:
        return (settled[-1],)
    if clause.kind == "relative" and not candidates:
        antecedent = _antecedent_place(clause, sentence)
        return (antecedent,) if antecedent else ()
    if clause.kind in ("coordination", "comma") and clause.parent is not None and not _own_subject(clause, trigger, sentence):
        parent = sentence.clauses[clause.parent]
        earlier = [g for g in _in_clause(parent, sentence) if g.role is None and not g.administrative]
        return (earlier[0],) if earlier else ()
    return ()


def _stands_as_subject(group: PlaceGroup, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """A place followed by another noun ("K residents were …") is no subject."""
    follows = group.end
    if follows == trigger.start:
        return True
    word = sentence.lowers[follows]
    if not (word[0].isalnum() or word[0] == "<"):
        return True
    if sentence.is_a(follows, "be", "have", "adverb", "modal", "future", "negation", "verb", "do", "and"):
        return True
    return any(m.start == follows for m in sentence.found("cue")) or any(
        m.start == follows and m.payload.value in ("in", "near") for m in sentence.found("preposition")
    ) or any(m.start == follows for m in sentence.found("directions"))


def _own_subject(clause: Clause, trigger: Match[Trigger], sentence: Annotated) -> bool:
    return any(a.start in clause.words and a.end <= trigger.start for a in sentence.actors)


def _is_subject_of_other(group: PlaceGroup, trigger: Match[Trigger], sentence: Annotated) -> bool:
    return any(t.start >= group.end and t.end <= trigger.start and "subject" in t.payload.slots for t in sentence.triggers)


def _antecedent_place(clause: Clause, sentence: Annotated) -> PlaceGroup | None:
    first = clause.words[0]
    before = [g for g in sentence.groups if g.end <= first and first - g.end <= 2]
    return before[-1] if before else None


def _prepositional(
    trigger: Match[Trigger], groups: Sequence[PlaceGroup], clause: Clause, sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    allowed = [g for g in groups if _fits(g, trigger.payload)]
    others = [t.start for t in sentence.triggers if t.start > trigger.start and not t.payload.noun and sentence.clause_at.get(t.start) == clause.index]
    limit = min(others, default=len(sentence.words))
    after = [g for g in allowed if g.end > trigger.end and trigger.start < g.start < limit]
    if after:
        settled = [g for g in after if not g.administrative] or after
        return _with_linked(settled[0], groups)
    before = [g for g in allowed if g.end <= trigger.start]
    settled = [g for g in before if not g.administrative] or before
    return _with_linked(settled[0], [g for g in groups if g.end <= trigger.start]) if settled else ()


def _fits(group: PlaceGroup, trigger: Trigger) -> bool:
    if group.relation == "axis":
        return "axis" in trigger.prepositions or "toward" in trigger.prepositions
    if group.role is None:
        return group.relation in ("near", "edge") or ("object" in trigger.slots and group.extent is not None)
    return group.role in trigger.prepositions or (group.relation in ("near", "edge") and group.relation in trigger.prepositions)


def _with_linked(first: PlaceGroup, groups: Sequence[PlaceGroup]) -> tuple[PlaceGroup, ...]:
    chosen = [first]
    for group in groups:
        if group.start >= chosen[-1].end and group.joined and group.relation in ("in", "near", "edge", "toward", first.relation):
            chosen.append(group)
    return tuple(chosen)


# --- places of nouns


def _noun_places(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> tuple[PlaceGroup, ...]:
    groups = _in_clause(clause, sentence)
    before = next((g for g in groups if g.end in (trigger.start, trigger.start - 1) and (g.role is None or g.possessive or g.end == trigger.start)), None)
    if before is not None and (before.possessive or before.end == trigger.start):
        return (before,)
    after = [g for g in groups if g.end > trigger.end and g.start <= trigger.end + 8 and _fits_noun(g, trigger)]
    after = [g for g in after if not any(t.start > trigger.start and t.end <= g.start and not t.payload.noun for t in sentence.triggers)]
    if after:
        settled = [g for g in after if not g.administrative] or after
        return _with_linked(settled[0], groups)
    if "prep" in trigger.payload.slots:
        ahead = [g for g in groups if g.end <= trigger.start and g.role in ("in", "near", "on", "toward", "edge")]
        return _with_linked(ahead[0], [g for g in groups if g.end <= trigger.start]) if ahead else ()
    return ()


def _fits_noun(group: PlaceGroup, trigger: Match[Trigger]) -> bool:
    if group.role is None or group.start < trigger.end:
        return group.start <= trigger.end
    if "prep" not in trigger.payload.slots:
        return group.role in ("of", "over") and group.start <= trigger.end + 1
    return _fits(group, trigger.payload) or group.role == "of"


# --- places from the context of the sentence


def _from_context(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """A place of a neighbouring clause: a shared object, an antecedent, or "it"."""
    if not trigger.payload.noun and sentence.is_a(trigger.end, "object_pronoun"):
        earlier = [g for g in sentence.groups if g.end <= trigger.start and not g.administrative]
        return (earlier[-1],) if earlier else ()
    if clause.kind == "relative" and "object" in trigger.payload.slots and not trigger.payload.noun:
        if trigger.end > clause.words[-1] or not _has_noun_after(trigger, clause, sentence):
            antecedent = _antecedent_place(clause, sentence)
            if antecedent is not None:
                return (antecedent,)
    if clause.words and trigger.end > clause.words[-1] and clause.index + 1 < len(sentence.clauses):
        following = sentence.clauses[clause.index + 1]
        if following.kind == "coordination":
            shared = [g for g in _in_clause(following, sentence) if g.role is None]
            return (shared[0],) if shared else ()
    if trigger.payload.infer or trigger.payload.noun:
        settlements = [g for g in sentence.groups if not g.administrative and not _measured(g, sentence)]
        names = {p.place_id or p.surface for g in settlements for p in g.places}
        return (elsewhere(settlements[0], trigger.payload),) if len(names) == 1 else ()
    return ()


def elsewhere(group: PlaceGroup, trigger: Trigger) -> PlaceGroup:
    """The place of another clause for this event: what is said of it there (near, outskirts) is not said here."""
    control = trigger.event in ("control_gained", "control_regained", "control_lost", "control_reaffirmed")
    relation: Relation = "in" if control else group.relation
    return PlaceGroup(group.start, group.end, group.places[:1], None, relation, anaphoric=group.anaphoric)


def _has_noun_after(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """Whether the verb has an object of its own ("which captured dozens of …")."""
    at = trigger.end
    return at in clause.words and not sentence.is_a(at, "adverb", "comma", "by") and not any(
        m.start <= at < m.end for kind in ("preposition", "day", "overnight") for m in sentence.found(kind)
    )


# --- sides


def _verb_sides(
    trigger: Match[Trigger], clause: Clause, passive: bool, sentence: Annotated
) -> tuple[Actor | None, Actor | None]:
    inside = [a for a in sentence.actors if trigger.start <= a.start < trigger.end]
    if trigger.payload.neutral_voice:
        after = [a for a in sentence.actors if a.start >= trigger.start and sentence.clause_at.get(a.start) == clause.index and a.start <= trigger.end + 6]
        return (after[0] if after else None), None
    actors = [a for a in sentence.actors if sentence.clause_at.get(a.start) == clause.index]
    by = next((a for a in actors if a.preposition == "by" or a.case == "ins"), None)
    if passive:
        return by, _victim(trigger, actors, sentence)
    subject = subject_of(trigger, clause, sentence)
    objects = [a for a in actors if a.start >= trigger.end and a is not subject and a.preposition in (None, "of")]
    if sentence.language.postposed_subject and subject is None and by is not None:
        subject = by
    patient = (inside or objects or [None])[0]
    return subject, patient


def _victim(trigger: Match[Trigger], actors: Sequence[Actor], sentence: Annotated) -> Actor | None:
    before = [a for a in actors if a.end <= trigger.start and a.preposition in (None, "of") and a.case != "ins"]
    after = [a for a in actors if a.start >= trigger.end and a.case == "gen"] if sentence.language.postposed_subject else []
    ofs = [a for a in actors if a.end <= trigger.start and a.preposition == "by"]
    return (before[-1:] or ofs[-1:] or after[:1] or [None])[0]


def subject_of(trigger: Match[Trigger], clause: Clause, sentence: Annotated, depth: int = 3) -> Actor | None:
    """Who does what the verb says: in its clause, or in the clause that it continues."""
    own = [
        a
        for a in sentence.actors
        if sentence.clause_at.get(a.start) == clause.index and a.end <= trigger.start and _can_be_subject(a)
    ]
    if own:
        return own[-1]
    if sentence.language.postposed_subject:
        behind = [
            a
            for a in sentence.actors
            if sentence.clause_at.get(a.start) == clause.index and a.start >= trigger.end and _can_be_subject(a) and (a.case == "nom" or a.case is None)
        ]
        if behind:
            return behind[0]
    if depth == 0:
        return None
    return _inherited_subject(trigger, clause, sentence, depth)


def _can_be_subject(actor: Actor) -> bool:
    return actor.form != "adjective" and actor.preposition in (None,) and actor.case not in ("gen", "ins")


def _inherited_subject(trigger: Match[Trigger], clause: Clause, sentence: Annotated, depth: int) -> Actor | None:
    first = clause.words[0]
    gerund = sentence.language.form(sentence.lowers[trigger.start]) == "gerund"
    pronoun = any(sentence.is_a(at, "pronoun") for at in clause.words if at < trigger.start)
    if clause.kind == "relative":
        near = [a for a in sentence.actors if a.end <= first and first - a.end <= 2]
        return near[-1] if near else None
    if clause.parent is None or (clause.parent == clause.index):
        following = sentence.clauses[clause.index + 1 : clause.index + 2]
        if gerund and following and following[0].words:
            probe = Match(following[0].words[-1] + 1, following[0].words[-1] + 1, trigger.payload)
            own = [a for a in sentence.actors if sentence.clause_at.get(a.start) == following[0].index and _can_be_subject(a)]
            return own[0] if own else None
        return None
    parent = sentence.clauses[clause.parent]
    if clause.kind in ("coordination", "comma", "adversative", "purpose") or gerund or pronoun:
        if _foreign_subject(trigger, clause, sentence) and not pronoun:
            return None
        inner = [a for a in sentence.actors if sentence.clause_at.get(a.start) == parent.index and _can_be_subject(a) and a.end <= first]
        if inner:
            return inner[0]
        if not parent.words:
            return None
        probe = Match(parent.words[0], parent.words[0], trigger.payload)
        return _inherited_subject(probe, parent, sentence, depth - 1) if depth else None
    return None


def _foreign_subject(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """Whether the clause has a subject of its own that is no party ("and residents left")."""
    ahead = [at for at in clause.words if at < trigger.start]
    loose = [
        at
        for at in ahead
        if sentence.lowers[at][0].isalpha()
        and not sentence.is_a(at, "and", "adverb", "be", "have", "do", "modal", "future", "negation", "to", "verb")
        and not any(m.start <= at < m.end for kind in ("cue", "boundary", "day", "speech") for m in sentence.found(kind))
    ]
    return len(loose) > 1


def _noun_sides(
    trigger: Match[Trigger], clause: Clause, sentence: Annotated
) -> tuple[Actor | None, Actor | None]:
    """ "the Russian assault on K", "the capture of K by Russian forces", "Moscow's capture of K"."""
    inside = [a for a in sentence.actors if trigger.start <= a.start < trigger.end]
    before = [a for a in sentence.actors if a.form == "adjective" and 0 <= trigger.start - a.end <= 3 and sentence.clause_at.get(a.start) == clause.index]
    behind = [
        a
        for a in sentence.actors
        if a.start >= trigger.end and sentence.clause_at.get(a.start) == clause.index and (a.preposition in ("by", "of") or a.case in ("gen", "ins"))
    ]
    if trigger.payload.foe:
        victims = [a for a in behind if a.preposition == "of" or a.case == "gen"]
        doers = before[-1:] or inside[:1] or [a for a in behind if a not in victims][:1]
        return (doers[0] if doers else None), (victims[0] if victims else None)
    if before or inside or behind:
        return (before[-1:] or inside[:1] or behind[:1])[0], None
    subjects = [a for a in sentence.actors if sentence.clause_at.get(a.start) == clause.index and a.end <= trigger.start and _can_be_subject(a)]
    launched = any(m.payload.value.family == "licensing" and m.end <= trigger.start and trigger.start - m.end <= 4 for m in sentence.found("cue") if m.payload.value.scope == "before")
    return (subjects[-1] if subjects and launched else None), None
