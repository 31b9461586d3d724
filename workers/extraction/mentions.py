"""What a sentence speaks of: its triggers, actors, places and clauses, before anything is concluded."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from schemas.claims import Extent, Relation
from schemas.places import Place
from workers.extraction.language import Alias, Cue, Language, Speech, Tag, Trigger
from workers.extraction.lexicon import PLACE, Match, longest_first
from workers.extraction.segment import Clause, Stretch, Word, clauses

EVENT_LIMIT = 40
"""Events that one sentence may tell of; what has more was not written for readers."""

ActorForm = Literal["force", "name", "adjective"]


@dataclass(frozen=True, slots=True)
class Actor:
    """A party as the sentence names it. `preposition` is the role of the preposition before it, if any."""

    start: int
    end: int
    party: str | None
    view: Literal["enemy", "own"] | None
    form: ActorForm
    case: str | None
    preposition: str | None


@dataclass(frozen=True, slots=True)
class PlaceGroup:
    """One place, or a list of places that share what stands before them ("in A, B and C").

    `start` to `end` are the words from the preposition or article to the last place. `role` is None for a
    bare name. `reference` marks a place from which another is measured ("5 km north of Z").
    """

    start: int
    end: int
    places: tuple[Place, ...]
    role: str | None
    relation: Relation
    extent: Extent | None = None
    locality: str | None = None
    distance_km: float | None = None
    reference: bool = False
    administrative: bool = False
    possessive: bool = False
    anaphoric: bool = False
    joined: bool = False


@dataclass(frozen=True)
class Annotated:
    """A sentence with everything found in it; positions are indices into `words`."""

    stretch: Stretch
    words: tuple[Word, ...]
    lowers: tuple[str, ...]
    tags: Mapping[str, Sequence[Match[Tag]]]
    clauses: tuple[Clause, ...]
    clause_at: Mapping[int, int]
    triggers: tuple[Match[Trigger], ...]
    actors: tuple[Actor, ...]
    groups: tuple[PlaceGroup, ...]
    language: Language = field(repr=False)

    def clause_of(self, position: int) -> Clause:
        """The clause that a word stands in."""
        return self.clauses[self.clause_at.get(position, 0)]

    def found(self, kind: str) -> Sequence[Match[Tag]]:
        """The phrases of one kind."""
        return self.tags.get(kind, ())

    def is_a(self, position: int, *classes: str) -> bool:
        """Whether the word at the position belongs to a class of function words."""
        return 0 <= position < len(self.lowers) and self.language.is_a(self.lowers[position], *classes)


def annotate(
    stretch: Stretch,
    words: tuple[Word, ...],
    language: Language,
    anaphor: Callable[[Sequence[Place], int], Place | None],
) -> Annotated:
    """Find everything in one sentence.

    `anaphor` says which place a phrase such as "the city" means: it gets the settlements that the sentence
    names before it and the phrase's number in the sentence, and answers None where it cannot know.
    """
    lowers = tuple(word.lower for word in words)
    tags: dict[str, list[Match[Tag]]] = {}
    for match in language.phrases.find(lowers):
        tags.setdefault(match.payload.kind, []).append(match)
    for kind in ("boundary", "speech", "claimant", "party", "day", "anaphor"):
        if kind in tags:
            tags[kind] = longest_first(tags[kind])
    triggers = _triggers(lowers, tags, language)
    split = _clauses(words, lowers, tags, triggers, language)
    scan = _Scan(lowers, language, _ending(tags))
    spans = _place_spans(words, lowers, tags, anaphor, language)
    return Annotated(
        stretch=stretch,
        words=words,
        lowers=lowers,
        tags=tags,
        clauses=split,
        clause_at={at: clause.index for clause in split for at in clause.words},
        triggers=triggers,
        actors=_actors(words, lowers, tags, scan, triggers),
        groups=_groups(spans, words, scan),
        language=language,
    )


def _ending(tags: Mapping[str, Sequence[Match[Tag]]]) -> dict[int, list[Match[Tag]]]:
    kinds = (
        "preposition",
        "locality",
        "whole",
        "part_cues",
        "directions",
        "adjectives",
        "of_join",
        "axis_words",
    )
    ending: dict[int, list[Match[Tag]]] = {}
    for kind in kinds:
        for match in tags.get(kind, ()):
            ending.setdefault(match.end, []).append(match)
    return ending


# --- triggers


def _triggers(
    lowers: Sequence[str], tags: Mapping[str, Sequence[Match[Tag]]], language: Language
) -> tuple[Match[Trigger], ...]:
    attributive = {at for match in tags.get("attributive", ()) for at in range(match.start, match.end)}
    reading = _Reading(lowers, language, tags)
    candidates = [
        Match(match.start, match.end, match.payload.value)
        for match in tags.get("trigger", ())
        if match.start not in attributive and (match.payload.value.event is None or reading.fits(match))
    ]
    chosen = longest_first(sorted(candidates, key=lambda m: m.payload.event is not None))
    events = tuple(match for match in chosen if match.payload.event is not None)
    return events if len(events) <= EVENT_LIMIT else ()


class _Reading:
    """Decides whether a form that may be a noun or a verb ("attacks", "advance") is the one or the other."""

    def __init__(
        self, lowers: Sequence[str], language: Language, tags: Mapping[str, Sequence[Match[Tag]]]
    ) -> None:
        self._lowers, self._language = lowers, language
        parties = tags.get("party", ())
        self._adjectives = {m.end for m in parties if m.payload.value.form == "adjective"}
        self._subjects = {m.end for m in parties if m.payload.value.form != "adjective"}
        self._subjects |= {m.end for m in tags.get("force", ())}
        self._subjects |= {m.end for m in tags.get("boundary", ()) if m.payload.value == "relative"}
        self._nouns = {m.start for m in tags.get("trigger", ()) if m.payload.value.noun}

    def fits(self, match: Match[Tag]) -> bool:
        """Whether the words before a form fit this reading of it."""
        trigger: Trigger = match.payload.value
        if self._language.postposed_subject:
            return self._fits_by_ending(trigger, match)
        before = _at(self._lowers, match.start - 1)
        form = self._language.form(self._lowers[match.start])
        nominal = self._nominal(match.start, before)
        alone = match.end - match.start == 1
        if trigger.noun:
            return nominal or not alone or form not in ("base", "present") or not self._verbal(match.start, before)
        if form in ("base", "present") and match.start in self._nouns:
            return self._verbal(match.start, before)
        if form in ("base", "present") and nominal and alone:
            return before == PLACE
        return not (form in ("past", "participle") and self._language.is_a(before, "article"))

    def _fits_by_ending(self, trigger: Trigger, match: Match[Tag]) -> bool:
        """Where endings tell: a participle that qualifies a noun is no event, unless "was" stands before it."""
        form = self._language.form(self._lowers[match.start])
        if trigger.noun:
            return True
        if form == "attributive":
            return self._language.is_a(_at(self._lowers, match.start - 1), "be", "future")
        return form != "noun" or match.end - match.start > 1

    def _nominal(self, start: int, before: str) -> bool:
        return (
            self._language.is_a(before, "noun_before", "possessive")
            or start in self._adjectives
            or before == PLACE
        )

    def _verbal(self, start: int, before: str) -> bool:
        return start in self._subjects or self._language.is_a(
            before, "to", "modal", "future", "do", "pronoun", "adverb", "have"
        )


# --- clauses


def _clauses(
    words: Sequence[Word],
    lowers: Sequence[str],
    tags: Mapping[str, Sequence[Match[Tag]]],
    triggers: Sequence[Match[Trigger]],
    language: Language,
) -> tuple[Clause, ...]:
    predicates = {m.start for m in triggers if not m.payload.noun}
    predicates |= {m.start for m in tags.get("speech", ())}
    predicates |= {
        at
        for at, word in enumerate(lowers)
        if language.is_a(word, "be", "have", "do", "modal", "future", "verb")
        and not (at and words[at].text[0].isupper() and word in language.time["months"])
    }
    predicates |= {
        m.start
        for m in tags.get("cue", ())
        if m.payload.value.scope == "before" and m.payload.value.family in ("attempt", "failure", "success")
    }
    inside = {at for m in triggers for at in range(m.start + 1, m.end)}
    boundaries: dict[int, str] = {}
    coordinators: set[int] = set()
    for match in tags.get("boundary", ()):
        kind = match.payload.value
        if match.start in inside or (match.start and _at(lowers, match.end)[:1] in (",", ".", ";", "")):
            continue
        if kind == "coordination":
            coordinators.add(match.start)
        elif kind != "neutral":
            boundaries[match.start] = "time" if kind == "while" else kind
    _open_complements(tags.get("speech", ()), lowers, predicates, boundaries, coordinators, language)
    frozen = frozenset(predicates)
    return clauses(
        words,
        boundaries,
        frozen,
        frozenset(coordinators),
        lambda at: at + 1 in frozen or (language.is_a(_at(lowers, at + 1), "adverb") and at + 2 in frozen),
    )


def _open_complements(
    speech: Sequence[Match[Tag]],
    lowers: Sequence[str],
    predicates: set[int],
    boundaries: dict[int, str],
    coordinators: set[int],
    language: Language,
) -> None:
    """ "said Russian forces entered K": what is said begins right after the verb when it has a verb itself."""
    for match in speech:
        if language.is_a(_at(lowers, match.end), "be", "by", "comma"):
            continue
        for at in range(match.end, min(len(lowers), match.end + 14)):
            if at in boundaries or lowers[at] in (",", ":", ";", '"') or at in coordinators:
                break
            if at in predicates:
                boundaries.setdefault(match.end, "complement")
                break


def _at(lowers: Sequence[str], position: int) -> str:
    return lowers[position] if 0 <= position < len(lowers) else ""


# --- actors


@dataclass(frozen=True)
class _Scan:
    """Looks leftwards from a place or an actor at the words that belong to it."""

    lowers: Sequence[str]
    language: Language
    ending: Mapping[int, Sequence[Match[Tag]]]

    def before(self, position: int, *kinds: str) -> Match[Tag] | None:
        """The longest phrase of the kinds that ends right before the position."""
        matches = [m for m in self.ending.get(position, ()) if m.payload.kind in kinds]
        return min(matches, key=lambda m: m.start, default=None)

    def is_a(self, position: int, *classes: str) -> bool:
        return self.language.is_a(_at(self.lowers, position), *classes)


def _actors(
    words: Sequence[Word],
    lowers: Sequence[str],
    tags: Mapping[str, Sequence[Match[Tag]]],
    scan: _Scan,
    triggers: Sequence[Match[Trigger]],
) -> tuple[Actor, ...]:
    forces = {m.start: m.end for m in tags.get("force", ())}
    trigger_starts = {m.start for m in triggers}
    skip = {at for m in tags.get("attributive", ()) for at in range(m.start, m.end)}
    found: list[Actor] = []
    for match in tags.get("party", ()):
        if match.start in skip:
            continue
        actor = _actor(match, words, lowers, forces, trigger_starts, scan)
        if found and actor.start < found[-1].end:
            continue
        found.append(actor)
    return tuple(found)


def _actor(
    match: Match[Tag],
    words: Sequence[Word],
    lowers: Sequence[str],
    forces: Mapping[int, int],
    trigger_starts: set[int],
    scan: _Scan,
) -> Actor:
    alias: Alias = match.payload.value
    end, form, case = match.end, alias.form, alias.case
    possessive = scan.is_a(end, "possessive")
    if alias.form == "adjective" or (alias.form == "name" and possessive):
        head = end + 1 if possessive else end
        force_end = _force_after(head, words, lowers, forces, trigger_starts, scan)
        case = case or scan.language.case(lowers[match.start])
        end, form = (force_end, "people") if force_end else (head, "adjective")
    start = _with_units(match.start, scan)
    return Actor(
        start=start,
        end=end,
        party=alias.party,
        view=alias.view,
        form="force" if form == "people" else form,
        case=case,
        preposition=_preposition_of(start, scan),
    )


def _force_after(
    at: int,
    words: Sequence[Word],
    lowers: Sequence[str],
    forces: Mapping[int, int],
    trigger_starts: set[int],
    scan: _Scan,
) -> int:
    """The end of the body of men that an adjective qualifies ("Russian assault groups"), or 0."""
    for position in range(at, min(len(lowers), at + 4)):
        if position in forces:
            end = forces[position]
            while end in forces:
                end = forces[end]
            return end
        word = words[position]
        loose = word.text[:1].isupper() or word.text[:1].isdigit() or scan.before(position + 1, "adjectives")
        if (
            not loose
            and not (position in trigger_starts and position + 1 in forces)
            and not scan.is_a(position, "adverb")
        ):
            return 0
    return 0


def _with_units(start: int, scan: _Scan) -> int:
    """The start of "units of", "dozens of", "the" before a body of men."""
    at = start
    while at > 0:
        if scan.is_a(at - 1, "determiner", "adjective") or scan.before(at, "adjectives"):
            at -= 1
        elif scan.is_a(at - 1, "of") and scan.before(at - 1, "of_join"):
            at -= 2
        elif (join := scan.before(at, "of_join")) and not scan.is_a(at - 1, "of"):
            at = join.start
        else:
            break
    return at


def _preposition_of(start: int, scan: _Scan) -> str | None:
    if scan.is_a(start - 1, "by"):
        return "by"
    match = scan.before(start, "preposition")
    return match.payload.value if match else None


# --- places


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    place: Place
    anaphoric: bool


def _place_spans(
    words: Sequence[Word],
    lowers: Sequence[str],
    tags: Mapping[str, Sequence[Match[Tag]]],
    anaphor: Callable[[Sequence[Place], int], Place | None],
    language: Language,
) -> list[_Span]:
    spans = [_Span(at, at + 1, word.place, False) for at, word in enumerate(words) if word.place]
    for number, match in enumerate(tags.get("anaphor", ())):
        if _at(lowers, match.end) in ("of", PLACE) or language.is_a(_at(lowers, match.start - 1), "indefinite"):
            continue
        earlier = [span.place for span in spans if span.end <= match.start and not span.anaphoric]
        place = anaphor(earlier, number)
        if place is not None:
            first, last = words[match.start], words[match.end - 1]
            surface = " ".join(word.text for word in words[match.start : match.end])
            at = place.model_copy(update={"surface": surface, "start": first.start, "end": last.end})
            spans.append(_Span(match.start, match.end, at, True))
    return sorted(spans, key=lambda span: span.start)


@dataclass(slots=True)
class _Context:
    """What the words to the left of a place say of it, gathered word by word."""

    start: int
    role: str | None = None
    near: str | None = None
    locality: tuple[int, int] | None = None
    locality_kind: str | None = None
    part: bool = False
    distance_km: float | None = None
    direction: bool = False


def _groups(spans: Sequence[_Span], words: Sequence[Word], scan: _Scan) -> tuple[PlaceGroup, ...]:
    groups: list[PlaceGroup] = []
    for span in spans:
        context = _look_left(span.start, scan)
        group = _group(span, context, words, scan)
        last = groups[-1] if groups else None
        if last and _is_listed(last.end, group.start, scan):
            if (
                group.role in (None, last.role)
                and group.locality is None
                and last.administrative == group.administrative
            ):
                groups[-1] = _extended(last, group)
                continue
            group = _replace(group, joined=True)
        groups.append(group)
    return tuple(groups)


def _replace(group: PlaceGroup, **changes: Any) -> PlaceGroup:
    fields = {name: getattr(group, name) for name in PlaceGroup.__slots__}
    return PlaceGroup(**{**fields, **changes})


def _extended(last: PlaceGroup, group: PlaceGroup) -> PlaceGroup:
    return _replace(last, end=group.end, places=last.places + group.places)


def _is_listed(end: int, start: int, scan: _Scan) -> bool:
    between = range(end, start)
    return (
        0 < len(between) <= 6
        and all(scan.is_a(at, "listed") for at in between)
        and any(scan.is_a(at, "comma", "and") for at in between)
    )


def _look_left(position: int, scan: _Scan) -> _Context:
    context = _Context(position)
    at = position
    for _ in range(16):
        step = _step_left(at, position, context, scan)
        if step is None:
            break
        at = step
        context.start = at
        if context.role is not None and not _continues(at, scan):
            break
    return context


def _step_left(at: int, position: int, context: _Context, scan: _Scan) -> int | None:
    """Read one more word or phrase to the left; None where the place's own words end."""
    if at <= 0:
        return None
    if direction := scan.before(at, "directions"):
        if context.role not in ("of", "from", None):
            return None
        context.role, context.near, context.direction = None, "near", True
        return _measure(direction.start, context, scan)
    if locality := scan.before(at, "locality"):
        if locality.payload.value != "place":
            context.locality = context.locality or (locality.start, locality.end)
            context.locality_kind = context.locality_kind or locality.payload.value
            context.near = context.near or ("near" if context.role == "near" else None)
        context.role = None
        return locality.start
    if part := scan.before(at, "part_cues", "whole"):
        context.part |= part.payload.kind == "part_cues"
        context.role = None
        return part.start
    if preposition := scan.before(at, "preposition"):
        context.role = preposition.payload.value
        return preposition.start
    if adjective := scan.before(at, "adjectives"):
        return adjective.start
    if scan.is_a(at - 1, "determiner") or scan.lowers[at - 1][0].isdigit() or scan.lowers[at - 1] == "%":
        return at - 1
    return None


