"""`frontwatch topics`: create the topics that frontwatch needs, and say where a cluster differs."""

from datetime import datetime
from typing import Annotated

import typer

from schemas.access import grants, principal
from schemas.topics import Worker
from workers.cli.broker_clients import run
from workers.cli.console import cell, results, say
from workers.cli.mistakes import EXIT_FAILED
from workers.cli.options import settings_of
from workers.runtime.access import apply_access
from workers.runtime.provision import apply_topics, check_topics
from workers.runtime.rewind import rewind as _rewind


def moment(text: str) -> datetime:
    """A point in time. Raises BadParameter for one without a zone: it would mean another one elsewhere."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no time such as 2024-11-15T00:00:00Z") from error
    if found.tzinfo is None:
        raise typer.BadParameter(f"{text!r} does not say in which zone: write it with Z or +02:00")
    return found


app = typer.Typer(help="Create and check the topics.", no_args_is_help=True)


@app.command(epilog="Example: frontwatch -b kafka-1:9092 topics apply")
def apply(context: typer.Context) -> None:
    """Create every missing topic; change nothing that exists.

    Differences between an existing topic and the table of topics are printed and left to you.
    """
    settings = settings_of(context)
    done = run(settings, apply_topics(settings))
    for name in done.created:
        results().print(cell(f"created {name}"))
    for difference in done.differences:
        say(f"differs: {difference}")
    if not done.created:
        say("Every topic exists already.")


@app.command(epilog="Example: frontwatch topics check && frontwatch worker fingerprint")
def check(context: typer.Context) -> None:
    """Print how the cluster's topics differ from the table of topics; exit status 1 if they do."""
    settings = settings_of(context)
    differences = run(settings, check_topics(settings))
    for difference in differences:
        results().print(cell(difference))
    if differences:
        raise typer.Exit(EXIT_FAILED)
    say("Every topic is as it should be.")


@app.command(epilog="Example: frontwatch topics rewind fingerprint --since 2024-11-15T00:00:00Z --dry-run")
def rewind(
    context: typer.Context,
    worker: Annotated[Worker, typer.Argument(help="Which worker.", show_default=False)],
    *,
    since: Annotated[
        datetime | None, typer.Option(help="A moment with its zone; else the oldest record.", parser=moment)
    ] = None,
    forget_state: Annotated[
        bool, typer.Option("--forget-state", help="Make its changelog anew, too: it begins from nothing.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show where it would read.")] = False,
) -> None:
    """Let a stopped worker read its topics again, from the oldest record or from a moment on.

    Without --forget-state a worker with a state skips what that contains already. What it publishes again
    bears the same ids. On brokers with access control this needs an administrator's login.
    """
    settings = settings_of(context)
    offsets = run(settings, _rewind(settings, worker, since, forget_state=forget_state, dry_run=dry_run))
    for where, offset in sorted(offsets.items()):
        results().print(cell(f"{where.topic}/{where.partition} from {offset}"))
    would = "would read" if dry_run else "reads"
    say(f"{worker} {would} from there at its next start{', from an empty state' if forget_state else ''}.")


@app.command(epilog="Example: frontwatch topics acls --apply")
def acls(
    context: typer.Context,
    give: Annotated[bool, typer.Option("--apply", help="Write them to the cluster.")] = False,
) -> None:
    """Print what each worker, and whoever uses the service, may do on the brokers: the least that works.

    A worker logs in as the name of its consumer group, users as `frontwatch-users`. With `--apply` the rights
    are written to the cluster; rights that are there already stay.
    """
    wanted = grants()
    if give:
        settings = settings_of(context)
        run(settings, apply_access(settings, wanted))
        say(f"{len(wanted)} rights are given.")
        return
    for grant in wanted:
        line = f"User:{principal(grant.role)} {grant.operation} {grant.resource} {grant.name}"
        results().print(cell(line))
