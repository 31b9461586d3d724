"""Expressions of time become intervals of local dates, or stay unresolved."""

from datetime import date

import pytest

from schemas.claims import ClaimTime
from workers.extraction.dates.time_mentions import TimeMention, find_times, shift_months
from workers.extraction.sentences.segment import normalise, tokenizer, words_of
from workers.extraction.tables.language import load_language
from workers.extraction.tables.lexicon import Match
from workers.extraction.tables.theatre import load_theatre

THURSDAY = date(2024, 11, 14)


def read(
    text: str, language: str = "en", anchor: date | None = THURSDAY, earlier: ClaimTime | None = None
) -> tuple[TimeMention, ...]:
    """The expressions of time of one sentence."""
    tables = load_language(language, load_theatre("ukraine"))
    words = words_of(normalise(text), 0, (), tokenizer(language))
    lowers = tuple(word.lower for word in words)
    tags: dict[str, list[Match[object]]] = {}
    for match in tables.phrases.find(lowers):
        tags.setdefault(match.payload.kind, []).append(match)  # type: ignore[arg-type]
    return find_times(words, lowers, tags, tables, anchor, earlier)  # type: ignore[arg-type]


def interval(text: str, language: str = "en", anchor: date | None = THURSDAY) -> tuple[date | None, ...]:
    """The dates of the only expression in a sentence."""
    (mention,) = read(text, language, anchor)
    return mention.time.start, mention.time.end


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("They left on Wednesday.", date(2024, 11, 13), date(2024, 11, 13)),
        ("They left on Thursday.", THURSDAY, THURSDAY),
        ("They left last Thursday.", date(2024, 11, 7), date(2024, 11, 7)),
        ("They will leave next Monday.", date(2024, 11, 18), date(2024, 11, 18)),
        ("They left yesterday.", date(2024, 11, 13), date(2024, 11, 13)),
        ("Shells fell overnight.", date(2024, 11, 13), THURSDAY),
        ("It fell last week.", date(2024, 11, 4), date(2024, 11, 10)),
        ("It fell this month.", date(2024, 11, 1), date(2024, 11, 30)),
        ("It fell last year.", date(2023, 1, 1), date(2023, 12, 31)),
        ("It fell three days ago.", date(2024, 11, 11), date(2024, 11, 11)),
        ("It fell two years ago.", date(2022, 1, 1), date(2022, 12, 31)),
        ("The map as of 12 November shows it.", date(2024, 11, 12), date(2024, 11, 12)),
        ("It fell on Nov. 2.", date(2024, 11, 2), date(2024, 11, 2)),
        ("It fell on December 3.", date(2023, 12, 3), date(2023, 12, 3)),
        ("It fell on 3 May 2023.", date(2023, 5, 3), date(2023, 5, 3)),
        ("It fell on May 3, 2023.", date(2023, 5, 3), date(2023, 5, 3)),
        ("It fell in September 2022.", date(2022, 9, 1), date(2022, 9, 30)),
        ("It fell in December.", date(2023, 12, 1), date(2023, 12, 31)),
        ("It fell in 2022.", date(2022, 1, 1), date(2022, 12, 31)),
        ("It fell in early 2022.", date(2022, 1, 1), date(2022, 4, 30)),
        ("It fell in late October.", date(2024, 10, 21), date(2024, 10, 31)),
        ("It fell in the spring of 2023.", date(2023, 3, 1), date(2023, 5, 31)),
        ("The report of 2024-11-10 says so.", date(2024, 11, 10), date(2024, 11, 10)),
    ],
)
def test_english_expressions_count_from_the_day_of_publication(text: str, start: date, end: date) -> None:
    """A weekday is the last one, the day of publication included; a date without a year lies in the past."""
    assert interval(text) == (start, end)


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [
        ("uk", "Вони відійшли у середу.", date(2024, 11, 13), date(2024, 11, 13)),
        ("uk", "Вони відійшли 12 листопада.", date(2024, 11, 12), date(2024, 11, 12)),
        ("uk", "Місто взяли у вересні 2022 року.", date(2022, 9, 1), date(2022, 9, 30)),
        ("uk", "Місто взяли на початку 2022 року.", date(2022, 1, 1), date(2022, 4, 30)),
        ("uk", "Це було три дні тому.", date(2024, 11, 11), date(2024, 11, 11)),
        ("ru", "Они отошли в среду.", date(2024, 11, 13), date(2024, 11, 13)),
        ("ru", "Они отошли 12 ноября.", date(2024, 11, 12), date(2024, 11, 12)),
        ("ru", "Город взяли в сентябре 2022 года.", date(2022, 9, 1), date(2022, 9, 30)),
        ("ru", "Город взяли в начале 2022 года.", date(2022, 1, 1), date(2022, 4, 30)),
        ("ru", "Это было три дня назад.", date(2024, 11, 11), date(2024, 11, 11)),
    ],
)
def test_the_other_languages_read_by_the_same_rules(language: str, text: str, start: date, end: date) -> None:
    """Months and weekdays are known in the cases in which they stand."""
    assert interval(text, language) == (start, end)


@pytest.mark.parametrize(
    "text", ["They left on Wednesday.", "They left yesterday.", "Shells fell overnight."]
)
def test_without_a_date_of_publication_relative_expressions_stay_unresolved(text: str) -> None:
    """Nothing ever becomes "now"."""
    (mention,) = read(text, anchor=None)
    assert (mention.time.start, mention.time.end, mention.time.basis) == (None, None, "relative")


def test_a_full_date_needs_no_date_of_publication() -> None:
    """What the text states holds by itself."""
    assert interval("It fell on 3 May 2023.", anchor=None) == (date(2023, 5, 3), date(2023, 5, 3))


def test_seven_months_later_counts_from_the_time_before_it() -> None:
    """ "Seized in early 2022 … ousted seven months later" is the autumn of 2022."""
    first, second = read("Seized in early 2022, they were ousted seven months later.")
    assert (first.time.start, first.time.end) == (date(2022, 1, 1), date(2022, 4, 30))
    assert (second.time.start, second.time.end) == (date(2022, 8, 1), date(2022, 11, 30))


def test_seven_months_later_without_anything_before_it_stays_unresolved() -> None:
    """There is nothing to count from, and publication is not it."""
    (mention,) = read("They were ousted seven months later.")
    assert mention.time.start is None


def test_since_marks_what_lasts() -> None:
    """ "Since September 2022" dates the beginning."""
    (mention,) = read("It has been held since September 2022.")
    assert mention.since


@pytest.mark.parametrize(
    "text",
    ["They may leave.", "The second line held.", "It fell on 31 February 2023.", "Some 2022 men were there."],
)
def test_what_only_looks_like_time_is_none(text: str) -> None:
    """A modal verb, an ordinal, an impossible date and a number of men have no dates."""
    assert all(mention.time.start is None for mention in read(text))


def test_months_are_shifted_within_the_calendar() -> None:
    """The last day of a month stays the last day; the end of the calendar is no error."""
    assert shift_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert shift_months(date(9999, 12, 1), 24) == date(9999, 12, 1)
