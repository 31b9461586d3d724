"""Log lines are events with fields; what libraries say comes in the same form."""

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from tests.unit.cli.test_inert import COMMANDS
from workers.runtime.logs import DEAD_LETTERED, configure_logs, log
from workers.runtime.settings import load_settings


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    """A stream that is no terminal; logging is restored afterwards."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield io.StringIO()
    root.handlers[:], root.level = handlers, level
    structlog.reset_defaults()


def test_off_a_terminal_each_event_is_a_json_object(stream: io.StringIO) -> None:
    """With its constant name and its fields."""
    configure_logs(load_settings(), stream)
    log.error(DEAD_LETTERED, offset=7, error="bad")
    line = json.loads(stream.getvalue())
    assert (line["event"], line["offset"], line["level"]) == ("dead-lettered", 7, "error")


def test_a_librarys_sentence_is_a_field(stream: io.StringIO) -> None:
    """So that `event` stays a name to search for; its chatter below warning is left out."""
    configure_logs(load_settings(), stream)
    logging.getLogger("aiokafka.conn").warning("lost %s", "connection")
    logging.getLogger("aiokafka.conn").info("chatter")
    line = json.loads(stream.getvalue())
    assert (line["event"], line["message"]) == ("library-message", "lost connection")


def test_console_format_is_for_eyes(stream: io.StringIO) -> None:
    """On request also where there is no terminal."""
    configure_logs(load_settings(log_format="console"), stream)
    log.info(DEAD_LETTERED, offset=7)
    assert "dead-lettered" in stream.getvalue()
    assert "offset=7" in stream.getvalue()


@pytest.mark.parametrize("form", ["json", "console"])
def test_a_stack_shows_no_variables(stream: io.StringIO, form: str) -> None:
    """One of them may be a password."""
    configure_logs(load_settings(log_format=form), stream)
    password = "-".join(("s3cret", "of", "the", "broker"))
    try:
        raise ValueError(f"not in {len(password)} characters")
    except ValueError:
        log.exception(DEAD_LETTERED)
    assert "ValueError" in stream.getvalue()
    assert "s3cret-of-the-broker" not in stream.getvalue()


@pytest.mark.parametrize("form", ["json", "console"])
def test_what_an_article_says_commands_no_terminal(stream: io.StringIO, form: str) -> None:
    """Neither in a field, nor in a library's sentence, nor in a stack."""
    configure_logs(load_settings(log_format=form), stream)
    hostile = "quiet\x1b[2J\x1b]0;owned\x07\x9b31m\u202ethgin\r\x00"
    log.error(DEAD_LETTERED, error=hostile, **{"key": hostile})
    logging.getLogger("aiokafka.conn").warning("lost %s", hostile)
    try:
        raise ValueError(hostile)
    except ValueError:
        log.exception(DEAD_LETTERED)
    assert "quiet" in stream.getvalue()
    assert not COMMANDS.search(stream.getvalue().replace("\n", ""))
