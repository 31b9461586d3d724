"""When a claimed event happened, counted from the article's publication on Monday 16 June 2025."""

from datetime import UTC, date, datetime

import pytest

from schemas.claims import ClaimTime
from tests.unit.extraction.articles import PUBLISHED, extract
from workers.extraction.extractor import Extractor

SUNDAY = ("2025-06-15", "2025-06-15")
MAY = ("2025-05-01", "2025-05-31")
MAY_2022 = ("2022-05-01", "2022-05-31")

CLAIMED = {
    "en": ("Russian forces captured Toretsk yesterday.", SUNDAY),
    "en month": ("Russian forces captured Toretsk in May.", MAY),
    "en end of month": ("Russian forces captured Toretsk at the end of May.", ("2025-05-21", "2025-05-31")),
    "en month to come": ("Russian forces captured Toretsk in September.", ("2024-09-01", "2024-09-30")),
    "uk": ("Російські війська захопили Торецьк вчора.", SUNDAY),
    "uk month": ("Російські війська захопили Торецьк у травні.", MAY),
    "ru": ("Российские войска захватили Торецк вчера.", SUNDAY),
    "ru month": ("Российские войска захватили Торецк в мае.", MAY),
}
MONTHS_LATER = {
    "en": "Russian forces captured Lyman in May 2022 and lost it five months later.",
    "uk": "Росія захопила Лиман у травні 2022 року, а через п’ять місяців втратила його.",
}
DISTANCES = {
    "en": "Russian troops attacked 3 km east of Siversk.",
    "uk": "Росіяни атакували за 3 км на схід від Сіверська.",
    "ru": "Россияне атаковали в 3 км к востоку от Северска.",
}


def time_of(
    extractor: Extractor, text: str, language: str = "en", published: datetime | None = PUBLISHED
) -> ClaimTime:
    """The time of the only claim."""
    (claim,) = extract(extractor, text, language, published=published).claims
    return claim.time


@pytest.mark.parametrize("name", CLAIMED)
def test_a_claim_takes_the_time_that_its_sentence_names(name: str, extractor: Extractor) -> None:
    """First and last day, local to the theatre."""
    text, days = CLAIMED[name]
    time = time_of(extractor, text, name[:2])
    assert (str(time.start), str(time.end)) == days


@pytest.mark.parametrize("language", MONTHS_LATER)
def test_months_later_count_from_the_time_before(language: str, extractor: Extractor) -> None:
    """ "Five months later" is five months after May 2022, and not after publication."""
    claims = extract(extractor, MONTHS_LATER[language], language).claims
    assert [(str(c.time.start), str(c.time.end), c.modality) for c in claims] == [
        (*MAY_2022, "background"),
        ("2022-10-01", "2022-10-31", "background"),
    ]


def test_without_an_expression_the_day_of_publication_is_meant(extractor: Extractor) -> None:
    """News without a date is of its day, and says that this is all it rests on."""
    time = time_of(extractor, "Russian forces captured Toretsk.")
    assert (time.start, time.end, time.basis) == (PUBLISHED.date(), PUBLISHED.date(), "publication")


def test_without_a_publication_date_relative_expressions_stay_unresolved(extractor: Extractor) -> None:
    """ "Wednesday" of an undated article is no date, and never one counted from now."""
    time = time_of(extractor, "Russian forces captured Toretsk on Wednesday.", published=None)
    assert (time.start, time.end, time.expression, time.basis) == (None, None, "Wednesday", "relative")
    assert time_of(extractor, "Russian forces captured Toretsk.", published=None) == ClaimTime()


def test_today_is_the_theatre_s_day(extractor: Extractor) -> None:
    """Half past ten in the evening UTC is already the next day in Kyiv."""
    late = datetime(2025, 6, 15, 22, 30, tzinfo=UTC)
    time = time_of(extractor, "Russian forces captured Toretsk today.", published=late)
    assert time.start == date(2025, 6, 16)


def test_what_has_no_day_gets_none(extractor: Extractor) -> None:
    """Neither a plan nor a thirty-first of February is moved to a day that exists."""
    assert time_of(extractor, "Russian forces want to capture Toretsk.").start is None
    assert time_of(extractor, "Russian forces captured Toretsk on 31 February.").start is None


@pytest.mark.parametrize("language", DISTANCES)
def test_a_distance_is_kept_and_makes_it_near(language: str, extractor: Extractor) -> None:
    """Three kilometres from a town are near it, and never in it."""
    (claim,) = extract(extractor, DISTANCES[language], language).claims
    assert (claim.relation, claim.distance_km) == ("near", 3.0)


@pytest.mark.parametrize(
    "text",
    [
        "Russian forces captured Toretsk, their biggest gain since March.",
        "Russian forces captured Toretsk under the heaviest fire the sector has seen since 2022.",
        "For the first time since 2022, Russian forces captured Toretsk.",
    ],
)
def test_a_record_is_no_date(text: str, extractor: Extractor) -> None:
    """A "since" that only compares with the past does not date what happened now."""
    (claim,) = extract(extractor, text).claims
    assert (claim.modality, claim.time.basis) == ("asserted", "publication")


def test_since_dates_what_lasts(extractor: Extractor) -> None:
    """Without a record before it, "since" tells when it began."""
    (claim,) = extract(extractor, "Russian forces have captured Toretsk since Friday.").claims
    assert claim.time.start == date(2025, 6, 13)
