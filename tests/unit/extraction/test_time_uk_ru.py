"""When it happened, in the words that Ukrainian and Russian news uses."""

from datetime import UTC, date, datetime

import pytest

from tests.unit.extraction.articles import extract
from workers.extraction.extractor import Extractor

THURSDAY = datetime(2024, 11, 14, 9, 0, tzinfo=UTC)

UKRAINIAN = [
    ("Росіяни атакували Торецьк у середу.", (2024, 11, 13), (2024, 11, 13)),
    ("Росіяни атакували Торецьк 13 листопада.", (2024, 11, 13), (2024, 11, 13)),
    ("Росіяни атакували Торецьк учора ввечері.", (2024, 11, 13), (2024, 11, 13)),
    ("Минулої доби росіяни атакували Торецьк.", (2024, 11, 13), (2024, 11, 13)),
    ("Вночі росіяни атакували Торецьк.", (2024, 11, 13), (2024, 11, 14)),
    ("Росіяни захопили Торецьк на початку 2022 року.", (2022, 1, 1), (2022, 4, 30)),
    ("Росіяни захопили Торецьк у травні 2022 року.", (2022, 5, 1), (2022, 5, 31)),
    ("Росіяни захопили Торецьк 2022-го.", (2022, 1, 1), (2022, 12, 31)),
    ("Минулого тижня росіяни захопили Торецьк.", (2024, 11, 4), (2024, 11, 10)),
    ("У ніч на 13 листопада росіяни атакували Торецьк.", (2024, 11, 12), (2024, 11, 13)),
    ("За минулий тиждень росіяни захопили Торецьк.", (2024, 11, 7), (2024, 11, 14)),
    ("Тиждень тому росіяни захопили Торецьк.", (2024, 11, 4), (2024, 11, 10)),
    ("Три дні тому росіяни атакували Торецьк.", (2024, 11, 11), (2024, 11, 11)),
]

RUSSIAN = [
    ("Россияне атаковали Торецк в среду.", (2024, 11, 13), (2024, 11, 13)),
    ("Россияне атаковали Торецк 13 ноября.", (2024, 11, 13), (2024, 11, 13)),
    ("Россияне атаковали Торецк вчера вечером.", (2024, 11, 13), (2024, 11, 13)),
    ("Накануне россияне атаковали Торецк.", (2024, 11, 13), (2024, 11, 13)),
    ("Ночью россияне атаковали Торецк.", (2024, 11, 13), (2024, 11, 14)),
    ("Россияне захватили Торецк в начале 2022 года.", (2022, 1, 1), (2022, 4, 30)),
    ("Россияне захватили Торецк в мае 2022 года.", (2022, 5, 1), (2022, 5, 31)),
    ("На прошлой неделе россияне захватили Торецк.", (2024, 11, 4), (2024, 11, 10)),
    ("В прошлом месяце россияне захватили Торецк.", (2024, 10, 1), (2024, 10, 31)),
    ("В ночь на 13 ноября россияне атаковали Торецк.", (2024, 11, 12), (2024, 11, 13)),
    ("В ночь на среду россияне атаковали Торецк.", (2024, 11, 12), (2024, 11, 13)),
    ("Минувшей ночью россияне атаковали Торецк.", (2024, 11, 13), (2024, 11, 14)),
    ("В минувшие выходные россияне атаковали Торецк.", (2024, 11, 9), (2024, 11, 10)),
    ("За последнюю неделю россияне захватили Торецк.", (2024, 11, 7), (2024, 11, 14)),
    ("Неделю назад россияне захватили Торецк.", (2024, 11, 4), (2024, 11, 10)),
    ("По состоянию на 12 ноября ВСУ удерживают Торецк.", (2024, 11, 12), (2024, 11, 12)),
    ("Три дня назад россияне атаковали Торецк.", (2024, 11, 11), (2024, 11, 11)),
]


