"""Dead letters say why, and give the original back."""

from datetime import UTC, datetime

import pytest

from schemas.dead_letters import DeadLetter, attempts_so_far, original_headers

LETTER = DeadLetter(
    worker="fingerprint",
    topic="articles.raw",
    partition=3,
    offset=41,
    timestamp=datetime(2024, 11, 14, 7, tzinfo=UTC),
    error_type="not-json",
    message="expected value at line 1 — статья",
    time=datetime(2024, 11, 14, 8, tzinfo=UTC),
    attempt=2,
)
ORIGINAL = (("traceparent", b"00-\xff"), ("traceparent", b"again"))


def test_headers_carry_the_letter_and_give_it_back() -> None:
    """What is written can be read, non-ASCII messages included."""
    assert DeadLetter.parse(ORIGINAL + LETTER.headers()) == LETTER


def test_original_headers_are_unchanged() -> None:
    """Order, repeats and bytes that are no text survive."""
    assert original_headers(ORIGINAL + LETTER.headers()) == ORIGINAL


def test_attempts_are_counted_from_the_headers() -> None:
    """A record that never died has none; a header that is not a number does not stop the worker."""
    assert attempts_so_far(ORIGINAL) == 0
    assert attempts_so_far(LETTER.headers()) == 2
    assert attempts_so_far((("frontwatch-dead-letter-attempt", b"x"),)) == 0


def test_a_record_that_is_no_dead_letter_is_refused() -> None:
    """The error names what is missing."""
    with pytest.raises(ValueError, match="frontwatch-dead-letter-worker"):
        DeadLetter.parse(ORIGINAL)
