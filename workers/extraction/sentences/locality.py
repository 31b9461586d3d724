"""How a sentence ties each place in: which part of it, near it, towards it, or how far from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from schemas.claims import Extent
from workers.extraction.sentences.anaphors import Span
from workers.extraction.sentences.place_lists import add_to_lists
from workers.extraction.sentences.segment import Word
from workers.extraction.sentences.sentence import PlaceGroup, Scan, word_at
from workers.extraction.tables.language import Language, Tag
from workers.extraction.tables.lexicon import PLACE, Match


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
    wide: bool = False


def find_groups(words: Sequence[Word], spans: Sequence[Span], scan: Scan) -> tuple[PlaceGroup, ...]:
    """The places of a sentence, each with what the words around it say of it."""
    groups: list[PlaceGroup] = []
    for span in spans:
        group = _group(span, _look_left(span, scan), words, scan)
        if span.kind is not None:
            groups.append(group)
        else:
            add_to_lists(groups, group, scan)
    return tuple(groups)


def _look_left(span: Span, scan: Scan) -> _Context:
    position = span.start
    context = _Context(position, wide=_is_wide(span))
    at = position
    for _ in range(16):
        step = _step_left(at, position, context, scan)
        if step is None:
            break
        at = step
        context.start = at
        if context.role is not None and not _continues(at, scan):
            break
    if context.direction and context.role is None:
        _look_at_ground(context, scan)
    return context


def _look_at_ground(context: _Context, scan: Scan) -> None:
    """ "to positions west of K": the ground that lies there, and how the sentence ties it in."""
    ground = scan.before(context.start, "locality")
    if ground is None or ground.payload.value != "positions":
        return
    context.locality, context.locality_kind = (ground.start, ground.end), "positions"
    context.start = ground.start
    while scan.before(context.start, "adjectives") or scan.is_a(context.start - 1, "determiner"):
        context.start -= 1
    if preposition := scan.before(context.start, "preposition"):
        context.role, context.start = preposition.payload.value, preposition.start


def _step_left(at: int, position: int, context: _Context, scan: Scan) -> int | None:
    """Read one more word or phrase to the left; None where the place's own words end."""
    if at <= 0 or context.direction or _ends_a_name(at, scan):
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
        beside = context.role is not None if context.wide else context.role not in (None, "of")
        if locality.payload.value == "place" and beside:
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
        return _read_preposition(preposition, context, scan)
    if adjective := scan.before(at, "adjectives"):
        context.part |= at == position and scan.is_a(at - 1, "part_of_it")
        return adjective.start
    if scan.is_a(at - 1, "determiner") or scan.lowers[at - 1][0].isdigit() or scan.lowers[at - 1] == "%":
        return at - 1
    return at - 1 if _names_a_part(at - 1, context, scan) else None


def _names_a_part(at: int, context: _Context, scan: Scan) -> bool:
    """ "inside the | aggregate | plant in K": an unknown word between an article and a part of the place."""
    opens = context.locality is not None and context.locality[0] == at + 1 and scan.lowers[at].isalpha()
    return opens and scan.is_a(at - 1, "article") and scan.before(at - 1, "preposition") is not None


def _continues(at: int, scan: Scan) -> bool:
    """Whether the words before a preposition still belong to the place ("the outskirts | of K")."""
    probe = at
    return scan.before(probe, "locality", "part_cues", "whole", "directions") is not None


def _ends_a_name(at: int, scan: Scan) -> bool:
    """ "Kharkiv City | near K": the word belongs to the place before it."""
    return scan.is_a(at - 1, "name_tail") and word_at(scan.lowers, at - 2) == PLACE


def _read_preposition(preposition: Match[Tag], context: _Context, scan: Scan) -> int:
    role = preposition.payload.value
    if (
        context.part
        and role in ("beyond_events", "near")
        and word_at(scan.lowers, preposition.end)[:1].isdigit()
    ):
        return preposition.start  # "about 80 percent of"
    if role in ("from", "of") and _is_distance(preposition.start, scan):
        context.role, context.near, context.direction = role, "near", True
        return _measure(preposition.start, context, scan)
    context.role = role
    return preposition.start


def _is_distance(at: int, scan: Scan) -> bool:
    """Whether a distance ends here ("5 km | from K")."""
    return word_at(scan.lowers, at - 1) in scan.language.distance_units


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


def _group(span: Span, context: _Context, words: Sequence[Word], scan: Scan) -> PlaceGroup:
    end, locality, kind = span.end, context.locality, context.locality_kind
    end += span.kind is None and scan.is_a(end, "name_tail")
    possessive = scan.is_a(end, "possessive")
    if possessive or span.kind == "its":
        right = _locality_right(end + possessive, scan)
        if right:
            locality, kind, end = right[0], right[1], right[0][1]
    axis = span.places[0].precision == "axis" or any(m.start == end for m in _starting_axis(end, scan))
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
        places=span.places,
        role=context.role or ("in" if span.kind == "there" else None),
        relation="in" if relation == "into" else relation,
        extent=extent,
        locality=_words_between(words, locality),
        distance_km=context.distance_km,
        reference=context.direction,
        administrative=_is_wide(span),
        possessive=possessive,
        anaphoric=span.kind is not None,
    )


def _is_wide(span: Span) -> bool:
    """Whether the name is that of an area: villages "of" it are not it."""
    return span.places[0].precision in ("admin1", "raion", "hromada")


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