@pytest.mark.parametrize(
    ("language", "text", "start", "end"),
    [("uk", *row) for row in UKRAINIAN] + [("ru", *row) for row in RUSSIAN],
)
def test_an_expression_of_time_is_an_interval_of_days(
    language: str, text: str, start: tuple[int, int, int], end: tuple[int, int, int], extractor: Extractor
) -> None:
    """Weekdays, dates, nights, weeks, months and years count from the day of publication."""
    (claim,) = extract(extractor, text, language, published=THURSDAY).claims
    assert (claim.time.start, claim.time.end) == (date(*start), date(*end))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "uk",
            "Росіяни захопили Куп'янськ на початку 2022 року, а через сім місяців українські війська "
            "звільнили Куп'янськ.",
        ),
        (
            "ru",
            "Россияне захватили Купянск в начале 2022 года, а спустя семь месяцев украинские войска "
            "освободили Купянск.",
        ),
    ],
)
def test_months_later_count_from_the_date_before(language: str, text: str, extractor: Extractor) -> None:
    """ "Seven months later" is seven months after what the sentence dated before it, and both are history."""
    gained, regained = extract(extractor, text, language, published=THURSDAY).claims
    assert gained.currency == regained.currency == "background"
    assert (regained.time.start, regained.time.end) == (date(2022, 8, 1), date(2022, 11, 30))


@pytest.mark.parametrize(
    ("language", "text"),
    [("uk", "Росіяни атакували Торецьк у середу."), ("ru", "Россияне атаковали Торецк в среду.")],
)
def test_without_a_date_of_publication_a_weekday_has_no_date(
    language: str, text: str, extractor: Extractor
) -> None:
    """What is unknown stays unknown; nothing becomes today."""
    (claim,) = extract(extractor, text, language, published=None).claims
    assert (claim.time.start, claim.time.end, claim.time.basis) == (None, None, "relative")


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("Россияне захватили Торецк в мае 2022 года, а в июле оставили его.", (2022, 7, 1), (2022, 7, 31)),
        ("Россияне захватили Торецк в ноябре 2021 года, а в мае оставили его.", (2022, 5, 1), (2022, 5, 31)),
    ],
)
def test_a_month_behind_a_past_year_is_of_that_year(
    text: str, start: tuple[int, int, int], end: tuple[int, int, int], extractor: Extractor
) -> None:
    """What is told of one year goes on in it, or in the next one where the months say so."""
    left = [
        c for c in extract(extractor, text, "ru", published=THURSDAY).claims if c.event_type == "withdrawal"
    ]
    assert [(c.time.start, c.time.end, c.modality) for c in left] == [
        (date(*start), date(*end), "background")
    ]


SPANS = [
    ("uk", "Між 3 та 7 червня росіяни захопили Торецьк.", (2025, 6, 3), (2025, 6, 7)),
    ("uk", "З 3 до 7 червня росіяни били по Торецьку.", (2025, 6, 3), (2025, 6, 7)),
    ("uk", "У ніч проти середи росіяни вдарили по Торецьку.", (2025, 6, 10), (2025, 6, 11)),
    ("uk", "Навесні росіяни взяли Торецьк.", (2025, 3, 1), (2025, 5, 31)),
    ("uk", "Ворог тримає Торецьк від 5 червня.", (2025, 6, 5), (2025, 6, 16)),
    ("ru", "С 3 по 7 июня россияне захватили Торецк.", (2025, 6, 3), (2025, 6, 7)),
    ("ru", "Между 3 и 7 июня россияне взяли Торецк.", (2025, 6, 3), (2025, 6, 7)),
    ("ru", "Весной россияне взяли Торецк.", (2025, 3, 1), (2025, 5, 31)),
]


@pytest.mark.parametrize(("language", "text", "start", "end"), SPANS)
def test_a_span_has_both_its_ends(
    language: str, text: str, start: tuple[int, int, int], end: tuple[int, int, int], extractor: Extractor
) -> None:
    """Two days of a month, the night before a day, a season without a preposition; "since" ends today."""
    (claim,) = extract(extractor, text, language).claims
    assert (claim.time.start, claim.time.end) == (date(*start), date(*end))
