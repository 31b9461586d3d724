"""Resolves news expressions of time to intervals of local dates.

The anchor is the local date of publication. Without one, relative expressions keep their words (basis
`relative`) and have no dates; nothing ever becomes "now".
"""

import re
from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from schemas.claims import ClaimTime, Grain, TimeBasis
from workers.extraction.language import Language, Tag
from workers.extraction.lexicon import Match
from workers.extraction.segment import Word

_NUMERIC = re.compile(r"(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?\Z")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_FUTURE_TOLERANCE = timedelta(days=7)
"""A date without a year lies in the past, unless it is this close."""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An expression of time at words `start` to `end`. `since`: the event lasts from then on."""

    start: int
    end: int
    time: ClaimTime
    since: bool = False
    chained: bool = False


@dataclass(frozen=True)
class _Reader:
    words: Sequence[Word]
    lowers: Sequence[str]
    tags: Mapping[str, Sequence[Match[Tag]]]
    language: Language
    anchor: date | None

    def at(self, position: int) -> str:
        return self.lowers[position] if 0 <= position < len(self.lowers) else ""

    def table(self, name: str) -> Mapping[Any, Any]:
        table: Mapping[Any, Any] = self.language.time.get(name, {})
        return table

    def among(self, position: int, name: str) -> bool:
        return self.at(position) in self.language.time.get(name, ())


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
    reader = _Reader(words, lowers, tags, language, anchor)
    phrases = {m.start: m for kind in ("overnight", "previous_day", "day") for m in tags.get(kind, ())}
    found: list[TimeMention] = []
    starters = _starters(language)
    at = 0
    while at < len(lowers):
        if at not in phrases and lowers[at] not in starters and not lowers[at][0].isdigit():
            at += 1
            continue
        base = found[-1].time if found else earlier
        mention = _read(at, reader, phrases.get(at), base)
        if mention is None:
            at += 1
            continue
        since = reader.among(mention.start - 1, "since")
        found.append(TimeMention(mention.start, mention.end, mention.time, since, mention.chained))
        at = mention.end
    return tuple(found)


@cache
def _starters(language: Language) -> frozenset[str]:
    """The words that an expression of time may begin with, numbers in digits aside."""
    tables = ("months", "weekdays", "numbers", "seasons", "parts", "last", "this", "next", "later_before")
    return frozenset(word for name in tables for word in language.time.get(name, ()))


def _read(at: int, reader: _Reader, phrase: Match[Tag] | None, base: ClaimTime | None) -> TimeMention | None:
    if phrase is not None:
        return _phrase(phrase, reader, base)
    lower = reader.at(at)
    if not (lower[0].isalnum()):
        return None
    return (
        _part(at, reader)
        or _calendar(at, reader)
        or _weekday(at, reader)
        or _named_unit(at, reader)
        or _counted(at, reader, base)
        or _season(at, reader)
    )


def _mention(
    reader: _Reader,
    start: int,
    end: int,
    interval: tuple[date, date] | None,
    grain: Grain,
    basis: TimeBasis,
    chained: bool = False,
) -> TimeMention:
    expression = " ".join(word.text for word in reader.words[start:end])[:256]
    first, last = interval or (None, None)
    time = ClaimTime(
        start=first, end=last, grain=grain if interval else None, expression=expression, basis=basis
    )
    return TimeMention(start, end, time, chained=chained)


def _phrase(phrase: Match[Tag], reader: _Reader, base: ClaimTime | None) -> TimeMention:
    kind, anchor = phrase.payload.kind, reader.anchor
    start, end = phrase.start, phrase.end
    if kind == "overnight":
        night = (anchor - timedelta(days=1), anchor) if anchor else None
        return _mention(reader, start, end, night, "range", "relative")
    if kind == "previous_day":
        from_day = base.start if base and base.start else anchor
        day = from_day - timedelta(days=1) if from_day else None
        return _mention(reader, start, end, (day, day) if day else None, "day", "relative")
    day = anchor + timedelta(days=phrase.payload.value) if anchor else None
    return _mention(reader, start, end, (day, day) if day else None, "day", "relative")


# --- calendar dates


def _day_number(word: str, reader: _Reader) -> int | None:
    digits = word
    for ending in reader.language.time.get("ordinal_endings", ()):
        if word.endswith(ending) and word[: -len(ending)].isdigit():
            digits = word[: -len(ending)]
    if digits.isdigit() and len(digits) <= 2 and 1 <= int(digits) <= 31:
        return int(digits)
    return None


def _year_number(word: str, reader: _Reader) -> int | None:
    """2022, also as the inflected ordinal that some languages make of it ("2022-го")."""
    endings = reader.language.time.get("ordinal_endings", ())
    ending = next((e for e in endings if word.endswith(e) and e.startswith("-")), "")
    digits = word[: len(word) - len(ending)]
    return int(digits) if len(digits) == 4 and digits.isdecimal() and 1900 <= int(digits) <= 2100 else None


def _calendar(at: int, reader: _Reader) -> TimeMention | None:
    months = reader.table("months")
    lower = reader.at(at)
    if numeric := _numeric(at, reader):
        return numeric
    day = _day_number(lower, reader)
    if day is not None:
        month_at = at + 1 + (reader.among(at + 1, "connectors") and reader.at(at + 2) in months)
        if reader.at(month_at) in months:
            return _dated(at, month_at + 1, day, months[reader.at(month_at)], reader)
    if lower in months:
        day = _day_number(reader.at(at + 1), reader)
        if day is not None:
            return _dated(at, at + 2, day, months[lower], reader)
        return _month(at, at + 1, months[lower], reader)
    year = _year_number(lower, reader)
    if year and ("-" in lower or reader.among(at - 1, "year_before") or reader.among(at + 1, "year_words")):
        end = at + 1 + reader.among(at + 1, "year_words")
        return _mention(reader, at, end, (date(year, 1, 1), date(year, 12, 31)), "year", "stated")
    return None


def _numeric(at: int, reader: _Reader) -> TimeMention | None:
    text = reader.at(at)
    if match := _ISO.match(text):
        day = _safe_date(*(int(part) for part in match.groups()))
    elif (match := _NUMERIC.match(text)) and (match.group(3) or reader.among(at - 1, "numeric_before")):
        year = match.group(3)
        number = int(year) + (2000 if year and len(year) == 2 else 0) if year else None
        day = _resolve_day(int(match.group(1)), int(match.group(2)), number, reader.anchor)
    else:
        return None
    return _mention(reader, at, at + 1, (day, day), "day", "stated") if day else None


def _dated(start: int, end: int, day: int, month: int, reader: _Reader) -> TimeMention | None:
    year, end = _year_after(end, reader)
    resolved = _resolve_day(day, month, year, reader.anchor)
    return _mention(reader, start, end, (resolved, resolved) if resolved else None, "day", "stated")


def _year_after(end: int, reader: _Reader) -> tuple[int | None, int]:
    skip = 1 if reader.among(end, "connectors") else 0
    year = _year_number(reader.at(end + skip), reader)
    if year is None:
        return None, end
    end += skip + 1
    return year, end + reader.among(end, "year_words")


def _resolve_day(day: int, month: int, year: int | None, anchor: date | None) -> date | None:
    if year is not None:
        return _safe_date(year, month, day)
    if anchor is None:
        return None
    this_year = _safe_date(anchor.year, month, day)
    if this_year and this_year <= anchor + _FUTURE_TOLERANCE:
        return this_year
    return _safe_date(anchor.year - 1, month, day)


def _safe_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(start: int, end: int, month: int, reader: _Reader) -> TimeMention | None:
    year, after = _year_after(end, reader)
    if year is None:
        if not reader.among(start - 1, "month_before"):
            return None
        if reader.anchor is None:
            return _mention(reader, start, end, None, "month", "relative")
        year = reader.anchor.year - (month > reader.anchor.month)
        return _mention(reader, start, end, _month_interval(year, month), "month", "stated")
    return _mention(reader, start, after, _month_interval(year, month), "month", "stated")


def _month_interval(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _part(at: int, reader: _Reader) -> TimeMention | None:
    """ "early 2022", "late October", "the beginning of 2023": a third of the period."""
    part = reader.table("parts").get(reader.at(at))
    if part is None:
        return None
    inner_at = at + 1
    while reader.among(inner_at, "connectors") and inner_at < at + 3:
        inner_at += 1
    year = _year_number(reader.at(inner_at), reader)
    if year:
        end = inner_at + 1 + reader.among(inner_at + 1, "year_words")
        months = ((1, 4), (5, 8), (9, 12))[part]
        interval = (date(year, months[0], 1), _month_interval(year, months[1])[1])
        return _mention(reader, at, end, interval, "range", "stated")
    month = reader.table("months").get(reader.at(inner_at))
    if not month:
        return None
    year, end = _year_after(inner_at + 1, reader)
    if year is None:
        if reader.anchor is None:
            return None
        year = reader.anchor.year - (month > reader.anchor.month)
    first, last = ((1, 10), (11, 20), (21, monthrange(year, month)[1]))[part]
    return _mention(reader, at, end, (date(year, month, first), date(year, month, last)), "range", "stated")


def _season(at: int, reader: _Reader) -> TimeMention | None:
    first_month = reader.table("seasons").get(reader.at(at))
    if first_month is None:
        return None
    year, end = _year_after(at + 1, reader)
    if year is None:
        return None
    start = date(year, first_month, 1)
    return _mention(reader, at, end, (start, shift_months(start, 3) - timedelta(days=1)), "season", "stated")


# --- relative expressions


def _weekday(at: int, reader: _Reader) -> TimeMention | None:
    weekdays = reader.table("weekdays")
    start, last, following = at, False, False
    if reader.among(at, "last") or reader.among(at, "next") or reader.among(at, "this"):
        last, following, at = reader.among(at, "last"), reader.among(at, "next"), at + 1
    day = weekdays.get(reader.at(at))
    if day is None:
        return None
    if reader.anchor is None:
        return _mention(reader, start, at + 1, None, "day", "relative")
    back = (reader.anchor.weekday() - day) % 7
    if last and back == 0:
        back = 7
    resolved = (
        reader.anchor + timedelta(days=(7 - back)) if following else reader.anchor - timedelta(days=back)
    )
    return _mention(reader, start, at + 1, (resolved, resolved), "day", "relative")


def _named_unit(at: int, reader: _Reader) -> TimeMention | None:
    """ "last week", "this month", "last year"."""
    if not (reader.among(at, "last") or reader.among(at, "this")):
        return None
    unit = reader.table("units").get(reader.at(at + 1))
    if unit not in ("week", "month", "year"):
        return None
    anchor, back = reader.anchor, reader.among(at, "last")
    if anchor is None:
        return _mention(reader, at, at + 2, None, unit, "relative")
    if unit == "week":
        monday = anchor - timedelta(days=anchor.weekday() + 7 * back)
        return _mention(reader, at, at + 2, (monday, monday + timedelta(days=6)), "week", "relative")
    if unit == "month":
        first = shift_months(anchor.replace(day=1), -int(back))
        return _mention(reader, at, at + 2, _month_interval(first.year, first.month), "month", "relative")
    year = anchor.year - back
    return _mention(reader, at, at + 2, (date(year, 1, 1), date(year, 12, 31)), "year", "relative")


def _counted(at: int, reader: _Reader, base: ClaimTime | None) -> TimeMention | None:
    """ "three days ago", "seven months later", "two weeks earlier"; also "через сім місяців"."""
    start, forward = at, reader.among(at, "later_before")
    at += forward
    number = _count(reader.at(at), reader)
    unit = reader.table("units").get(reader.at(at + 1)) if number else None
    if number is None or unit is None:
        return None
    end = at + 2
    if reader.among(end, "ago"):
        return _shifted(reader, start, end + 1, reader.anchor, reader.anchor, -number, unit, False)
    if forward or reader.among(end, "later"):
        sign, end = 1, end + (not forward)
    elif reader.among(end, "earlier"):
        sign, end = -1, end + 1
    else:
        return None
    first, last = (base.start, base.end) if base else (None, None)
    return _shifted(reader, start, end, first, last, sign * number, unit, True)


def _count(word: str, reader: _Reader) -> int | None:
    number = reader.table("numbers").get(word)
    if number is None and word.isdecimal() and len(word) <= 3:
        number = int(word)
    return number


def _shifted(
    reader: _Reader,
    start: int,
    end: int,
    first: date | None,
    last: date | None,
    number: int,
    unit: str,
    chained: bool,
) -> TimeMention:
    if first is None or last is None:
        return _mention(reader, start, end, None, "range", "relative", chained)
    interval = (_shift(first, number, unit), _shift(last, number, unit))
    if unit == "year" and not chained:
        year = interval[0].year
        interval = (date(year, 1, 1), date(year, 12, 31))
    elif unit == "month" and not chained:
        interval = _month_interval(interval[0].year, interval[0].month)
    grain: Grain = "day" if interval[0] == interval[1] else "range"
    return _mention(reader, start, end, interval, grain, "relative", chained)


def _shift(day: date, number: int, unit: str) -> date:
    if unit in ("month", "year"):
        return shift_months(day, number * (12 if unit == "year" else 1))
    days = {"day": number, "week": 7 * number, "hour": int(number / 24)}[unit]
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


def shift_months(day: date, months: int) -> date:
    """The same day some months on, or the month's last day; stays within the calendar."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
