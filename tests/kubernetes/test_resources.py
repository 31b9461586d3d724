"""The API server itself judges our resources by the operators' schemas and by the restricted profile."""

import copy
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.kubernetes.cluster import KUBERNETES, kubectl, refused, render
from tests.kubernetes.definitions import KINDS, custom_resources

pytestmark = pytest.mark.kubernetes
NAMESPACE = "frontwatch-test-resources"
DRY = ("apply", "--server-side", "--dry-run=server", "--validate=strict", "-f", "-")


@pytest.fixture(scope="module")
def production(directory: Path) -> Iterator[str]:
    """The production overlay rendered for an empty namespace that enforces what the overlay's does."""
    rendered = render(directory, NAMESPACE, "production")
    (namespace,) = (each for each in yaml.safe_load_all(rendered) if each["kind"] == "Namespace")
    kubectl("apply", "-f", "-", stdin=yaml.safe_dump(namespace))
    yield rendered
    kubectl("delete", "namespace", NAMESPACE)


@pytest.fixture(scope="module")
def operators() -> None:
    """The definitions of Strimzi, KEDA and the Prometheus Operator."""
    definitions = kubectl("get", "customresourcedefinitions", "--output=name")
    for needed in ("kafkas.kafka.strimzi.io", "scaledobjects.keda.sh", "podmonitors.monitoring.coreos.com"):
        if needed not in definitions:
            pytest.skip(f"the cluster does not know {needed}")


@pytest.mark.usefixtures("operators")
def test_every_resource_of_production_is_accepted(production: str, figures: list[tuple[str, ...]]) -> None:
    """Strictly: an unknown field is an error."""
    assert {each["kind"] for each in custom_resources(production)} == set(KINDS)
    taken = kubectl(*DRY, stdin=production).splitlines()
    assert len(taken) == len([each for each in yaml.safe_load_all(production) if each])
    figures.append((f"{len(taken)} resources of production taken by the API server", "", "", "accepted"))


@pytest.mark.usefixtures("operators")
@pytest.mark.parametrize("kind", KINDS)
def test_a_misspelt_field_of_a_custom_resource_is_refused(production: str, kind: str) -> None:
    """So what was accepted was read."""
    resource = copy.deepcopy(next(each for each in custom_resources(production) if each["kind"] == kind))
    resource["spec"]["replicsa"] = 1
    assert "replicsa" in refused(*DRY, stdin=yaml.safe_dump(resource))


def privileged(**context: Any) -> str:
    """A worker's pod with something that it must not have."""
    (spec,) = (
        each["spec"]["template"]["spec"]
        for each in yaml.safe_load_all((KUBERNETES / "components/topics/topics.yaml").read_text("utf-8"))
    )
    spec["containers"][0]["securityContext"] |= context
    metadata = {"name": "privileged", "namespace": NAMESPACE}
    return yaml.safe_dump({"apiVersion": "v1", "kind": "Pod", "metadata": metadata, "spec": spec})


@pytest.mark.usefixtures("production")
def test_the_namespace_refuses_a_pod_with_more_rights(figures: list[tuple[str, ...]]) -> None:
    """The same pod without them is taken."""
    kubectl(*DRY, stdin=privileged())
    for more in (
        {"allowPrivilegeEscalation": True},
        {"runAsUser": 0},
        {"capabilities": {"add": ["NET_ADMIN"]}},
    ):
        assert 'violates PodSecurity "restricted' in refused(*DRY, stdin=privileged(**more))
    figures.append(("pods with more rights than the restricted profile's", "", "", "refused"))


def test_rules_ring_when_they_must() -> None:
    """promtool's own evaluation, where it is installed."""
    try:
        subprocess.run(
            ["promtool", "test", "rules", "rules_test.yaml"], cwd=KUBERNETES.parent / "monitoring", check=True
        )
    except FileNotFoundError:
        pytest.skip("promtool is not installed")
