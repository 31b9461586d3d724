"""The tables of docs/alerts.md, made from the policy and from a run of its worked episode."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from workers.alert.policy import windows
from workers.alert.policy.agreement import TOGETHER
from workers.alert.policy.events import EVENTS
from workers.alert.policy.rules import RULES
from workers.alert.policy.vocabulary import SAYS, SPEAKERS
from workers.cli.agents import build_road
from workers.cli.article_files import Missing, Record, read_articles
from workers.cli.history import by_publication, timeline
from workers.cli.outcome import Outcome
from workers.cli.road import Road
from workers.cli.stored import Stored
from workers.cli.witness import witness
from workers.runtime.settings import load_settings

EPISODE = Path("docs/episode.jsonl")
WINDOWS: tuple[tuple[timedelta, str], ...] = (
    (windows.NAMING_WINDOW, "a place that is named again raises no second `location_named`"),
    (windows.REFRESH, "an alert that goes on is sent again when so little is left until it expires"),
    (windows.REVERSAL_WINDOW, "two changes of hands within it make a place contested: one alert, not three"),
    (windows.CHALLENGE_WINDOW, "a statement of holding answers a challenge that is at most so old"),
    (windows.CORROBORATION_WINDOW, "words of one kind of event so close together speak of the same one"),
    (windows.QUIET, "an episode without a new word is over; a contested capture never is"),
    (
        windows.ROUTINE_MEMORY,
        "a bulletin line alerts where the place, or this event at it, was silent for so long",
    ),
    (
        windows.PAST,
        "an alert whose newest report is older has the urgency `past`, and its date in the headline",
    ),
    (windows.LATE, "what was published so long before the newest word corrects history and wakes nobody"),
    (windows.REMEMBERED, "an event that lay so long before its publication is remembered, not reported"),
)


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = [f"| {' | '.join(header)} |", f"|{'---|' * len(header)}"]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines)


def says_table() -> str:
    """The kinds of statement."""
    return markdown(("word", "what is said"), ((f"`{name}`", text) for name, text in SAYS.items()))


def speakers_table() -> str:
    """The kinds of speaker, seen from the event."""
    return markdown(("speaker", "who that is"), ((f"`{name}`", text) for name, text in SPEAKERS.items()))


def rules_table() -> str:
    """What one word does, the first row that fits."""
    header = ("said", "by", "how", "believed now", "belief becomes", "certainty", "alert", "why")
    rows = (
        (
            *(_any(rule.says), _any(rule.speakers), _any(rule.modalities), _any(rule.believed)),
            *(
                rule.belief,
                rule.certainty if rule.action in ("raise", "reaffirm") else "",
                rule.action,
                rule.note,
            ),
        )
        for rule in RULES
    )
    return markdown(header, rows)


def together_table() -> str:
    """What independent words amount to together, the first row that fits."""
    rows = ((_any(row.says), _any(row.one), _any(row.other), row.certainty, row.note) for row in TOGETHER)
    return markdown(("said", "one origin is", "another is", "certainty", "why"), rows)


def events_table() -> str:
    """Family, severity, urgency and wording of each event type, in the order of the policy."""
    rows = (
        (
            event.family,
            f"`{name}`",
            event.severity,
            event.urgency,
            event.phrase.replace("{at}", "(in, near, …)"),
        )
        for name, event in EVENTS.items()
    )
    return markdown(("family", "event type", "severity", "urgency", "in words"), rows)


def windows_table() -> str:
    """How long things matter."""
    return markdown(("time", "what it decides"), ((_span(span), text) for span, text in WINDOWS))


def _span(span: timedelta) -> str:
    days, hours = span.days, span.seconds // 3600
    return f"{days} days" if days > 1 and not hours else f"{24 * days + hours} hours"


def _any(words: Sequence[str]) -> str:
    return ", ".join(words) or "anything"


def episode() -> str:
    """The worked episode as `replay --as-of-publication docs/episode.jsonl` prints it."""
    settings = load_settings(theatre="ukraine", status="exercise")
    outcome = Outcome()
    road = Road(build_road(settings), settings.deployment, partial(_see, outcome))
    articles = [one for one in read_articles(str(EPISODE), Missing()) if isinstance(one, Record)]
    for article, at in by_publication(articles, datetime.now(UTC)):
        road.send(article.key or b"", article.value, at)
    lines = "\n".join(line.plain for line in timeline(outcome.alerts))
    return f"```text\n{lines}\n```"


def _see(outcome: Outcome, record: Stored) -> None:
    witness(outcome, record)
