"""The local broker says what is in its way: a used port, a stale pid, a broker that runs already."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import orjson
import psutil
import pytest

from workers.cli.broker import LocalBroker, free_port
from workers.cli.broker.configuration import server_properties
from workers.cli.broker.jars import Jar
from workers.cli.mistakes import CommandError, UnreachableError


def no_network(jar: Jar, directory: Path) -> Path:
    raise ConnectionError("Name or service not known")


def remember(data_dir: Path, pid: int) -> Path:
    note = data_dir / "broker.json"
    note.write_bytes(orjson.dumps({"pid": pid, "port": 9092, "controller_port": 9093, "kafka": "4.4.0"}))
    return note


def gone_pid() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_used_port_is_named_with_the_way_out(tmp_path: Path) -> None:
    """Another program on the port: nothing is downloaded or started."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        broker = LocalBroker(tmp_path, port, jars_dir=tmp_path / "jars", fetch=no_network)
        with pytest.raises(UnreachableError, match=f"port {port} is taken by another program.*--port"):
            broker.start()
    assert not (tmp_path / "jars").exists()


def test_without_a_network_the_message_says_how_to_go_on(tmp_path: Path) -> None:
    """A first start on a machine that is offline."""
    broker = LocalBroker(tmp_path, free_port(), jars_dir=tmp_path / "jars", fetch=no_network)
    with pytest.raises(UnreachableError, match=r"could not be downloaded.*0 of \d+ .*HTTPS_PROXY"):
        broker.start()
    assert broker.running() is None


def test_the_pid_of_a_broker_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    """After a power cut the note remains: the next command says so and cleans up."""
    note = remember(tmp_path, gone_pid())
    told: list[str] = []
    broker = LocalBroker(tmp_path, tell=told.append)
    assert broker.running() is None
    assert broker.stop() is False
    assert "no longer runs" in told[0]
    assert not note.exists()


def test_a_pid_that_belongs_to_another_program_is_never_killed(tmp_path: Path) -> None:
    """The system reuses pids: this test's own pid stands for a stranger's."""
    remember(tmp_path, os.getpid())
    broker = LocalBroker(tmp_path)
    assert broker.running() is None
    assert broker.stop() is False


def test_an_unreadable_note_is_no_obstacle(tmp_path: Path) -> None:
    """Half a note, written when the disk was full."""
    (tmp_path / "broker.json").write_bytes(b'{"pid": 12')
    broker = LocalBroker(tmp_path)
    assert broker.running() is None
    assert broker.stop() is False


def test_a_second_start_in_the_same_directory_is_refused(tmp_path: Path) -> None:
    """Two brokers on one set of logs would destroy them; the message names the one that runs."""
    marker = str(tmp_path / "server.properties")
    process = subprocess.Popen(
        [sys.executable, "-c", "import sys; sys.stdin.read()", marker], stdin=subprocess.PIPE
    )
    try:
        remember(tmp_path, process.pid)
        broker = LocalBroker(tmp_path, free_port())
        with pytest.raises(CommandError, match=f"pid {process.pid}.*broker stop"):
            broker.start()
        assert broker.stop() is True
        assert not psutil.pid_exists(process.pid)
        assert broker.running() is None
    finally:
        process.kill()
        process.communicate()


def test_the_settings_keep_topics_explicit_and_the_broker_private() -> None:
    """Topics come from the table only, one replica is enough, and nobody outside the machine connects."""
    settings = dict(line.split("=", 1) for line in server_properties(Path("/d"), 9092, 9093).splitlines())
    assert settings["auto.create.topics.enable"] == "false"
    assert settings["offsets.topic.replication.factor"] == "1"
    assert "127.0.0.1:9092" in settings["listeners"]
    assert "0.0.0.0" not in settings["listeners"]
