"""The published contracts are those of the code."""

from pathlib import Path

import pytest

from schemas.publish import documents

PUBLISHED = Path(__file__).parents[2] / "schemas" / "published"


@pytest.mark.parametrize("name", sorted(documents()))
def test_published_document_is_what_the_code_generates(name: str) -> None:
    """A change of a model that is not exported (`make generate`) fails here."""
    assert (PUBLISHED / name).read_bytes() == documents()[name]


def test_nothing_else_is_published() -> None:
    """A topic that is gone leaves no schema behind."""
    assert {path.name for path in PUBLISHED.iterdir()} == set(documents())
