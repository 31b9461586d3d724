"""Where an article stands as it tells on: the settlement that carries over to sentences that name none."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from schemas.places import Place
from workers.extraction.binding.clause_places import measured
from workers.extraction.binding.speakers_seat import is_speakers_seat
from workers.extraction.sentences.pronouns import FOUGHT_OVER
from workers.extraction.sentences.sentence import Annotated, PlaceGroup

Strength = Literal["set", "told", "named"]


@dataclass(frozen=True, slots=True)
class Scene:
    place: Place
    strength: Strength
    sentence: int
    paragraph: int


def scene_after(before, sentence: Annotated, number: int, paragraph: int, is_seat):
    groups = [g for g in sentence.groups if not g.anaphoric]
    if any(g.administrative or g.relation == "axis" for g in groups):
        pass
    told = [g for g in sentence.groups if not g.administrative and g.relation != "axis" and g.places[0].precision in ("settlement", "district","unresolved") and not measured(g, sentence)]
    if not told:
        return before if not groups else None
    ids = {p.place_id or p.surface for g in told for p in g.places}
    if len(ids) != 1:
        return None
    g = told[0]
    place = g.places[0]
    if is_seat(place) or is_speakers_seat(g, sentence):
        return None
    if g.anaphoric and before is not None and before.place.place_id == place.place_id:
        return replace(before, sentence=number, paragraph=paragraph)
    opens = g.start <= 1 and not g.possessive
    told_ = any(t.payload.event in FOUGHT_OVER or t.payload.event == "strike" for t in sentence.triggers)
    return Scene(place, "set" if opens else "told" if told_ else "named", number, paragraph)
