"""One test's own topics, worker group and processes on the shared cluster, and the traffic through them."""

import signal
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer
from aiokafka.structs import TopicPartition

from schemas import topics
from schemas.topics import Topic
from tests.broker.cluster import Cluster
from tests.broker.stages import Counted, Counting, Numbered, notices, source, target, worker_name
from tests.broker.worker_process import WorkerProcess, until
from workers.runtime.provision import administration, apply_topics, needed_topics
from workers.runtime.settings import Settings, load_settings

_LARGEST_REQUEST = 10 * 1024 * 1024


class Bench:
    """Topics are named after `run`, so that tests do not meet."""

    def __init__(self, run: str, cluster: Cluster, directory: Path) -> None:
        self.run = run
        self.cluster = cluster
        self.servers = cluster.bootstrap_servers
        self.directory = directory
        self.workers: list[WorkerProcess] = []
        self.source = source(run)
        self.target = target(run)
        self.changelog = self._table_changelog()
        self.dead_letters = topics.dead_letters(worker_name(run))

    @property
    def settings(self) -> Settings:
        """Settings that reach the cluster."""
        return load_settings(bootstrap_servers=self.servers)

    async def provide(self, *, without: Iterable[Topic] = ()) -> None:
        """Create the topics."""
        left_out = {topic.name for topic in without}
        wanted = [*needed_topics(Counting(self.run)), self.target, notices(self.run)]
        await apply_topics(self.settings, [topic for topic in wanted if topic.name not in left_out])

    async def recreate(self, topic: Topic) -> None:
        """Delete the topic and create it anew."""
        async with administration(self.settings) as admin:
            await admin.delete_topics([topic.name])

            async def gone() -> bool:
                return topic.name not in await admin.list_topics()

            await until(gone, "the topic is deleted")
        await apply_topics(self.settings, [topic])

    def start(self, kind: str = "counting", **settings: str) -> WorkerProcess:
        """One more worker."""
        worker = WorkerProcess(kind, self.run, self.servers, self.directory, **settings)
        self.workers.append(worker)
        return worker

    async def produce(self, numbers: Iterable[int], order: str = "") -> None:
        """Inputs, keyed as the stage keys them, confirmed."""
        await self.send([(self.source.name, *_input(number, order)) for number in numbers])

    async def send(self, records: Iterable[tuple[Any, ...]]) -> None:
        """Records (topic, key, value[, headers[, partition]]), confirmed."""
        producer = AIOKafkaProducer(bootstrap_servers=self.servers, max_request_size=_LARGEST_REQUEST)
        await producer.start()
        try:
            for topic, key, value, *rest in records:
                headers, partition = [*rest, None, None][:2]
                await producer.send(topic, value, key, headers=headers, partition=partition)
        finally:
            await producer.stop()

    async def read(self, topic: Topic) -> list[Any]:
        """All records that the topic holds now, partition by partition."""
        consumer = AIOKafkaConsumer(bootstrap_servers=self.servers, auto_offset_reset="earliest")
        await consumer.start()
        try:
            where = [TopicPartition(topic.name, number) for number in range(topic.partitions)]
            consumer.assign(where)
            ends = await consumer.end_offsets(where)
            records: list[Any] = []
            while any([await consumer.position(tp) < end for tp, end in ends.items()]):
                for batch in (await consumer.getmany(timeout_ms=200)).values():
                    records += batch
            return records
        finally:
            await consumer.stop()

    async def outputs(self) -> list[Counted]:
        """All outputs, redelivered ones included."""
        return [Counted.model_validate_json(record.value) for record in await self.read(self.target)]

    async def counted(self, numbers: Iterable[int], seconds: float = 60) -> list[Counted]:
        """Wait until each of the numbers has been counted; all outputs."""
        wanted = set(numbers)
        found: list[Counted] = []

        async def complete() -> bool:
            found[:] = await self.outputs()
            return wanted <= {output.number for output in found}

        await until(complete, f"all of {len(wanted)} inputs are counted", seconds)
        return found

    async def work_and_end(self, inputs: int) -> None:
        """A first worker counts so many inputs and ends in an orderly way."""
        await self.provide()
        worker = self.start()
        await self.produce(range(inputs))
        await self.counted(range(inputs))
        worker.send(signal.SIGTERM)
        assert await worker.ended() == 0

    async def committed(self) -> int:
        """The sum of the group's committed offsets: how many inputs are acknowledged for good."""
        async with administration(self.settings) as admin:
            offsets = await admin.list_consumer_group_offsets(topics.app_id(worker_name(self.run)))
        return sum(at.offset for tp, at in offsets.items() if tp.topic == self.source.name)

    def close(self) -> None:
        """End the workers that still run."""
        for worker in self.workers:
            worker.kill()

    def _table_changelog(self) -> Topic:
        table = Counting(self.run).table
        assert table is not None
        return table.changelog


def _input(number: int, order: str) -> tuple[bytes, bytes]:
    return str(number % 50).encode(), Numbered(number=number, order=order).model_dump_json().encode()


def assert_counted_exactly_once(outputs: Iterable[Counted]) -> None:
    """Each key's counts are 1, 2, 3, … and each belongs to one input: nothing lost, nothing doubled.

    The same output may have been published again, byte for byte.
    """
    by_key: dict[str, dict[int, set[int]]] = {}
    for output in outputs:
        by_key.setdefault(output.key, {}).setdefault(output.count, set()).add(output.number)
    for key, counts in by_key.items():
        assert sorted(counts) == list(range(1, len(counts) + 1)), f"key {key} has gaps: {sorted(counts)}"
        doubled = {count: numbers for count, numbers in counts.items() if len(numbers) > 1}
        assert not doubled, f"key {key}: one count for several inputs: {doubled}"
        numbers = [number for held in counts.values() for number in held]
        assert len(numbers) == len(set(numbers)), f"key {key}: an input was counted twice"
