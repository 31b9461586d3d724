"""Reading whole topics from a broker that is under fire, and forcing it to compact."""

import contextlib
from collections.abc import Iterable

from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError

from schemas.topics import TABLES, Topic
from workers.cli.broker_clients import open_reader, read_to_end
from workers.cli.stored import Stored
from workers.runtime.provision import administration
from workers.runtime.settings import Settings, load_settings

_HASTE = {
    "min.cleanable.dirty.ratio": "0.01",
    "segment.ms": "2000",
    "max.compaction.lag.ms": "4000",
    "min.compaction.lag.ms": "1000",
}


async def read_log(settings: Settings, topics: Iterable[Topic]) -> dict[str, list[Stored]]:
    """All records by topic name, partition by partition in the order of their offsets."""
    found: dict[str, list[Stored]] = {topic.name: [] for topic in topics}
    async with open_reader(settings, topics, from_beginning=True) as reader:
        async for record in read_to_end(reader):
            found[record.topic].append(record)
    for records in found.values():
        records.sort(key=lambda record: (record.partition, record.offset))
    return found


async def compact_changelogs(bootstrap_servers: str) -> None:
    """Let the broker compact all changelogs within seconds, without the lag that protects them in life."""
    settings = load_settings(bootstrap_servers=bootstrap_servers)
    with contextlib.suppress(KafkaError, OSError):  # a broker that is away is another fault's doing
        async with administration(settings) as admin:
            for changelog in (table.changelog for table in TABLES):
                config = changelog.broker_config() | _HASTE
                await admin.alter_configs(
                    [ConfigResource(ConfigResourceType.TOPIC, changelog.name, configs=config)]
                )
