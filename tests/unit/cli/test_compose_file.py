"""docker-compose.yml describes the deployment that the rest of the code knows."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.topics import WORKERS
from workers.runtime.settings import PREFIX, Settings

ROOT = Path(__file__).parents[3]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
SPECIFIED = {
    *("build", "cap_drop", "command", "depends_on", "environment", "healthcheck", "image", "init", "ports"),
    *("read_only", "restart", "security_opt", "stop_grace_period", "tmpfs", "volumes"),
}
"""The attributes of a service in the Compose specification that the file uses."""


def test_the_services_are_the_broker_the_topics_job_and_the_workers() -> None:
    """No worker is forgotten, none is invented."""
    assert set(SERVICES) == {"kafka", "topics", *WORKERS}
    for worker in WORKERS:
        assert SERVICES[worker]["command"] == ["worker", worker]
    assert SERVICES["topics"]["command"] == ["topics", "apply"]


def test_only_attributes_of_the_specification_are_used() -> None:
    """Extensions of the file stand under x-, everything else is the specification's."""
    assert {key for key in COMPOSE if not key.startswith("x-")} == {"name", "services", "volumes"}
    assert {attribute for service in SERVICES.values() for attribute in service} <= SPECIFIED


def test_workers_wait_for_the_topics_and_the_topics_for_a_healthy_broker() -> None:
    """`up` needs no second try."""
    assert SERVICES["topics"]["depends_on"] == {"kafka": {"condition": "service_healthy"}}
    for worker in WORKERS:
        assert SERVICES[worker]["depends_on"] == {"topics": {"condition": "service_completed_successfully"}}


@pytest.mark.parametrize("service", ["kafka", *WORKERS])
def test_every_service_says_when_it_is_ready(service: str) -> None:
    """A worker by /ready, the broker by answering."""
    assert SERVICES[service]["healthcheck"]["test"][0] == "CMD"
    assert service == "kafka" or "/ready" in " ".join(SERVICES[service]["healthcheck"]["test"])


def test_images_are_chosen_by_variables() -> None:
    """Another registry or version needs no edit of the file."""
    for name, service in SERVICES.items():
        variable = "KAFKA_IMAGE" if name == "kafka" else "FRONTWATCH_IMAGE"
        assert re.fullmatch(r"\$\{" + variable + r":-[^}]+\}", service["image"])


def test_every_setting_of_the_workers_exists() -> None:
    """A misspelt variable would be ignored in silence."""
    for worker in WORKERS:
        names = {name.removeprefix(PREFIX).lower() for name in SERVICES[worker]["environment"]}
        assert names <= set(Settings.model_fields)


def test_a_worker_may_finish_what_it_holds_before_it_is_killed() -> None:
    """Docker's patience is longer than the worker's own."""
    default = Settings.model_fields["shutdown_seconds"].default
    for worker in WORKERS:
        assert int(SERVICES[worker]["stop_grace_period"].removesuffix("s")) > default
