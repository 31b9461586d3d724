"""Alerts: what subscribers receive."""

from typing import Annotated, Any, Literal

from pydantic import Field

from schemas.claims import ClaimTime, Extent, Modality, Relation
from schemas.model import Identifier, Moment, Name, PartyId, Produced, Sentence, Title, Url
from schemas.places import Certainty, PlaceRef
from schemas.watchlists import AlertEventType, AlertFamily

MsgType = Literal["alert", "update", "cancel"]
AlertState = Literal["open", "confirmed", "superseded", "retracted", "expired"]
Status = Literal["actual", "exercise", "test"]
Severity = Literal["extreme", "severe", "moderate", "minor", "unknown"]
Urgency = Literal["immediate", "expected", "future", "past", "unknown"]
Holder = PartyId | Literal["contested", "unknown"]


class ControlChange(Produced):
    """Who was believed to hold the place before, and who is claimed or believed to hold it after."""

    before: Holder | None
    after: Holder | None


class Corroboration(Produced):
    """On how many independent words an alert rests.

    `origins` counts independent origins; `publishers` the outlets that carried them; `claimants` names who
    says so; `against_interest` whether a party admits its own loss; `contradicted_by` names who denies it.
    """

    origins: Annotated[int, Field(ge=0)]
    publishers: Annotated[int, Field(ge=0)]
    claimants: tuple[Name, ...] = Field((), max_length=64)
    against_interest: bool = False
    contradicted_by: tuple[Name, ...] = Field((), max_length=64)


class AlertEvidence(Produced):
    """One statement that the alert rests on or that speaks against it."""

    source: Name
    url: Url | None
    title: Title
    published_at: Moment | None
    claimant: Name | None
    via: tuple[Name, ...] = ()
    event_type: str = Field(max_length=32)
    modality: Modality
    sentence: Sentence


class Alert(Produced):
    """One revision of one alert. Subscribers keep the highest revision of an `alert_id`.

    `certainty` is that of the event which `event_type` names. For `location_named` the event is the naming:
    it is `observed`, for the article was read, and says nothing of what happened at the place. Who does not
    want it leaves the family naming out of the watchlist; a least certainty does not keep it away.

    `feature` is a GeoJSON Feature whose geometry is null for an unresolved place. `urgency` is `past` where
    the newest report behind the alert was published long before it arrived. `references` are the ids of the
    events that this one follows, `references_sent` their `changed_at` in the same order: CAP names an earlier
    message by both. Alerts of version 0.1.0 do not say them.
    """

    alert_id: Identifier
    revision: Annotated[int, Field(ge=0)]
    msg_type: MsgType
    status: Status
    state: AlertState
    references: tuple[str, ...] = Field((), max_length=64)
    references_sent: tuple[Moment, ...] = Field((), max_length=64)
    family: AlertFamily
    event_type: AlertEventType
    place: PlaceRef
    locality: str | None = Field(None, max_length=256)
    relation: Relation | None = None
    extent: Extent | None = None
    control: ControlChange | None = None
    certainty: Certainty
    severity: Severity
    urgency: Urgency
    headline: str = Field(max_length=500)
    corroboration: Corroboration
    evidence: tuple[AlertEvidence, ...] = Field((), max_length=64)
    time: ClaimTime = ClaimTime()
    feature: dict[str, Any]
    watchlists: tuple[Identifier, ...] = Field((), max_length=10_000)
    first_reported_at: Moment
    changed_at: Moment
    expires_at: Moment
