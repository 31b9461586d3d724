"""`frontwatch dead-letters`: what the workers could not use, and how to send it again."""

import asyncio
from collections.abc import Sequence
from typing import Annotated

import orjson
import typer
from aiokafka import AIOKafkaProducer
from aiokafka.errors import ProducerFenced
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.table import Table
from rich.text import Text

from schemas import topics
from schemas.dead_letters import original_headers
from workers.cli.alert_lines import local_time
from workers.cli.broker_clients import open_producer, open_reader, read_to_end, run
from workers.cli.choices import one_of
from workers.cli.console import cell, print_json, progress_on_notes, results, say
from workers.cli.dead_letter_box import (
    Letter,
    Wanted,
    mark_headers,
    read_letters,
    redriven_headers,
    to_redrive,
)
from workers.cli.inert import inert_block
from workers.cli.mistakes import CommandError, UsageError
from workers.cli.options import settings_of
from workers.cli.witness import DEAD_LETTERS
from workers.runtime.settings import Settings

app = typer.Typer(help="Input that could not be used: look at it, send it again.", no_args_is_help=True)
_SHOWN_CHARACTERS = 4000
_TRANSACTIONAL_ID = "frontwatch-redrive"
_AT_ONCE = 100
"""Letters in one transaction."""
_COLUMNS = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())

Workers = Annotated[
    list[str] | None,
    typer.Option("--worker", help="Only of this worker; repeatable.", callback=one_of(topics.WORKERS)),
]
ErrorTypes = Annotated[
    list[str] | None, typer.Option("--error-type", help="Only of this error type; repeatable.")
]


@app.command("list", epilog="Example: frontwatch dead-letters list --worker fingerprint")
def list_them(
    context: typer.Context,
    *,
    worker: Workers = None,
    error_type: ErrorTypes = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object a line.")] = False,
) -> None:
    """List the dead letters: which worker, why, where they came from, whether they were sent again."""
    settings = settings_of(context)
    wanted = Wanted(frozenset(worker or ()), frozenset(error_type or ()))
    letters = [letter for letter in run(settings, _look(settings)) if wanted.admits(letter)]
    if json:
        for letter in letters:
            print_json(_as_json(letter))
        return
    table = Table("letter", "died", "error", "message", "from", "attempt", "sent again")
    for letter in letters:
        why = letter.why
        origin = f"{why.topic}/{why.partition}/{why.offset}"
        row = (letter.name, local_time(why.time), why.error_type, why.message[:200], origin, why.attempt)
        table.add_row(*map(cell, (*row, "yes" if letter.redriven else "")))
    results().print(table)
    say(f"{len(letters)} dead letters.")


@app.command(epilog="Example: frontwatch dead-letters show fingerprint/0")
def show(
    context: typer.Context,
    letter: Annotated[str, typer.Argument(help="Its name as listed: worker/offset.", show_default=False)],
    *,
    raw: Annotated[
        bool, typer.Option("--raw", help="Write the original bytes to standard output, nothing else.")
    ] = False,
) -> None:
    """Show one dead letter: why it died, its headers, key and value."""
    settings = settings_of(context)
    found = [one for one in run(settings, _look(settings)) if one.name == letter]
    if not found:
        raise UsageError(f"there is no dead letter {letter}; see: frontwatch dead-letters list")
    record = found[0].record
    if raw:
        typer.echo(record.value or b"", nl=False)
        return
    for name, value in found[0].why.model_dump(mode="json").items():
        results().print(cell(f"{name}: ", "bold") + cell(value))
    for name, content in original_headers(record.headers):
        results().print(cell(f"header {name}: ", "bold") + cell(content.decode("utf-8", "backslashreplace")))
    results().print(cell("key: ", "bold") + cell((record.key or b"").decode("utf-8", "backslashreplace")))
    value = record.value or b""
    text = value[:_SHOWN_CHARACTERS].decode("utf-8", "backslashreplace")
    results().print(cell(f"value ({len(value)} bytes):", "bold"))
    results().print(Text(inert_block(text)))
    if len(value) > _SHOWN_CHARACTERS:
        say("Cut; the whole value: --raw")


