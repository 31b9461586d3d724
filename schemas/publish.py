"""The contracts in other people's formats: JSON Schema per message, and one AsyncAPI 3 document."""

import re
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any, Literal

import orjson
from pydantic import TypeAdapter

from schemas.dead_letters import DeadLetter
from schemas.topics import ROAD, USERS, WORKERS, Topic, app_id, dead_letters

JSON_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ASYNCAPI_REF = "#/components/schemas/{model}"
_DEAD_LETTER = "DeadLetter"
_CLOUDEVENTS_MODES = (
    "A CloudEvent in the binary mode of the Kafka protocol binding. A deployment may choose the structured "
    "mode: then the payload is the event with this alert as its `data`, and the header `content-type` is "
    "`application/cloudevents+json`."
)


def documents() -> dict[str, bytes]:
    """File name -> content of everything under `schemas/published/`."""
    schemas = {f"{topic.name}.schema.json": _pretty(_json_schema(topic)) for topic in ROAD}
    return schemas | {"asyncapi.json": _pretty(asyncapi())}


def _pretty(document: Mapping[str, Any]) -> bytes:
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _adapter(topic: Topic) -> TypeAdapter[Any]:
    if topic.adapter is None:
        raise ValueError(f"{topic.name} carries bytes, not a model")
    return topic.adapter


def _json_schema(topic: Topic) -> dict[str, Any]:
    schema = _adapter(topic).json_schema(mode=_mode(topic))
    head = {"$schema": JSON_SCHEMA_DIALECT, "title": _message_name(topic), "description": topic.description}
    return head | {key: value for key, value in _open(schema).items() if key not in head}


def _open(schema: Any) -> Any:
    """The same for readers: a later version may add fields, and who does not know them passes over them."""
    if isinstance(schema, dict):
        kept = {
            key: value for key, value in schema.items() if (key, value) != ("additionalProperties", False)
        }
        return {key: _open(value) for key, value in kept.items()}
    if isinstance(schema, list):
        return [_open(item) for item in schema]
    return schema


def _mode(topic: Topic) -> Literal["validation", "serialization"]:
    """What users may send, or what we write: in the latter every field is there."""
    return "validation" if USERS in topic.produced_by else "serialization"


def _message_name(topic: Topic) -> str:
    """`articles.raw` -> `ArticlesRaw`."""
    return "".join(part.capitalize() for part in re.split(r"[.\-]", topic.name))


def _channel_id(topic: Topic) -> str:
    name = _message_name(topic)
    return name[0].lower() + name[1:]


def asyncapi() -> dict[str, Any]:
    """The AsyncAPI 3.0 document: a channel per topic, an operation per worker that reads or writes it."""
    topics = (*ROAD, *(dead_letters(worker) for worker in WORKERS))
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "frontwatch",
            "version": version("frontwatch"),
            "description": "Articles in, alerts out. Written by `frontwatch schemas export`; do not edit.",
            "license": {"name": "Apache-2.0", "url": "https://www.apache.org/licenses/LICENSE-2.0"},
        },
        "defaultContentType": "application/json",
        "servers": {
            "local": {
                "host": "127.0.0.1:9092",
                "protocol": "kafka",
                "description": "The broker that `frontwatch broker start` runs.",
            }
        },
        "channels": {_channel_id(topic): _channel(topic) for topic in topics},
        "operations": dict(_operations(topics)),
        "components": {
            "messages": {_message_name(topic): _message(topic) for topic in topics},
            "schemas": _component_schemas(),
        },
    }


def _channel(topic: Topic) -> dict[str, Any]:
    name = _message_name(topic)
    return {
        "address": topic.name,
        "description": topic.description,
        "messages": {name: {"$ref": f"#/components/messages/{name}"}},
        "bindings": {
            "kafka": {
                "topic": topic.name,
                "partitions": topic.partitions,
                "topicConfiguration": {
                    "cleanup.policy": topic.cleanup.split(","),
                    "retention.ms": -1 if topic.retention_ms is None else topic.retention_ms,
                    "max.message.bytes": topic.max_message_bytes,
                },
                "bindingVersion": "0.5.0",
            }
        },
    }


def _operations(topics: tuple[Topic, ...]) -> Iterator[tuple[str, dict[str, Any]]]:
    for topic in topics:
        for action, actors in (("send", topic.produced_by), ("receive", topic.read_by)):
            for actor in actors:
                operation = {
                    "action": action,
                    "channel": {"$ref": f"#/channels/{_channel_id(topic)}"},
                    "summary": f"{actor} {'writes' if action == 'send' else 'reads'} {topic.name}.",
                }
                if action == "receive" and actor != USERS:
                    group = {"type": "string", "enum": [app_id(actor)]}  # type: ignore[arg-type]
                    operation["bindings"] = {"kafka": {"groupId": group, "bindingVersion": "0.5.0"}}
                yield f"{actor}-{action}-{topic.name}".replace(".", "-"), operation


def _message(topic: Topic) -> dict[str, Any]:
    key = {"type": "string", "description": topic.key}
    message: dict[str, Any] = {
        "name": _message_name(topic),
        "summary": topic.description,
        "contentType": "application/json",
        "bindings": {"kafka": {"key": key, "bindingVersion": "0.5.0"}},
    }
    if topic.adapter is None:
        message["contentType"] = "application/octet-stream"
        message["headers"] = {
            "type": "object",
            "description": "The original headers, and `frontwatch-dead-letter-*` with these fields.",
            "properties": {
                f"frontwatch-dead-letter-{name.replace('_', '-')}": {"type": "string"}
                for name in DeadLetter.model_fields
            },
        }
    else:
        message["payload"] = {"$ref": _ASYNCAPI_REF.format(model=_message_name(topic))}
    if topic.binding == "cloudevents":
        message["headers"] = _cloudevents_headers()
        message["description"] = _CLOUDEVENTS_MODES
    return message


def _cloudevents_headers() -> dict[str, Any]:
    names = ("ce_specversion", "ce_id", "ce_source", "ce_type", "ce_subject", "ce_time", "content-type")
    return {
        "type": "object",
        "required": list(names),
        "properties": {name: {"type": "string"} for name in names},
    }


def _component_schemas() -> dict[str, Any]:
    inputs = [(_message_name(topic), _mode(topic), _adapter(topic)) for topic in ROAD]
    roots, shared = TypeAdapter.json_schemas(inputs, ref_template=_ASYNCAPI_REF)
    schemas: dict[str, Any] = dict(shared.get("$defs", {}))
    for (name, _), schema in roots.items():
        schemas[str(name)] = schema
    return {name: _open(_without_discriminators(schema)) for name, schema in sorted(schemas.items())}


def _without_discriminators(schema: Any) -> Any:
    """OpenAPI's discriminator object is not AsyncAPI's; each variant's constant `type` says the same."""
    if isinstance(schema, dict):
        return {
            key: _without_discriminators(value) for key, value in schema.items() if key != "discriminator"
        }
    if isinstance(schema, list):
        return [_without_discriminators(item) for item in schema]
    return schema
