"""Runs where a cluster answers, and tells in the end what each disturbance took."""

from pathlib import Path

import pytest
from rich.console import Console
from rich.table import Table

from tests.kubernetes.cluster import answers

FIGURES: list[tuple[str, ...]] = []
"""What was done, seconds, articles that came meanwhile, how it went."""


@pytest.fixture(scope="session", autouse=True)
def _cluster() -> None:
    """Skip everything where there is none."""
    if not answers():
        pytest.skip("no Kubernetes answers: say which with KUBECONFIG")


@pytest.fixture(scope="session")
def figures() -> list[tuple[str, ...]]:
    """Rows for the table at the end."""
    return FIGURES


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a module's kustomization is written."""
    return tmp_path_factory.mktemp("overlay")


def pytest_terminal_summary() -> None:
    """The table, where anything was measured."""
    if not FIGURES:
        return
    table = Table("what was done", "seconds", "articles meanwhile", "outcome", title="On Kubernetes")
    for row in FIGURES:
        table.add_row(*row)
    Console(width=110).print(table)
