"""Alerts made for tests, with everything that is not named by the test at a plain value."""

from datetime import UTC, datetime
from typing import Any

from schemas.alerts import Alert, ControlChange, Corroboration
from schemas.places import PlaceRef

NOON = datetime(2024, 11, 14, 12, 0, tzinfo=UTC)
KUPIANSK = PlaceRef(
    place_id="UA63080090010026457",
    name="Kupiansk",
    lat=49.71,
    lon=37.61,
    country="UA",
    admin1="Kharkiv Oblast",
    admin2="Kupiansk Raion",
    precision="settlement",
)


def make_alert(**given: Any) -> Alert:
    """A control alert about Kupiansk; `after` is short for the control that is claimed."""
    after = given.pop("after", "UA")
    fields: dict[str, Any] = {
        "alert_id": "alert-1",
        "revision": 0,
        "msg_type": "alert",
        "status": "exercise",
        "state": "open",
        "family": "control",
        "event_type": "control_reaffirmed",
        "place": KUPIANSK,
        "control": ControlChange(before="UA", after=after),
        "certainty": "likely",
        "severity": "moderate",
        "urgency": "immediate",
        "headline": "General Staff: Ukraine holds Kupiansk",
        "corroboration": Corroboration(origins=1, publishers=1, claimants=("General Staff",)),
        "feature": {"type": "Feature", "geometry": None, "properties": {}},
        "watchlists": ("eastern-towns",),
        "first_reported_at": NOON,
        "changed_at": NOON,
        "expires_at": NOON,
    }
    return Alert(**(fields | given))
