"""Which words of a sentence tell of an event, and whether a form is read as a noun or as a verb."""

from collections.abc import Sequence
from typing import Any

from workers.extraction.sentences.sentence import Tags, word_at
from workers.extraction.tables.language import Language, Tag, Trigger
from workers.extraction.tables.lexicon import PLACE, Match, longest_first

_ROUTE_BEHIND = 6
_ROUTE_BEFORE = 12
"""Words between what happens to a road and the road itself ("the road from A to B has been cut")."""
_DASHES = ("—", "--")
_STOPS = (",", ";", ":", "—", "--", "(", ")")
EVENT_LIMIT = 40
"""Events that one sentence may tell of; what has more was not written for readers."""


def find_triggers(lowers: Sequence[str], tags: Tags, language: Language) -> tuple[Match[Trigger], ...]:
    attributive = {at for match in tags.get("attributive", ()) for at in range(match.start, match.end)}
    named = {
        at
        for kind in ("party", "claimant")
        for match in tags.get(kind, ())
        if match.end - match.start > 1
        for at in range(match.start, match.end)
    }
    reading = _Reading(lowers, language, tags)
    candidates = [
        Match(match.start, match.end, match.payload.value)
        for match in tags.get("trigger", ())
        if (match.start not in attributive or reading.is_predicate(match))
        and not (match.start in named and match.end - 1 in named)
        and (match.payload.value.event is None or reading.fits(match))
        and not _ends_in_a_date(match, lowers, language)
        and (match.payload.value.needs != "route" or route_of(match, lowers, tags) is not None)
    ]
    chosen = longest_first(sorted(candidates, key=_precedence))
    events = tuple(match for match in chosen if match.payload.event is not None)
    return events if len(events) <= EVENT_LIMIT else ()


def _ends_in_a_date(match: Match[Tag], lowers: Sequence[str], language: Language) -> bool:
    """ "it fell on Thursday": the preposition is the day's, not the event's."""
    last = word_at(lowers, match.end - 1)
    dates = match.end - match.start > 1 and language.is_a(last, "before_date")
    return dates and any(word_at(lowers, match.end) in language.time[kind] for kind in ("weekdays", "months"))


def _precedence(match: Match[Trigger]) -> tuple[bool, bool]:
    """Of two readings of the same words, that of a set phrase or of a road wins ("control the road to K")."""
    return match.payload.event is not None, match.payload.needs != "route"


def route_of(match: Match[Any], lowers: Sequence[str], tags: Tags) -> Match[Tag] | None:
    """The road that an event's words speak of: right behind them, or before them in the same stretch."""
    stations = [m for m in tags.get("locality", ()) if m.end - m.start > 1]
    roads = [r for r in tags.get("route", ()) if not any(_lies_in(r, m) for m in stations)]
    for route in roads:
        within = route.start >= match.start and route.end <= match.end
        behind = 0 <= route.start - match.end <= _ROUTE_BEHIND
        named_from = route.start
        while named_from > match.end and lowers[named_from - 1] in (PLACE, "-", "–", "/"):
            named_from -= 1
        if within or (behind and _open_between(lowers[match.end : named_from], PLACE, *_STOPS, "and")):
            return route
    before = [
        route
        for route in roads
        if 0 <= match.start - route.end <= _ROUTE_BEFORE
        and _open_between(lowers[route.end : match.start], *_STOPS)
    ]
    return before[-1] if before else None


def _lies_in(route: Match[Tag], locality: Match[Tag]) -> bool:
    """ "control its railway station": the railway only says which station."""
    return locality.start <= route.start and route.end < locality.end


def _open_between(between: Sequence[str], *barriers: str) -> bool:
    joining = {at for at in range(1, len(between) - 1) if between[at - 1] == between[at + 1] == PLACE}
    return not any(
        word in barriers and not (word in _DASHES and at in joining) for at, word in enumerate(between)
    )


def speaks(match: Match[Tag], lowers: Sequence[str], tags: Tags, language: Language) -> bool:
    """Whether a form of speech is a verb here, and no noun ("the ministry's claim", "an earlier report")."""
    if match.end - match.start > 1 or language.form(lowers[match.start]) not in ("base", "present"):
        return True
    if not language.is_a(lowers[match.start], "also_noun") and language.is_a("claim", "also_noun"):
        return True
    before = word_at(lowers, match.start - 1)
    parties = {m.end: m.payload.value.form for m in tags.get("party", ())}
    side = parties.get(match.start)
    qualified = side is None and any(m.end == match.start for m in tags.get("adjectives", ()))
    nominal = language.is_a(before, "noun_before", "possessive", "determiner")
    return not (nominal or qualified or side == "adjective")


def _qualifies(party: Match[Tag]) -> bool:
    """Whether a party's word stands as an adjective: "Russian", or "enemy" without "the" in a sentence."""
    alias = party.payload.value
    bare = alias.view == "enemy" and party.end - party.start == 1 and party.start > 0
    return alias.form == "adjective" or bare


