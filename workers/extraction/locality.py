"""How a sentence ties each place in: which part of it, near it, towards it, or how far from it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from schemas.claims import Extent
from schemas.places import Place
from workers.extraction.language import Language, Tag
from workers.extraction.lexicon import PLACE, Match
from workers.extraction.segment import Word
from workers.extraction.sentence import PlaceGroup, Scan, Tags, word_at

Anaphor = Callable[[Sequence[Place], bool], Place | None]
"""Says which place "the city" means, given those that the sentence names before it; or a pronoun (True)."""


@dataclass(frozen=True, slots=True)
class _Span:
    start: int
    end: int
    place: Place
    anaphoric: bool


def _place_spans(
    words: Sequence[Word],
    lowers: Sequence[str],
    tags: Tags,
    anaphor: Anaphor,
    language: Language,
) -> list[_Span]:
    spans = [_Span(at, at + 1, word.place, False) for at, word in enumerate(words) if word.place]
    for match, pronoun in _anaphors(tags):
        if word_at(lowers, match.end) in ("of", PLACE) or language.is_a(
            word_at(lowers, match.start - 1), "indefinite"
        ):
            continue
        earlier = [span.place for span in spans if span.end <= match.start and not span.anaphoric]
        place = anaphor(earlier, pronoun)
        if place is not None and pronoun:
            spans.append(_Span(match.start, match.end, place, True))
        elif place is not None:
            first, last = words[match.start], words[match.end - 1]
            surface = " ".join(word.text for word in words[match.start : match.end])
            at = place.model_copy(update={"surface": surface, "start": first.start, "end": last.end})
            spans.append(_Span(match.start, match.end, at, True))
    return sorted(spans, key=lambda span: span.start)


def _anaphors(tags: Tags) -> list[tuple[Match[Tag], bool]]:
    """The phrases that stand for a place, and whether each is a mere pronoun."""
    return [(match, kind == "it") for kind in ("anaphor", "it") for match in tags.get(kind, ())]


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


def find_groups(words: Sequence[Word], tags: Tags, scan: Scan, anaphor: Anaphor) -> tuple[PlaceGroup, ...]:
    """The places of a sentence, each with what the words around it say of it."""
    spans = _place_spans(words, scan.lowers, tags, anaphor, scan.language)
    groups: list[PlaceGroup] = []
    for span in spans:
        context = _look_left(span.start, scan)
        group = _group(span, context, words, scan)
        last = groups[-1] if groups else None
        if last and not span.anaphoric and not group.reference and _is_listed(last.end, group.start, scan):
            if (
                group.role in (None, last.role)
                and group.locality is None
                and last.administrative == group.administrative
            ):
                groups[-1] = _extended(last, group)
                continue
            group = replace(group, joined=True)
        groups.append(group)
    return tuple(groups)


def _extended(last: PlaceGroup, group: PlaceGroup) -> PlaceGroup:
    return replace(last, end=group.end, places=last.places + group.places)


def _is_listed(end: int, start: int, scan: Scan) -> bool:
    between = range(end, start)
    return (
        0 < len(between) <= 6
        and all(scan.is_a(at, "listed") for at in between)
        and any(scan.is_a(at, "comma", "and") for at in between)
    )


def _look_left(position: int, scan: Scan) -> _Context:
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


def _step_left(at: int, position: int, context: _Context, scan: Scan) -> int | None:
    """Read one more word or phrase to the left; None where the place's own words end."""
    if at <= 0 or context.direction:
        return None
    if direction := scan.before(at, "directions"):
        if context.role not in ("of", "from", None):
            return None
        if scan.is_a(direction.start - 1, "article") and scan.is_a(direction.start - 2, "inside"):
            context.role, context.part = None, True
            return direction.start
        context.role, context.near, context.direction = None, "near", True
        return _measure(direction.start, context, scan)
    if locality := scan.before(at, "locality"):
        if locality.payload.value == "place" and context.role not in (None, "of"):
            context.direction = True
            return None
        if locality.payload.value != "place":
            context.locality = context.locality or (locality.start, locality.end)
            context.locality_kind = context.locality_kind or locality.payload.value
            context.near = context.near or ("near" if context.role == "near" else None)
        context.role = None
        if locality.payload.value == "place" and scan.is_a(locality.start - 2, "article"):
            return locality.start - 1  # "the coal town of K"
        return locality.start
    if part := scan.before(at, "part_cues", "whole"):
        context.part |= part.payload.kind == "part_cues"
        context.role = None
        return part.start
    if preposition := scan.before(at, "preposition"):
        context.role = preposition.payload.value
        return preposition.start
    if adjective := scan.before(at, "adjectives"):
        context.part |= at == position and scan.is_a(at - 1, "part_of_it")
        return adjective.start
    if scan.is_a(at - 1, "determiner") or scan.lowers[at - 1][0].isdigit() or scan.lowers[at - 1] == "%":
        return at - 1
    return None


def _continues(at: int, scan: Scan) -> bool:
    """Whether the words before a preposition still belong to the place ("the outskirts | of K")."""
    probe = at
    return scan.before(probe, "locality", "part_cues", "whole", "directions") is not None


def _measure(at: int, context: _Context, scan: Scan) -> int:
    """ "5 km north of": the distance before a direction, if there is one."""
    if scan.is_a(at - 1, "to_the"):
        at -= 1
    unit = scan.language.distance_units.get(word_at(scan.lowers, at - 1))
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


def _group(span: _Span, context: _Context, words: Sequence[Word], scan: Scan) -> PlaceGroup:
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


def _starting_axis(end: int, scan: Scan) -> list[Match[Tag]]:
    return [m for m in scan.ending.get(end + 1, ()) if m.payload.kind == "axis_words"]


def _locality_right(at: int, scan: Scan) -> tuple[tuple[int, int], str] | None:
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
