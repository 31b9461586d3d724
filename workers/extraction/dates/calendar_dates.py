"""Calendar dates: days, ranges of days, months, parts of months, seasons and years."""

import re
from calendar import monthrange
from datetime import date, timedelta

from workers.extraction.dates.time_words import (
    Interval,
    TimeMention,
    TimeReader,
    month_interval,
    shift_months,
)

_NUMERIC = re.compile(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?\Z")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z")
_DAYS = re.compile(r"(\d{1,2})-(\d{1,2})\Z")
_FUTURE_TOLERANCE = timedelta(days=7)
"""A date without a year lies in the past, unless it is this close."""


def _day_number(word: str, reader: TimeReader) -> int | None:
    digits = word
    for ending in reader.language.time.get("ordinal_endings", ()):
        if word.endswith(ending) and word[: -len(ending)].isdecimal():
            digits = word[: -len(ending)]
    if digits.isdecimal() and len(digits) <= 2 and 1 <= int(digits) <= 31:
        return int(digits)
    return None


def _year_number(word: str, reader: TimeReader) -> int | None:
    """2022, also as the inflected ordinal that some languages make of it ("2022-го")."""
    endings = reader.language.time.get("ordinal_endings", ())
    ending = next((e for e in endings if word.endswith(e) and e.startswith("-")), "")
    digits = word[: len(word) - len(ending)]
    return int(digits) if len(digits) == 4 and digits.isdecimal() and 1900 <= int(digits) <= 2100 else None


def calendar_date(at: int, reader: TimeReader) -> TimeMention | None:
    """A date, a range of days within a month, a month or a year at a position of the sentence."""
    months = reader.table("months")
    lower = reader.at(at)
    if found := _numeric(at, reader) or _days(at, reader) or _day_of_this_month(at, reader):
        return found
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
    if years := _years(at, reader):
        return years
    year = _year_number(lower, reader)
    if year and ("-" in lower or reader.among(at - 1, "year_before") or reader.among(at + 1, "year_words")):
        end = at + 1 + reader.among(at + 1, "year_words")
        return reader.mention(at, end, (date(year, 1, 1), date(year, 12, 31)), "year", "stated")
    return None


def _years(at: int, reader: TimeReader) -> TimeMention | None:
    """ "2022-23", "2022–2024", "2022/23": from the first day of the one to the last of the other."""
    for end in (at + 1, at + 3):
        words = "".join(reader.at(position) for position in range(at, end))
        first, dash, last = re.sub("[–—/]", "-", words).partition("-")
        if dash and (year := _year_number(first, reader)) and last.isdecimal() and len(last) in (2, 4):
            until = int(last) if len(last) == 4 else year // 100 * 100 + int(last)
            if year < until <= year + 10:
                return reader.mention(at, end, (date(year, 1, 1), date(until, 12, 31)), "range", "stated")
    return None


def _days(at: int, reader: TimeReader) -> TimeMention | None:
    """ "5-6 November", "3 and 5 June", "March 17 to 18": a range of days of one month."""
    months = reader.table("months")
    first_at = at + (reader.at(at) in months)
    days, end = _two_days(first_at, reader)
    if days is None:
        return None
    if first_at == at:
        if reader.at(end) not in months:
            return None
        month, end = months[reader.at(end)], end + 1
    elif reader.at(end) in months or reader.among(end - 2, "and"):
        return None
    else:
        month = months[reader.at(at)]
    year, end = _year_after(end, reader)
    first, last = (_resolve_day(day, month, year, reader.anchor) for day in days)
    interval = (first, last) if first and last and first <= last else None
    return reader.mention(at, end, interval, "range", "stated")


def _two_days(at: int, reader: TimeReader) -> tuple[tuple[int, int] | None, int]:
    """The two numbers of "5-6" or "5 and 6", and the position behind them."""
    if match := _DAYS.match(reader.at(at)):
        return (int(match.group(1)), int(match.group(2))), at + 1
    first, second = _day_number(reader.at(at), reader), _day_number(reader.at(at + 2), reader)
    if first is None or second is None or not reader.among(at + 1, "range_joins"):
        return None, at
    return (first, second), at + 3


def _day_of_this_month(at: int, reader: TimeReader) -> TimeMention | None:
    """ "on the 14th": the latest such day."""
    alone = reader.among(at - 2, "day_before") and reader.at(at + 1) in ("", ".", ",", ";", "and")
    day = _day_number(reader.at(at), reader) if alone and not reader.at(at).isdigit() else None
    if day is None:
        return None
    anchor = reader.anchor
    month = shift_months(anchor, -1 if day > anchor.day else 0) if anchor else None
    found = _safe_date(month.year, month.month, day) if month else None
    return reader.mention(at, at + 1, (found, found) if found else None, "day", "relative")


