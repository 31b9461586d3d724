"""What is poison, and where a message says that it comes from."""

from datetime import UTC, datetime

import pytest

from schemas.envelopes import Origin, Outgoing
from schemas.errors import PoisonError
from schemas.topics import ARTICLES_RAW, ARTICLES_UNIQUE
from tests.unit.runtime.fakes import SOURCE, TARGET, Arrived, Term, term
from workers.runtime.decode import arrival_of, decode, identity_of
from workers.runtime.records import encode_outgoing


@pytest.mark.parametrize(
    ("message", "reason"),
    [
        (Arrived(1, None), "missing-value"),
        (Arrived(1, b"{}", key=None), "missing-key"),
        (Arrived(1, b"{}", key=b"\xff"), "bad-key"),
        (Arrived(1, b"{"), "not-json"),
        (Arrived(1, b'{"key": "\xff", "add": 1}'), "not-json"),
        (Arrived(1, b'{"add":' * 100_000), "not-json"),
        (Arrived(1, b'{"key": "a"}'), "schema-breach"),
        (Arrived(1, b"null"), "schema-breach"),
    ],
)
def test_what_cannot_be_read_is_poison_with_its_reason(message: Arrived, reason: str) -> None:
    """Never any other exception."""
    with pytest.raises(PoisonError) as caught:
        decode(message, SOURCE)
    assert caught.value.error_type == reason


def test_the_reason_names_the_field_and_does_not_repeat_the_input() -> None:
    """A letter's header is no place for a whole article."""
    with pytest.raises(PoisonError) as caught:
        decode(Arrived(1, b'{"key": "a", "add": "secret"}'), SOURCE)
    assert "add" in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_good_message_is_decoded() -> None:
    """As its topic's model."""
    assert decode(term(1, add=2), SOURCE) == Term(key="k", add=2)


def test_fields_that_a_newer_worker_upstream_adds_are_passed_over() -> None:
    """In an upgrade that rolls, old and new workers read each other's messages."""
    newer = Arrived(1, b'{"key": "k", "add": 2, "since": "tomorrow"}')
    assert decode(newer, SOURCE) == Term(key="k", add=2)


def test_on_a_topic_that_users_write_the_record_itself_is_the_origin() -> None:
    """A header of that name is the user's own affair."""
    message = Arrived(7, b"", topic=ARTICLES_RAW.name, partition=2, headers=(("origin", b"the web"),))
    assert arrival_of(message, ARTICLES_RAW).origin == Origin("articles.raw", 2, 7)


def test_further_down_origin_and_version_come_from_the_headers() -> None:
    """They survive being published again at another offset."""
    headers = (("origin", b"articles.raw/2/7"), ("version_id", b"v1"))
    first = arrival_of(Arrived(1, b"", topic=ARTICLES_UNIQUE.name, headers=headers), ARTICLES_UNIQUE)
    again = arrival_of(Arrived(9, b"", topic=ARTICLES_UNIQUE.name, headers=headers), ARTICLES_UNIQUE)
    assert first.origin == Origin("articles.raw", 2, 7)
    assert identity_of(first) == identity_of(again) == "articles.raw/2/7#v1"


def test_the_time_of_the_raw_record_travels_along() -> None:
    """On the first topic it is the record's own; what cannot be read is no reason to refuse a message."""
    raw = arrival_of(Arrived(1, b"", topic=ARTICLES_RAW.name, timestamp=1_700_000_000.25), ARTICLES_RAW)
    [sent] = [encode_outgoing(Outgoing(TARGET, "a", None), raw, "here")]
    down = arrival_of(Arrived(1, b"", topic=ARTICLES_UNIQUE.name, headers=sent.headers), ARTICLES_UNIQUE)
    assert down.raw_time == raw.raw_time == datetime.fromtimestamp(1_700_000_000.25, UTC)
    for header in (b"", b"soon", b"9" * 40):
        odd = Arrived(1, b"", topic=ARTICLES_UNIQUE.name, headers=(("raw_time", header),))
        assert arrival_of(odd, ARTICLES_UNIQUE).raw_time is None


def test_an_origin_that_cannot_be_read_is_poison() -> None:
    """Without it a repetition could not be told."""
    message = Arrived(1, b"", topic=ARTICLES_UNIQUE.name, headers=(("origin", b"nowhere"),))
    with pytest.raises(PoisonError, match="no origin"):
        arrival_of(message, ARTICLES_UNIQUE)
