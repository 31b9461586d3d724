"""Alerts as CloudEvents 1.0: the Kafka protocol binding in its two modes, and structured JSON by itself."""

from collections.abc import Mapping
from typing import Any, Literal

import orjson
from cloudevents.core.bindings import kafka
from cloudevents.core.exceptions import BaseCloudEventException
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from schemas.alerts import Alert

TYPE_PREFIX = "frontwatch.alert."
Mode = Literal["binary", "structured"]
_FORMAT = JSONFormat()
_OWN_HEADERS = ("ce_", "content-type")


def _event(alert: Alert, source: str) -> CloudEvent:
    attributes: dict[str, Any] = {
        "id": f"{alert.alert_id}.{alert.revision}",
        "source": source,
        "type": TYPE_PREFIX + alert.family,
        "subject": alert.place.place_id,
        "time": alert.changed_at,
        "datacontenttype": "application/json",
    }
    return CloudEvent(attributes, data=alert.model_dump(mode="json"))


def to_record(alert: Alert, source: str, mode: Mode = "binary") -> tuple[dict[str, bytes], bytes]:
    """Headers and value of the alert's Kafka record; `source` is the deployment.

    Binary: the attributes in `ce_*` headers, the alert as the value. Structured: the whole event as the
    value, and the header `content-type: application/cloudevents+json`.
    """
    convert = kafka.to_binary if mode == "binary" else kafka.to_structured
    message = convert(_event(alert, source), _FORMAT)
    return dict(message.headers), message.value


def from_record(headers: Mapping[str, bytes], value: bytes) -> tuple[Alert, str]:
    """The alert and its source, from a record in either mode. Raises ValueError for one that is no alert."""
    ours = {name: text for name, text in headers.items() if name.lower().startswith(_OWN_HEADERS)}
    message = kafka.KafkaMessage(ours, None, value)
    try:
        event = kafka.from_kafka_event(message, _FORMAT)
    except (BaseCloudEventException, AttributeError, TypeError, RecursionError) as error:
        raise ValueError(f"not a CloudEvent: {error}") from error
    return Alert.model_validate(event.get_data(), extra="ignore"), event.get_source()


def to_structured(alert: Alert, source: str) -> dict[str, Any]:
    """The event as one JSON object, as `subscribe --json` and `replay` print it."""
    structured: dict[str, Any] = orjson.loads(_FORMAT.write(_event(alert, source)))
    return structured


def from_structured(document: bytes) -> tuple[Alert, str]:
    """The inverse. Raises ValueError for what is no CloudEvent with an alert in it."""
    return from_record({}, document)
