"""Records: placement as Kafka's own producer places, headers, sizes, and their way through an envelope."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.cloudevents import from_record
from schemas.envelopes import Arrival, Origin, Outgoing
from schemas.errors import PoisonError
from schemas.topics import ALERTS
from tests.unit.cli.alerts import make_alert
from tests.unit.runtime.fakes import STATE, TARGET, Sum
from workers.runtime.envelope import Envelope, Position, decode_envelope, encode_envelope
from workers.runtime.records import Record, encode_outgoing, partition_for

ARRIVAL = Arrival("terms", 0, 5, datetime(2024, 5, 1, tzinfo=UTC), Origin("articles.raw", 1, 2), "v1")


@pytest.mark.parametrize(
    ("key", "murmur"),
    [(b"21", -973932308), (b"foobar", -790332482), (b"a-little-bit-long-string", -985981536)],
)
def test_keys_are_placed_as_the_java_client_places_them(key: bytes, murmur: int) -> None:
    """The hashes are those of Kafka's own UtilsTest.testMurmur2."""
    assert partition_for(key, 12) == (murmur & 0x7FFFFFFF) % 12


def test_an_output_is_placed_by_partition_then_partition_key_then_key() -> None:
    """In this order."""
    value = Sum(total=1)
    by_key = encode_outgoing(Outgoing(TARGET, "a", value), ARRIVAL, "here")
    by_other = encode_outgoing(Outgoing(TARGET, "a", value, partition_key="foobar"), ARRIVAL, "here")
    by_number = encode_outgoing(Outgoing(TARGET, "a", value, partition=3, partition_key="x"), ARRIVAL, "here")
    assert by_key.partition == partition_for(b"a", 4)
    assert by_other.partition == partition_for(b"foobar", 4)
    assert by_number.partition == 3


def test_origin_and_version_come_from_the_arrival_unless_the_output_names_its_own() -> None:
    """The first worker names the version that it made."""
    plain = encode_outgoing(Outgoing(TARGET, "a", None), ARRIVAL, "here")
    named = encode_outgoing(Outgoing(TARGET, "a", None, {"version_id": "v2", "more": "x"}), ARRIVAL, "here")
    assert dict(plain.headers) == {"origin": b"articles.raw/1/2", "version_id": b"v1"}
    assert dict(named.headers) == {"origin": b"articles.raw/1/2", "version_id": b"v2", "more": b"x"}
    assert plain.value is None


def test_a_partition_that_the_topic_has_not_is_poison() -> None:
    """The broker would never take it."""
    with pytest.raises(PoisonError, match="no partition 4"):
        encode_outgoing(Outgoing(TARGET, "a", None, partition=4), ARRIVAL, "here")


def test_an_alert_travels_as_an_event_in_the_mode_that_the_deployment_asks_for() -> None:
    """Beside the headers that every message carries; readers need not be told which mode it is."""
    alert = make_alert()
    outgoing = Outgoing(ALERTS, alert.place.place_id, alert)
    binary = encode_outgoing(outgoing, ARRIVAL, "here")
    structured = encode_outgoing(outgoing, ARRIVAL, "here", "structured")
    assert dict(binary.headers)["ce_id"] == b"alert-1.0"
    assert dict(structured.headers)["content-type"] == b"application/cloudevents+json"
    for record in (binary, structured):
        assert dict(record.headers)["origin"] == b"articles.raw/1/2"
        assert from_record(dict(record.headers), record.value or b"") == (alert, "here")


@given(
    st.text(), st.text() | st.none(), st.lists(st.tuples(st.text(min_size=1), st.text())), st.integers(0, 11)
)
def test_a_kept_output_comes_out_of_its_envelope_byte_for_byte(
    key: str, value: str | None, headers: list[tuple[str, str]], partition: int
) -> None:
    """Whatever text it holds."""
    pairs = tuple((name, text.encode()) for name, text in headers)
    record = Record("sums", partition, key.encode(), None if value is None else value.encode(), pairs)
    envelope = Envelope((Position("terms", "id", 1, 2),), "origin#", Sum(total=3), (record,))
    assert decode_envelope(encode_envelope(envelope, STATE), STATE) == envelope
