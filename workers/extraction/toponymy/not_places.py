"""What is named after a place or like one, and is none: people, organisations, units, ships, governments."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from workers.extraction.gazetteer.declension import case_forms
from workers.extraction.gazetteer.fold import WORD, Word, capitalised_words, fold_word
from workers.extraction.toponymy.place_cues import PlaceCues
from workers.extraction.toponymy.surroundings import Surroundings

MaskKind = Literal["person", "organisation", "unit", "ship", "government"]

_PATRONYMIC = re.compile(
    r"\w{3,}(?:ович\w{0,2}|йович\w{0,2}|евич\w{0,2}|івн[аиіоу]\w?|овн[аеоуы]й?|ївн\w{1,2}|евн\w{1,2})$"
)
_INITIALS = re.compile(r"(?<!\w)(?:[A-ZА-ЯІЇЄҐ]\.[ \u00a0]?){1,2}(?=[A-ZА-ЯІЇЄҐ]\w)")
_ONE_SPACE = re.compile(r"[ \u00a0]\n?|-")


@dataclass(frozen=True, slots=True)
class Mask:
    """A span `start:end` that must not be read as a place. It may well be a claimant."""

    start: int
    end: int
    kind: MaskKind


@cache
def given_names(language: str) -> frozenset[str]:
    """Folded given names, in every case for Ukrainian and Russian."""
    source = files("workers.extraction").joinpath("languages", language, "given_names.txt")
    lines = [line for line in source.read_text("utf-8").splitlines() if not line.startswith("#")]
    names = [name for line in lines for name in line.split()]
    if language == "en":
        return frozenset(fold_word(n) for n in names)
    return frozenset(form for name in names for form in case_forms(name, language))


def people(text: str, cues: PlaceCues, capitals: Sequence[Word]) -> tuple[list[Mask], frozenset[str]]:
    """Spans of persons' names, and the folded surnames met in them."""
    names = given_names(cues.language)
    starts_after_initials = {m.end() for m in _INITIALS.finditer(text)}
    masks: list[Mask] = []
    surnames: set[str] = set()
    skip_to = -1
    for position, word in enumerate(capitals):
        if word.start < skip_to:
            continue
        following = _run(text, capitals, position)
        last = _last_of_person(text, cues, names, following, word.start in starts_after_initials)
        if last is None:
            continue
        end = last.end
        masks.append(Mask(word.start, end, "person"))
        skip_to = end
        if last.folded not in names and len(last.folded) > 3:
            surnames.add(last.folded)
    return masks, frozenset(surnames)


def _run(text: str, capitals: Sequence[Word], position: int) -> list[Word]:
    """The capitalised words from `position` that only single spaces or hyphens part, at most four."""
    run = [capitals[position]]
    for word in capitals[position + 1 : position + 4]:
        gap = text[run[-1].end : word.start]
        if not _ONE_SPACE.fullmatch(gap):
            break
        run.append(word)
    return run


def _last_of_person(
    text: str, cues: PlaceCues, names: frozenset[str], run: Sequence[Word], initials: bool
) -> Word | None:
    """The last word of the person's name that the run begins with, or None."""
    first = run[0]
    if initials:
        return first
    if first.folded in names and len(run) > 1:
        second = run[1]
        if len(run) > 2 and (
            _PATRONYMIC.match(second.folded)
            or second.folded in names
            or text[second.end : run[2].start] == "-"
            or (cues.surname.match(run[2].folded) and not cues.surname.match(second.folded))
        ):
            return run[2]
        return second
    if first.folded in names and _PATRONYMIC.match(run[-1].folded):
        return run[-1]
    return None


def after_title(around: Surroundings, cues: PlaceCues) -> bool:
    """Whether a title stands right before the word: "General X", "президент X"."""
    if not re.search(r"[\w.][ \u00a0]$", around.raw_before):
        return False
    return cues.titles.ending(around.before) > 0


def organisation_end(around: Surroundings, cues: PlaceCues) -> int | None:
    """Where the organisation or unit named after this place ends (offset in the text), or None."""
    words = list(_following(around))
    folded = [w.folded for w in words]
    size = cues.organisation_after.starting(folded)
    if size:
        return words[size - 1].end
    for place, word in enumerate(words[:5]):
        if word.folded in cues.organisation_nouns:
            return word.end
        if word.folded not in cues.organisation_between and place > 0:
            break
        if word.folded not in cues.organisation_between:
            break
    numbered = re.search(r"\d+(?:st|nd|rd|th|-?\w{1,3})?\s(?:\w+\s){0,2}$", around.raw_before)
    if numbered:
        for word in words[:4]:
            if word.folded in cues.unit_nouns:
                return word.end
    return None


def _following(around: Surroundings) -> Iterator[Word]:
    """Words after the name that no punctuation parts from it."""
    offset = around.end
    right = around.raw_after
    position = 0
    if right[:2] in ("'s", "’s"):
        position = 2
    for match in WORD.finditer(right, position):
        if not re.fullmatch(r"[ \u00a0\-–]{0,2}", right[position : match.start()]):
            return
        yield Word(offset + match.start(), offset + match.end(), fold_word(match.group()))
        position = match.end()


def organisation_before(around: Surroundings, cues: PlaceCues) -> bool:
    """Whether a club or institution is named before its town: "Dynamo Kyiv"."""
    if not re.search(r"[\w\"»”][ \u00a0«\"“-]{1,2}$", around.raw_before):
        return False
    return cues.organisation_before.ending(around.before) > 0


def quoted_organisation(around: Surroundings, cues: PlaceCues) -> bool:
    """Whether a quoted name is that of a unit or a firm: бригада «Херсон», группировка «Днепр»."""
    return around.quoted and any(
        word in cues.organisation_nouns or word in cues.unit_nouns for word in around.before[:2]
    )


def ship(around: Surroundings, cues: PlaceCues) -> bool:
    """Whether the name is a ship's: "the cruiser Moskva", корабль «Новочеркасск»."""
    return cues.ship_nouns.ending(around.before) > 0 and bool(
        re.search(r"\w[ \u00a0«\"“„]{1,3}$", around.raw_before)
    )


def capitals_of(text: str) -> list[Word]:
    """The capitalised words of a text, in order."""
    return list(capitalised_words(text))
