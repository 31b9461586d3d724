"""docker-compose.yml describes the deployment that the rest of the code knows."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.topics import WORKERS
from workers.cli.broker.jars import kafka_version, pinned_jars
from workers.runtime.settings import PREFIX, Settings

ROOT = Path(__file__).parents[3]
OVERLAYS = ROOT / "deploy" / "kubernetes" / "overlays"
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
MONITORING = ("prometheus", "grafana")
BESIDE = ("kafka", *MONITORING)
"""What is not ours; each image has a variable of its own."""
SPECIFIED = {
    *("build", "cap_drop", "command", "depends_on", "environment", "healthcheck", "image", "init", "ports"),
    *("profiles", "read_only", "restart", "security_opt", "stop_grace_period", "tmpfs", "volumes"),
}
"""The attributes of a service in the Compose specification that the file uses."""


def test_the_services_are_the_broker_the_topics_job_and_the_workers() -> None:
    """No worker is forgotten, none is invented."""
    assert set(SERVICES) == {"kafka", "topics", *WORKERS, *MONITORING}
    assert {name for name, service in SERVICES.items() if "profiles" in service} == set(MONITORING)
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
        variable = f"FRONTWATCH_{name.upper()}_IMAGE" if name in BESIDE else "FRONTWATCH_IMAGE"
        assert re.fullmatch(r"\$\{" + variable + r":-[^}]+\}", service["image"])


def test_one_version_of_kafka_is_meant_wherever_one_is_named() -> None:
    """Compose and the development overlay run the one that `frontwatch broker` runs."""
    version = kafka_version(pinned_jars())
    overlay = yaml.safe_load((OVERLAYS / "development" / "kustomization.yaml").read_text(encoding="utf-8"))
    (tag,) = (image["newTag"] for image in overlay["images"] if image["name"] == "kafka")
    assert SERVICES["kafka"]["image"] == f"${{FRONTWATCH_KAFKA_IMAGE:-apache/kafka:{version}}}"
    assert tag == version


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


BY_JARS = ROOT / "deploy" / "docker" / "kafka-by-jars.yaml"
PAGE = (ROOT / "docs" / "containers.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("files", [(), (BY_JARS,)], ids=["as it is", "kafka by its jars"])
def test_compose_accepts_the_files(files: tuple[Path, ...]) -> None:
    """`docker compose config` resolves every variable and checks the schema; it needs no engine."""
    if (
        shutil.which("docker") is None
        or subprocess.run(["docker", "compose", "version"], check=False).returncode
    ):
        pytest.skip("there is no `docker compose` to ask")
    named = [part for file in (ROOT / "docker-compose.yml", *files) for part in ("--file", str(file))]
    command = ["docker", "compose", *named, "--profile", "*", "config", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_two_ways_to_run_kafka_set_the_same_properties() -> None:
    """What is a variable of apache/kafka in one file is a property in the other, but for where things are."""
    properties = yaml.safe_load(BY_JARS.read_text("utf-8").replace("!reset", "").replace("!override", ""))
    lines = dict(line.split("=", 1) for line in properties["configs"]["kafka"]["content"].splitlines())
    variables = {
        name.removeprefix("KAFKA_").lower().replace("_", "."): value
        for name, value in SERVICES["kafka"]["environment"].items()
    }
    own = {"log.dirs", "heap.opts", "controller.quorum.voters", "controller.quorum.bootstrap.servers"}
    assert {k: v for k, v in lines.items() if k not in own} == {
        k: v for k, v in variables.items() if k not in own
    }


def test_prometheus_looks_at_every_worker_and_reads_the_rules() -> None:
    """Each target bears the label `worker` that rules and dashboard go by."""
    folder = ROOT / "deploy" / "docker" / "monitoring"
    configuration = yaml.safe_load((folder / "prometheus.yaml").read_text("utf-8"))
    [scrape] = configuration["scrape_configs"]
    [found] = scrape["dns_sd_configs"]
    assert set(found["names"]) == set(WORKERS)
    assert found["port"] == Settings.model_fields["web_port"].default
    assert scrape["relabel_configs"] == [{"source_labels": ["__meta_dns_name"], "target_label": "worker"}]
    mounted = {entry.split(":")[1] for entry in SERVICES["prometheus"]["volumes"]}
    assert {"/etc/prometheus/prometheus.yaml", "/etc/prometheus/rules.yaml"} <= mounted
    assert configuration["rule_files"] == ["rules.yaml"]


@pytest.mark.parametrize("service", MONITORING)
def test_what_monitoring_mounts_is_there(service: str) -> None:
    """Docker would make an empty directory of a file that is missing."""
    sources = [entry.split(":")[0] for entry in SERVICES[service]["volumes"]]
    assert all((ROOT / source).is_file() for source in sources if source.startswith("./"))


def test_every_variable_of_the_files_is_on_the_page() -> None:
    """And none that no file reads, but for settings."""
    text = (ROOT / "docker-compose.yml").read_text("utf-8") + BY_JARS.read_text("utf-8")
    variables = set(re.findall(r"\$\{(\w+)", text))
    assert variables == set(re.findall(r"^\| `(FRONTWATCH_\w+)`", PAGE, re.MULTILINE))
