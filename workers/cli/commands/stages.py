"""`frontwatch dedupe` and `frontwatch extract`: one question about articles, without a broker."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import orjson
import typer

from schemas import topics
from schemas.articles import Article, DuplicateArticle
from schemas.dead_letters import DeadLetter
from workers.cli.agents import build_stage
from workers.cli.always_new import AlwaysNew
from workers.cli.article_files import Form, Missing, Refused, find_files, read_articles
from workers.cli.commands.articles import (
    Files,
    FormOption,
    Language,
    PublishedAt,
    Source,
    Url,
    progress_bar,
    total_size,
)
from workers.cli.console import print_json, warn
from workers.cli.mistakes import EXIT_FAILED
from workers.cli.options import settings_of
from workers.cli.road import Road
from workers.cli.stored import Stored
from workers.cli.witness import DEAD_LETTERS
from workers.runtime.decode import decode
from workers.runtime.stage import Stage

_DEAD = frozenset(topic.name for topic in DEAD_LETTERS)

Answer = Callable[[Stored], None]
"""Prints a record that the stages published, if it is the answer to the question."""


def dedupe(
    context: typer.Context,
    files: Files,
    *,
    source: Source = None,
    url: Url = None,
    published_at: PublishedAt = None,
    language: Language = None,
    form: FormOption = None,
) -> None:
    """Say of each article whether it is new, a revision or a copy of an earlier one in the input.

    Prints a line of JSON for each article, in order: article_id, version_id, verdict (unique, revision,
    duplicate), duplicate_of (an article), revision_of (a version), story_id, similarity (0 to 1).
    """
    settings = settings_of(context)
    stages = (build_stage("fingerprint", settings), build_stage("dedupe", settings))
    answer_each(stages, files, Missing(source, url, published_at, language), form, _print_verdict)


def extract(
    context: typer.Context,
    files: Files,
    *,
    source: Source = None,
    url: Url = None,
    published_at: PublishedAt = None,
    language: Language = None,
    form: FormOption = None,
) -> None:
    """Say what each article says: every place it names and every claim it makes.

    Prints one ExtractedArticle as a line of JSON for each article, in order. Copies are read like any other.
    """
    settings = settings_of(context)
    stages = (build_stage("fingerprint", settings), AlwaysNew(), build_stage("extraction", settings))
    answer_each(stages, files, Missing(source, url, published_at, language), form, _print_extracted)


def answer_each(
    stages: Sequence[Stage[Any]], files: Sequence[str], missing: Missing, form: Form | None, answer: Answer
) -> None:
    """Answer for each article of the files, warn of what is none; exit status 1 if anything was refused."""
    paths = find_files(files)
    found = (item for path in paths for item in read_articles(path, missing, form))
    inbox: list[Stored] = []
    road = Road(stages, "command-line", inbox.append)
    refused = 0
    with progress_bar("Reading") as progress:
        bar = progress.add_task("articles", total=total_size(paths))
        for item in found:
            progress.advance(bar, item.size)
            if isinstance(item, Refused):
                refused += 1
                warn(str(item))
                continue
            inbox.clear()
            road.send(item.key or b"", item.value, datetime.now(UTC))
            refused += _print_answers(inbox, item.where, answer)
    if refused:
        raise typer.Exit(EXIT_FAILED)


def _print_answers(inbox: Iterable[Stored], where: str, answer: Answer) -> int:
    """How many dead letters came instead of an answer."""
    dead = 0
    for record in inbox:
        if record.topic in _DEAD:
            dead += 1
            letter = DeadLetter.parse(record.headers)
            warn(f"{where}: the {letter.worker} worker cannot use it: {letter.error_type}: {letter.message}")
        else:
            answer(record)
    return dead


def _print_verdict(record: Stored) -> None:
    for topic in (topics.ARTICLES_UNIQUE, topics.ARTICLES_DUPLICATES):
        if record.topic == topic.name:
            message: Article | DuplicateArticle = decode(record, topic)
            article = message.article if isinstance(message, DuplicateArticle) else message
            verdict = article.verdict
            answer = {
                "article_id": article.article_id,
                "version_id": article.version_id,
                "verdict": verdict.verdict,
                "duplicate_of": verdict.duplicate_of,
                "revision_of": verdict.revision_of,
                "story_id": verdict.story_id,
                "similarity": verdict.similarity,
            }
            print_json(orjson.dumps(answer))


def _print_extracted(record: Stored) -> None:
    if record.topic == topics.ARTICLES_EXTRACTED.name and record.value is not None:
        print_json(record.value)


def register(app: typer.Typer) -> None:
    """Add both commands."""
    app.command(epilog="Example: frontwatch dedupe samples/articles | jq -r .verdict | sort | uniq -c")(
        dedupe
    )
    app.command(epilog="Example: frontwatch extract article.txt --source izium.example | jq .claims")(extract)
