"""Log events: constant names with fields, one JSON object per line where nobody watches.

The names are listed here, because operators search and alert on them.
"""

import logging
import re
import sys
import traceback
from typing import TextIO

import structlog
from structlog.typing import EventDict, ExcInfo, Processor

from workers.runtime.settings import Settings

STARTED = "worker-started"
STOPPED = "worker-stopped"
STOPPING = "worker-stopping"
STOPPED_LATE = "worker-stopped-late"
FAILED = "worker-failed"
BROKER_AWAY = "broker-away"
ASSIGNED = "partitions-assigned"
RECOVERED = "table-recovered"
REWRITTEN = "stale-record-rewritten"
UNVERIFIED = "changelog-not-verified"
DEAD_LETTERED = "dead-lettered"
PASSED_OVER = "message-passed-over"
RETRYING = "retrying"
BROADCAST_READ = "broadcast-caught-up"
BROADCAST_REJECTED = "broadcast-record-rejected"
STALLED = "worker-stalled"

_CHATTY = ("faust", "aiokafka", "mode", "aiohttp", "asyncio", "workers")
"""Faust's services log under the names of our subclasses' modules."""

_COMMANDS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What terminals obey, and what turns a line around; fields are written as Python writes them."""

log = structlog.get_logger("frontwatch")


def configure_logs(settings: Settings, stream: TextIO = sys.stderr) -> None:
    """Send our events, and what libraries log, to the stream in one form."""
    # A stack shows no variables: they may hold passwords.
    json = settings.log_format == "json" or (settings.log_format == "auto" and not stream.isatty())
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: list[Processor]
    if json:
        tracebacks = structlog.tracebacks.ExceptionDictTransformer(show_locals=False)
        last = [structlog.processors.ExceptionRenderer(tracebacks), structlog.processors.JSONRenderer()]
    else:
        last = [structlog.dev.ConsoleRenderer(colors=stream.isatty(), exception_formatter=_inert_stack)]
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name, _name_library_events],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *last],
        )
    )
    level = logging.getLevelName(settings.log_level.upper())
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(max(level, logging.WARNING) if level > logging.DEBUG else level)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )


def _inert_stack(stream: TextIO, error: ExcInfo) -> None:
    """A stack whose message, which an article may have written, commands no terminal."""
    text = "".join(traceback.format_exception(*error))
    stream.write("\n" + _COMMANDS.sub(lambda found: ascii(found.group())[1:-1], text))


def _name_library_events(_logger: object, _method: str, event: EventDict) -> EventDict:
    """A library's sentence is a field, so that `event` stays a constant name."""
    event["message"], event["event"] = event["event"], "library-message"
    return event
