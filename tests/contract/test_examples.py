"""Example messages of every release load today, and mean what they meant."""

import json
from pathlib import Path

import pytest

from schemas.topics import ROAD, Topic

EXAMPLES = Path(__file__).parent / "examples"
TOPICS = {topic.name: topic for topic in ROAD}
FILES = sorted(EXAMPLES.glob("*/*/*.json"))


def _topic(path: Path) -> Topic:
    """`examples/<release>/<topic>/<what it shows>.json`."""
    return TOPICS[path.parent.name]


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_an_example_loads_and_keeps_every_field(path: Path) -> None:
    """Yesterday's message is today's model, and writing it again loses nothing that stood in it."""
    topic = _topic(path)
    assert topic.adapter is not None
    message = topic.adapter.validate_json(path.read_bytes())
    written = json.loads(topic.adapter.dump_json(message))
    assert _lost(json.loads(path.read_bytes()), written) == []


def _lost(before: object, after: object, where: str = "") -> list[str]:
    """The paths of what stood in `before` and does not stand in `after`."""
    if isinstance(before, dict) and isinstance(after, dict):
        pairs = ((value, after.get(key), f"{where}.{key}") for key, value in before.items())
        return [path for pair in pairs for path in _lost(*pair)]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        items = enumerate(zip(before, after, strict=True))
        return [path for i, (old, new) in items for path in _lost(old, new, f"{where}[{i}]")]
    return [] if before == after else [where]


def test_a_lost_field_is_noticed() -> None:
    """The check can fail: a value that went missing deep inside is named."""
    assert _lost({"a": [{"b": 1}]}, {"a": [{}]}) == [".a[0].b"]


def test_every_topic_has_an_example() -> None:
    """A model without an example could change unseen."""
    assert {path.parent.name for path in FILES} == set(TOPICS)


def test_every_release_that_wrote_messages_is_kept() -> None:
    """Examples are never edited: a changed contract adds a release's folder."""
    assert sorted(path.name for path in EXAMPLES.iterdir()) == ["0.1.0"]
