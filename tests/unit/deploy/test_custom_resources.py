"""What we ask of Strimzi, KEDA and the Prometheus Operator is what their own definitions allow."""

import copy
from collections.abc import Sequence
from typing import Any

import pytest

from tests.kubernetes.definitions import KINDS, OPERATORS, complaints
from tests.unit.deploy.test_manifests import KUBERNETES, documents


def custom_resources() -> Sequence[dict[str, Any]]:
    """Those in the files that kustomizations name as resources, before any patch."""
    files = {
        (path.parent / name).resolve()
        for path in KUBERNETES.rglob("kustomization.yaml")
        for name in documents(path)[0].get("resources", ())
    }
    every = [each for file in sorted(files) if file.is_file() for each in documents(file)]
    return [each for each in every if each["apiVersion"].partition("/")[0] in OPERATORS]


RESOURCES = custom_resources()


@pytest.mark.parametrize("kind", KINDS)
def test_every_custom_resource_is_as_its_definition_wants_it(kind: str) -> None:
    """Strictly: an unknown field is a mistake."""
    of_the_kind = [each for each in RESOURCES if each["kind"] == kind]
    assert of_the_kind
    assert {each["metadata"]["name"]: found for each in of_the_kind if (found := complaints(each))} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_a_misspelt_field_a_wrong_type_and_another_version_are_found(kind: str) -> None:
    """So what passes was read."""
    good = next(each for each in RESOURCES if each["kind"] == kind)
    misspelt = copy.deepcopy(good)
    misspelt["spec"]["replicsa"] = 1
    assert "replicsa" in str(complaints(misspelt))
    assert "spec: 'much'" in str(complaints(good | {"spec": "much"}))
    assert "apiVersion: " in str(complaints(good | {"apiVersion": "example.org/v0"}))


def test_no_kind_is_without_a_definition() -> None:
    """A new kind of resource needs its definition checked in."""
    assert {each["kind"] for each in RESOURCES} == set(KINDS)
