"""Which places of a sentence an event is tied to."""

from collections.abc import Sequence
from dataclasses import replace

from workers.extraction.binding.clause_places import heads_phrase, in_clause
from workers.extraction.binding.event_place_lists import (
    closest,
    named_list,
    with_joined,
    with_later,
    with_linked,
    with_phrases,
)
from workers.extraction.binding.open_place import has_noun_after
from workers.extraction.binding.subject_places import subject_place, told_to_be
from workers.extraction.sentences.clauses import Clause
from workers.extraction.sentences.event_words import route_of
from workers.extraction.sentences.sentence import Annotated, PlaceGroup
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

_ROUTE_ROLES = ("from", "to", "between", "into", "near", "toward", "of", "in", "on", "through", "for", "edge")
_LIST_GAP = 5
_OBJECT_GAP = 3
"""Words that may stand between a verb and the place it takes ("captured the heavily fortified K")."""


def verb_places(
    trigger: Match[Trigger], clause: Clause, passive: bool, sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    groups = in_clause(clause, sentence)
    inside = [
        g for g in groups if trigger.start < g.end <= trigger.end and not _lies_in(g, trigger, sentence)
    ]
    if inside and all(group.administrative for group in inside):
        ahead = [g for g in groups if g.end <= trigger.start and g.role is None and not g.administrative]
        inside = ahead[:1] or inside
    if inside:
        return tuple(inside)
    if trigger.payload.needs == "actor":
        groups = [g for g in groups if not g.reference or g.role in trigger.payload.prepositions]
    slots = trigger.payload.slots
    of_a_road = trigger.payload.event == "route_cut" and "subject" not in slots
    if of_a_road and (ends := _route_ends(trigger, groups, sentence)):
        return ends
    found: tuple[PlaceGroup, ...] = ()
    active = not passive or trigger.payload.event == "evacuation_ordered"  # "were told to leave K"
    if "object" in slots and (active or sentence.language.postposed_subject):
        found = _object(trigger, groups, clause, sentence) or named_list(trigger.end, groups, sentence)
        found = found or told_to_be(trigger, groups, sentence)
    befallen = passive and ("object" in slots or _stranded(trigger, sentence))
    if not found and (befallen or ("subject" in slots and not passive)):
        found = subject_place(trigger, groups, clause, sentence)
    if not found and "prep" in slots:
        found = _prepositional(trigger, groups, clause, sentence)
    if _leaves_something(trigger, found, clause, sentence):
        return ()
    found = with_further_clauses(found, clause, sentence)
    return found or _of_garrison(trigger, groups, sentence)


def _leaves_something(
    trigger: Match[Trigger], found: Sequence[PlaceGroup], clause: Clause, sentence: Annotated
) -> bool:
    """ "left mines in K": what is left there is told; men are led out of a place, or give up positions."""
    if trigger.payload.event != "withdrawal" or sentence.language.postposed_subject or not found:
        return False
    stays = found[0].role in ("in", "near", "edge", "on") and trigger.end - trigger.start == 1
    if not stays or not has_noun_after(trigger, clause, sentence):
        return False
    between = range(trigger.end, found[0].start)
    ground = [m for kind in ("troops", "locality") for m in sentence.found(kind) if m.start in between]
    return bool(between) and not ground


def _of_garrison(
    trigger: Match[Trigger], groups: Sequence[PlaceGroup], sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    """ "The K garrison has withdrawn": where those are stationed who do it."""
    free = sentence.language.postposed_subject
    if (
        not free
        and not trigger.payload.foe
        and has_noun_after(trigger, sentence.clause_of(trigger.start), sentence)
    ):
        return ()  # "encircled the garrison at K, leaving a corridor"
    for group in groups:
        ahead = group.start - 1 if group.role in ("of", "in") or (free and group.role is None) else -1
        behind = group.end + group.possessive
        beside = group.end <= trigger.start or (free and group.start >= trigger.end)
        if beside and any(sentence.is_a(at, "stationed") for at in (ahead, behind)):
            return (replace(group, role=None, possessive=False),)
    return ()


def with_further_clauses(
    found: tuple[PlaceGroup, ...], clause: Clause, sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    """ "attacked west of Z near A; north of Z near B; and in C": parts of a list between semicolons."""
    if not any(group.role in ("near", "in", "edge") for group in found):
        return found
    telling = {t.start for t in sentence.triggers} | {a.start for a in sentence.actors}
    for each in sentence.clauses[clause.index + 1 :]:
        verbs = any(sentence.is_a(at, "be", "have", "verb", "modal", "pronoun") for at in each.words)
        if not each.words or sentence.lowers[each.words[0]] != ";" or verbs or telling & set(each.words):
            break
        found += tuple(
            g for g in in_clause(each, sentence) if g.role in ("near", "in", "edge") or g.reference
        )
    return found


def _stranded(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "K is being fought over": a preposition that nothing follows belongs to the subject."""
    role = next((m.payload.value for m in sentence.found("preposition") if m.start == trigger.end), None)
    after = trigger.end + 1
    alone = not sentence.lowers[after : after + 1] or not sentence.lowers[after][0].isalnum()
    opens = any(m.start == after for kind in ("preposition", "boundary", "day") for m in sentence.found(kind))
    return role in trigger.payload.prepositions and (alone or opens or sentence.is_a(after, "adverb"))


def _route_ends(
    trigger: Match[Trigger], groups: Sequence[PlaceGroup], sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    """The places that a road joins: "the road from A to B", "the A-B road", "the only road into A"."""
    route = route_of(trigger, sentence.lowers, sentence.tags)
    if route is None:
        return ()
    ends = [g for g in groups if 0 <= route.start - g.end <= 2][-1:]
    ends = [g for g in groups if ends and ends[0].start - g.end == 1 and _hyphen(g.end, sentence)] + ends
    at = route.end
    joins = sentence.is_a(at, "links")  # "the road linking A with B"
    for group in groups:
        holds = group.start <= route.start < group.end
        linked = group.joined or group.role in _ROUTE_ROLES or _hyphen(group.end, sentence)
        linked = linked or joins or holds
        start = route.end if holds else group.start
        if ends and _hyphen(at, sentence) and start == at + 1:
            linked, at = True, at + 1
        if linked and 0 <= start - at <= (4 if at == route.end else 0) and group.relation != "axis":
            ends.append(group)
            at = group.end
    return tuple(replace(group, relation="near", extent=None) for group in ends)


def _lies_in(group: PlaceGroup, trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "в К держится жара": the place is no subject of words that want it for one."""
    under = group.role in ("in", "on") or (group.role is not None and not sentence.language.postposed_subject)
    return under and group.start < trigger.start and "prep" not in trigger.payload.slots


def _hyphen(at: int, sentence: Annotated) -> bool:
    return at < len(sentence.lowers) and sentence.lowers[at] in ("-", "–", "—", "--", "/")


def _object(
    trigger: Match[Trigger], groups: Sequence[PlaceGroup], clause: Clause, sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    after = next((g for g in groups if g.end > trigger.end), None)
    if (
        after is not None
        and (after.role in (None, "of") or after.start < trigger.end)
        and _clear(trigger.end, after, sentence)
    ):
        if after.role == "of" and after.start >= trigger.end and after.extent is None:
            after = replace(after, extent="part")  # "what they hold of K"
        return with_later(with_joined(after, groups), groups, sentence)
    if not sentence.language.postposed_subject:
        return ()
    ordered = trigger.payload.event == "evacuation_ordered"
    before = [
        g
        for g in groups
        if g.end <= trigger.start and g.role is None and (ordered or heads_phrase(g, sentence))
    ]
    return (before[-1],) if before and not _is_subject_of_other(before[-1], trigger, sentence) else ()


def _clear(end: int, group: PlaceGroup, sentence: Annotated) -> bool:
    """Whether nothing but a few qualifying words stands between a verb and the place."""
    if group.start < end:
        return True
    between = range(end, group.start)
    if group.role == "of" and between:
        return False
    mark = _list_mark(group, sentence)
    if len(between) > (_LIST_GAP if mark else _OBJECT_GAP):
        return False
    stops = {t.start for t in sentence.triggers} | {a.start for a in sentence.actors if a.form != "adjective"}
    if sentence.language.postposed_subject and not heads_phrase(group, sentence):
        return False
    return all(
        at not in stops
        and (sentence.lowers[at][0].isalnum() or sentence.lowers[at] in ('"', mark))
        and not sentence.is_a(at, "and", "be", "have", "by")
        and not any(m.end == at + 1 for m in sentence.found("preposition"))
        for at in between
    )


def _list_mark(group: PlaceGroup, sentence: Annotated) -> str:
    """The dash or colon right before a name, where it opens no clause ("two villages: A and B")."""
    before = sentence.lowers[group.start - 1] if group.start else ""
    return before if sentence.language.postposed_subject and before in ("—", "--", ":") else ""


def _is_subject_of_other(group: PlaceGroup, trigger: Match[Trigger], sentence: Annotated) -> bool:
    return any(
        t.start >= group.end and t.end <= trigger.start and "subject" in t.payload.slots
        for t in sentence.triggers
    )


def _prepositional(
    trigger: Match[Trigger], groups: Sequence[PlaceGroup], clause: Clause, sentence: Annotated
) -> tuple[PlaceGroup, ...]:
    allowed = [g for g in groups if _fits(g, trigger.payload) or trigger.start < g.start < trigger.end]
    others = [
        t.start
        for t in sentence.triggers
        if t.start > trigger.start
        and not t.payload.noun
        and sentence.clause_at.get(t.start) == clause.index
        and not (trigger.payload.foe and sentence.is_a(t.start - 1, "to"))  # "beat off attempts to reach K"
    ]
    limit = min(others, default=len(sentence.words))
    after = [g for g in allowed if g.end > trigger.end and trigger.start < g.start < limit]
    if trigger.payload.event == "advance":
        after = [g for g in after if g.role != "from"] or after
    if after:
        return with_phrases(with_linked(closest(after), groups, sentence), after, sentence)
    before = [g for g in allowed if g.end <= trigger.start]
    if trigger.payload.event == "advance" and not sentence.language.postposed_subject:
        before = [g for g in before if g.role != "from"]  # "the brigade from K advanced"
    settled = [g for g in before if not g.administrative] or before
    return with_linked(settled[0], [g for g in groups if g.end <= trigger.start], sentence) if settled else ()


def _fits(group: PlaceGroup, trigger: Trigger) -> bool:
    if group.relation == "axis" and group.role != "from":
        return "axis" in trigger.prepositions or "toward" in trigger.prepositions
    if group.role == "among":
        return True
    if group.role is None:
        return group.relation in ("near", "edge") or ("object" in trigger.slots and group.extent is not None)
    if group.role in trigger.prepositions:
        return True
    leads_there = group.role in ("to", "toward", "into")
    return not leads_there and group.relation in ("near", "edge") and group.relation in trigger.prepositions


def noun_places(trigger: Match[Trigger], clause: Clause, sentence: Annotated) -> tuple[PlaceGroup, ...]:
    groups = in_clause(clause, sentence)
    free_order = sentence.language.postposed_subject
    before = next(
        (
            g
            for g in groups
            if g.end in (trigger.start, trigger.start - 1)
            and (g.role is None or g.possessive or (g.end == trigger.start and not free_order))
        ),
        None,
    )
    if before is not None and (before.possessive or before.end == trigger.start):
        return (before,)
    inside = [g for g in groups if trigger.start <= g.start and g.end <= trigger.end]
    if inside:
        return tuple(inside)
    after = [
        g
        for g in groups
        if g.end > trigger.end and g.start <= trigger.end + 8 and _fits_noun(g, trigger, sentence)
    ]
    after = [
        g
        for g in after
        if not any(
            t.start > trigger.start and t.end <= g.start and not t.payload.noun for t in sentence.triggers
        )
    ]
    if after:
        found = with_phrases(with_linked(closest(after), groups, sentence), after, sentence)
        return with_further_clauses(found, clause, sentence)
    counted = trigger.end + sentence.is_a(trigger.end, "of")
    genitive = sentence.language.postposed_subject or counted > trigger.end
    if genitive and (names := named_list(counted, groups, sentence)):
        return names
    if "prep" in trigger.payload.slots:
        ahead = [
            g
            for g in groups
            if g.end <= trigger.start
            and g.role in ("in", "near", "on", "toward", "edge")
            and not any(g.end <= m.start < trigger.start for m in sentence.found("speech"))
        ]
        return with_linked(ahead[0], [g for g in groups if g.end <= trigger.start], sentence) if ahead else ()
    return ()


def _fits_noun(group: PlaceGroup, trigger: Match[Trigger], sentence: Annotated) -> bool:
    if group.role is None or group.start < trigger.end:
        return group.start <= trigger.end or bool(_list_mark(group, sentence))
    if "prep" not in trigger.payload.slots:
        return group.role in ("of", "over") and group.start <= trigger.end + 1
    return _fits(group, trigger.payload) or group.role == "of"
