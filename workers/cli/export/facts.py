"""The facts of an alert as flat values: the columns of the CSV, the properties of the GeoJSON."""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from schemas.alerts import Alert, Holder
from workers.alert.headline import inert

LONGEST_TEXT = 500
_URL_SAFE = "/:?#[]@!$&'()*+,;=%-._~"

Value = str | int | float | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One column: its name, its HXL hashtag (HXL 1.1), and where it stands in an alert."""

    name: str
    tag: str
    of: Callable[[Alert], Value]


def web_address(alert: Alert) -> str | None:
    """Where the first statement with a usable address was published; only http and https are links."""
    for each in alert.evidence:
        try:
            parts = urlsplit(each.url or "")
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.hostname:
            return quote(parts.geturl(), safe=_URL_SAFE)
    return None


def _before(alert: Alert) -> Holder | None:
    return alert.control.before if alert.control else None


def _after(alert: Alert) -> Holder | None:
    return alert.control.after if alert.control else None


FACTS: tuple[Fact, ...] = (
    Fact("alert_id", "#event+id", lambda alert: alert.alert_id),
    Fact("revision", "#meta+revision", lambda alert: alert.revision),
    Fact("msg_type", "#meta+message", lambda alert: alert.msg_type),
    Fact("status", "#meta+status", lambda alert: alert.status),
    Fact("state", "#status", lambda alert: alert.state),
    Fact("family", "#event+family", lambda alert: alert.family),
    Fact("event_type", "#event+type", lambda alert: alert.event_type),
    Fact("headline", "#description", lambda alert: alert.headline),
    Fact("certainty", "#event+certainty", lambda alert: alert.certainty),
    Fact("severity", "#severity", lambda alert: alert.severity),
    Fact("urgency", "#event+urgency", lambda alert: alert.urgency),
    Fact("place", "#loc+name", lambda alert: alert.place.name),
    Fact("place_id", "#loc+code", lambda alert: alert.place.place_id),
    Fact("precision", "#loc+type", lambda alert: alert.place.precision),
    Fact("relation", "#loc+relation", lambda alert: alert.relation),
    Fact("admin2", "#adm2+name", lambda alert: alert.place.admin2),
    Fact("admin1", "#adm1+name", lambda alert: alert.place.admin1),
    Fact("country", "#country+code", lambda alert: alert.place.country),
    Fact("control_before", "#group+control+before", _before),
    Fact("control_after", "#group+control+after", _after),
    Fact("said_by", "#meta+source+said", lambda alert: "; ".join(alert.corroboration.claimants)),
    Fact("denied_by", "#meta+source+denied", lambda alert: "; ".join(alert.corroboration.contradicted_by)),
    Fact("origins", "#meta+origins+num", lambda alert: alert.corroboration.origins),
    Fact("publishers", "#meta+publishers+num", lambda alert: alert.corroboration.publishers),
    Fact("event_start", "#date+occurred+start", lambda a: a.time.start.isoformat() if a.time.start else None),
    Fact("event_end", "#date+occurred+end", lambda a: a.time.end.isoformat() if a.time.end else None),
    Fact("first_reported_at", "#date+reported", lambda alert: alert.first_reported_at.isoformat()),
    Fact("changed_at", "#date+updated", lambda alert: alert.changed_at.isoformat()),
    Fact("expires_at", "#date+expires", lambda alert: alert.expires_at.isoformat()),
    Fact("url", "#meta+url", web_address),
)


def facts_of(alert: Alert) -> dict[str, Value]:
    """Every fact by its name; texts are one line, without markup, controls or a formula's first sign."""
    found = {fact.name: fact.of(alert) for fact in FACTS}
    return {
        name: inert(value, LONGEST_TEXT) if isinstance(value, str) and name != "url" else value
        for name, value in found.items()
    }
