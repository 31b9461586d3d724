"""The Kubernetes resources fit the code and each other, as far as can be told without a cluster.

`make test-kubernetes` asks a real one.
"""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.access import ROLES, principal
from schemas.topics import TABLES, WORKERS, Worker, all_topics, app_id, sources_of
from tests.kubernetes.definitions import OPERATORS, complaints
from workers.runtime.settings import PREFIX, Settings

ROOT = Path(__file__).parents[3]
KUBERNETES = ROOT / "deploy" / "kubernetes"
OVERLAYS = ("development", "production")
OWNERS_OF_STATE = {table.worker for table in TABLES}
JOBS = (KUBERNETES / "base" / "watchlists.yaml", KUBERNETES / "components" / "topics" / "topics.yaml")
KUBECTL = shutil.which("kubectl")


def documents(path: Path) -> list[dict[str, Any]]:
    """The resources of a file."""
    return [each for each in yaml.safe_load_all(path.read_text("utf-8")) if each]


def one(path: Path, *kinds: str) -> dict[str, Any]:
    """The resource of one of these kinds in a file."""
    (found,) = (each for each in documents(path) if each["kind"] in kinds)
    return found


def pod_spec(resource: dict[str, Any]) -> dict[str, Any]:
    """What a Deployment, StatefulSet or Job runs."""
    spec: dict[str, Any] = resource["spec"]["template"]["spec"]
    return spec


EVERY_WORKER = pod_spec(one(KUBERNETES / "base" / "every-worker.yaml", "Any"))


@pytest.mark.parametrize("path", sorted(KUBERNETES.rglob("kustomization.yaml")), ids=lambda p: p.parent.name)
def test_every_file_that_a_kustomization_names_is_there(path: Path) -> None:
    """Resources, components, patches and the generators' files."""
    (content,) = documents(path)
    named = [*content.get("resources", ()), *content.get("components", ())]
    named += [patch["path"] for patch in content.get("patches", ()) if "path" in patch]
    for generator in content.get("configMapGenerator", ()):
        named += [file.rpartition("=")[2] for file in generator.get("files", ())]
    assert [name for name in named if not (path.parent / name).exists()] == []


