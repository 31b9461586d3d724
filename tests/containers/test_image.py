"""The image: small, without rights, on a read-only file system, with nothing to build things by."""

import json
import os
import subprocess
from typing import Any

import pytest

from schemas.topics import WORKERS
from tests.containers.composition import docker, why_not

REASON = why_not()
pytestmark = pytest.mark.skipif(REASON is not None, reason=REASON or "")
IMAGE = os.environ.get("FRONTWATCH_IMAGE", "frontwatch:local")
MOST_MEGABYTES = 420
UNWRITABLE = ("run", "--rm", "--read-only", "--cap-drop", "ALL", "--network", "none")
HARDENED = (*UNWRITABLE, "--tmpfs", "/tmp")


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    """What the engine says of the image, which is built first where no variable names one."""
    if "FRONTWATCH_IMAGE" not in os.environ:
        docker("compose", "build", "topics")
    [described] = json.loads(docker("image", "inspect", IMAGE))
    return dict(described)


def test_the_image_is_small_labelled_and_of_a_user_by_number(described: dict[str, Any]) -> None:
    """Kubernetes checks runAsNonRoot by number only; whether it is healthy is asked by the orchestrator."""
    assert described["Size"] < MOST_MEGABYTES * 1_000_000
    assert described["Config"]["User"] == "10001:10001"
    assert described["Config"].get("Healthcheck") is None
    labels = described["Config"]["Labels"]
    assert labels["org.opencontainers.image.licenses"] == "Apache-2.0"
    assert labels["org.opencontainers.image.version"] in docker(*HARDENED, IMAGE, "--version")


@pytest.mark.usefixtures("described")
def test_no_compiler_and_no_installer_of_ours_is_inside() -> None:
    """They stayed in the stage that is thrown away, with their caches."""
    search = (
        "for tool in cc gcc g++ ld make strip uv; do command -v $tool; done; ls -d /root/.cache /src; true"
    )
    assert docker(*HARDENED, "--entrypoint", "sh", IMAGE, "-c", search).strip() == ""


@pytest.mark.usefixtures("described")
@pytest.mark.parametrize("worker", WORKERS)
def test_a_worker_loads_without_a_network_and_without_writing(worker: str) -> None:
    """Its data are inside, the artefact of place names too; nothing but /tmp is written to."""
    code = (
        "from workers.cli.agents import build_stage; from workers.runtime.settings import load_settings; "
        f"print(type(build_stage('{worker}', load_settings())).__name__)"
    )
    assert "Stage" in docker(*HARDENED, "--entrypoint", "python", IMAGE, "-c", code)


@pytest.mark.usefixtures("described")
def test_where_nothing_can_be_written_commands_work_and_a_worker_says_what_it_needs() -> None:
    """Only a worker has a directory of its own; who forgot it is told which variable names one."""
    assert docker(*UNWRITABLE, IMAGE, "--version").startswith("frontwatch ")
    worker = subprocess.run(
        ["docker", *UNWRITABLE, IMAGE, "worker", "dedupe"], capture_output=True, text=True, check=False
    )
    assert worker.returncode == 1
    assert "FRONTWATCH_DATA_DIRECTORY is '/tmp/frontwatch': Read-only file system" in worker.stderr
    assert "Traceback" not in worker.stderr
