"""The further places of an event: what a comma, an "and" or a counted noun adds to the first."""

from collections.abc import Sequence

from workers.extraction.binding.subjects import temporal
from workers.extraction.sentences.sentence import Annotated, PlaceGroup

_NAMELY = (",", ":", "—", "--", "-", "–")
_PHRASE_GAP = 7
_LIST_GAP = 5
"""The same before a list that the words announce ("captured three populated places: A, B and C")."""


def named_list(end: int, groups: Sequence[PlaceGroup], sentence: Annotated) -> tuple[PlaceGroup, ...]:
    """ "two more settlements (in the K region), A and B": the names of what the words before them count."""
    noun = next((at for at in range(end, end + _LIST_GAP) if sentence.is_a(at, "settlement_noun")), None)
    if noun is None or any(not sentence.lowers[at].isalnum() for at in range(end, noun)):
        return ()
    at = noun + 1
    for group in groups:
        if group.start == at and group.role is not None:
            at = group.end
        elif group.start == at + 1 and group.role is None and sentence.lowers[at] in _NAMELY:
            return with_joined(group, groups)
    return ()


def with_joined(first: PlaceGroup, groups: Sequence[PlaceGroup]) -> tuple[PlaceGroup, ...]:
    """The group, and those that a comma or "and" joins to it without a preposition of their own."""
    chosen = [first]
    for group in groups:
        if group.start >= chosen[-1].end and group.joined and (group.role in (None, first.role)):
            chosen.append(group)
    return tuple(chosen)


def with_later(
    chosen: tuple[PlaceGroup, ...], groups: Sequence[PlaceGroup], sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    """ "captured A on Sunday and B two days later": what only a time parts is done to both."""
    for group in groups:
        between = range(chosen[-1].end, group.start)
        joins = group.role is None and 1 < len(between) <= _PHRASE_GAP and sentence.is_a(between[-1], "and")
        if joins and all(
            temporal(at, sentence) or sentence.is_a(at, "before_date", "article") for at in between[:-1]
        ):
            chosen = (*chosen, group)
    return chosen


def closest(groups: Sequence[PlaceGroup]) -> PlaceGroup:
    """A settlement before a region or a direction ("attacks in the K direction near A and B")."""
    settled = [g for g in groups if not g.administrative] or list(groups)
    return next((g for g in settled if g.relation != "axis"), settled[0])


def with_linked(
    first: PlaceGroup, groups: Sequence[PlaceGroup], sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    chosen = [first]
    for group in groups:
        if (
            group.start >= chosen[-1].end
            and group.joined
            and not _road_to(group, sentence)
            and (first.role != "from" or group.role in (None, "from"))
            and group.relation in ("in", "near", "edge", "toward", first.relation)
        ):
            chosen.append(group)
    return tuple(chosen)


def _road_to(group: PlaceGroup, sentence: Annotated) -> bool:
    """ "бои за А и дорога на Б": a road in a list leads to the place and is none of the event's."""
    return group.locality is not None and group.role is None and sentence.is_a(group.start, "road")


def with_phrases(
    chosen: tuple[PlaceGroup, ...], groups: Sequence[PlaceGroup], sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    """ "hit a depot in A and a bridge near B": the places of the things that an "and" adds."""
    for group in groups:
        if (group.role == "among" and group not in chosen) or (
            group.start > chosen[-1].end and _adds_phrase(chosen[-1].end, group.start, sentence)
        ):
            chosen = (*chosen, group)
    return chosen


def _adds_phrase(end: int, start: int, sentence: Annotated) -> bool:
    """Whether only "and", an article or a number, and a thing stand between two places."""
    if start - end > _PHRASE_GAP or not sentence.is_a(end, "and"):
        return False
    first = sentence.lowers[end + 1]
    if not (sentence.is_a(end + 1, "determiner", "counted") or first.isdigit()):
        return False
    stops = {at for t in sentence.triggers for at in range(t.start, t.end)}
    stops |= {a.start for a in sentence.actors if a.form != "adjective"}
    stops |= {m.start for kind in ("speech", "troops", "boundary") for m in sentence.found(kind)} - {end}
    return all(at not in stops and sentence.lowers[at][0].isalnum() for at in range(end + 1, start))