@app.command(epilog="Example: frontwatch dead-letters redrive --error-type schema-breach --dry-run")
def redrive(
    context: typer.Context,
    letters: Annotated[
        list[str] | None, typer.Argument(metavar="[LETTER…]", help="Names as listed.", show_default=False)
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="All that have not been sent again.")] = False,
    worker: Workers = None,
    error_type: ErrorTypes = None,
    first: Annotated[int | None, typer.Option("--from", min=0, help="From this offset on.")] = None,
    last: Annotated[int | None, typer.Option("--to", min=0, help="Up to and with this offset.")] = None,
    again: Annotated[bool, typer.Option("--again", help="Also those that were sent again before.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show which, send none.")] = False,
) -> None:
    """Send dead letters to the topic that they came from, unchanged; none twice unless you say --again.

    They get a new time there, the old one travels in a header. On brokers with access control this needs an
    administrator's login.
    """
    wanted = Wanted(
        frozenset(worker or ()), frozenset(error_type or ()), first, last, frozenset(letters or ())
    )
    if wanted == Wanted() and not everything:
        raise UsageError("say which: names, --worker, --error-type, --from and --to, or --all")
    settings = settings_of(context)
    work = _look(settings) if dry_run else _redrive(settings, wanted, again=again)
    there = run(settings, work)
    _require_names(wanted, there)
    chosen = to_redrive(there, wanted, again=again)
    skipped = sum(wanted.admits(letter) for letter in there) - len(chosen)
    for letter in chosen:
        results().print(cell(f"{letter.name} {'would go' if dry_run else 'sent'} to {letter.why.topic}"))
    if skipped:
        say(f"{skipped} were sent again before and are left out (--again sends them once more).")
    say(f"{len(chosen)} {'would be sent' if dry_run else 'sent'}.")


def _require_names(wanted: Wanted, there: Sequence[Letter]) -> None:
    absent = sorted(wanted.names - {letter.name for letter in there})
    if absent:
        raise UsageError(f"there is no dead letter {', '.join(absent)}")


async def _look(settings: Settings) -> tuple[Letter, ...]:
    async with open_reader(settings, DEAD_LETTERS, from_beginning=True) as consumer:
        return read_letters([record async for record in read_to_end(consumer)])


async def _redrive(settings: Settings, wanted: Wanted, *, again: bool) -> tuple[Letter, ...]:
    """The letters as they lay there, after those wanted have been sent.

    A letter and its mark are sent in one transaction: whatever stops the command, both are there or neither.
    The letters are read when no other redrive can commit any more, so that two do not send the same.
    """
    async with open_producer(settings, _TRANSACTIONAL_ID) as producer:
        there = await _look(settings)
        _require_names(wanted, there)
        chosen = to_redrive(there, wanted, again=again)
        with progress_on_notes(*_COLUMNS) as progress:
            for first in progress.track(range(0, len(chosen), _AT_ONCE), description="Sending"):
                await _send(producer, chosen[first : first + _AT_ONCE])
    return there


async def _send(producer: AIOKafkaProducer, letters: Sequence[Letter]) -> None:
    try:
        async with producer.transaction():
            for letter in letters:
                record, why = letter.record, letter.why
                box, key = topics.dead_letters(letter.worker).name, record.key or letter.name.encode()
                # aiokafka sends no record that has neither key nor value; this one dies of it again.
                value = record.value if record.key is not None else record.value or b""
                headers = [list(redriven_headers(letter)), list(mark_headers(letter))]
                sent = await producer.send(why.topic, value, record.key, why.partition, headers=headers[0])
                marked = await producer.send(box, None, key, record.partition, headers=headers[1])
                await asyncio.gather(sent, marked)
    except ProducerFenced as error:
        raise CommandError(
            "another redrive has begun and takes over; what this one had not finished is sent by nobody yet"
        ) from error


def _as_json(letter: Letter) -> bytes:
    fields = letter.why.model_dump(mode="json")
    return orjson.dumps({"letter": letter.name, **fields, "redriven": letter.redriven})
