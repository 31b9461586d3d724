"""`frontwatch alerts`: alerts as files for other people's tools."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Literal

import typer
from rich.progress import TextColumn

from schemas import topics
from schemas.alerts import Alert
from workers.cli.alert_filter import AlertFilter
from workers.cli.article_files import Refused, find_files, reason_of
from workers.cli.broker_clients import open_reader, read_to_end, run
from workers.cli.console import print_text, progress_on_notes, say, warn
from workers.cli.event_files import read_events
from workers.cli.export.cap import cap_message, identifier
from workers.cli.export.geojson import feature_collection
from workers.cli.export.geometry import geometry_of
from workers.cli.export.hxl import table
from workers.cli.export.spool import Kept, Spool, choose
from workers.cli.filter_options import (
    AreaOption,
    CertaintyOption,
    FamilyOption,
    PlaceOption,
    TypeOption,
    wanted_alerts,
)
from workers.cli.mistakes import EXIT_FAILED, UsageError
from workers.cli.options import settings_of
from workers.cli.witness import read_event
from workers.runtime.settings import Settings

app = typer.Typer(help="Alerts as files for other people's tools.", no_args_is_help=True)

Format = Literal["cap", "geojson", "csv"]
Revisions = Literal["all", "latest"]
Sourced = tuple[Alert, str]


@app.callback()
def alerts() -> None:
    """Keeps `export` a command of its own although it is the only one."""


@app.command(
    epilog="Example: frontwatch alerts export --format cap --family control --output cap/\n\n"
    "Example: frontwatch replay samples/ | frontwatch alerts export - --format geojson -o alerts.geojson"
)
def export(
    context: typer.Context,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[FILE…]",
            help="CloudEvents in JSON, as replay and subscribe --json print them; - for standard input. "
            "Without any: the broker's alerts of the last 30 days.",
            show_default=False,
        ),
    ] = None,
    *,
    form: Annotated[
        Format,
        typer.Option(
            "--format",
            help="cap: Common Alerting Protocol 1.2 (XML); geojson: a FeatureCollection; csv: with HXL tags.",
            show_default=False,
        ),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            help="A file; for cap a directory, with a file for each message. Else standard output, for cap "
            "with a message a line.",
            show_default=False,
        ),
    ] = None,
    revisions: Annotated[
        Revisions | None,
        typer.Option(help="all: each revision of each alert (cap); latest: what stands now (geojson, csv)."),
    ] = None,
    place: PlaceOption = None,
    area: AreaOption = None,
    family: FamilyOption = None,
    event_type: TypeOption = None,
    certainty: CertaintyOption = "unknown",
    watchlist: Annotated[
        str | None, typer.Option(help="Only what this watchlist matches, at any hour.", show_default=False)
    ] = None,
) -> None:
    """Write alerts in a format that other tools read.

    CAP: one message for each revision; an update or a cancellation names the messages that it follows.
    GeoJSON and CSV: one feature or row for each alert as it stands now. What an article says cannot become a
    formula, markup or a command to a terminal in any of them.
    """
    settings = settings_of(context)
    wanted = wanted_alerts(
        settings,
        place=place,
        area=area,
        family=family,
        event_type=event_type,
        certainty=certainty,
        watchlist=watchlist,
    )
    every = (revisions or ("all" if form == "cap" else "latest")) == "all"
    intake = _Intake(wanted)
    with progress_on_notes(TextColumn("{task.completed} alerts read")) as progress:
        step = partial(progress.advance, progress.add_task("read", total=None))
        if files:
            for found in read_events(find_files(files)):
                intake.take(found)
                step()
        else:
            run(settings, _from_broker(settings, intake, step, every=every))
    for refusal in intake.refused:
        warn(f"left out: {refusal}")
    chosen = choose(intake.kept, every=every)
    _write(chosen, intake.spool, form, output)
    refused = len(intake.refused)
    say(f"{len(chosen)} {'messages' if form == 'cap' else 'alerts'} exported, {refused} left out.")
    if refused:
        raise typer.Exit(EXIT_FAILED)


@dataclass
class _Intake:
    """What was read: alerts put aside, and what is none with the reason."""

    wanted: AlertFilter
    spool: Spool = field(default_factory=Spool)
    kept: list[Kept] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)

    def take(self, found: Sourced | Refused) -> None:
        usable = found if isinstance(found, Refused) else _usable(found)
        if isinstance(usable, Refused):
            self.refused.append(usable)
        else:
            alert, source = usable
            self.kept.append(self.spool.keep(alert, source, admitted=self.wanted.admits(alert)))


async def _from_broker(settings: Settings, intake: _Intake, step: Callable[[], None], *, every: bool) -> None:
    topic = topics.ALERTS if every else topics.ALERTS_CURRENT
    async with open_reader(settings, (topic,), from_beginning=True) as consumer:
        async for record in read_to_end(consumer):
            step()
            if record.value is None:
                continue
            try:
                intake.take(read_event(record))
            except ValueError as error:
                where = f"{record.topic}/{record.partition}/{record.offset}"
                intake.take(Refused(where, reason_of(error), record.value))


def _usable(found: Sourced) -> Sourced | Refused:
    """An alert whose geometry can be drawn, or the reason why it cannot."""
    alert, _ = found
    try:
        geometry_of(alert)
    except ValueError as error:
        return Refused(f"{alert.alert_id}.{alert.revision}", f"geometry: {reason_of(error)}", b"")
    return found


def with_times(alert: Alert, sent: Mapping[str, datetime]) -> Alert:
    """The alert with the times of the messages that it follows, which those of version 0.1.0 do not say."""
    if len(alert.references_sent) == len(alert.references):
        return alert
    known = [name for name in alert.references if name in sent]
    if len(known) < len(alert.references):
        warn(
            f"{alert.alert_id}.{alert.revision} follows messages whose times are not known: not named in CAP"
        )
    times = tuple(sent[name] for name in known)
    return alert.model_copy(update={"references": tuple(known), "references_sent": times})


def _write(chosen: list[Kept], spool: Spool, form: Format, output: Path | None) -> None:
    found = map(spool.read, chosen)
    match form:
        case "cap":
            sent = {f"{each.alert_id}.{each.revision}": each.changed_at for each in chosen}
            messages = ((alert, cap_message(with_times(alert, sent), source)) for alert, source in found)
            _write_messages(messages, output)
        case "geojson":
            _write_text(feature_collection(alert for alert, _ in found), output)
        case "csv":
            _write_text(table(alert for alert, _ in found), output)


def _write_messages(messages: Iterable[tuple[Alert, bytes]], directory: Path | None) -> None:
    if directory is not None and directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory}: CAP is written to a directory, a file for each message")
    if directory is not None:
        directory.mkdir(parents=True, exist_ok=True)
    for alert, document in messages:
        if directory is None:
            print_text(document.decode() + "\n")
        else:
            name = identifier(f"{alert.alert_id}.{alert.revision}").replace("/", "%2F").replace(":", "%3A")
            (directory / f"{name}.xml").write_bytes(document + b"\n")


def _write_text(pieces: Iterable[str], output: Path | None) -> None:
    if output is None:
        for piece in pieces:
            print_text(piece)
        return
    if output.is_dir():
        raise UsageError(f"{output}: a directory; name the file to write")
    with output.open("wb") as opened:
        opened.writelines(piece.encode() for piece in pieces)
