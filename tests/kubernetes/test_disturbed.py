"""Whatever a cluster does to the workers while articles come: nothing is lost, no alert stands twice."""

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.kubernetes import disturbances
from tests.kubernetes.cluster import (
    KUBERNETES,
    NEXT_IMAGE,
    READY_SECONDS,
    Deployment,
    deployment,
    kubectl,
    relative,
    target,
    until,
)
from tests.kubernetes.forward import forwarded
from tests.kubernetes.load import Disturbance, Load, disturb, judge
from workers.runtime.settings import load_settings

pytestmark = pytest.mark.kubernetes
NAMESPACE = "frontwatch-test-load"
BROKERS = f"kafka.{NAMESPACE}.svc:9092"
_FAR_FROM_THE_FRONT = "watchlists: [{watchlist_id: far, name: Far from the front, places: [Lviv]}]\n"
_PACE = 4.0
_BACKLOG = 4000
"""One replica has work for longer than the scaler takes to see it, which looks every fifteen seconds."""


def found_from_afar(properties: str) -> str:
    """KEDA asks from a namespace of its own, in which the short name means nothing."""
    return properties.replace("PODS://kafka:9092", f"PODS://{BROKERS}")


@pytest.fixture
def made(tmp_path: Path, figures: list[tuple[str, ...]]) -> Iterator[Deployment]:
    """A deployment that watches a quiet place, ready."""
    began = time.monotonic()
    with deployment(NAMESPACE, tmp_path, found_from_afar) as made:
        (tmp_path / "watchlists.yaml").write_text(_FAR_FROM_THE_FRONT, "utf-8")
        own = {"name": "frontwatch-watchlists", "behavior": "replace", "files": ["watchlists.yaml"]}
        brokers = {
            "name": "frontwatch",
            "behavior": "merge",
            "literals": [f"FRONTWATCH_BOOTSTRAP_SERVERS={BROKERS}"],
        }
        made.apply(configMapGenerator=[own, brokers])
        made.until_ready()
        figures.append(
            ("development overlay applied", f"{time.monotonic() - began:.0f}", "", "all workers ready")
        )
        made.until_job_done("frontwatch-watchlists")
        with forwarded(made):
            yield made


@pytest.mark.timeout(1500)
async def test_nothing_is_lost_or_doubled_when_pods_go_and_come(
    made: Deployment, figures: list[tuple[str, ...]]
) -> None:
    """Pods deleted and killed, restarts, an upgrade and a drain, one after the other under load."""
    settings = load_settings(bootstrap_servers=made.bootstrap_servers, status="exercise")
    load = Load(settings, _PACE)
    rolled = [("rolling upgrade to another image", disturbances.upgrade)] if NEXT_IMAGE else []
    told: list[tuple[str, Disturbance]] = [
        ("a pod of each worker deleted", partial(disturbances.delete_each_pod, busy=load.rush)),
        ("a pod of each worker killed", partial(disturbances.kill_each_pod, busy=load.rush)),
        ("rolling restart of all workers", disturbances.restart),
        *rolled,
        ("every node drained, Kafka too", disturbances.drain),
    ]
    await disturb(made, load, told, figures)
    assert (await judge(settings, load.sent, figures)).violations == []


def quick_scaling(made: Deployment) -> dict[str, Any]:
    """The component for scaling, with thresholds and patience of a test."""
    behaviour = {
        "scaleUp": {"stabilizationWindowSeconds": 0},
        "scaleDown": {
            "stabilizationWindowSeconds": 30,
            "policies": [{"type": "Pods", "value": 4, "periodSeconds": 15}],
        },
    }
    extraction = {"kind": "ScaledObject", "name": "frontwatch-extraction"}
    patch = [
        {"op": "replace", "path": "/spec/maxReplicaCount", "value": 4},
        {"op": "replace", "path": "/spec/pollingInterval", "value": 5},
        {"op": "replace", "path": "/spec/triggers/0/metadata/lagThreshold", "value": "30"},
        {"op": "add", "path": "/spec/advanced/horizontalPodAutoscalerConfig/behavior", "value": behaviour},
    ]
    return {
        "components": [relative(KUBERNETES / "components" / "keda", made.directory)],
        "patches": [{"target": extraction, "patch": yaml.safe_dump(patch)}],
    }


@pytest.mark.timeout(1500)
async def test_extraction_grows_and_shrinks_with_its_lag_and_loses_nothing(
    made: Deployment, figures: list[tuple[str, ...]]
) -> None:
    """KEDA asks for four replicas while thousands wait, and for one when none does."""
    if "keda-operator" not in kubectl("get", "deployments", "--all-namespaces", "--output=name"):
        pytest.skip("KEDA does not run on this cluster")
    settings = load_settings(bootstrap_servers=made.bootstrap_servers, status="exercise")
    load = Load(settings, _PACE)
    load.hurry(_BACKLOG)

    def gather(made: Deployment) -> None:
        """A backlog while nobody extracts; then the scaler takes over."""
        made.call("scale", target("extraction"), "--replicas=0")
        until(lambda: len(load.sent) > _BACKLOG, READY_SECONDS, lambda: made.call("get", "pods"))
        made.apply(**quick_scaling(made))

    told: list[tuple[str, Disturbance]] = [
        ("articles while nobody extracts", gather),
        ("extraction scaled from 1 to 4 by its lag", disturbances.grown),
        ("extraction scaled from 4 to 1", disturbances.shrunk),
    ]
    await disturb(made, load, told, figures)
    assert (await judge(settings, load.sent, figures)).violations == []
