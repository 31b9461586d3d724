"""The operators' schemas of the custom resources that we write, checked in: to check needs no cluster.

`python -m tests.kubernetes.definitions` takes them from the cluster of `KUBECONFIG` again.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft202012Validator

from tests.kubernetes.cluster import kubectl

DIRECTORY = Path(__file__).parents[1] / "data" / "definitions"
OPERATORS = ("kafka.strimzi.io", "keda.sh", "monitoring.coreos.com")
KINDS = (
    *("Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser"),
    *("ScaledObject", "TriggerAuthentication"),
    *("PodMonitor", "PrometheusRule"),
)


def custom_resources(rendered: str) -> Sequence[dict[str, Any]]:
    """Those of operators, in a rendered overlay."""
    every = [each for each in yaml.safe_load_all(rendered) if each]
    return [each for each in every if each["apiVersion"].partition("/")[0] in OPERATORS]


def complaints(resource: dict[str, Any]) -> Sequence[str]:
    """What in a custom resource its definition does not allow: `spec.replicsa: …`."""
    schema = json.loads((DIRECTORY / f"{resource['kind']}.json").read_text("utf-8"))
    wrong = Draft202012Validator(strict(schema)).iter_errors(resource)
    return sorted(f"{'.'.join(map(str, each.absolute_path))}: {each.message}" for each in wrong)


def strict(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema that takes no field which it does not name, as an API server does on strict validation.

    Source: "structural schemas" in Kubernetes' documentation of custom resource definitions; what stands
    under `oneOf` and its like restricts values and names no further fields.
    """
    made = dict(schema)
    if "properties" in schema:
        made["properties"] = {name: strict(each) for name, each in schema["properties"].items()}
        if not schema.get("x-kubernetes-preserve-unknown-fields"):
            made["additionalProperties"] = False
    for inner in ("items", "additionalProperties"):
        if isinstance(schema.get(inner), dict):
            made[inner] = strict(schema[inner])
    return made


def without_prose(node: Any) -> Any:
    """A schema without its descriptions, which are most of it and check nothing."""
    if isinstance(node, dict):
        return {
            key: without_prose(each)
            for key, each in node.items()
            if not (key == "description" and isinstance(each, str))
        }
    return [without_prose(each) for each in node] if isinstance(node, list) else node


def main() -> None:
    """Write the definitions that the cluster has."""
    known = json.loads(kubectl("get", "customresourcedefinitions", "-o", "json"))["items"]
    for spec in (each["spec"] for each in known if each["spec"]["group"] in OPERATORS):
        if (kind := spec["names"]["kind"]) not in KINDS:
            continue
        (version,) = (each for each in spec["versions"] if each["storage"])
        schema = without_prose(version["schema"]["openAPIV3Schema"])
        schema["properties"].pop("status", None)
        schema["properties"]["apiVersion"]["const"] = f"{spec['group']}/{version['name']}"
        (DIRECTORY / f"{kind}.json").write_text(json.dumps(schema, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
