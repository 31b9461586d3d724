"""Kubernetes resources that repeat the code: written by `make generate`, held to it by a test."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from schemas.access import ROLES, Role, grants, principal
from schemas.topics import Topic, all_topics

DEPLOY = Path("deploy")
_HEAD = "# Written by `make generate`; do not edit.\n"
_CLUSTER = {"strimzi.io/cluster": "frontwatch"}
_RULES = DEPLOY / "monitoring" / "rules.yaml"
_SAMPLE = Path("samples") / "watchlist.yaml"


def kafka_topics() -> str:
    """A KafkaTopic for each topic of the table. Copies are the cluster's default."""
    return _documents(_kafka_topic(topic) for topic in all_topics())


def _kafka_topic(topic: Topic) -> dict[str, Any]:
    spec = {"topicName": topic.name, "partitions": topic.partitions, "config": topic.broker_config()}
    return _strimzi("KafkaTopic", topic.name, spec)


def kafka_users() -> str:
    """A KafkaUser for each role with its grants; the operator puts its password into a Secret so named."""
    return _documents(_kafka_user(role) for role in ROLES)


def _kafka_user(role: Role) -> dict[str, Any]:
    allowed: dict[tuple[str, str], list[str]] = {}
    for grant in grants():
        if grant.role == role:
            allowed.setdefault((grant.resource, grant.name), []).append(grant.operation)
    rules = [
        {"resource": {"type": kind, "name": name, "patternType": "literal"}, "operations": operations}
        for (kind, name), operations in allowed.items()
    ]
    spec = {
        "authentication": {"type": "scram-sha-512"},
        "authorization": {"type": "simple", "acls": rules},
    }
    return _strimzi("KafkaUser", principal(role), spec)


def _strimzi(kind: str, name: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    metadata = {"name": name, "labels": _CLUSTER}
    return {"apiVersion": "kafka.strimzi.io/v1", "kind": kind, "metadata": metadata, "spec": spec}


def prometheus_rule() -> str:
    """The alarms of deploy/monitoring as the Prometheus Operator wants them."""
    resource = {
        "apiVersion": "monitoring.coreos.com/v1",
        "kind": "PrometheusRule",
        "metadata": {"name": "frontwatch", "labels": {"app.kubernetes.io/part-of": "frontwatch"}},
        "spec": yaml.safe_load(_RULES.read_text("utf-8")),
    }
    return _documents([resource])


def sample_watchlists() -> str:
    """The samples' watchlists: Kustomize takes no file from outside an overlay."""
    return _HEAD + _SAMPLE.read_text("utf-8")


def _documents(resources: Any) -> str:
    dumped = yaml.dump_all(
        resources, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=1000, explicit_start=True
    )
    return _HEAD + dumped


class _Plain(yaml.SafeDumper):
    """Without anchors, and with long texts in lines."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Plain.add_representer(str, _text)

MANIFESTS: Mapping[Path, Callable[[], str]] = {
    DEPLOY / "kubernetes/components/strimzi/topics.yaml": kafka_topics,
    DEPLOY / "kubernetes/components/strimzi/users.yaml": kafka_users,
    DEPLOY / "kubernetes/components/monitoring/prometheus-rule.yaml": prometheus_rule,
    DEPLOY / "kubernetes/overlays/development/watchlists.yaml": sample_watchlists,
}


def main() -> None:
    """Write them anew. Run it in the root of the checkout."""
    for path, content in MANIFESTS.items():
        path.write_text(content(), "utf-8")


if __name__ == "__main__":
    main()
