"""`frontwatch explain`: how each article was read, in the terminal or as one HTML page."""

from pathlib import Path
from typing import Annotated

import typer

from schemas import topics
from workers.cli.agents import build_stage, require_theatre
from workers.cli.always_new import AlwaysNew
from workers.cli.article_files import Missing
from workers.cli.commands.articles import (
    Files,
    FormOption,
    Language,
    PublishedAt,
    Source,
    Url,
)
from workers.cli.commands.stages import answer_each
from workers.cli.console import results, say
from workers.cli.mistakes import CommandError
from workers.cli.options import settings_of
from workers.cli.stored import Stored
from workers.runtime.decode import decode


def explain(
    context: typer.Context,
    files: Files,
    *,
    html: Annotated[
        Path | None,
        typer.Option(help="Write one self-contained HTML page here instead of printing.", show_default=False),
    ] = None,
    source: Source = None,
    url: Url = None,
    published_at: PublishedAt = None,
    language: Language = None,
    form: FormOption = None,
) -> None:
    """Show how each article is read, sentence by sentence, and why a claim was made or withheld.

    Marks the places, sides, speakers, times and the words that speak of an event or change what is said of
    it. Under each sentence stand its claims, or the reason why its words make none.
    """
    # spaCy and the gazetteer take a second to load, which no other command should wait for
    from workers.cli import explanation_lines, explanation_page  # noqa: PLC0415
    from workers.extraction import explanation, extractor  # noqa: PLC0415

    settings = settings_of(context)
    require_theatre(settings.theatre)
    stages = (build_stage("fingerprint", settings), AlwaysNew())
    reader = extractor.Extractor.load(settings.theatre)
    explanations: list[explanation.Explanation] = []

    def show(record: Stored) -> None:
        if record.topic != topics.ARTICLES_UNIQUE.name:
            return
        explanations.append(explanation.explain(reader.read(decode(record, topics.ARTICLES_UNIQUE))))
        if html is None:
            explanation_lines.print_explanation(results(), explanations.pop())

    try:
        answer_each(stages, files, Missing(source, url, published_at, language), form, show)
    finally:
        if html is not None and explanations:
            _write_page(html, explanation_page.page(explanations), len(explanations))


def _write_page(path: Path, page: str, count: int) -> None:
    try:
        path.write_text(page, "utf-8")
    except OSError as error:
        raise CommandError(f"cannot write {path}: {error.strerror}") from error
    say(f"{path} shows how {count} article{' was' if count == 1 else 's were'} read.")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command(epilog="Example: frontwatch explain article.txt --source izium.example --html read.html")(
        explain
    )
