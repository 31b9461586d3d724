"""Names of settlements that the gazetteer lacks: the text itself says what they are.

They have no candidates and stay unresolved, yet what is claimed of them is not lost.
"""

import re
from bisect import bisect_left
from collections.abc import Collection, Sequence

from workers.extraction.gazetteer.fold import Word
from workers.extraction.toponymy.place_cues import PlaceCues
from workers.extraction.toponymy.surroundings import Surroundings
from workers.extraction.toponymy.toponyms import Toponym

_SHORTEST = 4
_LONGEST_RUN = 3
_MOST = 200
_BARE_SPACE = frozenset({" ", "\u00a0"})
_JOINED = re.compile(r"[ \u00a0-]")
_AND = r"(?:and|та|і|й|и)"
_LISTED = re.compile(rf"(?:,[ \u00a0]|,?[ \u00a0]{_AND}[ \u00a0])")
_LIST_GOES_ON = re.compile(rf"[ \u00a0]*(?:[,.;:)»]|$|\n|[–—-]|{_AND}\b)")

_IN = re.compile(r"[ \u00a0](?:in|в|у)[ \u00a0](?:the[ \u00a0])?")

Span = tuple[int, int]


def unknown_names(
    text: str, capitals: Sequence[Word], known: Sequence[Toponym], occupied: Sequence[Span], cues: PlaceCues
) -> list[Toponym]:
    """Capitalised words outside the `occupied` spans that the text calls a settlement ("посёлок Рубанщина"),
    or that end as names of settlements do and that it lists beside the `known` ones or puts in a region."""
    spans = sorted(occupied)
    ends = {t.end: t for t in known if t.role == "place"}
    regions = {t.start for t in known if t.role == "region"}
    found: list[Toponym] = []
    position = 0
    while position < len(capitals) and len(found) < _MOST:
        run = _run(text, capitals, position, spans)
        position += max(1, len(run))
        if not run or len(run[0].folded) < _SHORTEST or text[run[0].start : run[0].end].isupper():
            continue
        start, end = run[0].start, run[-1].end
        around = Surroundings(text, start, end)
        folded = " ".join(w.folded for w in run)
        if (
            _called_settlement(around, folded, cues)
            or _listed(text, start, end, folded, ends, cues)
            or (folded.endswith(cues.name_endings) and _lies_in(text, end, regions))
        ):
            toponym = Toponym(start, end, folded, (), "place", around)
            found.append(toponym)
            ends[end] = toponym
    return found


def _lies_in(text: str, end: int, regions: Collection[int]) -> bool:
    """ "from Plekhove in Kursk region": a region follows that it lies in."""
    within = _IN.match(text, end)
    return within is not None and within.end() in regions


def compounds(text: str, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """The toponyms, but that two villages with a bare space between are one name that nobody listed:
    `Боровая Андреевка` is neither Borova nor Andriivka."""
    result: list[Toponym] = []
    for toponym in toponyms:
        last = result[-1] if result else None
        if last and text[last.end : toponym.start] in _BARE_SPACE and _small(last) and _small(toponym):
            around = Surroundings(text, last.start, toponym.end)
            folded = f"{last.folded} {toponym.folded}"
            result[-1] = Toponym(last.start, toponym.end, folded, (), "place", around)
        else:
            result.append(toponym)
    return result


def _small(toponym: Toponym) -> bool:
    """Whether it can be a village only."""
    towns = {"city", "town", "oblast"}
    return (
        toponym.role == "place"
        and toponym.candidates != ()
        and not any(c.record.feature in towns and c.kind in "pi" for c in toponym.candidates)
    )


def _run(text: str, capitals: Sequence[Word], position: int, spans: Sequence[Span]) -> list[Word]:
    """The free word at `position` with the free capitalised words that a space or hyphen joins to it."""
    run: list[Word] = []
    for word in capitals[position : position + _LONGEST_RUN]:
        if _taken(word, spans) or (run and not _JOINED.fullmatch(text, run[-1].end, word.start)):
            break
        run.append(word)
    return run


def _taken(word: Word, spans: Sequence[Span]) -> bool:
    at = bisect_left(spans, (word.end, 0))
    return at > 0 and spans[at - 1][1] > word.start


def _called_settlement(around: Surroundings, folded: str, cues: PlaceCues) -> bool:
    before = around.before
    if not before or not re.search(r"\w[ \u00a0«\"“]{1,2}$", around.raw_before):
        return False
    if cues.language == "en":
        named = before[0] == "of" and len(before) > 1 and before[1] in cues.settlement_nouns
        any_town = len(before) > 1 and before[1] in cues.indefinite  # "a city Russia wants"
        called = before[0] in cues.settlement_nouns and folded.endswith(cues.name_endings)
        return named or (called and not any_town)
    return before[0] in cues.settlement_nouns and len(before[0]) > 1


def _listed(text: str, start: int, end: int, folded: str, ends: dict[int, Toponym], cues: PlaceCues) -> bool:
    if not folded.endswith(cues.name_endings) or not _LIST_GOES_ON.match(text, end):
        return False
    backs = (start - gap for gap in range(2, 8))
    return any(back in ends and _LISTED.fullmatch(text, back, start) for back in backs)
