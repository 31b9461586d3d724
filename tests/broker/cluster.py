"""The Kafka that the tests run on: FRONTWATCH_TEST_BROKER is `local`, `containers` or an address."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workers.cli.broker import LocalBroker, free_port

VARIABLE = "FRONTWATCH_TEST_BROKER"
IMAGE = "apache/kafka:4.1.1"


@dataclass
class Cluster:
    """A running Kafka; `local` is the process where the tests own one and may interrupt it."""

    bootstrap_servers: str
    local: LocalBroker | None = None


@contextmanager
def running_cluster(directory: Path) -> Iterator[Cluster]:
    """Start, or name, the Kafka that the environment asks for."""
    kind = os.environ.get(VARIABLE, "local")
    if kind == "local":
        broker = LocalBroker(directory / "broker", free_port())
        with broker:
            yield Cluster(broker.bootstrap_servers, broker)
    elif kind == "containers":
        with _container() as address:
            yield Cluster(address)
    else:
        yield Cluster(kind)


@contextmanager
def _container() -> Iterator[str]:
    from testcontainers.core.container import DockerContainer  # noqa: PLC0415 - needs Docker
    from testcontainers.core.waiting_utils import wait_for_logs  # noqa: PLC0415

    port = free_port()
    container: Any = DockerContainer(IMAGE).with_bind_ports(9092, port)
    settings = {
        "KAFKA_NODE_ID": "1",
        "KAFKA_PROCESS_ROLES": "broker,controller",
        "KAFKA_LISTENERS": "PLAINTEXT://0.0.0.0:9092,CONTROLLER://0.0.0.0:9093",
        "KAFKA_ADVERTISED_LISTENERS": f"PLAINTEXT://127.0.0.1:{port}",
        "KAFKA_CONTROLLER_LISTENER_NAMES": "CONTROLLER",
        "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
        "KAFKA_CONTROLLER_QUORUM_VOTERS": "1@localhost:9093",
        "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR": "1",
        "KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR": "1",
        "KAFKA_TRANSACTION_STATE_LOG_MIN_ISR": "1",
        "KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS": "0",
        "KAFKA_AUTO_CREATE_TOPICS_ENABLE": "false",
    }
    for name, value in settings.items():
        container = container.with_env(name, value)
    with container:
        wait_for_logs(container, "Kafka Server started", timeout=60)
        yield f"127.0.0.1:{port}"
