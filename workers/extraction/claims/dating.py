"""Dates an event: the time that the sentence gives it, else that of the statement, else the publication's."""

from datetime import date, timedelta

from schemas.claims import ClaimTime
from workers.extraction.dates.time_words import TimeMention
from workers.extraction.stance.judgement import Stance

_STATEMENT_AGE = timedelta(days=14)
"""A statement older than this says nothing of when the event it speaks of was reported."""


def dated(
    when: TimeMention | None, said: TimeMention | None, stance: Stance, published: date | None
) -> ClaimTime:
    """The time of an event. `when` dates the event itself, `said` only the statement about it.

    What has happened has happened by the day of publication, and what lasts "since" a day lasts until then.
    Nothing that is only planned or feared is dated by its publication.
    """
    actual = stance.currency == "current" and stance.reality == "actual"
    if when is not None:
        return _until(when, published) if actual and published is not None else when.time
    if said is not None and actual and _is_recent(said.time, published):
        return said.time
    if published is not None and actual:
        return ClaimTime(start=published, end=published, grain="day", basis="publication")
    return ClaimTime()


def _until(when: TimeMention, published: date) -> ClaimTime:
    time = when.time
    if time.start is None or time.end is None or time.start >= published:
        return time
    if when.since or time.end > published:
        return time.model_copy(update={"end": published, "grain": "range"})
    return time


def _is_recent(time: ClaimTime, published: date | None) -> bool:
    if time.start is None or time.grain not in ("day", "range"):
        return False
    return published is None or published - _STATEMENT_AGE <= time.start <= published
