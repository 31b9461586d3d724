"""Spans, nights and rolling periods in English, and the day of an event against the day of its statement."""

from datetime import UTC, date, datetime

import pytest

from tests.unit.extraction.articles import article
from tests.unit.extraction.test_time import interval
from workers.extraction.core import Extractor

WEDNESDAY = date(2024, 11, 20)


def november(day: int) -> date:
    return date(2024, 11, day)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("It fell between 3 and 5 November.", november(3), november(5)),
        ("It fell between November 3 and November 5.", november(3), november(5)),
        ("It fell between 30 October and 2 November.", date(2024, 10, 30), november(2)),
        ("It fell from 14 to 16 November.", november(14), november(16)),
        ("Shells fell on 14 and 15 November.", november(14), november(15)),
        ("Shells fell on the night of November 5-6.", november(5), november(6)),
        ("Shells fell on the night of 5 to 6 November.", november(5), november(6)),
        ("Shells fell on the night of 5 November.", november(5), november(6)),
        ("Shells fell overnight into Tuesday.", november(18), november(19)),
        ("Shells fell overnight on Tuesday.", november(18), november(19)),
        ("Shells fell from Monday to Wednesday.", november(18), november(20)),
        ("It fell over the past week.", november(13), november(20)),
        ("It fell over the week.", november(13), november(20)),
        ("It fell over the past three days.", november(17), november(20)),
        ("It fell in the 24 hours to 06:00.", november(19), november(20)),
        ("It fell over the weekend.", november(16), november(17)),
        ("It has not slept for a week.", november(13), november(20)),
        ("It fell over the summer.", date(2024, 6, 1), date(2024, 8, 31)),
        ("It fell by the end of October.", date(2024, 10, 1), date(2024, 10, 31)),
        ("It fell at the end of October.", date(2024, 10, 21), date(2024, 10, 31)),
        ("It fell in mid-October.", date(2024, 10, 11), date(2024, 10, 20)),
        ("It fell in the first week of November.", november(1), november(7)),
        ("It fell three weeks ago.", date(2024, 10, 28), november(3)),
        ("It fell on the 14th.", november(14), november(14)),
    ],
)
def test_spans_and_nights_are_intervals(text: str, start: date, end: date) -> None:
    """Both ends of a span count, and a night is two days."""
    assert interval(text, anchor=WEDNESDAY) == (start, end)


def test_the_fall_of_a_city_is_no_autumn() -> None:
    """ "in the fall of K" names no season."""
    with pytest.raises(ValueError, match="not enough values"):
        interval("They died in the fall of the city.", anchor=WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("The ministry said on Sunday that its troops had taken Kupiansk on Friday.", 15, 15),
        ("Russia's defence ministry said on Sunday that Kupiansk had been captured.", 17, 17),
        ("Russian forces captured Kupiansk on Sunday, the Russian ministry said on Monday.", 17, 17),
        ("Since Sunday Russian troops have been inside Kupiansk.", 17, 20),
        ("Russian troops captured Kupiansk earlier this week.", 18, 20),
        ("On 3 November Russian forces entered Siversk. The next day they captured Kupiansk.", 4, 4),
    ],
)
def test_an_event_has_its_own_day_before_that_of_its_statement(
    text: str, start: int, end: int, extractor: Extractor
) -> None:
    """The event's day wins; a statement's day stands in for it; nothing ends after publication."""
    published = datetime(2024, 11, 20, 9, 0, tzinfo=UTC)
    claims = extractor.extract(article(text, published=published)).claims
    times = [c.time for c in claims if c.place.name == "Kupiansk"]
    assert [(t.start, t.end) for t in times] == [(november(start), november(end))]
