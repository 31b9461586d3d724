"""Kubernetes resources that repeat the contracts are those that the code writes."""

from pathlib import Path

import pytest

from workers.cli.manifests import MANIFESTS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("path", MANIFESTS, ids=lambda path: path.name)
def test_what_is_generated_is_as_the_code_has_it(path: Path) -> None:
    """`make generate` was not forgotten."""
    assert (ROOT / path).read_text("utf-8") == MANIFESTS[path]()
