"""A YAML file before it is data: where things stand, keys that are there twice, aliases that swell."""

import math
from collections.abc import Iterator, Sequence
from typing import Any

import yaml

Location = Sequence[str | int]
_MOST_UNFOLDED = 100_000
"""A file with aliases may stand for so many nodes; one without them may be as long as it likes."""


def line_of(root: Any, location: Location) -> int:
    """The line of what stands at `location`, or of the nearest thing around it that the file has."""
    node = root
    for step in location:
        inner = _child(node, step)
        if inner is None:
            continue
        node = inner
    return node.start_mark.line + 1 if node is not None else 1


def _child(node: Any, step: str | int) -> Any:
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == str(step)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step]
    return None


def duplicate_keys(root: Any) -> Iterator[tuple[int, str]]:
    """The line and the mistake for each key that its mapping has already: YAML would let the last one win."""
    for node in _once(root):
        lines: dict[str, int] = {}
        for key, _ in node.value if isinstance(node, yaml.MappingNode) else ():
            name, line = str(key.value), key.start_mark.line + 1
            if name in lines:
                yield line, f"{name}: it stands in line {lines[name]} already"
            lines.setdefault(name, line)


def unfolds(root: Any) -> bool:
    """Whether aliases make the file stand for far more than it says, or for itself."""
    sizes: dict[int, float] = {}

    def size(node: Any) -> float:
        known = sizes.get(id(node))
        if known is None:
            sizes[id(node)] = math.inf  # met again before it is counted, it contains itself
            known = sizes[id(node)] = 1 + sum(map(size, _inner(node)))
        return known

    return size(root) > max(_MOST_UNFOLDED, 2 * len(sizes))


def _once(root: Any) -> Iterator[Any]:
    """Every node, each once."""
    seen: set[int] = set()
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if id(node) in seen:
            continue
        seen.add(id(node))
        yield node
        waiting += _inner(node)


def _inner(node: Any) -> list[Any]:
    if isinstance(node, yaml.MappingNode):
        return [each for pair in node.value for each in pair]
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []
