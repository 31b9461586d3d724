"""Ask the brokers for topics' ids and for what the login may do with them.

An id tells a topic from an earlier one of the same name. aiokafka speaks Metadata up to version 5; rights
came with version 8 (KIP-430) and ids with version 10 (KIP-516), which is spelt out here.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aiokafka.errors import for_code
from aiokafka.protocol.api import Request, RequestStruct, Response
from aiokafka.protocol.types import (
    AbstractType,
    Boolean,
    CompactArray,
    CompactString,
    Int16,
    Int32,
    Schema,
    TaggedFields,
)

_NO_ID = UUID(int=0)
_READ, _WRITE = 1 << 3, 1 << 4
"""Bits of `authorized_operations` (org.apache.kafka.common.acl.AclOperation)."""


class _Uuid(AbstractType):  # type: ignore[misc]
    @classmethod
    def encode(cls, value: UUID) -> bytes:
        return value.bytes

    @classmethod
    def decode(cls, data: Any) -> UUID:
        return UUID(bytes=data.read(16))


_TAGS = ("tags", TaggedFields)
_BROKER = (
    ("node_id", Int32),
    ("host", CompactString("utf-8")),
    ("port", Int32),
    ("rack", CompactString("utf-8")),
    _TAGS,
)
_PARTITION = (
    ("error_code", Int16),
    ("partition", Int32),
    ("leader", Int32),
    ("leader_epoch", Int32),
    ("replicas", CompactArray(Int32)),
    ("isr", CompactArray(Int32)),
    ("offline_replicas", CompactArray(Int32)),
    _TAGS,
)
_TOPIC = (
    ("error_code", Int16),
    ("name", CompactString("utf-8")),
    ("topic_id", _Uuid),
    ("is_internal", Boolean),
    ("partitions", CompactArray(*_PARTITION)),
    ("authorized_operations", Int32),
    _TAGS,
)


class _MetadataResponse10(Response):  # type: ignore[misc]
    API_KEY = 3
    API_VERSION = 10
    SCHEMA = Schema(
        ("throttle_time_ms", Int32),
        ("brokers", CompactArray(*_BROKER)),
        ("cluster_id", CompactString("utf-8")),
        ("controller_id", Int32),
        ("topics", CompactArray(*_TOPIC)),
        ("authorized_operations", Int32),
        _TAGS,
    )


class _MetadataRequest10(RequestStruct):  # type: ignore[misc]
    API_KEY = 3
    API_VERSION = 10
    FLEXIBLE_VERSION = True
    RESPONSE_TYPE = _MetadataResponse10
    SCHEMA = Schema(
        ("topics", CompactArray(("topic_id", _Uuid), ("name", CompactString("utf-8")), _TAGS)),
        ("allow_auto_topic_creation", Boolean),
        ("include_cluster_authorized_operations", Boolean),
        ("include_topic_authorized_operations", Boolean),
        _TAGS,
    )


class _MetadataRequest(Request[_MetadataRequest10]):  # type: ignore[misc]
    API_KEY = 3

    def __init__(self, names: list[str]) -> None:
        self._names = names

    def build(self, request_struct_class: Any) -> Any:
        wanted: list[Any] = [(_NO_ID, name, {}) for name in self._names]
        return request_struct_class(wanted, False, False, True, {})


@dataclass(frozen=True, slots=True)
class TopicMetadata:
    """What the brokers say of a topic. `error` is a Kafka error code, 0 where there is none."""

    error: int
    identity: str
    partitions: int
    may_read: bool
    may_write: bool


async def describe_topics(client: Any, names: list[str]) -> dict[str, TopicMetadata]:
    """Each name's topic, through a connected AIOKafkaClient. Raises KafkaError when the brokers are away."""
    response = await client.send(client.get_random_node(), _MetadataRequest(names))
    return {
        name: TopicMetadata(
            error, str(identity), len(partitions), bool(rights & _READ), bool(rights & _WRITE)
        )
        for error, name, identity, _internal, partitions, rights, _tags in response.topics
    }


async def topic_ids(client: Any, names: list[str]) -> dict[str, str]:
    """The ids by name. Raises KafkaError, also for a missing topic."""
    found = await describe_topics(client, names)
    for name, topic in found.items():
        if topic.error:
            raise for_code(topic.error)(name)
    return {name: topic.identity for name, topic in found.items()}
