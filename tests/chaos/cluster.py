"""A Kafka of one or three nodes whose clients come through proxies."""

import asyncio
import json
from pathlib import Path

import psutil

from tests.chaos.proxy import Proxy
from workers.cli.broker import LocalBroker, free_port
from workers.cli.broker.configuration import HOST

_CLUSTER_ID = "ZnJvbnR3YXRjaC1jaGFvcw"


class Cluster:
    """`nodes` brokers that are controllers too, with as many copies of each topic."""

    def __init__(self, directory: Path, nodes: int) -> None:
        ports = [[free_port() for _ in range(4)] for _ in range(nodes)]
        voters = ",".join(f"{number}@{HOST}:{control}" for number, (*_, control) in enumerate(ports, 1))
        self.nodes = [
            Node(directory / f"node-{number}", number, each, voters, nodes)
            for number, each in enumerate(ports, 1)
        ]

    @property
    def bootstrap_servers(self) -> str:
        """The proxies' addresses."""
        return ",".join(f"{HOST}:{node.proxy.port}" for node in self.nodes)

    def controller(self) -> "Node":
        """The node that leads, by what the nodes themselves have written down last."""
        written = (node.quorum_state.read_text() for node in self.nodes if node.quorum_state.exists())
        state = max(map(json.loads, written), key=lambda each: int(each["leaderEpoch"]))
        return next((node for node in self.nodes if node.number == state["leaderId"]), self.nodes[0])

    async def start(self) -> None:
        """Start all nodes together: alone none of three becomes ready."""
        for node in self.nodes:
            await node.proxy.start()
        await asyncio.gather(*(asyncio.to_thread(node.broker.start) for node in self.nodes))

    async def stop(self) -> None:
        """Stop everything."""
        await asyncio.gather(*(asyncio.to_thread(node.broker.stop) for node in self.nodes))
        for node in self.nodes:
            await node.proxy.stop()


class Node:
    """One broker and its proxy."""

    def __init__(self, directory: Path, number: int, ports: list[int], voters: str, copies: int) -> None:
        port, outside, inside, control = ports
        self.number = number
        self.quorum_state = directory / "kafka" / "__cluster_metadata-0" / "quorum-state"
        self.proxy = Proxy(outside, port)
        self.broker = LocalBroker(
            directory,
            port,
            settings={
                "node.id": str(number),
                "listeners": f"PLAINTEXT://{HOST}:{port},INSIDE://{HOST}:{inside},CONTROLLER://{HOST}:{control}",
                "advertised.listeners": f"PLAINTEXT://{HOST}:{outside},INSIDE://{HOST}:{inside}",
                "listener.security.protocol.map": "CONTROLLER:PLAINTEXT,PLAINTEXT:PLAINTEXT,INSIDE:PLAINTEXT",
                "inter.broker.listener.name": "INSIDE",
                "controller.quorum.bootstrap.servers": "",
                "controller.quorum.voters": voters,
                "default.replication.factor": str(copies),
                "min.insync.replicas": str(max(1, copies - 1)),
                "offsets.topic.replication.factor": str(copies),
                "transaction.state.log.replication.factor": str(copies),
                "share.coordinator.state.topic.replication.factor": str(copies),
                "log.cleaner.backoff.ms": "1000",
                "broker.session.timeout.ms": "6000",
            },
            format_arguments=(),
            cluster_id=_CLUSTER_ID,
        )

    async def kill(self) -> None:
        """SIGKILL, and start again."""
        running = self.broker.running()
        if running is not None:
            process = psutil.Process(running.pid)
            process.kill()
            await asyncio.to_thread(process.wait)
        await self.restart()

    async def restart(self) -> None:
        """Stop in an orderly way where it runs, and start again."""
        await asyncio.to_thread(self.broker.stop)
        await asyncio.to_thread(self.broker.start)
