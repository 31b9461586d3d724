"""Which place an event takes from another clause of its sentence."""

from dataclasses import replace

from schemas.claims import Relation
from workers.extraction.clauses import Clause
from workers.extraction.event_places import antecedent_place, in_clause, measured
from workers.extraction.language import Trigger
from workers.extraction.lexicon import Match
from workers.extraction.sentence import Annotated, PlaceGroup


def context_places(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """A place of a neighbouring clause: a shared object, an antecedent, or "it"."""
    if not trigger.payload.noun and sentence.is_a(trigger.end, "object_pronoun"):
        earlier = [g for g in sentence.groups if g.end <= trigger.start and not g.administrative]
        return (earlier[-1],) if earlier else ()
    if not trigger.payload.noun and (there := _there(trigger, clause, sentence)) is not None:
        return (there,)
    wants_object = "object" in trigger.payload.slots and not trigger.payload.noun
    relative = _relative_around(clause, sentence)
    if relative is not None and wants_object and not _has_noun_after(trigger, clause, sentence):
        antecedent = antecedent_place(relative, sentence)
        if antecedent is not None:
            return (antecedent if relative is clause else elsewhere(antecedent, trigger.payload),)
    if clause.words and trigger.end > clause.words[-1] and clause.index + 1 < len(sentence.clauses):
        following = sentence.clauses[clause.index + 1]
        if following.kind == "coordination" and wants_object:
            shared = [g for g in in_clause(following, sentence) if g.role is None]
            return (shared[0],) if shared else ()
    if trigger.payload.infer or trigger.payload.noun:
        settlements = [g for g in sentence.groups if not g.administrative and not measured(g, sentence)]
        names = {p.place_id or p.surface for g in settlements for p in g.places}
        if settlements and _told_of_itself(settlements[0], trigger, sentence):
            return ()
        return (elsewhere(settlements[0], trigger.payload),) if len(names) == 1 else ()
    return ()


def _relative_around(clause: Clause, sentence: Annotated) -> Clause | None:
    """The relative clause itself, or the one that a verb of speech opens: "K, which Kyiv says | it holds"."""
    if clause.kind == "complement" and clause.parent is not None:
        clause = sentence.clauses[clause.parent]
    return clause if clause.kind == "relative" and clause.words else None


def _there(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> PlaceGroup | None:
    """ "наступает у К, перебрасывает туда бригаду": the last settlement named before."""
    infinitive = sentence.language.form(sentence.lowers[trigger.start]) == "infinitive"
    if infinitive or not sentence.language.postposed_subject:
        return None
    if not any(sentence.is_a(at, "there") for at in clause.words):
        return None
    earlier = [g for g in sentence.groups if g.end <= trigger.start and not g.administrative]
    return (
        replace(earlier[-1], relation="near" if earlier[-1].relation != "in" else "in") if earlier else None
    )


def _told_of_itself(group: PlaceGroup, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether a later clause has its own event for the place ("the advance is halted and K freed")."""
    clause = sentence.clause_at.get(group.end - 1)
    return group.start >= trigger.end and any(
        t.start >= trigger.end and not t.payload.noun and sentence.clause_at.get(t.start) == clause
        for t in sentence.triggers
        if clause != sentence.clause_at.get(trigger.start)
    )


def elsewhere(group: PlaceGroup, trigger: Trigger) -> PlaceGroup:
    """The place of another clause, without what is said of it there (near, outskirts)."""
    control = trigger.event in ("control_gained", "control_regained", "control_lost", "control_reaffirmed")
    relation: Relation = "in" if control else group.relation
    return PlaceGroup(group.start, group.end, group.places[:1], None, relation, anaphoric=group.anaphoric)


def _has_noun_after(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """Whether the verb has an object of its own ("which captured dozens of …")."""
    at = trigger.end
    return (
        at in clause.words
        and sentence.lowers[at][0].isalnum()
        and not sentence.is_a(at, "adverb", "comma", "by")
        and not any(
            m.start <= at < m.end
            for kind in ("preposition", "day", "overnight")
            for m in sentence.found(kind)
        )
    )
