"""Which places of the clauses around it an event is tied to, where its own clause names none.

In this order: what "it" stands for; the place that "where" or "which" takes up; the place of the clause that
goes on with the same subject; the place of a part that is named alone ("took the station"); the label before
a colon; the places that follow a colon; the place of the clause that goes before; the place that opens the
sentence; its only settlement.
"""

from dataclasses import replace

from schemas.claims import Extent, Relation
from workers.extraction.binding.clause_places import antecedent_place, in_clause
from workers.extraction.binding.naming import names_in_sentence
from workers.extraction.binding.open_place import OpenPlace, goes_on, has_noun_after
from workers.extraction.binding.opening_place import place_that_opens
from workers.extraction.binding.sole_settlement import name_one_place, sole_settlement
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.sentence import Actor, Annotated, PlaceGroup
from workers.extraction.tables.language import Tag, Trigger
from workers.extraction.tables.lexicon import Match

_CONTROL = frozenset({"control_gained", "control_regained", "control_lost", "control_reaffirmed"})
_STAYED_IN = ("in", "near", "on", "edge")
_QUALIFIERS = 4
"""Words before a noun that opens a clause with its "where" ("where the fierce street fighting")."""


def relative_place(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """ "K, where fighting goes on", "K, which they captured": the place before the clause is the event's."""
    opening = _relative_above(clause, sentence)
    if opening is None:
        return ()
    takes = has_noun_after(trigger, clause, sentence)
    control = trigger.payload.event in _CONTROL
    wants_object = "object" in trigger.payload.slots and not trigger.payload.noun
    spatial = any(sentence.is_a(at, "where") for at in opening.words[:3]) and not (control and takes)
    if trigger.payload.noun and not _opens(trigger, opening, sentence):
        return ()
    direct = clause is opening or clause.kind in ("complement", "coordination")
    if spatial or (direct and wants_object and not takes):
        antecedent = antecedent_place(opening, sentence)
        if antecedent is not None:
            return (antecedent if clause is opening else elsewhere(antecedent, trigger.payload),)
    return ()


def _opens(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """ "where heavy fighting goes on", not "where they discussed the fighting"."""
    ahead = [at for at in clause.words if at < trigger.start]
    return len(ahead) <= _QUALIFIERS and not any(sentence.is_a(at, "pronoun", "be", "have") for at in ahead)


def _relative_above(clause: Clause, sentence: Annotated) -> Clause | None:
    """The relative clause that this one is or goes on ("where, it says, men have been assembled")."""
    at = clause
    if at.kind == "complement" and at.parent is not None:
        at = sentence.clauses[at.parent]
    while at.kind in ("comma", "coordination") and at.parent is not None:
        at = sentence.clauses[at.parent]
    return at if at.kind == "relative" and at.words else None


def context_places(
    trigger: Match[Trigger],
    clause: Clause,
    passive: bool,
    agent: Actor | None,
    ground: Match[Tag] | None,
    lacks: OpenPlace | None,
    sentence: Annotated,
) -> tuple[PlaceGroup, ...]:
    """The places of neighbouring clauses that are the event's; see the head of this file for the order.

    `ground` is the part of a place that the event names, `lacks` what it leaves open.
    """
    if not trigger.payload.noun and sentence.is_a(trigger.end, "object_pronoun"):
        earlier = _settlement_before(trigger, sentence)
        return (earlier,) if earlier is not None else ()
    if not trigger.payload.noun and (there := _there(trigger, clause, sentence)) is not None:
        return (there,)
    shared = _shared_with_next(trigger, clause, lacks, sentence)
    if shared is not None:
        return shared
    if names := names_in_sentence(trigger, clause, sentence):
        return names
    if ground is not None and (whole := _place_of_ground(ground, trigger, clause, sentence)):
        return whole
    objectless = passive or trigger.payload.noun or not has_noun_after(trigger, clause, sentence)
    if objectless and (label := _label(clause, sentence)):
        return label
    if listed := _after_colon(trigger, clause, sentence):
        return listed
    if (before := _of_earlier_clause(trigger, clause, sentence)) is not None:
        return (elsewhere(before, trigger.payload),)
    if set_there := place_that_opens(trigger, clause, sentence):
        return set_there
    only = sole_settlement(trigger, lacks, agent, sentence)
    if only is None:
        return ()
    here = sentence.clause_at.get(only.end - 1) == clause.index  # "drove them out of a wood near K"
    beside = here and trigger.payload.event in _CONTROL and only.relation in ("near", "edge")
    place = only if beside else elsewhere(only, trigger.payload)
    return (place if ground is None else _part_of(place, ground, sentence),)


def _place_of_ground(
    ground: Match[Tag], trigger: Match[Trigger], clause: Clause, sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    """Whose part it is: the place that the clause names beside it, a label, the clause before."""
    beside = [
        g
        for g in in_clause(clause, sentence)
        if g.role in ("in", "near", "on", "edge") and not g.administrative and g.relation != "axis"
    ]
    near = [g for g in beside if g.start == ground.end] or beside[:1] or list(_label(clause, sentence))
    earlier = None if near else _of_earlier_clause(trigger, clause, sentence, ground=True)
    near = near if earlier is None else [earlier]
    return tuple(_part_of(group, ground, sentence) for group in near)


def _part_of(group: PlaceGroup, ground: Match[Tag], sentence: Annotated) -> PlaceGroup:
    extent: Extent = "positions" if ground.payload.value == "positions" else "part"
    return replace(group, extent=extent, locality=group.locality or sentence.text(ground.start, ground.end))


def _label(clause: Clause, sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """ "K: Russians hold the north bank": the place before the colon is where all of it happens."""
    head = sentence.clauses[0]
    if clause.index == 0 or head.kind != "main" or sentence.clauses[1].kind != "break":
        return ()
    groups = in_clause(head, sentence)
    covered = {at for g in groups for at in range(g.start, g.end)}
    bare = all(at in covered or not sentence.lowers[at][0].isalpha() for at in head.words)
    return tuple(groups) if bare and not any(g.administrative for g in groups) else ()


def _after_colon(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """ "killed three residents: two in A and one in B": what follows the colon says where."""
    following = sentence.clauses[clause.index + 1 : clause.index + 2]
    if not following or following[0].kind not in ("break", "aside") or "prep" not in trigger.payload.slots:
        return ()
    detail = following[0]
    inside = set(detail.words)
    if any(t.start in inside for t in sentence.triggers) or any(
        sentence.is_a(at, "be", "have", "verb", "modal", "pronoun") for at in detail.words
    ):
        return ()
    places = [g for g in in_clause(detail, sentence) if not g.administrative and not g.reference]
    return tuple(g for g in places if g.role in ("in", "near", "edge"))


def _of_earlier_clause(
    trigger: Match[Trigger], clause: Clause, sentence: Annotated, *, ground: bool = False
) -> PlaceGroup | None:
    """ "entered K and took the station", "fought in K and advanced": the one settlement of the clause that
    this one goes on, where the verb takes nothing else."""
    if trigger.payload.noun or not (ground or _goes_on(trigger, clause, sentence)):
        return None
    at = clause
    while at.kind in ("coordination", "comma", "adversative") and at.parent is not None:
        at = sentence.clauses[at.parent]
        groups = [
            g
            for g in in_clause(at, sentence)
            if not g.administrative
            and not g.reference
            and g.relation in ("in", "near", "edge")
            and g.role not in ("from", "of", "beyond_events")
        ]
        if groups:
            return groups[-1] if name_one_place(groups) and _tells_of_war(at, sentence) else None
    return None


def _tells_of_war(clause: Clause, sentence: Annotated) -> bool:
    """Whether an event of the war stands in the clause."""
    inside = set(clause.words)
    return any(t.start in inside for t in sentence.triggers)


def _goes_on(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> bool:
    """Whether a verb of movement or combat ends its clause, and so means the place named before."""
    infinitive = sentence.language.form(sentence.lowers[trigger.start]) == "infinitive"
    if trigger.payload.event == "withdrawal" and (infinitive or not sentence.actors):
        return False
    return goes_on(trigger, clause, sentence)


def _there(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> PlaceGroup | None:
    """ "наступает у К, перебрасывает туда бригаду": the last settlement named before."""
    infinitive = sentence.language.form(sentence.lowers[trigger.start]) == "infinitive"
    if infinitive or not sentence.language.postposed_subject:
        return None
    if not any(sentence.is_a(at, "there") for at in clause.words):
        return None
    earlier = _settlement_before(trigger, sentence)
    if earlier is None:
        return None
    return replace(earlier, relation="near" if earlier.relation != "in" else "in")


def _settlement_before(trigger: Match[Trigger], sentence: Annotated) -> PlaceGroup | None:
    earlier = [g for g in sentence.groups if g.end <= trigger.start and not g.administrative]
    return earlier[-1] if earlier else None


def _shared_with_next(
    trigger: Match[Trigger], clause: Clause, lacks: OpenPlace | None, sentence: Annotated
) -> tuple[PlaceGroup, ...] | None:
    """ "surrounded and captured K", "found and killed in K", "got across at night and dug in near K": the
    place of the clause that goes on; None where there is none to share."""
    if trigger.payload.noun or not clause.words or clause.index + 1 >= len(sentence.clauses):
        return None
    following = sentence.clauses[clause.index + 1]
    if following.kind not in ("coordination", "comma"):
        return None
    bare = trigger.end > clause.words[-1] and "object" in trigger.payload.slots
    groups = in_clause(following, sentence)
    joined = following.kind == "coordination"
    objects = [g for g in groups if g.role is None] if bare and joined else []
    if objects:
        return (objects[0],)
    stays = trigger.payload.event != "withdrawal"  # "withdrew and regrouped in K"
    if stays and (bare or lacks in ("ground", "target")) and _has_the_same_subject(following, sentence):
        stayed = [g for g in groups if g.role in _STAYED_IN and not g.administrative and not g.reference]
        if name_one_place(stayed):
            return (elsewhere(stayed[0], trigger.payload),)
    return () if bare and joined else None


def _has_the_same_subject(clause: Clause, sentence: Annotated) -> bool:
    """Whether a verb follows its "and", or a gerund its comma ("hit a market, killing two, in K")."""
    first = clause.words[1] if len(clause.words) > 1 else -1
    if clause.kind == "comma":
        return first > 0 and sentence.language.form(sentence.lowers[first]) == "gerund"
    begins = any(t.start == first and not t.payload.noun for t in sentence.triggers)
    return begins or sentence.is_a(first, "be", "have", "adverb", "verb", "harm")


def elsewhere(group: PlaceGroup, trigger: Trigger) -> PlaceGroup:
    """The place of another clause, without what is said of it there (near, outskirts)."""
    relation: Relation = "in" if trigger.event in _CONTROL else group.relation
    return PlaceGroup(group.start, group.end, group.places[:1], None, relation, anaphoric=group.anaphoric)
