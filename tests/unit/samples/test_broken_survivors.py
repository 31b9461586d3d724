"""What only looks broken goes on, cleaned: the fingerprint worker's core against samples/broken."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.articles import RawArticle
from workers.fingerprint.core import fingerprint

BROKEN = Path(__file__).parents[3] / "samples" / "broken"
EXPECTED: dict[str, dict[str, Any]] = yaml.safe_load((BROKEN / "expected.yaml").read_text(encoding="utf-8"))
SURVIVORS = sorted(name for name, entry in EXPECTED.items() if entry.get("survives"))
ARRIVED = datetime(2024, 11, 15, 13, tzinfo=UTC)


@pytest.mark.parametrize("name", SURVIVORS)
def test_survivors_come_out_clean(name: str) -> None:
    """The text keeps what an article says and loses what a bad export or a page put into it."""
    raw = RawArticle.model_validate_json((BROKEN / name).read_bytes())
    article = fingerprint(raw, ARRIVED)
    entry = EXPECTED[name]
    text = f"{article.title}\n\n{article.text}"
    assert [part for part in entry["text_has"] if part not in text] == []
    assert [part for part in entry["text_lacks"] if part in text] == []
    for field, value in entry.get("article", {}).items():
        assert getattr(article, field) == value


def test_there_are_survivors_of_each_kind() -> None:
    """An absurd date, control characters and a script tag break no article."""
    assert SURVIVORS == ["absurd-date.json", "control-characters.json", "script-tag.json"]
