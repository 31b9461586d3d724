"""The only settlement that a sentence names, for an event of the sentence that has no place."""

from collections.abc import Sequence

from workers.extraction.binding.clause_places import measured
from workers.extraction.binding.open_place import OpenPlace
from workers.extraction.binding.speakers_seat import is_speakers_seat, names_an_office
from workers.extraction.sentences.sentence import Actor, Annotated, PlaceGroup
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

STAYED_AT = (None, "in", "near", "on", "edge")
"""How a place is named where something happens, not where somebody comes from or goes to."""


def sole_settlement(
    trigger: Match[Trigger], lacks: OpenPlace | None, agent: Actor | None, sentence: Annotated
) -> PlaceGroup | None:
    """The settlement, or None where it is not the event's."""
    only = _only_settlement(sentence)
    if only is None or _told_of_itself(only, trigger, sentence) or _is_destination(only, trigger):
        return None
    if _only_qualifies(trigger, sentence) or _names_another(trigger, sentence):
        return None
    if trigger.payload.noun or trigger.payload.infer:
        return only
    if lacks == "ground" and (agent is None or agent.party is None):
        return None
    passed = only.end <= trigger.start and only.role in STAYED_AT and not only.possessive
    return only if lacks is not None and passed and not _somebody_speaks_at(only, sentence) else None


def _only_qualifies(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "blown up by retreating Ukrainian troops": it says which men, of whom something else is told."""
    gerund = sentence.language.form(sentence.lowers[trigger.start]) == "gerund"
    return (
        gerund
        and any(a.start == trigger.end for a in sentence.actors)
        and not sentence.is_a(trigger.start - 1, "be")
    )


def _names_another(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "people whose villages the Russians have entered", "when a shell hit a school in another town"."""
    meant = sentence.inside("anaphor")
    meant |= {at for g in sentence.groups for at in range(g.start, g.end)}
    return not trigger.payload.noun and any(
        at not in meant
        and sentence.is_a(at, "settlement_noun")
        and sentence.is_a(at - 1, "determiner", "whose", "possessive_pronoun")
        for at in sentence.clause_of(trigger.start).words
    )


def _somebody_speaks_at(group: PlaceGroup, sentence: Annotated) -> bool:
    """ "In K, the governor said that …": who speaks there may tell of another place."""
    inside = set(sentence.clause_of(group.end - 1).words)
    return any(m.start in inside for m in sentence.found("speech"))


def _only_settlement(sentence: Annotated) -> PlaceGroup | None:
    settlements = [
        g
        for g in sentence.groups
        if not g.administrative
        and not measured(g, sentence)
        and not is_speakers_seat(g, sentence)
        and not names_an_office(g, sentence)
    ]
    return settlements[0] if name_one_place(settlements) else None


def name_one_place(groups: Sequence[PlaceGroup]) -> bool:
    """Whether the groups name one place, however often."""
    return len({p.place_id or p.surface for g in groups for p in g.places}) == 1


def _is_destination(group: PlaceGroup, trigger: Match[Trigger]) -> bool:
    """ "retreated to positions west of K": whoever leaves for a place has not left it."""
    return trigger.payload.event == "withdrawal" and group.role in ("to", "toward", "into")


def _told_of_itself(group: PlaceGroup, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether a later clause has its own event for the place ("the advance is halted and K freed")."""
    clause = sentence.clause_at.get(group.end - 1)
    return group.start >= trigger.end and any(
        t.start >= trigger.end and not t.payload.noun and sentence.clause_at.get(t.start) == clause
        for t in sentence.triggers
        if clause != sentence.clause_at.get(trigger.start)
    )
