"""The Kafka that the tests run on: FRONTWATCH_TEST_BROKER is `local`, `containers` or an address.

The image of `containers` is apache/kafka, or what FRONTWATCH_TEST_KAFKA_IMAGE names.
"""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workers.cli.broker import LocalBroker, free_port
from workers.cli.broker.jars import kafka_version, pinned_jars
from workers.cli.broker.local import answers

VARIABLE = "FRONTWATCH_TEST_BROKER"
IMAGE_VARIABLE = "FRONTWATCH_TEST_KAFKA_IMAGE"
IMAGE = f"apache/kafka:{kafka_version(pinned_jars())}"
_PATIENCE_SECONDS = 120.0


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
    """One node; its data go with it. The settings are spelt for apache/kafka and for KAFKA_CFG_ images."""
    from testcontainers.core.config import testcontainers_config  # noqa: PLC0415 - needs Docker
    from testcontainers.core.container import DockerContainer  # noqa: PLC0415

    # Its janitor is a second image to pull, for one container that the `with` below removes.
    testcontainers_config.ryuk_disabled = True
    port = free_port()
    container: Any = DockerContainer(os.environ.get(IMAGE_VARIABLE, IMAGE)).with_bind_ports(9092, port)
    container = container.with_env("KAFKA_CONTROLLER_QUORUM_VOTERS", "1@127.0.0.1:9093")
    for name, value in _node(port).items():
        container = container.with_env("KAFKA_" + name.upper().replace(".", "_"), value)
        container = container.with_env("KAFKA_CFG_" + name.replace(".", "_"), value)
    with container:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not answers(port):
            if time.monotonic() > deadline:
                raise TimeoutError(f"no answer from Kafka in {container.image}: {container.get_logs()}")
            time.sleep(0.2)
        yield f"127.0.0.1:{port}"


def _node(port: int) -> dict[str, str]:
    """Server properties of a single node that the host reaches at this port."""
    return {
        "node.id": "1",
        "process.roles": "broker,controller",
        "listeners": "HOST://0.0.0.0:9092,INTERNAL://127.0.0.1:29092,CONTROLLER://127.0.0.1:9093",
        "advertised.listeners": f"HOST://127.0.0.1:{port},INTERNAL://127.0.0.1:29092",
        "inter.broker.listener.name": "INTERNAL",
        "controller.listener.names": "CONTROLLER",
        "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,HOST:PLAINTEXT,INTERNAL:PLAINTEXT",
        "offsets.topic.replication.factor": "1",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1",
        "group.initial.rebalance.delay.ms": "0",
        "auto.create.topics.enable": "false",
    }
