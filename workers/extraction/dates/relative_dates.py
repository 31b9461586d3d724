"""Dates that count from the day of publication, or from the time named before."""

from datetime import date, timedelta

from schemas.claims import ClaimTime, Grain
from workers.extraction.dates.time_words import (
    Interval,
    TimeMention,
    TimeReader,
    month_interval,
    shift,
    shift_months,
    week_of,
)

_LASTING_REACH = 10
"""Words between "has" and "for a week"."""


def weekday(at: int, reader: TimeReader) -> TimeMention | None:
    """ "Monday", "last Monday", "next Monday"; on the same weekday the day of publication itself."""
    weekdays = reader.table("weekdays")
    start, last, following = at, False, False
    if reader.among(at, "last") or reader.among(at, "next") or reader.among(at, "this"):
        last, following, at = reader.among(at, "last"), reader.among(at, "next"), at + 1
    day = weekdays.get(reader.at(at))
    if day is None:
        return None
    if reader.anchor is None:
        return reader.mention(start, at + 1, None, "day", "relative")
    back = (reader.anchor.weekday() - day) % 7
    if last and back == 0:
        back = 7
    resolved = (
        reader.anchor + timedelta(days=(7 - back)) if following else reader.anchor - timedelta(days=back)
    )
    return reader.mention(start, at + 1, (resolved, resolved), "day", "relative")


def named_unit(at: int, reader: TimeReader) -> TimeMention | None:
    """ "last week", "this month", "last year"; "the past week" and "the last three days" end today."""
    back = reader.among(at, "last")
    if not (back or reader.among(at, "this")):
        return None
    number = reader.count(reader.at(at + 1)) if back else None
    unit = reader.table("units").get(reader.at(at + 1 + (number is not None)))
    anchor = reader.anchor
    if unit is not None and (number is not None or reader.among(at, "rolling")):
        interval = (shift(anchor, -(number or 1), unit), anchor) if anchor else None
        return reader.mention(at, at + 2 + (number is not None), interval, "range", "relative")
    if unit not in ("week", "month", "year") or number is not None:
        return None
    if anchor is None:
        return reader.mention(at, at + 2, None, unit, "relative")
    if unit == "week":
        return reader.mention(at, at + 2, week_of(anchor - timedelta(days=7 * back)), "week", "relative")
    if unit == "month":
        first = shift_months(anchor.replace(day=1), -int(back))
        return reader.mention(at, at + 2, month_interval(first.year, first.month), "month", "relative")
    year = anchor.year - back
    return reader.mention(at, at + 2, (date(year, 1, 1), date(year, 12, 31)), "year", "relative")


def counted(at: int, reader: TimeReader, base: ClaimTime | None) -> TimeMention | None:
    """ "three days ago", "seven months later", "two weeks earlier", "через сім місяців", "неделю назад"."""
    start, forward = at, reader.among(at, "later_before")
    at += forward
    number = reader.count(reader.at(at))
    if number is None and reader.at(at) in reader.table("units"):
        number, at = 1, at - 1  # "неделю назад"
    unit = reader.table("units").get(reader.at(at + 1)) if number else None
    if number is None or unit is None:
        return None
    end = at + 2
    if reader.among(end, "ago"):
        return _shifted(reader, start, end + 1, _around(reader.anchor, -number, unit), False)
    if forward or reader.among(end, "later"):
        interval = _from(base, number, unit)
        return _shifted(reader, start, end + (not forward), interval, True)
    if reader.among(end, "earlier"):
        interval = _from(base, -number, unit) or _around(reader.anchor, -number, unit)
        return _shifted(reader, start, end + 1, interval, True)
    return _lasting(start, end, number, unit, reader)


def _lasting(start: int, end: int, number: int, unit: str, reader: TimeReader) -> TimeMention | None:
    """ "has not slept for a week": the week up to the day of publication."""
    before = range(max(0, start - _LASTING_REACH), start)
    if not (reader.among(start - 1, "lasting") and any(reader.among(at, "lasting_with") for at in before)):
        return None
    interval = (shift(reader.anchor, -number, unit), reader.anchor) if reader.anchor else None
    return reader.mention(start, end, interval, "range", "relative")


def _from(base: ClaimTime | None, number: int, unit: str) -> Interval | None:
    if base is None or base.start is None or base.end is None:
        return None
    return shift(base.start, number, unit), shift(base.end, number, unit)


def _around(day: date | None, number: int, unit: str) -> Interval | None:
    """The day, or the whole week, month or year that a count of such units leads to."""
    if day is None:
        return None
    there = shift(day, number, unit)
    if unit == "year":
        return date(there.year, 1, 1), date(there.year, 12, 31)
    if unit == "month":
        return month_interval(there.year, there.month)
    return week_of(there) if unit == "week" else (there, there)


def _shifted(
    reader: TimeReader, start: int, end: int, interval: Interval | None, chained: bool
) -> TimeMention:
    grain: Grain = "day" if interval and interval[0] == interval[1] else "range"
    return reader.mention(start, end, interval, grain, "relative", chained)


def weekend(anchor: date | None) -> Interval | None:
    """The last Saturday and Sunday that have begun."""
    if anchor is None:
        return None
    saturday = anchor - timedelta(days=(anchor.weekday() - 5) % 7)
    return saturday, saturday + timedelta(days=1)
