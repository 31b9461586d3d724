"""From nothing to alerts on a cluster: the samples, sent from inside and from outside."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from schemas.topics import WORKERS
from tests.broker.test_whole_road import SAMPLES, replayed, told
from tests.kubernetes.cluster import Deployment, deployment
from tests.kubernetes.forward import forwarded
from tests.unit.runtime.test_monitoring import FROM_THE_KUBELET, expressions, metrics_named
from workers.cli.article_files import Missing
from workers.cli.broker_clients import open_producer, open_reader
from workers.cli.commands.articles import send_all
from workers.cli.demonstration.settle import until_settled
from workers.cli.demonstration.show import Listener
from workers.cli.expectations import check
from workers.cli.inputs import find_inputs, read_inputs
from workers.cli.outcome import Outcome
from workers.cli.witness import WITNESSED
from workers.runtime.provision import administration
from workers.runtime.settings import Settings, load_settings

pytestmark = pytest.mark.kubernetes
_SETTLE_SECONDS = 180.0
_METRICS = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8080/metrics').read().decode())"


@pytest.fixture(scope="module")
def made(directory: Path) -> Iterator[Deployment]:
    """The development overlay as it is, ready."""
    with deployment("frontwatch-test-samples", directory) as made:
        made.apply()
        made.until_ready()
        made.until_job_done("frontwatch-watchlists")
        with forwarded(made):
            yield made


def from_inside(made: Deployment, path: Path) -> None:
    """`frontwatch produce` in a pod, fed with the file."""
    made.in_pod("alert", "frontwatch", "produce", "-", stdin=path.read_text("utf-8"))


async def send(made: Deployment, settings: Settings) -> Outcome:
    """File by file, as days go by: lines of articles from a pod, everything else from here."""
    async with (
        open_producer(settings) as producer,
        administration(settings) as admin,
        open_reader(settings, (), from_beginning=True) as reader,
        open_reader(settings, WITNESSED.values(), from_beginning=True) as witnessing,
    ):
        listener = Listener(witnessing)
        listening = asyncio.ensure_future(listener.run())
        for file in find_inputs([str(SAMPLES.directory)]):
            if file.endswith(".jsonl") and "broken" not in file:
                await asyncio.to_thread(from_inside, made, Path(file))
            else:
                await send_all(producer, list(read_inputs(file, Missing())), lambda _: None)
            await until_settled(admin, reader, _SETTLE_SECONDS)
            await listener.catch_up()
        listening.cancel()
    return listener.outcome


@pytest.mark.timeout(900)
async def test_samples_from_inside_and_outside_give_the_alerts_of_replay(
    made: Deployment, figures: list[tuple[str, ...]]
) -> None:
    """All that must come comes, nothing that must not, and `subscribe` in a pod shows every revision once."""
    settings = load_settings(bootstrap_servers=made.bootstrap_servers, status="exercise")
    outcome = await send(made, settings)
    assert told(outcome) == told(await asyncio.to_thread(replayed, settings))
    assert check(SAMPLES.expectations(), outcome) == ()
    shown = made.in_pod("alert", "frontwatch", "subscribe", "--from-beginning", "--no-follow", "--json")
    events = [json.loads(line)["id"] for line in shown.splitlines()]
    assert len(events) == len(set(events)) == len(outcome.revisions)
    figures.append((f"samples: {len(events)} alert revisions", "", "", "as `frontwatch replay` has them"))


def test_every_metric_of_rules_and_dashboard_is_in_a_real_scrape(made: Deployment) -> None:
    """Of the five workers, after they have worked."""
    scraped: set[str] = set()
    for worker in WORKERS:
        shown = made.in_pod(worker, "python", "-c", _METRICS)
        assert worker != "alert" or 'frontwatch_broadcast_caught_up{topic="watchlists"} 1.0' in shown
        for family in text_string_to_metric_families(shown):
            scraped |= {family.name, *(sample.name for sample in family.samples)}
            scraped |= {f"{family.name}_total"} if family.type == "counter" else set()
    wanted = {name for _, query in expressions() for name in metrics_named(query)} - FROM_THE_KUBELET.keys()
    assert wanted <= scraped
