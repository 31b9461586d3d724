"""`frontwatch who-holds`: who is believed to hold a place, and on whose word."""

from typing import Annotated

import typer
from rich.text import Text

from schemas.places import PlaceBelief, Word
from schemas.topics import PLACES_CURRENT
from workers.cli.alert_lines import STYLES, local_time
from workers.cli.broker_clients import read_current, run
from workers.cli.console import cell, print_json, results, say
from workers.cli.mistakes import EXIT_FAILED, UsageError
from workers.cli.options import settings_of
from workers.cli.place_names import UnknownPlaceError, label, load_gazetteer, resolve_place


def who_holds(
    context: typer.Context,
    place: Annotated[
        str, typer.Argument(help="A name, a name with its oblast, or an id.", show_default=False)
    ],
    *,
    json: Annotated[bool, typer.Option("--json", help="The belief as one line of JSON.")] = False,
) -> None:
    """Say who is believed to hold a place, since when, on whose word, and what disagrees."""
    settings = settings_of(context)
    try:
        meant = resolve_place(place, load_gazetteer(settings.theatre), say)
    except UnknownPlaceError as error:
        raise UsageError(str(error)) from error
    known = run(settings, read_current(settings, PLACES_CURRENT))
    record = known.get(meant.place_id)
    if record is None or record.value is None:
        say(f"Nothing has been reported about who holds {label(meant)}.")
        raise typer.Exit(EXIT_FAILED)
    if json:
        print_json(record.value)
        return
    for line in told(PlaceBelief.model_validate_json(record.value, extra="ignore")):
        results().print(line)


def told(belief: PlaceBelief) -> list[Text]:
    """The belief in lines: the holder, the words that it rests on, what is open."""
    holder = {"held": f"held by {belief.holder}", "contested": "contested", "unknown": "holder unknown"}
    head = cell(f"{label(belief.place)}: ", "bold") + cell(holder[belief.status])
    if belief.since:
        head += cell(f" since {belief.since.isoformat()}")
    head += cell(f" ({belief.certainty})", STYLES[belief.certainty])
    head += cell(f", believed since {local_time(belief.changed_at)}", "dim")
    lines = [head]
    for word in belief.words:
        lines += _word(word, "on the word of")
    for question in belief.open_questions:
        lines += _word(question.word, f"open: {question.says}, says")
    return lines


def _word(word: Word, how: str) -> list[Text]:
    when = f", {local_time(word.published_at)}" if word.published_at else ""
    return [
        cell(f"  {how} {word.claimant} ({word.kind.replace('_', ' ')}), in {word.source}{when}"),
        cell(f"      {word.sentence}", "dim"),
    ]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("who-holds", epilog='Example: frontwatch who-holds "Lyman, Kramatorsk Raion"')(who_holds)
