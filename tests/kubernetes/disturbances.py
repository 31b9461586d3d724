"""What happens to a deployment in its life. Each returns when all workers are ready again."""

import json
import subprocess
from collections.abc import Callable
from contextlib import suppress

from schemas.topics import WORKERS
from tests.kubernetes.cluster import (
    NEXT_IMAGE,
    READY_SECONDS,
    Deployment,
    kubectl,
    target,
    until,
)


def delete_each_pod(made: Deployment, busy: Callable[[], None]) -> None:
    """One worker's pod after the other, `busy` as they are, with the time to finish that it asks for."""
    for worker in WORKERS:
        busy()
        made.call("delete", "pod", made.pods(worker)[0]["metadata"]["name"])
        made.until_ready()


def kill_each_pod(made: Deployment, busy: Callable[[], None]) -> None:
    """One worker's process after the other, `busy` as they are, without any time; the pod goes with it.

    A pod that is deleted by force alone is still told to end, and has two seconds for it.
    """
    everything = "import os, signal; os.kill(-1, signal.SIGKILL)"
    for worker in WORKERS:
        name = made.pods(worker)[0]["metadata"]["name"]
        busy()
        with suppress(subprocess.CalledProcessError):
            made.call("exec", name, "--", "python", "-c", everything)
        made.call("delete", "pod", name, "--grace-period=0", "--force")
        made.until_ready()


def restart(made: Deployment) -> None:
    """A rolling restart of all workers at once."""
    for worker in WORKERS:
        made.rollout(worker, "restart")
    for worker in WORKERS:
        made.rollout(worker, "status")
    made.until_ready()


def upgrade(made: Deployment) -> None:
    """Another image's tag, applied as a user would."""
    # A Job of the first `apply` that is still there could not be changed.
    until(
        lambda: not json.loads(made.call("get", "jobs", "-o", "json"))["items"],
        READY_SECONDS,
        lambda: made.call("get", "jobs"),
    )
    made.apply(image=NEXT_IMAGE)
    for worker in WORKERS:
        made.rollout(worker, "status")
    made.until_ready()
    images = {pod["spec"]["containers"][0]["image"] for pod in made.pods()}
    assert images == {NEXT_IMAGE}, images


def drain(made: Deployment) -> None:
    """Every node in turn is emptied of our pods, Kafka's too, within their disruption budgets."""
    nodes = [node["metadata"]["name"] for node in json.loads(kubectl("get", "nodes", "-o", "json"))["items"]]
    for node in nodes:
        try:
            kubectl(
                *("drain", node, "--delete-emptydir-data", "--ignore-daemonsets", "--timeout=180s"),
                f"--pod-selector=frontwatch-test={made.namespace}",
                seconds=200,
            )
        finally:
            kubectl("uncordon", node)
        made.until_ready()


def replicas(made: Deployment) -> int:
    """How many of extraction are wanted now."""
    found = json.loads(made.call("get", target("extraction"), "-o", "json"))
    return int(found["spec"]["replicas"])


def grown(made: Deployment) -> None:
    """Wait until the scaler has asked for four, and they are ready."""
    until(lambda: replicas(made) == 4, READY_SECONDS, lambda: made.call("describe", "hpa"))
    made.until_ready()


def shrunk(made: Deployment) -> None:
    """Wait until the scaler is back at one."""
    until(lambda: replicas(made) == 1, READY_SECONDS, lambda: made.call("describe", "hpa"))
    until(lambda: len(made.pods("extraction")) == 1, READY_SECONDS, lambda: made.call("get", "pods"))
    made.until_ready()
