"""Alerts travel as CloudEvents 1.0."""

from datetime import UTC, datetime

from schemas.alerts import Alert, Corroboration
from schemas.cloudevents import from_binary, to_binary, to_structured
from schemas.places import PlaceRef

ALERT = Alert(
    alert_id="0f0e0d0c-0b0a-5908-8706-050403020100",
    revision=2,
    msg_type="update",
    status="actual",
    state="open",
    references=("0f0e0d0c-0b0a-5908-8706-050403020100.1",),
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
    headers, value = to_binary(ALERT, "frontwatch/test")
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


def test_what_is_written_can_be_read() -> None:
    """Binary mode there and back gives the alert and its source."""
    assert from_binary(*to_binary(ALERT, "frontwatch/test")) == (ALERT, "frontwatch/test")


def test_structured_mode_is_one_object() -> None:
    """The same attributes beside `data`."""
    event = to_structured(ALERT, "frontwatch/test")
    assert event["specversion"] == "1.0"
    assert event["id"].endswith(".2")
    assert Alert.model_validate(event["data"]) == ALERT


def test_the_same_alert_gives_the_same_bytes() -> None:
    """A redelivery cannot be told from the first delivery."""
    assert to_binary(ALERT, "s") == to_binary(ALERT.model_copy(), "s")
