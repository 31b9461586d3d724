"""Alerts as CloudEvents 1.0: the Kafka protocol binding in binary mode, and structured JSON."""

from collections.abc import Mapping
from typing import Any

import orjson
from cloudevents.core.bindings import kafka
from cloudevents.core.exceptions import BaseCloudEventException
from cloudevents.core.formats.json import JSONFormat
from cloudevents.core.v1.event import CloudEvent

from schemas.alerts import Alert

TYPE_PREFIX = "frontwatch.alert."
_FORMAT = JSONFormat()


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


def to_binary(alert: Alert, source: str) -> tuple[dict[str, bytes], bytes]:
    """Headers (`ce_*` and content-type) and value of the alert's record; `source` is the deployment."""
    message = kafka.to_binary(_event(alert, source), _FORMAT)
    return dict(message.headers), message.value


def to_structured(alert: Alert, source: str) -> dict[str, Any]:
    """The event as one JSON object, as `subscribe --json` and `replay` print it."""
    structured: dict[str, Any] = orjson.loads(_FORMAT.write(_event(alert, source)))
    return structured


def from_binary(headers: Mapping[str, bytes], value: bytes) -> tuple[Alert, str]:
    """The alert and its source. Raises ValueError for a record that is no CloudEvent of ours."""
    try:
        event = kafka.from_binary_event(kafka.KafkaMessage(dict(headers), None, value), _FORMAT)
    except BaseCloudEventException as error:
        raise ValueError(f"not a CloudEvent: {error}") from error
    return Alert.model_validate(event.get_data()), event.get_source()
