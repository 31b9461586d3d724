"""The commands against a real Kafka: what they send arrives, and what arrives they show."""

import asyncio
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest
from aiokafka import AIOKafkaProducer
from aiokafka.errors import ProducerFenced

from schemas.dead_letters import DeadLetter
from schemas.envelopes import Arrival, Origin, Outgoing
from schemas.places import PlaceBelief, Word
from schemas.topics import ALERTS, ALERTS_CURRENT, ARTICLES_RAW, PLACES_CURRENT, Topic, dead_letters
from tests.unit.cli.alerts import KUPIANSK, NOON, make_alert
from workers.cli.broker_clients import open_producer, open_reader, read_to_end
from workers.cli.stored import Stored
from workers.runtime.records import Record, encode_outgoing
from workers.runtime.settings import Settings, load_settings

pytestmark = pytest.mark.broker
ARRIVAL = Arrival(ARTICLES_RAW.name, 0, 0, NOON, Origin(ARTICLES_RAW.name, 0, 0))
GOOD = {"source": "vartovi.example", "title": "Quiet night", "body": "No alarms were reported near Lyman."}


@pytest.fixture
def settings(bootstrap_servers: str) -> Settings:
    """Of the cluster of this session, with all topics in place."""
    frontwatch(bootstrap_servers, "topics", "apply")
    return load_settings(bootstrap_servers=bootstrap_servers)