@pytest.mark.parametrize("worker", WORKERS)
def test_every_worker_runs_under_its_own_name(worker: Worker) -> None:
    """Principal, account, Secret and consumer group are one name; who has a table is a StatefulSet."""
    path = KUBERNETES / "base" / f"{worker}.yaml"
    resource = one(path, "StatefulSet" if worker in OWNERS_OF_STATE else "Deployment")
    spec = pod_spec(resource)
    (container,) = spec["containers"]
    environment = {variable["name"]: variable for variable in container["env"]}
    name = app_id(worker)
    assert resource["metadata"]["name"] == spec["serviceAccountName"] == name == principal(worker)
    assert container["args"] == ["worker", worker]
    assert environment["FRONTWATCH_SASL_USERNAME"]["value"] == name
    assert environment["FRONTWATCH_SASL_PASSWORD"]["valueFrom"]["secretKeyRef"]["name"] == name
    assert one(path, "ServiceAccount")["automountServiceAccountToken"] is False
    labels = {"app.kubernetes.io/component": worker}
    assert (
        resource["spec"]["selector"]["matchLabels"]
        == resource["spec"]["template"]["metadata"]["labels"]
        == labels
    )
    assert one(path, "PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == labels


def test_owners_of_state_are_static_members_by_the_name_of_their_pod() -> None:
    """A setting of that name exists, and a Deployment's pods, whose names change, have none."""
    spec = pod_spec(one(KUBERNETES / "base" / "every-owner-of-state.yaml", "StatefulSet"))
    (variable,) = spec["containers"][0]["env"]
    assert variable == {
        "name": f"{PREFIX}MEMBER_ID",
        "valueFrom": {"fieldRef": {"fieldPath": "metadata.name"}},
    }
    assert "member_id" in Settings.model_fields


def variables() -> Iterator[str]:
    """Every setting that any of the files gives."""
    for path in KUBERNETES.rglob("*.yaml"):
        yield from re.findall(rf"\b{PREFIX}([A-Z_]+)\b", path.read_text("utf-8"))


def test_every_setting_exists() -> None:
    """A misspelt variable would be ignored in silence."""
    assert {name.lower() for name in variables()} <= set(Settings.model_fields)


def test_a_worker_may_finish_what_it_holds_before_it_is_killed() -> None:
    """The kubelet's patience is longer than the worker's own."""
    (base,) = documents(KUBERNETES / "base" / "kustomization.yaml")
    literals = dict(each.split("=", 1) for each in base["configMapGenerator"][0]["literals"])
    own = float(literals[f"{PREFIX}SHUTDOWN_SECONDS"])
    assert EVERY_WORKER["terminationGracePeriodSeconds"] >= own + 10


def test_probes_ask_what_a_worker_answers() -> None:
    """Start and readiness wait for state, liveness for progress; a start may last half an hour."""
    (container,) = EVERY_WORKER["containers"]
    (port,) = container["ports"]
    assert port["containerPort"] == Settings.model_fields["web_port"].default
    start = container["startupProbe"]
    asked = [container[probe]["httpGet"] for probe in ("startupProbe", "readinessProbe", "livenessProbe")]
    assert [each["path"] for each in asked] == ["/ready", "/ready", "/live"]
    assert {each["port"] for each in asked} == {port["name"]}
    assert start["periodSeconds"] * start["failureThreshold"] == 1800


@pytest.mark.parametrize(
    "spec",
    [EVERY_WORKER, *(pod_spec(one(path, "Job")) for path in JOBS)],
    ids=["workers", "watchlists", "topics"],
)
def test_every_pod_has_the_least_that_it_needs(spec: dict[str, Any]) -> None:
    """What the restricted profile asks for, a read-only root, no token, and a place for temporary files."""
    (container,) = spec["containers"]
    assert spec["automountServiceAccountToken"] is False
    assert spec["securityContext"] == {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}}
    assert container["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }
    mounts = {mount["mountPath"]: mount["name"] for mount in container["volumeMounts"]}
    assert "emptyDir" in {volume["name"]: volume for volume in spec["volumes"]}[mounts["/tmp"]]


@pytest.mark.parametrize("worker", ["fingerprint", "extraction", "alert"])
def test_scaling_follows_the_lag_of_all_that_a_worker_reads(worker: Worker) -> None:
    """Never to none, never beyond the partitions, one trigger for each topic that the group consumes."""
    spec = one(KUBERNETES / "components" / "keda" / f"{worker}.yaml", "ScaledObject")["spec"]
    shared = one(KUBERNETES / "components" / "keda" / "every-scaled-worker.yaml", "ScaledObject")["spec"]
    sources = {topic.name: topic for topic in sources_of(worker)}
    triggers = [trigger["metadata"] for trigger in spec["triggers"]]
    assert spec["scaleTargetRef"]["name"] == app_id(worker)
    assert {trigger["topic"] for trigger in triggers} == set(sources)
    assert {trigger["consumerGroup"] for trigger in triggers} == {app_id(worker)}
    assert shared["minReplicaCount"] == 1
    assert spec["maxReplicaCount"] <= min(topic.partitions for topic in sources.values())
    down = shared["advanced"]["horizontalPodAutoscalerConfig"]["behavior"]["scaleDown"]
    assert down["stabilizationWindowSeconds"] >= 10 * Settings.model_fields["session_timeout_seconds"].default


def test_every_worker_is_scraped_under_its_name() -> None:
    """The label `worker` of rules and dashboard comes from the pods' component."""
    spec = one(KUBERNETES / "components" / "monitoring" / "pod-monitor.yaml", "PodMonitor")["spec"]
    (expression,) = spec["selector"]["matchExpressions"]
    assert expression["values"] == list(WORKERS)
    (endpoint,) = spec["podMetricsEndpoints"]
    assert endpoint["port"] == EVERY_WORKER["containers"][0]["ports"][0]["name"]
    (relabelling,) = endpoint["relabelings"]
    assert relabelling["targetLabel"] == "worker"


def test_topics_and_users_of_the_cluster_are_those_of_the_table() -> None:
    """Names that Kubernetes takes, one for each topic and each role."""
    topics = documents(KUBERNETES / "components" / "strimzi" / "topics.yaml")
    users = documents(KUBERNETES / "components" / "strimzi" / "users.yaml")
    assert [each["spec"]["topicName"] for each in topics] == [topic.name for topic in all_topics()]
    assert [each["metadata"]["name"] for each in users] == [principal(role) for role in ROLES]
    for each in (*topics, *users):
        assert re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", each["metadata"]["name"])


@pytest.fixture(scope="module", params=OVERLAYS)
def rendered(request: pytest.FixtureRequest) -> list[dict[str, Any]]:
    """All resources of an overlay as `kubectl apply -k` would send them."""
    if KUBECTL is None:
        pytest.skip("kubectl is not installed")
    ended = subprocess.run(
        [KUBECTL, "kustomize", KUBERNETES / "overlays" / request.param],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return [each for each in yaml.safe_load_all(ended.stdout) if each]


def test_an_overlay_renders_and_every_name_in_it_leads_somewhere(rendered: list[dict[str, Any]]) -> None:
    """ConfigMaps and accounts that pods name are there, everything is in the namespace, images are set."""
    there = {(each["kind"], each["metadata"]["name"]) for each in rendered}
    workloads = [each for each in rendered if each["kind"] in {"Deployment", "StatefulSet", "Job"}]
    assert {app_id(worker) for worker in WORKERS} <= {each["metadata"]["name"] for each in workloads}
    for each in rendered:
        assert each["kind"] == "Namespace" or each["metadata"]["namespace"] == "frontwatch"
    for spec in map(pod_spec, workloads):
        assert (
            "ServiceAccount",
            spec.get("serviceAccountName", ""),
        ) in there or "serviceAccountName" not in spec
        for container in spec["containers"]:
            assert ":" in container["image"]
            for source in container.get("envFrom", ()):
                assert ("ConfigMap", source["configMapRef"]["name"]) in there
        for volume in spec["volumes"]:
            assert "configMap" not in volume or ("ConfigMap", volume["configMap"]["name"]) in there


def test_the_namespace_enforces_the_restricted_profile(rendered: list[dict[str, Any]]) -> None:
    """A pod with more rights is refused by the API server."""
    (namespace,) = (each for each in rendered if each["kind"] == "Namespace")
    assert namespace["metadata"]["labels"]["pod-security.kubernetes.io/enforce"] == "restricted"


def test_how_many_replicas_a_scaled_worker_has_is_left_to_the_scaler(rendered: list[dict[str, Any]]) -> None:
    """Else each `apply` would set it back."""
    scaled = {each["metadata"]["name"] for each in rendered if each["kind"] == "ScaledObject"}
    for each in rendered:
        if each["kind"] in {"Deployment", "StatefulSet"}:
            assert ("replicas" in each["spec"]) == (each["metadata"]["name"] not in scaled)


def test_custom_resources_are_as_their_definitions_want_them_after_all_patches(
    rendered: list[dict[str, Any]],
) -> None:
    """Of each overlay, as it would be sent."""
    sent = [each for each in rendered if each["apiVersion"].partition("/")[0] in OPERATORS]
    assert {each["metadata"]["name"]: found for each in sent if (found := complaints(each))} == {}
