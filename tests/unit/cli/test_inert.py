"""Whatever an article contains, a terminal shows it and obeys none of it."""

import re

import orjson
from hypothesis import given
from hypothesis import strategies as st

from workers.cli.console import cell
from workers.cli.inert import inert, inert_block, inert_json

COMMANDS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
CLEAR_AND_RETITLE = "Quiet night\x1b[2J\x1b]0;owned\x07\x9b31m \u202edenrut\r\n"


def test_an_escape_sequence_becomes_visible_text() -> None:
    """Clearing the screen, setting the title, turning the reading direction: shown instead of done."""
    shown = inert(CLEAR_AND_RETITLE)
    assert not COMMANDS.search(shown)
    assert shown.startswith("Quiet night␛[2J␛]0;owned␇")


@given(st.text(alphabet=st.characters(codec=None)))
def test_no_text_keeps_a_command(text: str) -> None:
    """Any string at all, lone surrogates included, prints as text that can be encoded."""
    assert not COMMANDS.search(inert(text))
    assert not COMMANDS.search(inert_block(text).replace("\n", ""))
    inert(text).encode("utf-8")


@given(st.text())
def test_json_keeps_its_values_and_loses_its_commands(text: str) -> None:
    """A reader of `--json` gets the very same string back."""
    printed = inert_json(orjson.dumps({"headline": text}))
    assert orjson.loads(printed) == {"headline": text}
    assert not COMMANDS.search(printed)


def test_square_brackets_of_an_article_are_no_markup() -> None:
    """Rich would read `[red]` as a colour and `[/]` as an error."""
    assert cell("[red]Kupiansk[/] [link=file:///etc/passwd]").plain == (
        "[red]Kupiansk[/] [link=file:///etc/passwd]"
    )
