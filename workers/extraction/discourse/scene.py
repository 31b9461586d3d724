"""Where an article stands as it tells on: the settlement that carries over to sentences that name none.

After the centering of Grosz, Joshi and Weinstein (Computational Linguistics 21:2, 1995): what a sentence is
about goes on into the next until something else takes its place; what opened it is what it is about.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from schemas.places import Place
from workers.extraction.binding.clause_places import measured
from workers.extraction.binding.sole_settlement import STAYED_AT, name_one_place
from workers.extraction.binding.speakers_seat import is_speakers_seat
from workers.extraction.sentences.pronouns import FOUGHT_OVER, names_a_thing
from workers.extraction.sentences.sentence import Annotated, PlaceGroup

_TOLD_OF = FOUGHT_OVER | {"strike", "evacuation_ordered"}
_OPENS_WITHIN = 2
"""Words before a place that still opens its sentence ("Late on Sunday, in K"; "The town of K")."""
_AROUND_A_HEADING = " .:—–-#*"
_BESIDE = ("from", "to", "toward", "near", "between", "of", "beyond_events")
_SETTLEMENTS = ("settlement", "district", "unresolved")


@dataclass(frozen=True, slots=True)
class Scene:
    """A settlement, and the number of the sentence and the paragraph that spoke of it last.

    `prominent`: it opened a sentence, or something of the war was told there; else it was only named.
    `unambiguous`: nothing else was named since that "it" might be. `quiet`: it was said that nothing happens.
    """

    place: Place
    prominent: bool
    sentence: int
    paragraph: int
    unambiguous: bool = False
    quiet: bool = False


def scene_after(
    before: Scene | None, sentence: Annotated, number: int, is_seat: Callable[[Place], bool]
) -> Scene | None:
    """The scene when the sentence with this number has been read.

    A sentence that names nothing, or but a river, leaves it. One that names several settlements, a region
    or a direction only, or the seat of whoever speaks ends it.
    """
    only_it = not names_a_thing(sentence.lowers, sentence.language)
    if not sentence.groups:
        return before if before is None or only_it else replace(before, unambiguous=False)
    told = [g for g in sentence.groups if _is_told_of(g, sentence)]
    if not told and all(g.places[0].precision == "river" for g in sentence.groups):
        return before
    if not name_one_place(told) and not _is_subject(told, sentence):
        return None
    group, place = told[0], told[0].places[0]
    paragraph = sentence.stretch.paragraph
    if before is not None and before.place.place_id == place.place_id and group.anaphoric:
        return replace(before, sentence=number, paragraph=paragraph)
    if is_seat(place) or is_speakers_seat(group, sentence):
        return None
    opens = group.start <= _OPENS_WITHIN and group.role in STAYED_AT and not group.possessive
    told_there = any(t.payload.event in _TOLD_OF for t in sentence.triggers)
    prominent = opens or told_there
    quiet = any(m.payload.value.family == "quiet" for m in sentence.found("cue"))
    return Scene(place, prominent, number, paragraph, unambiguous=prominent and only_it, quiet=quiet)


def scene_of_names(
    places: Sequence[Place], plain: str, number: int, paragraph: int, is_seat: Callable[[Place], bool]
) -> Scene | None:
    """The scene that a sentence sets in which nothing happens: prominent where it is but a heading."""
    distinct = {p.place_id or p.surface: p for p in places}
    if len(distinct) != 1 or is_seat(places[0]) or places[0].precision not in _SETTLEMENTS:
        return None
    return Scene(places[0], plain.strip(_AROUND_A_HEADING) == places[0].surface, number, paragraph)


def names_no_settlement(sentence: Annotated) -> bool:
    """Whether a sentence leaves open where it happens: it names nothing but "the city", or a river."""
    return all((g.anaphoric and not g.reference) or g.places[0].precision == "river" for g in sentence.groups)


def _is_subject(told: Sequence[PlaceGroup], sentence: Annotated) -> bool:
    """ "K has kept the enemy away from L", "K, 9 km from L": the others only say what or where K is."""
    first = told[0] if told else None
    if first is None or first.role is not None or first.start > _OPENS_WITHIN or first.possessive:
        return False
    alone = len(first.places) == 1 and not sentence.language.postposed_subject
    return alone and all(group.role in _BESIDE for group in told[1:])


def _is_told_of(group: PlaceGroup, sentence: Annotated) -> bool:
    settled = not group.administrative and group.relation != "axis"
    return settled and group.places[0].precision in _SETTLEMENTS and not measured(group, sentence)
