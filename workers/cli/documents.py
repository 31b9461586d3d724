"""Tables in the documentation that repeat the code: written by `make generate`, held to it by a test."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

from prometheus_client.metrics import MetricWrapperBase

from schemas.topics import ROAD, WORKERS, dead_letters
from workers.cli import policy_tables
from workers.runtime.metrics import Metrics
from workers.runtime.settings import PREFIX, Settings

_HOURS_PER_DAY = 24
_MS_PER_HOUR = 3_600_000


def settings_table() -> str:
    """Every variable with its default and meaning, a Markdown table."""
    rows = ["| variable | default | meaning |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "" if field.default is None else f"`{field.default}`"
        rows.append(f"| `{PREFIX}{name.upper()}` | {default} | {_cell(field.description or '')} |")
    return "\n".join(rows)


def metrics_table() -> str:
    """Every metric of a worker beside those of its process, a Markdown table."""
    rows = ["| metric | kind | labels | what |", "|---|---|---|---|"]
    for metric in vars(Metrics()).values():
        if isinstance(metric, MetricWrapperBase):
            suffix = "_total" if metric._type == "counter" else ""
            labels = ", ".join(metric._labelnames)
            text = _cell(metric._documentation)
            rows.append(f"| `{metric._name}{suffix}` | {metric._type} | {labels} | {text} |")
    return "\n".join(rows)


def topics_table() -> str:
    """Every topic of the road with key, retention, writers and readers, a Markdown table."""
    rows = ["| topic | key | kept | written by | read by | what |", "|---|---|---|---|---|---|"]
    letters = [dead_letters(worker) for worker in WORKERS]
    for topic in (*ROAD, *letters):
        kept = "compacted" if topic.retention_ms is None else _kept(topic.retention_ms)
        written, read = ", ".join(topic.produced_by), ", ".join(topic.read_by)
        cells = (f"`{topic.name}`", _cell(topic.key), kept, written, read, _cell(topic.description))
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def _kept(retention_ms: int) -> str:
    return f"{retention_ms // _MS_PER_HOUR // _HOURS_PER_DAY} days"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


TABLES: Mapping[str, Callable[[], str]] = {
    "settings": settings_table,
    "metrics": metrics_table,
    "topics": topics_table,
    "says": policy_tables.says_table,
    "speakers": policy_tables.speakers_table,
    "rules": policy_tables.rules_table,
    "together": policy_tables.together_table,
    "events": policy_tables.events_table,
    "windows": policy_tables.windows_table,
    "episode": policy_tables.episode,
}


def with_tables(document: str) -> str:
    """The document with each `<!-- generated: NAME -->` … `<!-- end -->` block written anew."""

    def block(match: re.Match[str]) -> str:
        return f"<!-- generated: {match[1]} -->\n{TABLES[match[1]]()}\n<!-- end -->"

    return re.sub(r"<!-- generated: (\w+) -->.*?<!-- end -->", block, document, flags=re.DOTALL)


def main() -> None:
    """Write the tables of every Markdown page anew."""
    for page in (Path("README.md"), *sorted(Path("docs").glob("*.md"))):
        page.write_text(with_tables(page.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
