"""On a broker that asks who one is: every worker comes in under its own name, and under no other."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from schemas.access import ROLES, grants, principal
from tests.kubernetes.cluster import READY_SECONDS, Deployment, deployment, kubectl, until
from tests.kubernetes.forward import forwarded
from workers.runtime.access import apply_access
from workers.runtime.provision import apply_topics
from workers.runtime.settings import load_settings

pytestmark = pytest.mark.kubernetes
_NO_TOPICS_JOB = {
    "target": {"kind": "Job", "name": "frontwatch-topics"},
    "patch": "$patch: delete\napiVersion: batch/v1\nkind: Job\nmetadata: {name: frontwatch-topics}\n",
}


def password(name: str) -> str:
    """Of a login in this test."""
    return f"{name}-s3cret-99"


def guarded(properties: str) -> str:
    """Pods log in and have the rights that they were given; the laptop's door is the administrator's."""
    users = " ".join(f'user_{principal(role)}="{password(principal(role))}"' for role in ROLES)
    return (
        properties.replace("PODS:PLAINTEXT", "PODS:SASL_PLAINTEXT").replace(
            "inter.broker.listener.name=PODS", "inter.broker.listener.name=LAPTOP"
        )
        + "sasl.enabled.mechanisms=PLAIN\n"
        + "authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer\n"
        + "super.users=User:ANONYMOUS\n"
        + "listener.name.pods.plain.sasl.jaas.config="
        + f"org.apache.kafka.common.security.plain.PlainLoginModule required {users};\n"
    )


@pytest.fixture(scope="module")
def made(directory: Path) -> Iterator[Deployment]:
    """The development overlay on such a broker; each login's password in a Secret of its name."""
    with deployment("frontwatch-test-logins", directory, guarded) as made:
        kubectl("create", "namespace", made.namespace)
        for name in map(principal, ROLES):
            made.call("create", "secret", "generic", name, f"--from-literal=password={password(name)}")
        settings = ["FRONTWATCH_SECURITY_PROTOCOL=SASL_PLAINTEXT", "FRONTWATCH_SASL_MECHANISM=PLAIN"]
        made.apply(
            configMapGenerator=[{"name": "frontwatch", "behavior": "merge", "literals": settings}],
            patches=[_NO_TOPICS_JOB],
        )
        with forwarded(made):
            until(lambda: broker_ready(made), READY_SECONDS, lambda: made.call("describe", "pod", "kafka-0"))
            administrator = load_settings(bootstrap_servers=made.bootstrap_servers)
            asyncio.run(apply_topics(administrator))
            asyncio.run(apply_access(administrator, grants()))
            yield made


def broker_ready(made: Deployment) -> bool:
    """Whether the one broker is."""
    status = json.loads(made.call("get", "statefulset", "kafka", "-o", "json"))["status"]
    return bool(status.get("readyReplicas"))


@pytest.mark.timeout(600)
def test_every_worker_works_under_its_own_name_and_is_refused_under_another(
    made: Deployment, figures: list[tuple[str, ...]]
) -> None:
    """The rights are those of the table of topics; the pod that is refused says what it may not do."""
    made.until_ready()
    made.until_job_done("frontwatch-watchlists")
    template = made.pods("dedupe")[0]
    pod = impostor(template["spec"]["containers"][0]["image"], made.namespace)
    made.call("apply", "-f", "-", stdin=yaml.safe_dump(pod))

    def over() -> bool:
        return bool(
            json.loads(made.call("get", "pod", "impostor", "-o", "json"))["status"]["phase"] == "Failed"
        )

    until(over, READY_SECONDS, lambda: made.call("logs", "impostor"))
    assert "may not read articles.fingerprints" in made.call("logs", "impostor")
    assert password("frontwatch-extraction") not in made.call("logs", "impostor")
    figures.append(("dedupe with the login of extraction", "", "", "refused, and said why"))


def impostor(image: str, namespace: str) -> dict[str, object]:
    """A dedupe worker with extraction's login."""
    login = {
        "FRONTWATCH_BOOTSTRAP_SERVERS": "kafka:9092",
        "FRONTWATCH_SECURITY_PROTOCOL": "SASL_PLAINTEXT",
        "FRONTWATCH_SASL_MECHANISM": "PLAIN",
        "FRONTWATCH_SASL_USERNAME": "frontwatch-extraction",
        "FRONTWATCH_SASL_PASSWORD": password("frontwatch-extraction"),
        "FRONTWATCH_LOG_FORMAT": "json",
    }
    container = {
        "name": "worker",
        "image": image,
        "args": ["worker", "dedupe"],
        "env": [{"name": name, "value": value} for name, value in login.items()],
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "runAsNonRoot": True,
            "capabilities": {"drop": ["ALL"]},
            "seccompProfile": {"type": "RuntimeDefault"},
        },
    }
    return {
        "apiVersion": "v1",
        "kind": "Pod",
        "metadata": {"name": "impostor", "namespace": namespace},
        "spec": {"restartPolicy": "Never", "containers": [container]},
    }
