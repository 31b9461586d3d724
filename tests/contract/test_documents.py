"""What the documentation repeats of the code is what the code says."""

from pathlib import Path

import pytest

from workers.cli.documents import TABLES, with_tables

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_pages_tables_are_those_of_the_code(page: Path) -> None:
    """A setting or topic that changes without `make generate` fails here."""
    text = page.read_text("utf-8")
    assert with_tables(text) == text


def test_each_table_stands_on_a_page() -> None:
    """A table that no page shows is dead code."""
    shown = "".join(page.read_text("utf-8") for page in PAGES)
    assert all(f"<!-- generated: {name} -->" in shown for name in TABLES)
