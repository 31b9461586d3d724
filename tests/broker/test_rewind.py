"""A stopped worker is made to read again; a running one is left alone."""

from datetime import UTC, datetime, timedelta

import pytest
from aiokafka import AIOKafkaConsumer
from aiokafka.structs import TopicPartition

from schemas.errors import FatalError
from schemas.topics import ARTICLES_RAW, EXTRACTION_SPOKEN, app_id
from workers.cli.broker_clients import open_producer
from workers.runtime.provision import administration
from workers.runtime.rewind import rewind
from workers.runtime.settings import Settings, load_settings
from workers.runtime.topic_metadata import topic_ids

pytestmark = pytest.mark.broker

WHERE = TopicPartition(ARTICLES_RAW.name, 3)


async def committed(settings: Settings) -> int:
    """Where fingerprint reads next in that partition."""
    async with administration(settings) as admin:
        return int((await admin.list_consumer_group_offsets(app_id("fingerprint")))[WHERE].offset)


async def test_a_stopped_worker_is_set_back_and_forth_and_a_running_one_is_not(emptied_servers: str) -> None:
    """To the oldest record, to a moment; a dry run changes nothing; while the group has members, nothing."""
    settings = load_settings(bootstrap_servers=emptied_servers)
    async with open_producer(settings) as producer:
        for number in range(3):
            await producer.send_and_wait(ARTICLES_RAW.name, b"{}", str(number).encode(), WHERE.partition)
    later = datetime.now(UTC) + timedelta(hours=1)
    await rewind(settings, "fingerprint", later, forget_state=False, dry_run=False)
    assert await committed(settings) == 3
    told = await rewind(settings, "fingerprint", None, forget_state=False, dry_run=True)
    assert (told[WHERE], await committed(settings)) == (0, 3)
    await rewind(settings, "fingerprint", None, forget_state=False, dry_run=False)
    assert await committed(settings) == 0
    async with AIOKafkaConsumer(
        ARTICLES_RAW.name, bootstrap_servers=emptied_servers, group_id=app_id("fingerprint")
    ) as running:
        await running.getmany(timeout_ms=100)
        with pytest.raises(FatalError, match="still runs"):
            await rewind(settings, "fingerprint", later, forget_state=False, dry_run=False)


async def test_a_state_is_forgotten_by_a_changelog_that_is_made_anew(emptied_servers: str) -> None:
    """Another topic of the same name and number of partitions."""
    settings = load_settings(bootstrap_servers=emptied_servers)
    changelog = EXTRACTION_SPOKEN.changelog

    async def identity() -> str:
        async with administration(settings) as admin:
            return (await topic_ids(admin._client, [changelog.name]))[changelog.name]

    before = await identity()
    await rewind(settings, "extraction", None, forget_state=True, dry_run=False)
    assert await identity() != before
    async with administration(settings) as admin:
        [found] = await admin.describe_topics([changelog.name])
    assert len(found["partitions"]) == changelog.partitions
