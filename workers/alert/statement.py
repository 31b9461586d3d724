"""A statement: what is kept of one claim."""

from dataclasses import dataclass

from schemas.claims import Claimant, ClaimTime, EventType, Extent, Modality, Relation


@dataclass(frozen=True, slots=True)
class Statement:
    """What is kept of one claim. `unconfirmed` marks a speaker who passes on what he could not confirm."""

    event_type: EventType
    actor: str | None
    control_after: str | None
    relation: Relation
    extent: Extent
    locality: str | None
    modality: Modality
    unconfirmed: bool
    claimant: Claimant | None
    time: ClaimTime
    sentence: str
    routine: bool