def _continues(at: int, scan: _Scan) -> bool:
    """Whether the words before a preposition still belong to the place ("the outskirts | of K")."""
    probe = at
    return scan.before(probe, "locality", "part_cues", "whole", "directions") is not None


def _measure(at: int, context: _Context, scan: _Scan) -> int:
    """ "5 km north of": the distance before a direction, if there is one."""
    if scan.is_a(at - 1, "to_the"):
        at -= 1
    unit = scan.language.distance_units.get(_at(scan.lowers, at - 1))
    if unit is None or at < 2:
        return at
    number = _number(scan.lowers[at - 2], scan.language)
    if number is not None:
        context.distance_km = min(round(number * unit, 3), 1000.0)
        return at - 2
    return at


def _number(word: str, language: Language) -> float | None:
    try:
        return float(word.replace(",", "."))
    except ValueError:
        value = language.time["numbers"].get(word)
        return float(value) if value else None


def _group(span: _Span, context: _Context, words: Sequence[Word], scan: _Scan) -> PlaceGroup:
    end, locality, kind = span.end, context.locality, context.locality_kind
    possessive = scan.is_a(end, "possessive")
    if possessive:
        right = _locality_right(end + 1, scan)
        if right:
            locality, kind, end = right[0], right[1], right[0][1]
    axis = span.place.precision == "axis" or any(m.start == end for m in _starting_axis(end, scan))
    relation: Any = scan.language.relations.get(context.role or "in", "in")
    if context.near:
        relation = "near"
    if kind == "edge" and relation in ("in", "into", "toward"):
        relation = "edge"
    if axis:
        relation = "axis"
    extent: Extent | None = {"part": "part", "positions": "positions", "edge": "part"}.get(kind or "")  # type: ignore[assignment]
    if context.part and extent is None:
        extent = "part"
    return PlaceGroup(
        start=context.start,
        end=end,
        places=(span.place,),
        role=context.role,
        relation="in" if relation == "into" else relation,
        extent=extent,
        locality=_words_between(words, locality),
        distance_km=context.distance_km,
        reference=context.direction,
        administrative=span.place.precision in ("admin1", "raion", "hromada"),
        possessive=possessive,
        anaphoric=span.anaphoric,
    )


def _starting_axis(end: int, scan: _Scan) -> list[Match[Tag]]:
    return [m for m in scan.ending.get(end + 1, ()) if m.payload.kind == "axis_words"]


def _locality_right(at: int, scan: _Scan) -> tuple[tuple[int, int], str] | None:
    """ "K's northern outskirts": the locality after the possessive, with its adjectives."""
    for end in range(at + 1, at + 5):
        for match in scan.ending.get(end, ()):
            if match.payload.kind == "locality" and match.payload.value != "place" and match.start >= at:
                return (at, match.end), match.payload.value
        if not scan.before(end, "adjectives"):
            return None
    return None


def _words_between(words: Sequence[Word], span: tuple[int, int] | None) -> str | None:
    return " ".join(word.text for word in words[span[0] : span[1]])[:256] if span else None


__all__ = ["Actor", "Annotated", "Cue", "PlaceGroup", "Speech", "annotate"]
