"""On a broker with TLS, logins and access control: each role can do its own work and nothing else."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.errors import GroupAuthorizationFailedError, TopicAuthorizationFailedError

from schemas import topics
from schemas.access import ROLES, Role, grants, principal
from schemas.topics import Topic, Worker, app_id
from tests.broker.cluster import VARIABLE
from tests.broker.secured import ADMINISTRATOR, SecuredBroker, password_of, secured_broker
from tests.broker.test_whole_road import PATIENCE_SECONDS, SAMPLES, replayed, told
from tests.broker.worker_process import WorkerProcess
from workers.cli.broker import free_port
from workers.cli.demonstration.crew import Crew
from workers.cli.demonstration.show import show
from workers.runtime.access import apply_access
from workers.runtime.connection import client_options
from workers.runtime.provision import administration, apply_topics
from workers.runtime.settings import Settings, load_settings

pytestmark = [
    pytest.mark.broker,
    pytest.mark.skipif(
        os.environ.get(VARIABLE, "local") != "local", reason="needs a broker of its own, with its own doors"
    ),
]


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecuredBroker]:
    """A secured broker on which the administrator has applied topics and rights."""
    names = tuple(principal(role) for role in ROLES)
    with secured_broker(tmp_path_factory.mktemp("secured"), names) as running:
        administrator = load_settings(**running.by_password(ADMINISTRATOR))

        async def prepare() -> None:
            await apply_topics(administrator)
            await apply_access(administrator, grants())

        asyncio.run(prepare())
        yield running


@dataclass
class KnownCrew(Crew):
    """Workers that log in under their own names: two by password, two by certificate."""

    logins: Mapping[Worker, Mapping[str, str]] = field(default_factory=dict)

    def start(self, worker: Worker) -> None:
        """Start one worker with its own login."""
        self.settings = {"STATUS": "exercise"} | {n.upper(): v for n, v in self.logins[worker].items()}
        super().start(worker)


@pytest.mark.timeout(200)
async def test_every_worker_does_its_work_with_its_own_rights_alone(
    broker: SecuredBroker, tmp_path: Path
) -> None:
    """The samples come through the workers with least privilege exactly as through `frontwatch replay`."""
    settings = load_settings(**broker.by_password(ADMINISTRATOR), status="exercise")
    crew = KnownCrew(
        tmp_path,
        {},
        print,
        logins={
            "fingerprint": broker.by_certificate(app_id("fingerprint")),
            "dedupe": broker.by_password(app_id("dedupe")),
            "extraction": broker.by_certificate(app_id("extraction")),
            "maps": broker.by_certificate(app_id("maps")),
            "alert": broker.by_password(app_id("alert")),
        },
    )
    try:
        outcome = await show(settings, SAMPLES, crew, PATIENCE_SECONDS)
    finally:
        crew.stop()
    assert told(outcome) == told(await asyncio.to_thread(replayed, settings))
    for member in crew.members:
        assert password_of(app_id(member.worker)) not in member.log_file.read_text()


def as_role(broker: SecuredBroker, role: Role) -> Settings:
    """The login of a role."""
    return load_settings(**broker.by_certificate(principal(role)))


async def listed(settings: Settings) -> set[str]:
    """The topics that this login may know of. Asking for others makes clients wait for them."""
    async with administration(settings) as admin:
        return set(await admin.list_topics())


async def readable(settings: Settings, wanted: Iterable[Topic]) -> list[str]:
    """The topics among these whose records this login gets."""
    consumer = AIOKafkaConsumer(**client_options(settings, "probe"))
    await consumer.start()
    found = []
    try:
        visible = await listed(settings)
        for topic in wanted:
            partition = TopicPartition(topic.name, 0)
            if topic.name not in visible:
                continue
            try:
                consumer.assign([partition])
                await consumer.seek_to_beginning(partition)
                await consumer.getmany(partition, timeout_ms=500)
            except TopicAuthorizationFailedError:
                continue
            found.append(topic.name)
    finally:
        await consumer.stop()
    return found


async def writable(settings: Settings, wanted: Iterable[Topic]) -> list[str]:
    """The topics among these that take a record from this login."""
    producer = AIOKafkaProducer(**client_options(settings, "probe"))
    await producer.start()
    found = []
    try:
        visible = await listed(settings)
        for topic in wanted:
            if topic.name not in visible:
                continue
            try:
                await producer.send_and_wait(topic.name, b"probe", b"probe")
            except TopicAuthorizationFailedError:
                continue
            found.append(topic.name)
    finally:
        await producer.stop()
    return found


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.timeout(120)
async def test_a_role_reads_and_writes_what_the_table_of_topics_says_and_nothing_else(
    broker: SecuredBroker, role: Role
) -> None:
    """The broker refuses the rest, changelogs of other workers included."""
    settings = as_role(broker, role)
    every = topics.all_topics()
    assert await readable(settings, every) == [topic.name for topic in every if role in topic.read_by]
    assert await writable(settings, every) == [topic.name for topic in every if role in topic.produced_by]


async def test_a_worker_cannot_join_the_group_of_another(broker: SecuredBroker) -> None:
    """It would take partitions from it, and messages with them."""
    consumer = AIOKafkaConsumer(
        topics.ARTICLES_RAW.name,
        group_id=app_id("dedupe"),
        **client_options(as_role(broker, "fingerprint"), "probe"),
    )
    with pytest.raises(GroupAuthorizationFailedError):
        await consumer.start()
    await consumer.stop()


def frontwatch(
    *command: str, login: Mapping[str, str], directory: Path
) -> "subprocess.CompletedProcess[str]":
    """A command that is expected to end by itself."""
    own = {"WEB_PORT": str(free_port()), "LOG_FORMAT": "json", "DATA_DIRECTORY": str(directory)}
    settings = own | {name.upper(): value for name, value in login.items()}
    return subprocess.run(
        [sys.executable, "-m", "workers.cli.main", *command],
        env={**os.environ, **{f"FRONTWATCH_{name}": value for name, value in settings.items()}},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


REFUSED: list[tuple[str, Callable[[SecuredBroker], Mapping[str, str]], str]] = [
    (
        "wrong password",
        lambda broker: broker.by_password(app_id("dedupe"), "wrong"),
        "refused the login of frontwatch-dedupe",
    ),
    (
        "another worker",
        lambda broker: broker.by_certificate(app_id("extraction")),
        "may not read articles.fingerprints",
    ),
    ("nobody", lambda broker: {"bootstrap_servers": broker.open_door}, "may not read articles.fingerprints"),
    ("stranger", lambda broker: broker.by_certificate("stranger"), "join group frontwatch-dedupe"),
    (
        "unknown authority",
        lambda broker: broker.by_password(app_id("dedupe")) | {"tls_ca_file": ""},
        "is not trusted (FRONTWATCH_TLS_CA_FILE)",
    ),
]


@pytest.mark.parametrize(
    ("login", "sentence"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_worker_that_is_not_let_in_ends_and_says_why(
    broker: SecuredBroker, login: Callable[[SecuredBroker], Mapping[str, str]], sentence: str, tmp_path: Path
) -> None:
    """It does not wait for ever: nobody would look. It repeats no password and shows no stack."""
    ended = frontwatch("worker", "dedupe", login=login(broker), directory=tmp_path)
    told = ended.stdout + ended.stderr
    assert ended.returncode == 1
    assert sentence in told
    assert "Traceback" not in told
    assert "exception" not in told
    assert "s3cret" not in told


def test_the_command_line_says_that_a_login_was_refused(broker: SecuredBroker, tmp_path: Path) -> None:
    """ "No broker answers" would send its user on the wrong way."""
    login = broker.by_password(principal("users"), "wrong")
    ended = frontwatch("topics", "check", login=login, directory=tmp_path)
    assert ended.returncode != 0
    assert "refused the login of frontwatch-users" in ended.stderr


async def test_no_endpoint_and_no_log_line_of_a_worker_carries_a_secret(
    broker: SecuredBroker, tmp_path: Path
) -> None:
    """Not even at the most talkative level, where clients log what they send."""
    login = broker.by_password(app_id("fingerprint"))
    command = ("-m", "workers.cli.main", "worker", "fingerprint")
    servers = login.pop("bootstrap_servers")
    more = {"tls_key_password": "of-the-key-s3cret-77", "log_level": "debug", "log_format": "json"}
    worker = WorkerProcess("fingerprint", "", servers, tmp_path, command, **login, **more)
    try:
        await worker.is_ready()
        told = [await worker.body(path) for path in ("/live", "/ready", "/metrics", "/", "/config")]
    finally:
        worker.kill()
    logged = worker.log_file.read_text()
    assert '"debug"' in logged, "the level was not in force"
    assert "frontwatch_lag" in told[2]
    for secret in (password_of(app_id("fingerprint")), "of-the-key-s3cret-77"):
        assert not any(secret in text for text in (*told, logged))


async def test_users_produce_articles_and_watchlists_and_read_alerts(
    broker: SecuredBroker, tmp_path: Path
) -> None:
    """What README tells users to do works with the rights of users."""
    login = broker.by_password(principal("users"))
    article = tmp_path / "article.txt"
    article.write_text("Quiet night at Kupiansk\n\nNothing happened near Kupiansk on Monday night.\n")
    for command in (
        ("produce", str(article)),
        ("watch", "list"),
        ("subscribe", "--from-beginning", "--no-follow"),
    ):
        ended = await asyncio.to_thread(frontwatch, *command, login=login, directory=tmp_path)
        assert ended.returncode == 0, ended.stderr
