"""Alerts as messages of the Common Alerting Protocol 1.2 (OASIS, 1 July 2010), one for each revision.

The words status, message type, certainty, severity and urgency are CAP's own. What frontwatch does not know
is left out: it gives no instruction, recommends no response, and dates an event in a parameter, because CAP's
`onset` wants a time of day.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

from schemas.alerts import Alert, AlertEvidence, Status
from schemas.places import PlaceRef, Precision
from workers.cli.export.facts import facts_of, web_address
from workers.cli.export.geometry import geometry_of, points, polygons
from workers.cli.inert import inert

NAMESPACE = "urn:oasis:names:tc:emergency:cap:1.2"
RADIUS_KM: Mapping[Precision, float] = {
    "facility": 2,
    "district": 3,
    "settlement": 5,
    "hromada": 11,
    "raion": 38,
    "admin1": 84,
}
"""Radius of the circle that stands for a place of which only a point is known, in kilometres.

Hromada, raion and oblast: the circle of their mean area in Ukraine (603,628 km² over 1,469, 136 and 27 of
them). The smaller ones are a choice: a settlement with its outskirts.
"""
NEAR_KM = 10
"""The least radius of what happens near a place or towards it (a choice)."""
_CATEGORIES = {"civil": ("Safety", "Security")}
_NOTES: Mapping[Status, str] = {
    "exercise": "Exercise: history that was run again, or practice. Not for action.",
    "test": "Test of the system. Not for action.",
}
_AWAY = {"near": "near", "toward": "towards", "edge": "the edge of", "axis": "the direction of"}
_PARAMETERS = (
    *("alert_id", "revision", "state", "family", "event_type", "relation", "control_before", "control_after"),
    *("origins", "publishers", "said_by", "denied_by", "event_start", "event_end", "first_reported_at"),
)
_MOST_EVIDENCE = 8
_SENDER_NAME = "frontwatch, an automatic reading of news reports"
_NAME_SAFE = "/:?#[]@!$'()*+;=-._~%"

register_namespace("", NAMESPACE)


def cap_message(alert: Alert, source: str) -> bytes:
    """The message as an XML document on one line; `source`, the deployment, is its sender."""
    root = Element(_tag("alert"))
    _add(root, "identifier", identifier(f"{alert.alert_id}.{alert.revision}"))
    _add(root, "sender", identifier(source))
    _add(root, "sent", moment(alert.changed_at))
    _add(root, "status", alert.status.capitalize())
    _add(root, "msgType", alert.msg_type.capitalize())
    _add(root, "scope", "Public")
    if alert.status in _NOTES:
        _add(root, "note", _NOTES[alert.status])
    if alert.references_sent:
        _add(root, "references", " ".join(_references(alert, source)))
    _add(root, "incidents", identifier(alert.alert_id))
    _info(root, alert)
    document: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    head, body = document.split(b"\n", 1)
    return head.replace(b"'", b'"') + body.replace(b"\n", b"&#10;")


def identifier(name: str) -> str:
    """A name without the spaces, commas, `<` and `&` that CAP forbids in identifiers and senders."""
    return quote(name, safe=_NAME_SAFE)


def moment(time: datetime) -> str:
    """To the second, with its offset; UTC is written -00:00 (CAP 1.2, section 3.3.2)."""
    written = time.replace(microsecond=0).isoformat()
    return written.removesuffix("+00:00") + "-00:00" if written.endswith("+00:00") else written


def _references(alert: Alert, source: str) -> Iterator[str]:
    """`sender,identifier,sent` of each message that this one follows."""
    for name, sent in zip(alert.references, alert.references_sent, strict=False):
        yield f"{identifier(source)},{identifier(name)},{moment(sent)}"


def _info(root: Element, alert: Alert) -> None:
    info = SubElement(root, _tag("info"))
    facts = facts_of(alert)
    _add(info, "language", "en")
    for category in _CATEGORIES.get(alert.family, ("Security",)):
        _add(info, "category", category)
    _add(info, "event", alert.event_type.replace("_", " ").capitalize())
    _add(info, "urgency", alert.urgency.capitalize())
    _add(info, "severity", alert.severity.capitalize())
    _add(info, "certainty", alert.certainty.capitalize())
    _add_pair(info, "eventCode", "frontwatch", alert.event_type)
    _add(info, "effective", moment(alert.changed_at))
    _add(info, "expires", moment(alert.expires_at))
    _add(info, "senderName", _SENDER_NAME)
    _add(info, "headline", alert.headline)
    _add(info, "description", _description(alert))
    address = web_address(alert)
    if address is not None:
        _add(info, "web", address)
    for name in _PARAMETERS:
        if facts[name] not in (None, ""):
            _add_pair(info, "parameter", name, str(facts[name]))
    _area(info, alert)


def _description(alert: Alert) -> str:
    """Who says so, who denies it, and the statements themselves, a line each."""
    words = alert.corroboration
    lines = [alert.headline]
    if words.claimants:
        lines.append(f"Said by: {', '.join(words.claimants)}.")
    if words.contradicted_by:
        lines.append(f"Denied by: {', '.join(words.contradicted_by)}.")
    lines.append(f"Independent origins: {words.origins}; publishers: {words.publishers}.")
    lines += [_statement(each) for each in alert.evidence[:_MOST_EVIDENCE]]
    more = len(alert.evidence) - _MOST_EVIDENCE
    if more > 0:
        lines.append(f"And {more} more statements.")
    return "\n".join(map(inert, lines))


def _statement(each: AlertEvidence) -> str:
    day = f", {each.published_at.date().isoformat()}" if each.published_at else ""
    said = f"“{each.sentence}”" if each.sentence else f"named in “{each.title}”"
    speaker = f"{each.claimant}, " if each.claimant else ""
    return f"{each.source}{day}: {said} ({speaker}{each.modality})"


def _area(info: Element, alert: Alert) -> None:
    """The polygons of the change, or a circle about the place; CAP knows no holes."""
    area = SubElement(info, _tag("area"))
    _add(area, "areaDesc", area_in_words(alert))
    geometry = geometry_of(alert)
    for outer, *_ in polygons(geometry):
        _add(area, "polygon", " ".join(f"{lat},{lon}" for lon, lat in outer))
    radius = RADIUS_KM.get(alert.place.precision)
    if radius is not None:
        if alert.relation in ("near", "toward"):
            radius = max(radius, NEAR_KM)
        for lon, lat in points(geometry):
            _add(area, "circle", f"{lat},{lon} {radius:g}")
    for scheme, code in _codes(alert.place):
        _add_pair(area, "geocode", scheme, code)


def area_in_words(alert: Alert) -> str:
    """The place with its raion and oblast, and how the event lies to it."""
    place = alert.place
    if place.precision == "unresolved":
        return f"{place.name} (it is not known which place of this name)"
    named = ", ".join(name for name in (place.name, place.admin2, place.admin1) if name)
    away = _AWAY.get(alert.relation or "in")
    return f"{away} {named}" if away else named


def _codes(place: PlaceRef) -> Iterable[tuple[str, str]]:
    if place.katottg:
        yield "KATOTTG", place.katottg
    if place.place_id.startswith("gn:"):
        yield "GEONAMES", place.place_id.removeprefix("gn:")


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: Element, name: str, text: str) -> None:
    """A child whose text has no character that XML forbids or a terminal obeys."""
    SubElement(parent, _tag(name)).text = "\n".join(map(inert, text.split("\n")))


def _add_pair(parent: Element, name: str, value_name: str, value: str) -> None:
    pair = SubElement(parent, _tag(name))
    _add(pair, "valueName", value_name)
    _add(pair, "value", value)
