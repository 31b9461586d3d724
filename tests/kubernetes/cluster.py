"""A namespace of a real cluster with the development overlay in it, by kubectl alone.

`KUBECONFIG` says which cluster. Images that its nodes have, or can pull: FRONTWATCH_TEST_IMAGE and
FRONTWATCH_TEST_KAFKA_IMAGE; for the upgrade FRONTWATCH_TEST_NEXT_IMAGE, the same under another tag will do.
"""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from schemas.topics import WORKERS, Worker, app_id
from tests.broker.cluster import IMAGE as IMAGE_OF_KAFKA
from tests.broker.cluster import IMAGE_VARIABLE
from workers.cli.broker import free_port

KUBERNETES = Path(__file__).parents[2] / "deploy" / "kubernetes"
IMAGE = os.environ.get("FRONTWATCH_TEST_IMAGE", "frontwatch:local")
NEXT_IMAGE = os.environ.get("FRONTWATCH_TEST_NEXT_IMAGE", "")
KAFKA_IMAGE = os.environ.get(IMAGE_VARIABLE, IMAGE_OF_KAFKA)
READY_SECONDS = 300.0
_LOOK_SECONDS = 1.0


def kubectl(*arguments: str, stdin: str | None = None, seconds: float = 120) -> str:
    """What kubectl prints. Raises CalledProcessError, whose `stderr` says why."""
    ended = subprocess.run(
        ["kubectl", *arguments], input=stdin, capture_output=True, text=True, check=False, timeout=seconds
    )
    if ended.returncode:
        raise subprocess.CalledProcessError(ended.returncode, ended.args, ended.stdout, ended.stderr)
    return ended.stdout


def answers() -> bool:
    """Whether there is a kubectl and a cluster behind it."""
    if shutil.which("kubectl") is None:
        return False
    try:
        kubectl("get", "namespaces", "--request-timeout=5s")
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return False
    return True


def refused(*arguments: str, stdin: str | None = None) -> str:
    """Why the API server does not take something. Raises AssertionError where it does."""
    try:
        kubectl(*arguments, stdin=stdin)
    except subprocess.CalledProcessError as error:
        return str(error.stderr)
    raise AssertionError(f"kubectl {' '.join(arguments)} was taken")


def render(directory: Path, namespace: str, overlay: str, image: str = IMAGE, **more: Any) -> str:
    """An overlay with the test's images in a namespace of its own; `more`: what a kustomization may hold."""
    name, _, tag = image.rpartition(":")
    kafka, _, kafka_tag = KAFKA_IMAGE.rpartition(":")
    written = {
        "apiVersion": "kustomize.config.k8s.io/v1beta1",
        "kind": "Kustomization",
        "namespace": namespace,
        "resources": [relative(KUBERNETES / "overlays" / overlay, directory)],
        "labels": [{"pairs": {"frontwatch-test": namespace}, "includeTemplates": True}],
        "images": [
            {"name": "frontwatch", "newName": name, "newTag": tag},
            {"name": "registry.example.org/frontwatch", "newName": name, "newTag": tag},
            {"name": "apache/kafka", "newName": kafka, "newTag": kafka_tag},
        ],
        **more,
    }
    (directory / "kustomization.yaml").write_text(yaml.safe_dump(written), "utf-8")
    return kubectl("kustomize", str(directory))


def relative(path: Path, directory: Path) -> str:
    """Kustomize takes no absolute path."""
    return os.path.relpath(path.resolve(), directory.resolve())


