"""`frontwatch topics`: create the topics that frontwatch needs, and say where a cluster differs."""

import typer

from workers.cli.broker_clients import run
from workers.cli.console import cell, results, say
from workers.cli.mistakes import EXIT_FAILED
from workers.cli.options import settings_of
from workers.runtime.provision import apply_topics, check_topics

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
