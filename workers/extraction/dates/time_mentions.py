"""Resolves news expressions of time to intervals of local dates.

The anchor is the local date of publication. Without one, relative expressions keep their words (basis
`relative`) and have no dates; nothing ever becomes "now".
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from schemas.claims import ClaimTime, Grain
from workers.extraction.dates.calendar_dates import calendar_date, part_of_period, season
from workers.extraction.dates.relative_dates import counted, named_unit, weekday, weekend
from workers.extraction.dates.time_words import Interval, TimeMention, TimeReader, shift_months
from workers.extraction.sentences.segment import Word
from workers.extraction.tables.language import Language, Tag
from workers.extraction.tables.lexicon import Match

DAY = timedelta(days=1)
_RECORD_REACH = 8
"""Words before "since" in which the record stands ("the heaviest pressure the sector has seen since")."""
_PHRASES = ("overnight", "previous_day", "next_day", "day", "span", "weekend")


def find_times(
    words: Sequence[Word],
    lowers: Sequence[str],
    tags: Mapping[str, Sequence[Match[Tag]]],
    language: Language,
    anchor: date | None,
    earlier: ClaimTime | None = None,
) -> tuple[TimeMention, ...]:
    """The expressions of time of one sentence, in order. `earlier` is what "seven months later" counts from
    when the sentence itself names no time before it."""
    reader = TimeReader(words, lowers, tags, language, anchor)
    phrases = {m.start: m for kind in _PHRASES for m in tags.get(kind, ())}
    found: list[TimeMention] = []
    starters = _starters(language)
    at = 0
    while at < len(lowers):
        word = lowers[at]
        if at not in phrases and word not in starters and not word[0].isdigit() and "-" not in word:
            at += 1
            continue
        base = found[-1].time if found else earlier
        mention = _read(at, reader, phrases.get(at), base)
        if mention is None:
            at += 1
            continue
        if found:
            mention = _in_the_year_before(mention, found[-1])
        since = reader.among(mention.start - 1, "since") or reader.among(mention.start - 1, "lasting")
        if since and _is_yardstick(mention, reader):
            at = mention.end
            continue
        since = since and mention.time.grain != "range"  # "з 5 до 12 жовтня" names its end
        _join(replace(mention, since=since), found, reader)
        at = mention.end
    return tuple(found)


def _is_yardstick(mention: TimeMention, reader: TimeReader) -> bool:
    """ "for the first time since 2022", "its biggest gain since March": compares, and dates nothing."""
    for at in range(mention.start - 2, max(-1, mention.start - 2 - _RECORD_REACH), -1):
        if reader.among(at, "records"):
            return True
        if reader.at(at) in (",", ";", ":"):
            return False
    return False


@cache
def _starters(language: Language) -> frozenset[str]:
    """The words that an expression of time may begin with, numbers in digits aside."""
    tables = (
        "months",
        "weekdays",
        "numbers",
        "ordinals",
        "seasons",
        "parts",
        "last",
        "this",
        "next",
        "units",
    )
    return frozenset(word for name in (*tables, "later_before") for word in language.time.get(name, ()))


def _read(
    at: int, reader: TimeReader, phrase: Match[Tag] | None, base: ClaimTime | None
) -> TimeMention | None:
    if phrase is not None:
        return _phrase(phrase, reader, base)
    if not reader.at(at)[0].isalnum():
        return None
    return (
        part_of_period(at, reader)
        or calendar_date(at, reader)
        or weekday(at, reader)
        or named_unit(at, reader)
        or counted(at, reader, base)
        or season(at, reader)
    )


def _phrase(phrase: Match[Tag], reader: TimeReader, base: ClaimTime | None) -> TimeMention:
    kind, anchor = phrase.payload.kind, reader.anchor
    day: date | None = None
    interval: Interval | None = None
    if kind == "overnight":
        interval = (anchor - DAY, anchor) if anchor else None
    elif kind == "span":
        interval = (anchor - phrase.payload.value * DAY, anchor) if anchor else None
    elif kind == "weekend":
        interval = weekend(anchor)
    elif kind == "previous_day":
        from_day = base.start if base and base.start else anchor
        day = from_day - DAY if from_day else None
    elif kind == "next_day":
        day = base.end + DAY if base and base.end else None
    else:
        day = anchor + phrase.payload.value * DAY if anchor else None
    if day is not None:
        interval = (day, day)
    grain: Grain = "range" if kind in ("overnight", "span", "weekend") else "day"
    return reader.mention(phrase.start, phrase.end, interval, grain, "relative")


def _in_the_year_before(mention: TimeMention, before: TimeMention) -> TimeMention:
    """ "in May 2022 … and in November": a month without a year behind one of a past year is of that year."""
    time, earlier = mention.time, before.time
    bare = time.basis == "stated" and time.grain in ("month", "day") and not _names_a_year(time.expression)
    if not bare or time.start is None or earlier.end is None or not _names_a_year(earlier.expression):
        return mention
    if earlier.end.year >= time.start.year or time.end is None:
        return mention
    months = 12 * (earlier.end.year - time.start.year)
    if shift_months(time.end, months) < earlier.end:
        months += 12
    start, end = shift_months(time.start, months), shift_months(time.end, months)
    return replace(mention, time=time.model_copy(update={"start": start, "end": end}))


def _names_a_year(expression: str | None) -> bool:
    return any(len(word) >= 4 and word[:4].isdecimal() for word in (expression or "").split())


def _join(mention: TimeMention, found: list[TimeMention], reader: TimeReader) -> None:
    """Add an expression; "between" A "and" B is one, and so is a night and its day."""
    before = " ".join(reader.lowers[max(0, mention.start - 2) : mention.start])
    night_of, night_to = (before in reader.language.time.get(key, ()) for key in ("night_of", "night_to"))
    first, last = mention.time.start, mention.time.end
    if (night_of or night_to) and first is not None and first == last:
        night = (first, first + DAY) if night_of else (first - DAY, first)
        if found and found[-1].end == mention.start - 1:
            found.pop()
        mention = reader.mention(mention.start - 2, mention.end, night, "range", mention.time.basis)
    elif found and _is_range(found[-1], mention, reader):
        start = found.pop()
        interval = (start.time.start, last) if start.time.start and last else None
        if interval is not None and interval[0] > interval[1]:
            interval = None
        mention = reader.mention(start.start, mention.end, interval, "range", mention.time.basis)
    found.append(mention)


def _is_range(first: TimeMention, second: TimeMention, reader: TimeReader) -> bool:
    """Whether two expressions are the ends of one span ("from Monday to Friday")."""
    if second.start != first.end + 1 or not reader.among(first.end, "range_joins"):
        return False
    return reader.among(first.start - 1, "range_before") or not reader.among(first.end, "and")


__all__ = ["TimeMention", "find_times", "shift_months"]
