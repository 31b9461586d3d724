"""Alerts for people: a line each, or a table."""

from collections.abc import Iterable
from datetime import datetime

from rich.table import Table
from rich.text import Text

from schemas.alerts import Alert
from schemas.places import Certainty
from workers.cli.console import cell

STYLES: dict[Certainty, str] = {
    "observed": "bold red",
    "likely": "yellow",
    "possible": "cyan",
    "unlikely": "dim",
    "unknown": "dim",
}
_SIGNS = {"alert": "new", "update": "update", "cancel": "taken back"}
_NOBODY = "the outlets themselves"


def who_says_so(alert: Alert) -> str:
    """The claimants, who contradicts them, and on how many origins it rests."""
    words = alert.corroboration
    said = ", ".join(words.claimants) or _NOBODY
    against = f"; denied by {', '.join(words.contradicted_by)}" if words.contradicted_by else ""
    origins = f" ({words.origins} origins)" if words.origins > 1 else ""
    return f"{said}{origins}{against}"


def sign_of(alert: Alert) -> str:
    """What tells a later revision from a first one, such as "  update 2"; empty for a first one."""
    return "" if alert.msg_type == "alert" else f"  {_SIGNS[alert.msg_type]} {alert.revision}"


def local_time(moment: datetime) -> str:
    """On the reader's clock, to the minute."""
    return moment.astimezone().strftime("%Y-%m-%d %H:%M")


def line(alert: Alert) -> Text:
    """Time, place, type, certainty, headline, who says so; continuation indented."""
    head = Text()
    head.append_text(cell(local_time(alert.changed_at), "dim"))
    head.append("  ")
    head.append_text(cell(alert.place.name, "bold"))
    head.append("  ")
    head.append_text(cell(f"{alert.event_type.replace('_', ' ')}"))
    head.append("  ")
    head.append_text(cell(alert.certainty, STYLES[alert.certainty]))
    head.append_text(cell(sign_of(alert), "magenta"))
    head.append("\n    ")
    head.append_text(cell(alert.headline))
    head.append("\n    ")
    head.append_text(cell(f"says: {who_says_so(alert)}", "dim"))
    return head


def table(alerts: Iterable[Alert], title: str) -> Table:
    """The same as a table, a row for each alert as given."""
    found = Table(title=cell(title), title_justify="left", expand=True)
    found.add_column("time", no_wrap=True)
    found.add_column("place")
    found.add_column("type")
    found.add_column("certainty")
    found.add_column("headline", ratio=3)
    found.add_column("who says so", ratio=2)
    for alert in alerts:
        kind = alert.event_type.replace("_", " ")
        sign = "" if alert.msg_type == "alert" else f" ({_SIGNS[alert.msg_type]})"
        found.add_row(
            cell(local_time(alert.changed_at)),
            cell(alert.place.name),
            cell(kind + sign),
            cell(alert.certainty, STYLES[alert.certainty]),
            cell(alert.headline),
            cell(who_says_so(alert)),
        )
    return found
