"""Ties an event to its places and its sides."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workers.extraction.binding.borrowed_places import context_places, relative_place
from workers.extraction.binding.doer import Doer, doer_of
from workers.extraction.binding.event_places import noun_places, verb_places
from workers.extraction.binding.listed_places import listed_behind
from workers.extraction.binding.naming import names_in_sentence
from workers.extraction.binding.noun_sides import noun_sides
from workers.extraction.binding.open_place import OpenPlace, open_place
from workers.extraction.binding.orders import orderer
from workers.extraction.binding.parts import part_named
from workers.extraction.binding.verb_sides import verb_sides
from workers.extraction.binding.voice import is_passive
from workers.extraction.sentences.sentence import Actor, Annotated, PlaceGroup
from workers.extraction.tables.language import Tag, Trigger
from workers.extraction.tables.lexicon import Match


@dataclass(frozen=True, slots=True)
class Binding:
    """An event's places and sides. `agent` does it, `patient` suffers it; either may be unknown.

    `inferred` means that the place stands in another clause of the sentence. For an event without a place
    of its own, `part` is the part of one that its words name, and `lacks` what they leave open.
    """

    groups: tuple[PlaceGroup, ...]
    agent: Actor | None
    patient: Actor | None
    passive: bool
    inferred: bool = False
    doer: Doer = "party"
    part: Match[Tag] | None = None
    lacks: OpenPlace | None = None


def bind(trigger: Match[Trigger], sentence: Annotated) -> Binding:
    """Tie one event to places and sides of its sentence."""
    clause = sentence.clause_of(trigger.start)
    passive = not trigger.payload.noun and is_passive(trigger, sentence)
    if trigger.payload.noun:
        groups = noun_places(trigger, clause, sentence)
        agent, patient = noun_sides(trigger, clause, sentence)
    else:
        groups = verb_places(trigger, clause, passive, sentence)
        agent, patient = verb_sides(trigger, clause, passive, sentence)
    if all(group.administrative for group in groups):
        groups = listed_behind(trigger, clause, sentence) or groups
    if groups and all(group.reference for group in groups):
        groups = names_in_sentence(trigger, clause, sentence) or groups
    agent = agent or orderer(trigger, clause, sentence)
    doer = doer_of(trigger, clause, passive, agent, patient, sentence)
    groups = _event_places(groups) or relative_place(trigger, clause, sentence)
    if groups:
        return Binding(groups, agent, patient, passive, doer=doer)
    part = part_named(trigger, clause, passive, sentence)
    lacks = open_place(trigger, clause, passive, part, sentence)
    return Binding(
        context_places(trigger, clause, passive, agent, part, lacks, sentence),
        agent,
        patient,
        passive,
        inferred=True,
        doer=doer,
        part=part,
        lacks=lacks,
    )


def related(group: PlaceGroup, trigger: Trigger) -> PlaceGroup:
    """The place with the relation that its preposition gives this event ("увійшли до К" is in K)."""
    relation = trigger.relations.get(group.role or "")
    if relation is None or group.reference or group.relation in ("edge", "axis"):
        return group
    return replace(group, relation=relation)


def _event_places(groups: Sequence[PlaceGroup]) -> tuple[PlaceGroup, ...]:
    """A region beside a settlement only says where the settlement is."""
    settlements = tuple(group for group in groups if not group.administrative)
    return settlements or tuple(groups)
