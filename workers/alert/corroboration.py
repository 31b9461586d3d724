"""On how many independent words something rests, who speaks against it, and how certain that makes it.

An origin is the deepest named claimant. Choices where the design leaves room: officials, units and
authorities of one party are *one* origin (the General Staff and a brigade under it do not confirm one
another), though each is listed as a claimant; a brigade or official of no known party is taken for one of
them. Witnesses, footage, bloggers and outlets that one story quotes are one origin of their kind, for "a
resident" of one copy may be the "people of the village" of another. Unnamed sources, and outlets that speak
in their own voice, may have it from anybody: they count as one origin together where nobody is named, and as
none where somebody is.
An outlet that saw or verified something counts as the witness or the footage that it names.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from schemas.alerts import Corroboration
from schemas.claims import ClaimantKind
from schemas.places import Certainty
from workers.alert.policy.agreement import CAP, DISPUTED, LADDER, TOGETHER
from workers.alert.policy.events import EVENTS
from workers.alert.policy.rules import rule_for
from workers.alert.policy.vocabulary import Believed, Says, Speaker
from workers.alert.speakers import NOBODY_NAMED, PARTY_KINDS, UNKNOWN_PARTY
from workers.alert.testimony import Testimony

ONE_OF_A_STORY: tuple[ClaimantKind, ...] = ("witness", "footage", "blogger", "media")
"""Kinds of claimant of which one story has one origin at most."""
_MOST_NAMES = 64


def origins_of(testimonies: Iterable[Testimony]) -> dict[str, tuple[Testimony, ...]]:
    """The testimonies by origin; they come in order of event and publication.

    A party's voice that does not say which joins one that does.
    """
    found: dict[str, list[Testimony]] = {}
    first_of_story: dict[tuple[str, ClaimantKind], str] = {}
    for testimony in testimonies:
        origin, claimant = testimony.origin, testimony.statement.claimant
        if claimant is not None and claimant.kind in ONE_OF_A_STORY and origin != NOBODY_NAMED:
            origin = first_of_story.setdefault((testimony.report.story_id, claimant.kind), origin)
        found.setdefault(origin, []).append(testimony)
    if UNKNOWN_PARTY in found:
        known = min((key for key in found if key.startswith("party:") and key != UNKNOWN_PARTY), default=None)
        if known is not None:
            found[known] += found.pop(UNKNOWN_PARTY)
    return {key: tuple(words) for key, words in found.items()}


def count_origins(testimonies: Iterable[Testimony]) -> int:
    """How many independent origins there are."""
    return _independent(origins_of(testimonies))


def _independent(origins: Collection[str]) -> int:
    return len(origins) - 1 if NOBODY_NAMED in origins and len(origins) > 1 else len(origins)


class Standing(NamedTuple):
    """How well something is attested."""

    certainty: Certainty
    origins: int


def weigh(
    support: Sequence[Testimony],
    against: Sequence[Testimony],
    says: Says,
    *,
    capped: bool,
    admissions: Sequence[Testimony] = (),
) -> Standing:
    """Weigh the words for something against those that deny or contradict it.

    `admissions` are words of another event that admit the same (the leaver's withdrawal beside a claimed
    gain). `capped`: the place is unresolved. Words without a time of publication are capped, too.
    """
    everybody = origins_of(support)
    certainty = _together(everybody, says, admissions)
    dated = [each for each in support if each.report.published_at is not None]
    if len(dated) < len(support):
        certainty = most(_together(origins_of(dated), says, admissions), least(certainty, CAP))
    certainty = least(certainty, CAP) if capped else certainty
    origins = count_origins((*support, *admissions)) if admissions else _independent(everybody)
    if origins <= 1 and _disputed(against):
        certainty = DISPUTED.get(certainty, certainty)
    return Standing(certainty, origins)


def _together(
    support: Mapping[str, Sequence[Testimony]], says: Says, admissions: Sequence[Testimony]
) -> Certainty:
    """How certain the words make it, by origin; a lone word among them only as much as its own rule says."""
    voices = {origin: {word.speaker for word in words} for origin, words in support.items()}
    for origin in origins_of(admissions):
        voices.setdefault(origin, set()).add("other_side")
    best: Certainty = "unlikely"
    believed: Believed = "unknown"
    for speakers in voices.values():
        for speaker in speakers:
            best = most(best, rule_for(says, speaker, "asserted", believed).certainty)
    if len(voices) < 2:
        return best
    for row in TOGETHER:
        if (not row.says or says in row.says) and _pair(voices, row.one, row.other):
            return most(best, row.certainty)
    return best


def _pair(voices: dict[str, set[Speaker]], one: tuple[Speaker, ...], other: tuple[Speaker, ...]) -> bool:
    return any(
        first != second and heard.intersection(one) and echoed.intersection(other)
        for first, heard in voices.items()
        for second, echoed in voices.items()
    )


def _disputed(against: Sequence[Testimony]) -> bool:
    """Denied by a party and contradicted by a monitor or a map."""
    kinds = {each.statement.claimant.kind for each in against if each.statement.claimant is not None}
    return bool(kinds.intersection(PARTY_KINDS)) and "monitor" in kinds


def least(one: Certainty, other: Certainty) -> Certainty:
    """The lower of two certainties."""
    return min(one, other, key=LADDER.index)


def most(one: Certainty, other: Certainty) -> Certainty:
    """The higher of two certainties."""
    return max(one, other, key=LADDER.index)


def names_of(testimonies: Sequence[Testimony]) -> tuple[str, ...]:
    """The claimants' names, each once, in order of event; where there are none, those of the outlets."""
    if not testimonies:
        return ()
    ordered = sorted(testimonies, key=lambda each: each.order)
    stated = [each for each in ordered if not each.statement.unconfirmed]
    names = [each.name for each in stated if each.name]
    outlets = [each.report.source for each in ordered if each.speaker == "outlet"]
    return tuple(dict.fromkeys(names or outlets))[:_MOST_NAMES]


def admits(testimony: Testimony) -> bool:
    """Whether the statement is one against its speaker's own interest."""
    statement = testimony.statement
    if statement.modality != "asserted":
        return False
    return EVENTS[statement.event_type].admission and testimony.speaker == "other_side"


def corroborate(
    support: Sequence[Testimony], against: Sequence[Testimony], origins: int, publishers: int
) -> Corroboration:
    """The figures as an alert shows them."""
    return Corroboration(
        origins=origins,
        publishers=publishers,
        claimants=names_of(support),
        against_interest=any(admits(each) for each in support),
        contradicted_by=names_of(against),
    )
