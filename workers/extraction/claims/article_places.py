"""The place that the article tells of, for an event whose sentence names none."""

from schemas.claims import EventType
from schemas.places import Place
from workers.extraction.claims.acting_side import CONTROL_TAKEN, Event
from workers.extraction.discourse.memory import Discourse
from workers.extraction.discourse.reading import ReadSentence
from workers.extraction.discourse.scene import Scene, names_no_settlement
from workers.extraction.sentences.sentence import Annotated, PlaceGroup
from workers.extraction.tables.language import Tag
from workers.extraction.tables.lexicon import Match

_IN_A_PART: frozenset[EventType] = frozenset(
    {
        "advance",
        "assault",
        "assault_repelled",
        "contested",
        "control_gained",
        "control_lost",
        "control_reaffirmed",
        "control_regained",
        "incursion",
        "strike",
    }
)
"""Events that may be told of a part alone ("fighting goes on in the centre")."""
_REACH = 3
"""Sentences of a paragraph that a scene lasts without being spoken of."""


def article_places(event: Event, sentence: ReadSentence, discourse: Discourse) -> tuple[PlaceGroup, ...]:
    """The settlement where the article stands, as a group of its own; nothing where that is not sure."""
    annotated, scene = sentence.annotated, _scene(sentence)
    if scene is None or event.stance.reality != "actual" or discourse.is_of_something_else():
        return ()
    if not names_no_settlement(annotated) or _speaks_of_another(annotated):
        return ()
    if not _lasts(scene, sentence, discourse) or _spans_a_season(event, sentence):
        return ()
    if scene.quiet and event.kind not in _BY_NOBODY:
        return ()
    part = event.binding.part
    if event.binding.lacks is None and part is None:
        return ()
    if part is not None and (event.kind not in _IN_A_PART or part.payload.value == "positions"):
        return ()
    if event.kind in _BY_NOBODY:
        happens = (
            annotated.language.form(annotated.lowers[event.trigger.start]) != "gerund"
        )  # "a railway cutting"
        told = happens and scene.prominent and annotated.stretch.paragraph == scene.paragraph
    else:
        told = _somebody(event, sentence) and _is_done(event, annotated)
    return (_group(scene.place, part, annotated),) if told else ()


def _spans_a_season(event: Event, sentence: ReadSentence) -> bool:
    """ "has advanced all summer", "have been attacking for months": told of the war at large."""
    annotated = sentence.annotated
    inside = set(annotated.clause_of(event.trigger.start).words)
    return event.kind in ("advance", "assault") and any(
        m.payload.value.family == "at_large" and m.start in inside for m in annotated.found("cue")
    )


_BY_NOBODY = ("strike", "route_cut")
"""Whose side need not be said."""


def _scene(sentence: ReadSentence) -> Scene | None:
    """Where the article stands, or the place that the sentence itself takes up ("the city's mayor")."""
    anaphors = (g for g in sentence.annotated.groups if g.anaphoric and not g.reference)
    taken_up = {p.place_id: p for g in anaphors for p in g.places}
    if len(taken_up) != 1:
        return sentence.scene
    place = next(iter(taken_up.values()))
    return Scene(place, True, sentence.number, sentence.annotated.stretch.paragraph)


def _lasts(scene: Scene, sentence: ReadSentence, discourse: Discourse) -> bool:
    """Whether the article still stands there: in the paragraph, or wherever it has named nothing else."""
    here = sentence.annotated.stretch.paragraph == scene.paragraph
    near = here and sentence.number - scene.sentence <= _REACH
    return (near and scene.prominent) or discourse.only_settlement() is not None


def _speaks_of_another(sentence: Annotated) -> bool:
    """ "a village in the east was lost", "elsewhere along the front": not the settlement named before."""
    if any(sentence.is_a(at, "away") for at in range(len(sentence.lowers))):
        return True
    meant = sentence.inside("anaphor")
    return any(
        m.payload.value == "place" and m.start not in meant and sentence.words[m.start].text.islower()
        for m in sentence.found("locality")
    )


def _somebody(event: Event, sentence: ReadSentence) -> bool:
    """Whether the event has a side, or is a fight that somebody tells of in the same breath."""
    binding, clause = event.binding, sentence.annotated.clause_of(event.trigger.start)
    foe = binding.patient if event.trigger.payload.foe else None
    repelled = foe is not None and foe.start in clause.words
    sided = binding.agent is not None or repelled or binding.doer == "garrison"
    return sided or (event.kind == "contested" and bool(sentence.acts))


def _is_done(event: Event, sentence: Annotated) -> bool:
    """Whether a taking is over: "are clearing houses" takes nothing yet."""
    form = sentence.language.form(sentence.lowers[event.trigger.start])
    return event.kind not in CONTROL_TAKEN or form not in ("present", "gerund", "infinitive", "future")


def _group(place: Place, part: Match[Tag] | None, sentence: Annotated) -> PlaceGroup:
    if part is None:
        return PlaceGroup(0, 0, (place,), "in", "in")
    words = sentence.text(part.start, part.end)
    return PlaceGroup(0, 0, (place,), "in", "in", extent="part", locality=words)