def _numeric(at: int, reader: TimeReader) -> TimeMention | None:
    text = reader.at(at)
    if match := _ISO.match(text):
        day = _safe_date(*(int(part) for part in match.groups()))
    elif (match := _NUMERIC.match(text)) and (match.group(3) or reader.among(at - 1, "numeric_before")):
        year = match.group(3)
        number = int(year) + (2000 if year and len(year) == 2 else 0) if year else None
        day = _resolve_day(int(match.group(1)), int(match.group(2)), number, reader.anchor)
    else:
        return None
    return reader.mention(at, at + 1, (day, day), "day", "stated") if day else None


def _dated(start: int, end: int, day: int, month: int, reader: TimeReader) -> TimeMention | None:
    year, end = _year_after(end, reader)
    resolved = _resolve_day(day, month, year, reader.anchor)
    return reader.mention(start, end, (resolved, resolved) if resolved else None, "day", "stated")


def _year_after(end: int, reader: TimeReader) -> tuple[int | None, int]:
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


def _month(start: int, end: int, month: int, reader: TimeReader) -> TimeMention | None:
    year, after = _year_after(end, reader)
    if year is None:
        if not reader.among(start - 1, "month_before"):
            return None
        if reader.anchor is None:
            return reader.mention(start, end, None, "month", "relative")
        year = reader.anchor.year - (month > reader.anchor.month)
        return reader.mention(start, end, month_interval(year, month), "month", "stated")
    return reader.mention(start, after, month_interval(year, month), "month", "stated")


def part_of_period(at: int, reader: TimeReader) -> TimeMention | None:
    """ "early 2022", "late October": a third; "the first week of June"; "by the end of June": all of it."""
    prefix, hyphen, rest = reader.at(at).partition("-")
    part = reader.table("parts").get(prefix + hyphen)
    if part is None:
        return _week_or_half(at, reader)
    inner_at = at if rest else _behind_connectors(at + 1, reader)
    word = rest or reader.at(inner_at)
    by = reader.among(at - 1, "by") or reader.among(at - 2, "by")
    year = _year_number(word, reader)
    if year:
        end = inner_at + 1 + reader.among(inner_at + 1, "year_words")
        months = (1, 12) if by else ((1, 4), (5, 8), (9, 12))[part]
        interval = (date(year, months[0], 1), month_interval(year, months[1])[1])
        return reader.mention(at, end, interval, "range", "stated")
    found = _month_at(inner_at, word, reader)
    if found is None:
        return None
    year, month, end = found
    first, last = ((1, 10), (11, 20), (21, monthrange(year, month)[1]))[part]
    first = 1 if by else first
    return reader.mention(at, end, (date(year, month, first), date(year, month, last)), "range", "stated")


def _behind_connectors(at: int, reader: TimeReader) -> int:
    behind = at
    while reader.among(behind, "connectors") and behind < at + 2:
        behind += 1
    return behind


def _month_at(at: int, word: str, reader: TimeReader) -> tuple[int, int, int] | None:
    """Year and month of a month's name at a position, and the position behind them."""
    month = reader.table("months").get(word)
    if not month:
        return None
    year, end = _year_after(at + 1, reader)
    if year is None:
        if reader.anchor is None:
            return None
        year = reader.anchor.year - (month > reader.anchor.month)
    return year, month, end


def _week_or_half(at: int, reader: TimeReader) -> TimeMention | None:
    """ "the first week of June", "the second half of October"."""
    number = reader.table("ordinals").get(reader.at(at))
    days = reader.table("fractions").get(reader.at(at + 1)) if number else None
    if number is None or days is None:
        return None
    month_at = _behind_connectors(at + 2, reader)
    found = _month_at(month_at, reader.at(month_at), reader)
    if found is None:
        return None
    year, month, end = found
    whole = monthrange(year, month)[1]
    first, last = days * (number - 1) + 1, days * number
    interval = (date(year, month, min(first, whole)), date(year, month, whole if last > 28 else last))
    return reader.mention(at, end, interval, "range", "stated")


def season(at: int, reader: TimeReader) -> TimeMention | None:
    """ "the spring of 2023"; "over the summer" is the latest one."""
    first_month = reader.table("seasons").get(reader.at(at))
    if first_month is None:
        return None
    year, end = _year_after(at + 1, reader)
    if year is not None:
        return reader.mention(at, end, _season_from(date(year, first_month, 1)), "season", "stated")
    named = reader.among(at - 1, "season_before") or reader.among(at - 2, "season_before")
    named = named or reader.among(at, "season_alone")
    if not named or reader.among(at + 1, "of"):
        return None
    interval = None
    if reader.anchor is not None:
        first = date(reader.anchor.year, first_month, 1)
        interval = _season_from(first if first <= reader.anchor else shift_months(first, -12))
    return reader.mention(at, at + 1, interval, "season", "relative")


def _season_from(first: date) -> Interval:
    return first, shift_months(first, 3) - timedelta(days=1)