class Deployment:
    """The development overlay in a namespace; everything in it may be broken."""

    def __init__(self, namespace: str, directory: Path, properties: Callable[[str], str] = str) -> None:
        """`properties` may change the broker's."""
        self.namespace = namespace
        self.port = free_port()
        self.directory = directory
        self._properties = properties
        self._more: dict[str, Any] = {}
        directory.mkdir(parents=True, exist_ok=True)

    @property
    def bootstrap_servers(self) -> str:
        """Kafka as this machine reaches it."""
        return f"127.0.0.1:{self.port}"

    def apply(self, *, image: str = IMAGE, **more: Any) -> None:
        """Apply the overlay; `more`, what a kustomization may hold, stays for the next time."""
        self._more |= more
        broker = (KUBERNETES / "overlays" / "development" / "server.properties").read_text("utf-8")
        broker = broker.replace("LAPTOP://127.0.0.1:9092", f"LAPTOP://{self.bootstrap_servers}")
        (self.directory / "server.properties").write_text(self._properties(broker), "utf-8")
        kafka = {"name": "kafka", "behavior": "replace", "files": ["server.properties"]}
        generators = [kafka, *self._more.get("configMapGenerator", [])]
        written = self._more | {"configMapGenerator": generators}
        rendered = render(self.directory, self.namespace, "development", image, **written)
        kubectl("apply", "--server-side", "--force-conflicts", "-f", "-", stdin=rendered)

    def call(self, *arguments: str, stdin: str | None = None, seconds: float = 120) -> str:
        """kubectl in this namespace."""
        return kubectl("-n", self.namespace, *arguments, stdin=stdin, seconds=seconds)

    def pods(self, worker: Worker | None = None) -> list[dict[str, Any]]:
        """The pods of a worker, or of all of them."""
        wanted = worker or f"({','.join(WORKERS)})"
        selector = f"app.kubernetes.io/component {'=' if worker else 'in'} {wanted}"
        found: list[dict[str, Any]] = json.loads(self.call("get", "pods", "-l", selector, "-o", "json"))[
            "items"
        ]
        return found

    def until_ready(self) -> None:
        """Wait for every worker. Raises TimeoutError."""

        def ready() -> bool:
            pods = self.pods()
            return {component(pod) for pod in pods} == set(WORKERS) and all(map(is_ready, pods))

        until(ready, READY_SECONDS, lambda: self.call("get", "pods"))

    def until_job_done(self, name: str) -> None:
        """Wait until a Job has been done, or is gone because it was."""
        until(lambda: self._is_done(name), READY_SECONDS, lambda: self.call("describe", "job", name))

    def _is_done(self, name: str) -> bool:
        jobs = json.loads(self.call("get", "jobs", "-o", "json"))["items"]
        status = {job["metadata"]["name"]: job["status"] for job in jobs}
        return name not in status or status[name].get("succeeded", 0) > 0

    def in_pod(self, worker: Worker, *command: str, stdin: str | None = None, seconds: float = 120) -> str:
        """A command in a worker's pod."""
        name = self.pods(worker)[0]["metadata"]["name"]
        return self.call("exec", "-i", name, "--", *command, stdin=stdin, seconds=seconds)

    def rollout(self, worker: Worker, verb: str) -> None:
        """`restart` a worker's rollout, or wait for its `status`."""
        self.call("rollout", verb, target(worker), seconds=READY_SECONDS)

    def delete(self) -> None:
        """Everything goes, with the brokers' data."""
        kubectl("delete", "namespace", self.namespace, "--ignore-not-found", "--wait=true", seconds=180)


def target(worker: Worker) -> str:
    """`statefulset/frontwatch-dedupe`."""
    return f"{'deployment' if worker == 'fingerprint' else 'statefulset'}/{app_id(worker)}"


def component(pod: dict[str, Any]) -> str:
    """Which worker a pod is."""
    return str(pod["metadata"]["labels"]["app.kubernetes.io/component"])


def is_ready(pod: dict[str, Any]) -> bool:
    """Whether it is ready and not on its way out."""
    conditions = {each["type"]: each["status"] for each in pod["status"].get("conditions", ())}
    return conditions.get("Ready") == "True" and "deletionTimestamp" not in pod["metadata"]


def until(condition: Callable[[], bool], seconds: float, picture: Callable[[], str]) -> None:
    """Wait for a condition. Raises TimeoutError with what there is to see then."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not after {seconds:.0f} s:\n{picture()}")
        time.sleep(_LOOK_SECONDS)


@contextmanager
def deployment(
    namespace: str, directory: Path, properties: Callable[[str], str] = str
) -> Iterator[Deployment]:
    """A new namespace that goes in the end. Nothing is applied yet."""
    made = Deployment(namespace, directory, properties)
    made.delete()
    try:
        yield made
    finally:
        made.delete()
