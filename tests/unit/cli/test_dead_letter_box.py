"""A dead letter is sent again once, unless somebody insists."""

from datetime import UTC, datetime

from schemas.dead_letters import ATTEMPT, TIMESTAMP, DeadLetter, RawHeaders
from schemas.topics import dead_letters
from workers.cli.dead_letter_box import (
    Wanted,
    mark_headers,
    read_letters,
    redriven_headers,
    to_redrive,
)
from workers.cli.stored import Stored

TIME = datetime(2024, 11, 14, tzinfo=UTC)


def dead(offset: int, *, error: str = "not-json", headers: RawHeaders = (), attempt: int = 1) -> Stored:
    why = DeadLetter(
        worker="fingerprint",
        topic="articles.raw",
        partition=3,
        offset=40 + offset,
        timestamp=TIME,
        error_type=error,
        message="why",
        time=TIME,
        attempt=attempt,
    )
    return record(offset, b"{broken", (*headers, *why.headers()))


def record(offset: int, value: bytes | None, headers: RawHeaders) -> Stored:
    return Stored(dead_letters("fingerprint").name, 0, offset, 0.0, b"key", value, headers)


def test_a_letter_that_is_marked_is_known_as_sent_again() -> None:
    """The mark lies in the same topic, so that every operator sees it."""
    first, second = read_letters([dead(0), dead(1)])
    marked = read_letters([dead(0), dead(1), record(2, None, mark_headers(first))])
    assert [letter.redriven for letter in marked] == [True, False]
    assert to_redrive(marked, Wanted()) == (marked[1],)
    assert second.name == "fingerprint/1"


def test_insisting_sends_it_once_more() -> None:
    """`--again` is the way to say that it is no accident."""
    letters = read_letters([dead(0)])
    marked = read_letters([dead(0), record(1, None, mark_headers(letters[0]))])
    assert to_redrive(marked, Wanted(), again=True) == marked


def test_letters_are_chosen_by_error_range_and_name() -> None:
    """Ranges are inclusive; fields are joined by and."""
    letters = read_letters([dead(0), dead(1, error="schema-breach"), dead(2), dead(3)])
    chosen = to_redrive(letters, Wanted(error_types=frozenset({"not-json"}), first=1, last=2))
    assert [letter.name for letter in chosen] == ["fingerprint/2"]
    assert len(to_redrive(letters, Wanted(names=frozenset({"fingerprint/1", "fingerprint/3"})))) == 2
    assert to_redrive(letters, Wanted(workers=frozenset({"alert"}))) == ()


def test_what_is_sent_again_is_the_original_with_its_count_of_attempts() -> None:
    """The next death counts on from there; only the time that it had at first travels beside it."""
    (letter,) = read_letters([dead(0, headers=(("trace", b"abc"),), attempt=2)])
    first = TIME.isoformat().encode()
    assert redriven_headers(letter) == (("trace", b"abc"), (ATTEMPT, b"2"), (TIMESTAMP, first))


def test_a_stranger_in_the_topic_is_neither_letter_nor_mark() -> None:
    """Somebody's test message does not break the list."""
    assert (
        read_letters([record(0, b"hello", ()), record(1, None, mark_headers(read_letters([dead(7)])[0]))])
        == ()
    )
