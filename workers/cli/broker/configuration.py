"""What the local broker is told: one node that is broker and controller, and a log to one file."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

HOST = "127.0.0.1"

LOG4J2 = """\
rootLogger.level=WARN
rootLogger.appenderRef.out.ref=OUT
appender.out.type=Console
appender.out.name=OUT
appender.out.layout.type=PatternLayout
appender.out.layout.pattern=%d{ISO8601} %p %c{1} %m%n
logger.start.name=kafka.server.KafkaRaftServer
logger.start.level=INFO
"""


def server_properties(
    data: Path, port: int, controller_port: int, others: Mapping[str, str] = MappingProxyType({})
) -> str:
    """The broker's settings. `data` is the directory of its logs, `port` where clients connect.

    `others` win over the settings here.
    """
    settings = {
        "process.roles": "broker,controller",
        "node.id": "1",
        "listeners": f"PLAINTEXT://{HOST}:{port},CONTROLLER://{HOST}:{controller_port}",
        "advertised.listeners": f"PLAINTEXT://{HOST}:{port}",
        "controller.listener.names": "CONTROLLER",
        "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT",
        "controller.quorum.bootstrap.servers": f"{HOST}:{controller_port}",
        "log.dirs": str(data),
        "auto.create.topics.enable": "false",
        "group.initial.rebalance.delay.ms": "0",
        "offsets.topic.replication.factor": "1",
        "offsets.topic.num.partitions": "8",
        "transaction.state.log.replication.factor": "1",
        "transaction.state.log.min.isr": "1",
        "transaction.state.log.num.partitions": "4",
        "share.coordinator.state.topic.replication.factor": "1",
        "share.coordinator.state.topic.min.isr": "1",
        "share.coordinator.state.topic.num.partitions": "4",
        "log.cleaner.dedupe.buffer.size": str(16 * 1024 * 1024),
        "log.index.size.max.bytes": str(1024 * 1024),
    }
    return "".join(f"{name}={_escaped(value)}\n" for name, value in {**settings, **others}.items())


def _escaped(value: str) -> str:
    """A Java properties value: a backslash starts an escape there."""
    return value.replace("\\", "\\\\")
