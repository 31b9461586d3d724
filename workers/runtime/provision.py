"""Create the topics of `schemas.topics`, and say where a cluster differs from them."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import (
    GroupAuthorizationFailedError,
    KafkaError,
    TopicAlreadyExistsError,
    UnknownTopicOrPartitionError,
    for_code,
)

from schemas import topics
from schemas.errors import FatalError
from schemas.topics import Topic, app_id
from workers.runtime.connection import client_options
from workers.runtime.settings import Settings
from workers.runtime.stage import Stage
from workers.runtime.topic_metadata import describe_topics

_LOOKS = 100
_LOOK_SECONDS = 0.1


@dataclass(frozen=True, slots=True)
class Provisioned:
    """What `apply_topics` did and found; names and sentences for the operator."""

    created: tuple[str, ...]
    differences: tuple[str, ...]


@asynccontextmanager
async def administration(settings: Settings) -> AsyncIterator[Any]:
    """A connected admin client. Raises KafkaError when no broker answers."""
    admin = AIOKafkaAdminClient(**client_options(settings, "admin"))
    try:
        await admin.start()
        yield admin
    finally:
        await admin.close()


async def apply_topics(settings: Settings, wanted: Iterable[Topic] | None = None) -> Provisioned:
    """Create what is missing; nothing that exists is changed. Raises KafkaError, FatalError on refusal."""
    wanted = tuple(topics.all_topics() if wanted is None else wanted)
    async with administration(settings) as admin:
        there = await admin.list_topics()
        missing = [topic for topic in wanted if topic.name not in there]
        if missing:
            new = [_new_topic(topic, settings.replication_factor) for topic in missing]
            for name, code, reason in _named(await admin.create_topics(new)):
                if code and for_code(code) is not TopicAlreadyExistsError:
                    raise FatalError(f"{name} could not be created: {reason or for_code(code).__name__}")
            await until_visible(admin, {topic.name for topic in missing})
        return Provisioned(tuple(t.name for t in missing), await _differences(admin, wanted))


async def until_visible(admin: Any, names: set[str], sleep: Callable[[float], Any] = asyncio.sleep) -> None:
    """Wait until the broker shows the topics: it acknowledges their creation somewhat earlier.

    Gives up after some ten seconds; what is missing then is a difference like any other.
    """
    for _ in range(_LOOKS):
        if names <= (await _partition_counts(admin)).keys():
            return
        await sleep(_LOOK_SECONDS)


async def check_topics(settings: Settings, wanted: Iterable[Topic] | None = None) -> tuple[str, ...]:
    """One sentence for each missing topic, wrong number of partitions and wrong setting."""
    async with administration(settings) as admin:
        return await _differences(admin, tuple(topics.all_topics() if wanted is None else wanted))


def read_topics(stage: Stage[Any]) -> tuple[Topic, ...]:
    """What a stage reads, its own changelog included."""
    return (*stage.sources, *stage.broadcasts, *_changelogs(stage))


def written_topics(stage: Stage[Any]) -> tuple[Topic, ...]:
    """What a stage writes, its own changelog included."""
    outputs = [topic for topic in topics.ROAD if stage.worker in topic.produced_by]
    return (*outputs, topics.dead_letters(stage.worker), *_changelogs(stage))


def _changelogs(stage: Stage[Any]) -> tuple[Topic, ...]:
    return (stage.table.changelog,) if stage.table is not None else ()


def needed_topics(stage: Stage[Any]) -> tuple[Topic, ...]:
    """What a stage reads and writes, each once."""
    return tuple({topic.name: topic for topic in (*read_topics(stage), *written_topics(stage))}.values())


async def require_topics(admin: Any, stage: Stage[Any]) -> None:
    """Raises FatalError unless all that the stage needs is there, with the declared partitions and rights.

    A changelog must have as many partitions as its source, and outputs are placed by the declared number.
    Kafka's clients would wait without a word for a group or a topic that they may not use.
    """
    if stage.table is not None and stage.table.source.partitions != stage.table.changelog.partitions:
        raise FatalError(f"{stage.table.changelog.name} is declared with other partitions than its source")
    needed = needed_topics(stage)
    found = await describe_topics(admin._client, [topic.name for topic in needed])
    missing = [
        topic.name for topic in needed if found[topic.name].error == UnknownTopicOrPartitionError.errno
    ]
    if missing:
        raise FatalError(f"missing topics: {', '.join(missing)}. Create them: frontwatch topics apply")
    refused = [f"read {t.name}" for t in read_topics(stage) if not found[t.name].may_read]
    refused += [f"write {t.name}" for t in written_topics(stage) if not found[t.name].may_write]
    refused += [] if await _may_join(admin, app_id(stage.worker)) else [f"join group {app_id(stage.worker)}"]
    policies = await _cleanup_policies(admin, _changelogs(stage))
    refused += [f"describe the settings of {name}" for name, policy in policies.items() if policy is None]
    if refused:
        raise FatalError(
            f"this login may not {', '.join(refused)}. The rights it needs: frontwatch topics acls"
        )
    wrong = [
        f"{topic.name} has {found[topic.name].partitions} partitions instead of {topic.partitions}"
        for topic in needed
        if found[topic.name].partitions != topic.partitions
    ]
    if wrong:
        raise FatalError(f"{'; '.join(wrong)}. See: frontwatch topics check")
    for name, policy in policies.items():
        if policy != "compact":
            raise FatalError(
                f"{name} has cleanup.policy={policy}, which deletes state as it ages. Set it to compact "
                "(kafka-configs.sh --alter), and see: frontwatch topics check"
            )


async def _cleanup_policies(admin: Any, changelogs: Iterable[Topic]) -> dict[str, str | None]:
    """Each changelog's policy; None where this login may not know."""
    names = [topic.name for topic in changelogs]
    configs = await _configs(admin, names)
    return {name: configs.get(name, {}).get("cleanup.policy") for name in names}


