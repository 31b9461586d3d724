"""A sentence as the interval resolver reads it, and an expression of time as it hands it on."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from schemas.claims import ClaimTime, Grain, TimeBasis
from workers.extraction.sentences.segment import Word
from workers.extraction.tables.language import Language, Tag
from workers.extraction.tables.lexicon import Match

Interval = tuple[date, date]
"""First and last day, both inclusive."""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """An expression of time at words `start` to `end`. `since`: the event lasts from then on."""

    start: int
    end: int
    time: ClaimTime
    since: bool = False
    chained: bool = False


@dataclass(frozen=True)
class TimeReader:
    """The words of one sentence, the language's tables of time, and the local day of publication."""

    words: Sequence[Word]
    lowers: Sequence[str]
    tags: Mapping[str, Sequence[Match[Tag]]]
    language: Language
    anchor: date | None

    def at(self, position: int) -> str:
        """The word at a position, or nothing outside the sentence."""
        return self.lowers[position] if 0 <= position < len(self.lowers) else ""

    def table(self, name: str) -> Mapping[Any, Any]:
        """A table of the language; empty where it has none."""
        table: Mapping[Any, Any] = self.language.time.get(name, {})
        return table

    def among(self, position: int, name: str) -> bool:
        """Whether the word at a position stands in a table."""
        return self.at(position) in self.language.time.get(name, ())

    def count(self, word: str) -> int | None:
        """A number of at most three digits, in digits or words."""
        number: int | None = self.table("numbers").get(word)
        if number is None and word.isdecimal() and len(word) <= 3:
            number = int(word)
        return number

    def mention(
        self,
        start: int,
        end: int,
        interval: Interval | None,
        grain: Grain,
        basis: TimeBasis,
        chained: bool = False,
    ) -> TimeMention:
        """The words `start` to `end` as an interval; None where it cannot be dated."""
        expression = " ".join(word.text for word in self.words[start:end])[:256]
        first, last = interval or (None, None)
        time = ClaimTime(
            start=first, end=last, grain=grain if interval else None, expression=expression, basis=basis
        )
        return TimeMention(start, end, time, chained=chained)


def month_interval(year: int, month: int) -> Interval:
    """The first and the last day of a month."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def week_of(day: date) -> Interval:
    """Monday to Sunday of the week that a day lies in."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def shift(day: date, number: int, unit: str) -> date:
    """The day some days, weeks, months, years or whole days' hours on; the same day beyond the calendar."""
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