class _Reading:
    """Decides whether a form that may be a noun or a verb ("attacks", "advance") is the one or the other."""

    def __init__(self, lowers: Sequence[str], language: Language, tags: Tags) -> None:
        self._lowers, self._language = lowers, language
        parties = tags.get("party", ())
        qualifying = [m for m in parties if _qualifies(m)]
        self._adjectives = {m.end for m in qualifying}
        self._subjects = {m.end for m in parties if m not in qualifying}
        self._subjects |= {m.end for m in tags.get("force", ())}
        self._subjects |= {m.end for m in tags.get("boundary", ()) if m.payload.value == "relative"}
        self._nouns = {m.start for m in tags.get("trigger", ()) if m.payload.value.noun}
        self._weapons = {at for m in tags.get("force", ()) for at in range(m.start + 1, m.end)}
        self._weapons &= {at for m in tags.get("arms", ()) for at in range(m.start, m.end)}
        verbs = [m for m in tags.get("trigger", ()) if not m.payload.value.noun]
        self._verb_ends = {m.end for m in verbs if m.start not in self._weapons}
        self._spoken_of = {m.end for m in tags.get("anaphor", ())}
        self._spoken_of |= {m.end for m in tags.get("trigger", ()) if m.payload.value.noun}
        self._spoken_of |= {m.end for kind in ("party", "force") for m in tags.get(kind, ())}
        self._beside = {
            m.start
            for kind in ("boundary", "preposition", "day", "overnight", "speech", "cue")
            for m in tags.get(kind, ())
        }

    def fits(self, match: Match[Tag]) -> bool:
        """Whether the words before a form fit this reading of it."""
        trigger: Trigger = match.payload.value
        if self._language.postposed_subject:
            return self._fits_by_ending(trigger, match)
        before = word_at(self._lowers, match.start - 1)
        if match.start in self._weapons and not trigger.noun and match.end - match.start == 1:
            return False  # "guided bombs": the second word of a weapon's name; "a guided bomb fell" tells
        form = self._language.form(self._lowers[match.start])
        if form == "gerund" and match.start in self._nouns:
            return trigger.noun != self._is_doing(match.start)
        nominal = self._nominal(match.start, before)
        alone = match.end - match.start == 1
        if trigger.noun:
            return (
                nominal
                or not alone
                or form not in ("base", "present")
                or not self._verbal(match.start, before)
            )
        if form in ("base", "present") and match.start in self._nouns and not self._has_finite(match):
            return self._verbal(match.start, before)
        if form in ("base", "present") and nominal and alone:
            return before == PLACE
        taken = match.start in self._verb_ends and before not in self._language.classes["be"]
        qualifies = alone and (not before or taken or self._language.is_a(before, "before_noun"))
        completed = self._language.is_a(word_at(self._lowers, match.start - 2), "have")  # "has since taken K"
        qualifies = qualifies and not completed and word_at(self._lowers, match.end) != "by"
        if qualifies and form in ("past", "participle"):
            return False
        return not (form in ("past", "participle", "gerund") and self._language.is_a(before, "article"))

    def _has_finite(self, match: Match[Tag]) -> bool:
        """ "evacuation orders have been extended": a phrase that begins with a noun and holds its verb."""
        rest = self._lowers[match.start + 1 : match.end]
        return any(self._language.is_a(w, "be", "have") or self._language.form(w) == "past" for w in rest)

    def _is_doing(self, start: int) -> bool:
        """ "are fighting", "Russian troops fighting in K": else "fighting" is what goes on."""
        at = start
        while self._language.is_a(word_at(self._lowers, at - 1), "adverb", "negation"):
            at -= 1
        return at in self._subjects or self._language.is_a(
            word_at(self._lowers, at - 1), "be", "pronoun", "begin"
        )

    def _fits_by_ending(self, trigger: Trigger, match: Match[Tag]) -> bool:
        """Where endings tell: a participle that qualifies a noun is no event, unless "was" precedes."""
        form = self._language.form(self._lowers[match.start])
        if trigger.noun:
            return True
        if form == "attributive":
            copula = self._language.is_a(word_at(self._lowers, match.start - 1), "be", "future")
            return copula or self.is_predicate(match)
        return form != "noun" or match.end - match.start > 1

    def is_predicate(self, match: Match[Tag]) -> bool:
        """Whether a participle says something of the place or attack before it ("село окуповане"), where
        languages leave out "is". Before a noun it only qualifies."""
        if match.payload.value.noun or self._language.form(self._lowers[match.start]) != "attributive":
            return False
        at = match.start
        while self._language.is_a(word_at(self._lowers, at - 1), "adverb", "negation", "determiner") or (
            word_at(self._lowers, at - 1) in _DASHES
        ):
            at -= 1
        if not (word_at(self._lowers, at - 1) == PLACE or at in self._spoken_of):
            return False
        following = word_at(self._lowers, match.end)
        agent = self._language.case(following) == "ins"
        loose = not following[:1].isalnum() or self._language.is_a(following, "adverb")
        return loose or agent or match.end in self._beside

    def _nominal(self, start: int, before: str) -> bool:
        return (
            self._language.is_a(before, "noun_before", "possessive")
            or start in self._adjectives
            or before == PLACE
        )

    def _verbal(self, start: int, before: str) -> bool:
        return start in self._subjects or self._language.is_a(
            before, "to", "modal", "future", "do", "pronoun", "adverb", "have", "negation"
        )
