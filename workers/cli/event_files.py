"""Alerts in files, as `replay` and `subscribe --json` print them: CloudEvents in structured JSON."""

from collections.abc import Iterable, Iterator

import orjson

from schemas.alerts import Alert
from schemas.cloudevents import from_structured
from workers.cli.article_files import Refused, read_raw, reason_of


def read_events(paths: Iterable[str]) -> Iterator[tuple[Alert, str] | Refused]:
    """Each alert with the deployment that raised it, and what is none with the reason.

    A file holds an event a line (JSON Lines), one event, or a list of them (the CloudEvents batch format);
    `-` is standard input.
    """
    for path in paths:
        for record in read_raw(path):
            for where, document in _documents(record.where, record.value):
                try:
                    yield from_structured(document)
                except ValueError as error:
                    yield Refused(where, reason_of(error), document)


def _documents(where: str, value: bytes) -> Iterator[tuple[str, bytes]]:
    if not value.lstrip().startswith(b"["):
        yield where, value
        return
    try:
        batch = orjson.loads(value)
    except orjson.JSONDecodeError:
        yield where, value
        return
    for number, element in enumerate(batch, start=1):
        yield f"{where}: event {number}", orjson.dumps(element)
