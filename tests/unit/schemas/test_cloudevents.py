"""Alerts travel as CloudEvents 1.0."""

from datetime import UTC, datetime

import orjson
import pytest
from cloudevents.core.bindings.kafka import KafkaMessage, from_kafka_event
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from schemas.alerts import Alert, Corroboration
from schemas.cloudevents import Mode, from_record, from_structured, to_record, to_structured
from schemas.places import PlaceRef

ALERT = Alert(
    alert_id="0f0e0d0c-0b0a-5908-8706-050403020100",
    revision=2,
    msg_type="update",
    status="actual",
    state="open",
    references=("0f0e0d0c-0b0a-5908-8706-050403020100.1",),
    references_sent=(datetime(2024, 11, 14, 8, tzinfo=UTC),),
    family="combat",
    event_type="assault_repelled",
    place=PlaceRef(
        place_id="UA63080090010026457", name="Kupiansk", lat=49.71, lon=37.61, precision="settlement"
    ),
    certainty="likely",
    severity="moderate",
    urgency="immediate",
    headline="Ukraine says it repelled an assault at Kupiansk",
    corroboration=Corroboration(origins=2, publishers=1, claimants=("Andrii Besedin",)),
    feature={
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [37.61, 49.71]},
        "properties": {},
    },
    first_reported_at=datetime(2024, 11, 14, 7, tzinfo=UTC),
    changed_at=datetime(2024, 11, 14, 8, 30, tzinfo=UTC),
    expires_at=datetime(2024, 11, 28, 8, 30, tzinfo=UTC),
)


def test_binary_mode_puts_the_attributes_into_headers() -> None:
    """`ce_id` is alert id and revision, `ce_type` the family, `ce_subject` the place."""
    headers, value = to_record(ALERT, "frontwatch/test")
    assert {name: text.decode() for name, text in headers.items()} == {
        "ce_specversion": "1.0",
        "ce_id": "0f0e0d0c-0b0a-5908-8706-050403020100.2",
        "ce_source": "frontwatch/test",
        "ce_type": "frontwatch.alert.combat",
        "ce_subject": "UA63080090010026457",
        "ce_time": "2024-11-14T08:30:00Z",
        "content-type": "application/json",
    }
    assert Alert.model_validate_json(value) == ALERT


def test_structured_mode_puts_everything_into_the_value() -> None:
    """One header says so, and the value is the event that `subscribe --json` prints."""
    headers, value = to_record(ALERT, "frontwatch/test", "structured")
    assert headers == {"content-type": b"application/cloudevents+json"}
    assert orjson.loads(value) == to_structured(ALERT, "frontwatch/test")


@pytest.mark.parametrize("mode", ["binary", "structured"])
def test_what_is_written_can_be_read(mode: Mode) -> None:
    """There and back in either mode gives the alert and its source; other headers do not matter."""
    headers, value = to_record(ALERT, "frontwatch/test", mode)
    assert from_record(headers | {"origin": b"\xff"}, value) == (ALERT, "frontwatch/test")


@pytest.mark.parametrize("mode", ["binary", "structured"])
def test_the_cloudevents_sdk_reads_both_modes(mode: Mode) -> None:
    """With its own detection of the mode and its own validation of the attributes."""
    headers, value = to_record(ALERT, "frontwatch/test", mode)
    event = from_kafka_event(KafkaMessage(headers, None, value))
    assert isinstance(event, CloudEvent)
    assert (event.get_id(), event.get_type()) == (f"{ALERT.alert_id}.2", "frontwatch.alert.combat")
    assert (event.get_subject(), event.get_time()) == (ALERT.place.place_id, ALERT.changed_at)
    assert event.get_data() == ALERT.model_dump(mode="json")


def test_structured_mode_is_one_object() -> None:
    """The same attributes beside `data`, as the SDK reads it by itself."""
    event = to_structured(ALERT, "frontwatch/test")
    assert event["specversion"] == "1.0"
    assert Alert.model_validate(event["data"]) == ALERT
    assert JSONFormat().read(CloudEvent, orjson.dumps(event)).get_id().endswith(".2")
    assert from_structured(orjson.dumps(event)) == (ALERT, "frontwatch/test")


@pytest.mark.parametrize(
    "value",
    [b"", b"[]", b"null", b"7", b"{}", b"{broken", b'{"specversion": "1.0"}', b"\xff\xfe", b"[" * 5000],
    ids=lambda value: repr(value[:8]),
)
def test_what_is_no_event_is_refused_as_such(value: bytes) -> None:
    """Whatever stands in the topic or in a file: a ValueError, never another one."""
    with pytest.raises(ValueError, match=r"\S"):
        from_structured(value)
    with pytest.raises(ValueError, match=r"\S"):
        from_record({"ce_specversion": b"1.0"}, value)


@pytest.mark.parametrize("mode", ["binary", "structured"])
def test_the_same_alert_gives_the_same_bytes(mode: Mode) -> None:
    """A redelivery cannot be told from the first delivery."""
    assert to_record(ALERT, "s", mode) == to_record(ALERT.model_copy(), "s", mode)