async def _may_join(admin: Any, group: str) -> bool:
    try:
        await admin.find_coordinator(group)
    except GroupAuthorizationFailedError:
        return False
    except KafkaError:  # the coordinator's topic is being made, or moves: no word on rights
        return True
    return True


def _new_topic(topic: Topic, copies: int) -> Any:
    new = NewTopic(topic.name, topic.partitions, 1, topic_configs=topic.broker_config())
    # Set afterwards, because aiokafka refuses -1, the broker's default, which Kafka has accepted since 2.4.
    new.replication_factor = copies
    return new


async def _differences(admin: Any, wanted: tuple[Topic, ...]) -> tuple[str, ...]:
    counts = await _partition_counts(admin)
    configs = await _configs(admin, [topic.name for topic in wanted if topic.name in counts])
    return tuple(
        sentence
        for topic in wanted
        for sentence in compare(topic, counts.get(topic.name), configs.get(topic.name, {}))
    )


def compare(topic: Topic, partitions: int | None, config: Mapping[str, str]) -> list[str]:
    """How a topic on the cluster differs from its declaration; `partitions` None: it is missing."""
    if partitions is None:
        return [f"{topic.name} is missing"]
    sentences = []
    if partitions != topic.partitions:
        sentences.append(f"{topic.name} has {partitions} partitions instead of {topic.partitions}")
    for name, value in topic.broker_config().items():
        there = config.get(name)
        if _normal(there) != _normal(value):
            sentences.append(f"{topic.name} has {name}={there} instead of {value}")
    return sentences


def _normal(value: str | None) -> list[str] | None:
    """`compact,delete` and `delete,compact` are the same policy."""
    return sorted(value.split(",")) if value is not None else None


async def _partition_counts(admin: Any) -> dict[str, int]:
    return {topic["topic"]: len(topic["partitions"]) for topic in await admin.describe_topics()}


async def _configs(admin: Any, names: list[str]) -> dict[str, dict[str, str]]:
    if not names:
        return {}
    wanted = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    found: dict[str, dict[str, str]] = {}
    for response in await admin.describe_configs(wanted):
        for _code, _reason, _type, name, entries in response.resources:
            found[name] = {entry[0]: entry[1] for entry in entries}
    return found


def _named(response: Any) -> list[tuple[str, int, str | None]]:
    """(topic, error code, reason) of each topic in a CreateTopics response of any version."""
    return [(error[0], error[1], error[2] if len(error) > 2 else None) for error in response.topic_errors]