def frontwatch(servers: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command as a user runs it."""
    command = [sys.executable, "-m", "workers.cli.main", "-b", servers, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


async def publish(settings: Settings, *records: Record) -> None:
    """Put records into topics as a worker would."""
    async with open_producer(settings) as producer:
        for one in records:
            await producer.send_and_wait(
                one.topic, one.value, one.key, one.partition, headers=list(one.headers)
            )


async def bomb(settings: Settings, *topics: Topic) -> None:
    """Put a batch into each that any broker takes, and that unfolds to 64 MiB."""
    size = 64 * 1024 * 1024
    async with AIOKafkaProducer(
        bootstrap_servers=settings.bootstrap_servers,
        compression_type="gzip",
        max_request_size=2 * size,
        max_batch_size=2 * size,
    ) as producer:
        for topic in topics:
            await producer.send_and_wait(topic.name, b" " * size, b"bomb", 0)


async def everything_sent(settings: Settings) -> Sequence[Stored]:
    """All records of the raw topic."""
    async with open_reader(settings, (ARTICLES_RAW,), from_beginning=True) as reader:
        return [record async for record in read_to_end(reader)]


def test_topics_are_applied_once_and_then_as_they_should_be(settings: Settings) -> None:
    """A second `apply` changes nothing; `check` agrees."""
    again = frontwatch(settings.bootstrap_servers, "topics", "apply")
    assert (again.returncode, again.stdout) == (0, "")
    assert frontwatch(settings.bootstrap_servers, "topics", "check").returncode == 0


async def test_produce_sends_the_good_lines_and_names_the_bad_one(settings: Settings, tmp_path: Path) -> None:
    """With `--raw` the bad one goes too, byte for byte."""
    path = tmp_path / "news.jsonl"
    path.write_bytes(orjson.dumps(GOOD) + b"\n{broken\n")
    result = frontwatch(settings.bootstrap_servers, "produce", str(path))
    assert result.returncode == 1
    assert f"{path}:2: not JSON" in result.stderr
    assert "1 of 2 sent" in result.stderr
    assert frontwatch(settings.bootstrap_servers, "produce", "--raw", str(path)).returncode == 0
    values = [record.value for record in await everything_sent(settings)]
    assert values.count(b"{broken") == 1
    assert values.count(orjson.dumps(GOOD)) == 2


async def test_the_demo_keeps_its_fiction_out_of_a_kafka_with_articles(settings: Settings) -> None:
    """A desk whose shell names its Kafka does not get invented alerts by typing `make demo`."""
    await publish(settings, Record(ARTICLES_RAW.name, 0, b"key", orjson.dumps(GOOD)))
    before = len(await everything_sent(settings))
    result = frontwatch(settings.bootstrap_servers, "demo")
    assert result.returncode == 2
    assert "already has articles" in result.stderr
    assert len(await everything_sent(settings)) == before


def test_watchlists_are_applied_listed_and_deleted(settings: Settings, tmp_path: Path) -> None:
    """Applying the same file again changes nothing; a dry run never does."""
    path = tmp_path / "watch.yaml"
    path.write_text("{watchlist_id: east-test, name: East, places: [Kupiansk]}")
    servers = settings.bootstrap_servers
    assert "0 of 1" not in frontwatch(servers, "watch", "apply", str(path), "--dry-run").stderr
    assert "east-test" not in frontwatch(servers, "watch", "list").stdout
    assert "1 of 1 watchlists changed" in frontwatch(servers, "watch", "apply", str(path)).stderr
    assert "0 of 1 watchlists changed" in frontwatch(servers, "watch", "apply", str(path)).stderr
    assert "east-test" in frontwatch(servers, "watch", "list").stdout
    assert frontwatch(servers, "watch", "delete", "east-test").returncode == 0
    assert "east-test" not in frontwatch(servers, "watch", "list").stdout
    assert frontwatch(servers, "watch", "delete", "east-test").returncode == 2


async def test_subscribers_see_the_alerts_that_they_asked_for(settings: Settings) -> None:
    """As CloudEvents with the deployment that raised them, filtered by family; what unfolds to too much is
    told and passed over."""
    wanted, other = make_alert(alert_id="seen"), make_alert(alert_id="unseen", family="combat")
    outgoing = (Outgoing(ALERTS, KUPIANSK.place_id, alert) for alert in (wanted, other))
    await publish(settings, *(encode_outgoing(one, ARRIVAL, "elsewhere") for one in outgoing))
    arguments = ("subscribe", "--json", "--no-follow", "--from-beginning", "--family", "control")
    await bomb(settings, ALERTS)
    result = frontwatch(settings.bootstrap_servers, *arguments)
    assert "a batch of alerts/0 up to offset" in result.stderr
    assert "was not read (too-large)" in result.stderr
    events = {event["data"]["alert_id"]: event for event in map(orjson.loads, result.stdout.splitlines())}
    assert "unseen" not in events
    assert events["seen"]["source"] == "elsewhere"
    assert events["seen"]["id"] == "seen.0"


async def test_alerts_of_the_broker_are_exported(settings: Settings) -> None:
    """Each revision from `alerts`, in whichever mode; what stands now from `alerts.current`; no bomb."""
    first = make_alert(alert_id="exported")
    second = make_alert(
        alert_id="exported",
        revision=1,
        msg_type="update",
        references=("exported.0",),
        references_sent=(NOON,),
    )
    sent = [
        encode_outgoing(Outgoing(ALERTS, KUPIANSK.place_id, first), ARRIVAL, "desk"),
        encode_outgoing(Outgoing(ALERTS, KUPIANSK.place_id, second), ARRIVAL, "desk", "structured"),
        encode_outgoing(Outgoing(ALERTS_CURRENT, "exported", first), ARRIVAL, "desk"),
        encode_outgoing(Outgoing(ALERTS_CURRENT, "exported", second), ARRIVAL, "desk", "structured"),
    ]
    await publish(settings, *sent)
    servers = settings.bootstrap_servers
    await bomb(settings, ALERTS_CURRENT)
    messages = frontwatch(servers, "alerts", "export", "--format", "cap").stdout.splitlines()
    ours = [one for one in messages if "<identifier>exported." in one]
    assert ["<references>desk,exported.0," in one for one in ours] == [False, True]
    current = frontwatch(servers, "alerts", "export", "--format", "geojson")
    assert "(too-large)" in current.stderr
    collection = orjson.loads(current.stdout)
    assert "exported.1" in [feature["id"] for feature in collection["features"]]
    assert "exported.0" not in [feature["id"] for feature in collection["features"]]


async def test_who_holds_answers_with_the_word_that_it_rests_on(settings: Settings) -> None:
    """And with exit status 1 for a place that nothing was reported of."""
    word = Word(
        claimant="General Staff",
        party="UA",
        kind="official",
        event_type="control_reaffirmed",
        source="vartovi.example",
        url=None,
        title="",
        published_at=NOON,
        sentence="The city is ours.",
    )
    belief = PlaceBelief(
        place=KUPIANSK,
        status="held",
        holder="UA",
        since=None,
        certainty="likely",
        words=(word,),
        changed_at=NOON,
    )
    outgoing = Outgoing(PLACES_CURRENT, KUPIANSK.place_id, belief)
    await publish(settings, encode_outgoing(outgoing, ARRIVAL, "test"))
    await bomb(settings, PLACES_CURRENT)
    result = frontwatch(settings.bootstrap_servers, "who-holds", "Kupiansk")
    assert result.returncode == 0
    assert "(too-large)" in result.stderr
    assert "held by UA" in result.stdout
    assert "The city is ours." in result.stdout
    assert frontwatch(settings.bootstrap_servers, "who-holds", "Odesa").returncode == 1


async def bury(settings: Settings, error_type: str, keys: Iterable[bytes]) -> None:
    """Dead letters of the fingerprint worker, one for each key, as it writes them."""
    for key in keys:
        why = DeadLetter(
            worker="fingerprint",
            topic=ARTICLES_RAW.name,
            partition=7,
            offset=0,
            timestamp=NOON,
            error_type=error_type,
            message="why",
            time=datetime.now(UTC),
        )
        headers = (("trace", b"x"), *why.headers())
        await publish(settings, Record(dead_letters("fingerprint").name, 0, key, b"\x00broken\xff", headers))


async def test_a_dead_letter_is_listed_shown_and_sent_again_only_once(settings: Settings) -> None:
    """It comes back to its topic and partition unchanged, at today's time with the old one in a header."""
    await bury(settings, "made-for-this-test", [b"the-key"])
    servers = settings.bootstrap_servers
    listed = frontwatch(servers, "dead-letters", "list", "--json", "--error-type", "made-for-this-test")
    name = orjson.loads(listed.stdout)["letter"]
    assert "made-for-this-test" in frontwatch(servers, "dead-letters", "show", name).stdout
    assert "1 would be sent" in frontwatch(servers, "dead-letters", "redrive", name, "--dry-run").stderr
    assert "\n1 sent" in "\n" + frontwatch(servers, "dead-letters", "redrive", name).stderr
    assert "0 sent" in frontwatch(servers, "dead-letters", "redrive", name).stderr
    [back] = [record for record in await everything_sent(settings) if record.key == b"the-key"]
    assert (back.partition, back.value) == (7, b"\x00broken\xff")
    first = ("frontwatch-dead-letter-timestamp", NOON.isoformat().encode())
    assert back.headers == (("trace", b"x"), ("frontwatch-dead-letter-attempt", b"1"), first)
    assert back.timestamp > NOON.timestamp() + 3600


async def test_a_redrive_that_dies_half_way_has_sent_nothing_and_the_next_sends_all_once(
    settings: Settings,
) -> None:
    """A letter and the mark that it was sent come together or not at all; two redrives do not overlap."""
    keys = [f"half-{number}".encode() for number in range(5)]
    await bury(settings, "half-way", keys)
    async with open_producer(settings, "frontwatch-redrive") as dying:
        await dying.begin_transaction()
        await dying.send_and_wait(ARTICLES_RAW.name, b"\x00broken\xff", keys[0], 7)
        done = await asyncio.to_thread(
            frontwatch, settings.bootstrap_servers, "dead-letters", "redrive", "--error-type", "half-way"
        )
        assert "\n5 sent" in "\n" + done.stderr
        with pytest.raises(ProducerFenced):
            await dying.commit_transaction()
    sent = [record.key for record in await everything_sent(settings) if record.key in keys]
    assert sorted(sent) == keys
    again = frontwatch(settings.bootstrap_servers, "dead-letters", "redrive", "--error-type", "half-way")
    assert "0 sent" in again.stderr
