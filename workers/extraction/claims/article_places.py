"""The place that the article tells of, for an event whose sentence names none."""

from schemas.claims import EventType, Extent
from schemas.places import Place
from workers.extraction.binding.parts import part_named
from workers.extraction.claims.acting_side import CONTROL_TAKEN, Event
from workers.extraction.discourse.memory import Discourse
from workers.extraction.discourse.reading import ReadSentence
from workers.extraction.sentences.sentence import Annotated, PlaceGroup
from workers.extraction.tables.language import Tag
from workers.extraction.tables.lexicon import Match

_COMBAT: frozenset[EventType] = frozenset({"assault", "assault_repelled", "incursion", "control_regained"})
_IN_A_PART = _COMBAT | {"contested", "control_gained", "control_reaffirmed", "advance"}
"""Events that may be told of a part alone ("fighting goes on in the centre")."""
_SENTENCES_BACK = 2
"""How far back the settlement may be named of which only a part is named now."""


def article_places(event: Event, sentence: ReadSentence, discourse: Discourse) -> tuple[PlaceGroup, ...]:
    """The settlement, as a group of its own; nothing where more than one may be meant or nothing happened."""
    annotated = sentence.annotated
    part = part_named(event.trigger, annotated.clause_of(event.trigger.start), event.binding.passive, annotated)
    trigger = event.trigger.payload
    if event.stance.reality != "actual" or discourse.is_of_something_else():
        return ()
    place = None
    told = event.kind in _IN_A_PART and _somebody(event, sentence) and _is_done(event, annotated)
    if part is not None and told and not _names_a_place(annotated):
        place = _just_named(sentence, discourse)
    if place is None and trigger.infer and not trigger.noun and event.kind in _COMBAT:
        place = discourse.only_settlement()
    if place is None:
        return ()
    return (_group(place, part, annotated),)


def _somebody(event: Event, sentence: ReadSentence) -> bool:
    """Whether the event has a side, or is a fight that somebody tells of in the same breath."""
    return event.binding.agent is not None or (event.kind == "contested" and bool(sentence.acts))


def _is_done(event: Event, sentence: Annotated) -> bool:
    """Whether a taking is over: "are clearing houses" takes nothing yet."""
    form = sentence.language.form(sentence.lowers[event.trigger.start])
    return event.kind not in CONTROL_TAKEN or form not in ("present", "gerund", "infinitive", "future")


def _names_a_place(sentence: Annotated) -> bool:
    return any(not g.administrative and g.relation != "axis" for g in sentence.groups)


def _just_named(sentence: ReadSentence, discourse: Discourse) -> Place | None:
    meant = discourse.meant(sentence.number, (), reach=_SENTENCES_BACK)
    return meant[0] if meant else None


def _group(place: Place, part: Match[Tag] | None, sentence: Annotated) -> PlaceGroup:
    if part is None:
        return PlaceGroup(0, 0, (place,), "in", "in")
    words = sentence.text(part.start, part.end)
    extent: Extent = "positions" if part.payload.value == "positions" else "part"
    return PlaceGroup(0, 0, (place,), "in", "in", extent=extent, locality=words)
