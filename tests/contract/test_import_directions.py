"""The rooms of the house know only the rooms below them."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OURS = ("schemas", "workers")
WORKER_NAMES = ("fingerprint", "dedupe", "extraction", "alert")
MODULES = sorted(path for folder in OURS for path in (ROOT / folder).rglob("*.py"))


def _imports(path: Path) -> set[str]:
    """The modules of ours that a file imports, relative imports resolved."""
    found = set()
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) + "." if node.level else ""
            found.add(base + (node.module or ""))
    return {name for name in found if name.split(".")[0] in OURS}


def allowed(path: Path) -> tuple[str, ...]:
    """What a file may import of ours, by where it stands (design, section 7)."""
    parts = path.relative_to(ROOT).parts
    if parts[0] == "schemas":
        return ("schemas",)
    room = parts[1] if len(parts) > 2 else ""
    if room == "runtime":
        return ("schemas", "workers.runtime")
    if room == "cli":
        return OURS
    if room in WORKER_NAMES:
        own = ("schemas", f"workers.{room}")
        return (*own, "workers.runtime") if path.name == "agent.py" else own
    return ("schemas",)


def _within(module: str, prefixes: tuple[str, ...]) -> bool:
    return any(module == prefix or module.startswith(prefix + ".") for prefix in prefixes)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    """schemas know nothing of ours, cores only schemas and their own room, agents the runtime too."""
    strangers = {module for module in _imports(path) if not _within(module, allowed(path))}
    assert strangers == set()


def test_the_check_sees_an_import_that_goes_up() -> None:
    """The check can fail: a core that imports the runtime is not allowed to."""
    assert not _within("workers.runtime.settings", allowed(ROOT / "workers" / "dedupe" / "core.py"))
    assert _within("workers.runtime.settings", allowed(ROOT / "workers" / "dedupe" / "agent.py"))


EXTRACTION_ROOMS = (
    ("gazetteer", "tables"),
    ("toponymy", "sentences"),
    ("dates", "binding"),
    ("discourse",),
    ("stance",),
    ("claims",),
)
"""The rooms of extraction from the ground up; those of one floor do not know each other."""


def _floor(module: str) -> int | None:
    """The floor of a module of extraction; None for the files above all rooms."""
    room = module.removeprefix("workers.extraction.").split(".")[0]
    return next((n for n, rooms in enumerate(EXTRACTION_ROOMS) if room in rooms), None)


@pytest.mark.parametrize("path", [p for p in MODULES if "extraction" in p.parts], ids=lambda p: p.name)
def test_a_room_of_extraction_knows_only_the_rooms_below_it(path: Path) -> None:
    """Each step of the reading, from names up to claims, can be understood without the later ones."""
    own = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    floor = _floor(own)
    if floor is None:
        return
    room = own.split(".")[2]
    above = {
        module
        for module in _imports(path)
        if module.startswith("workers.extraction.") and module.split(".")[2] != room
        if (other := _floor(module)) is None or other >= floor
    }
    assert above == set()


def test_only_settings_read_the_environment() -> None:
    """An environment variable is read in one file; `os.environ` may be handed on to a child process."""
    readers = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if path != ROOT / "workers" / "runtime" / "settings.py"
        and any(
            word in path.read_text(encoding="utf-8") for word in ("os.getenv", "environ.get(", "environ[")
        )
    ]
    assert readers == []
