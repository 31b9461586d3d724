"""Claims: who says that who did what, where, when, and how far the speaker stands behind it."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import Field, model_validator

from schemas.model import Identifier, Name, PartyId, Produced, Sentence, Share
from schemas.places import Place

ClaimFamily = Literal["control", "combat", "movement", "strike", "civil"]
EventType = Literal[
    "control_gained",
    "control_regained",
    "control_lost",
    "control_reaffirmed",
    "contested",
    "incursion",
    "assault",
    "assault_repelled",
    "encirclement",
    "advance",
    "withdrawal",
    "announced_withdrawal",
    "buildup",
    "route_cut",
    "threat",
    "strike",
    "evacuation_ordered",
]

FAMILIES: dict[ClaimFamily, tuple[EventType, ...]] = {
    "control": ("control_gained", "control_regained", "control_lost", "control_reaffirmed", "contested"),
    "combat": ("incursion", "assault", "assault_repelled", "encirclement"),
    "movement": ("advance", "withdrawal", "announced_withdrawal", "buildup", "route_cut", "threat"),
    "strike": ("strike",),
    "civil": ("evacuation_ordered",),
}
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
FAMILY_OF: dict[EventType, ClaimFamily] = {
    event: family for family, events in FAMILIES.items() for event in events
}

Relation = Literal["in", "edge", "near", "toward", "axis"]
Extent = Literal["whole", "part", "positions", "presence", "fire_control", "unknown"]
Polarity = Literal["affirmed", "denied", "unconfirmed"]
Reality = Literal["actual", "planned", "conditional", "feared"]
Currency = Literal["current", "background"]
Modality = Literal["denied", "hypothetical", "background", "reported", "asserted"]
ClaimantKind = Literal[
    "official",
    "unit",
    "occupation_authority",
    "monitor",
    "media",
    "blogger",
    "third_state",
    "witness",
    "footage",
    "unnamed",
]
Grain = Literal["day", "week", "month", "season", "year", "range"]
TimeBasis = Literal["stated", "relative", "publication", "none"]


class Claimant(Produced):
    """The deepest named speaker, and those who pass the word on.

    `lean` is the party that a monitor's or blogger's reporting leans to, where it leans.
    """

    name: Name
    party: PartyId | None = None
    kind: ClaimantKind
    lean: PartyId | None = None
    via: tuple[Name, ...] = Field((), max_length=8)


class ClaimTime(Produced):
    """When the event happened: inclusive local dates of the theatre, and where they come from."""

    start: date | None = None
    end: date | None = None
    grain: Grain | None = None
    expression: str | None = Field(None, max_length=256)
    basis: TimeBasis = "none"


class Evidence(Produced):
    """The sentence that says it. Offsets are characters: `text[start:end] == sentence`."""

    sentence: Sentence
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


def derive_modality(stance: Mapping[str, Any]) -> Modality:
    """Denied over hypothetical over background over reported over asserted, from a claim's stance fields."""
    if stance.get("polarity") == "denied":
        return "denied"
    if stance.get("reality", "actual") != "actual":
        return "hypothetical"
    if stance.get("currency") == "background":
        return "background"
    claimant: Claimant | None = stance.get("claimant")
    unnamed = claimant is not None and claimant.kind == "unnamed"
    if stance.get("hedged") or stance.get("polarity") == "unconfirmed" or unnamed:
        return "reported"
    return "asserted"


class Claim(Produced):
    """One event at one place on one claimant's word.

    `actor` is who does the event: for `assault_repelled` the side that repelled, for `control_*` the side
    that gains, holds or loses, for `withdrawal` the side that leaves. Only `relation` in with `extent`
    whole sets a holder. A denied claim keeps the event that is denied; its claimant is who denies.
    `claimant` is null in the outlet's own voice. `family` and `modality` are derived; a message in which they
    disagree with what they are derived from is refused.
    """

    claim_id: Identifier
    event_type: EventType
    place: Place
    locality: str | None = Field(None, max_length=256)
    relation: Relation
    distance_km: Annotated[float, Field(ge=0, le=1000)] | None = None
    extent: Extent
    actor: PartyId | None
    control_after: PartyId | Literal["contested"] | None = None
    polarity: Polarity = "affirmed"
    reality: Reality = "actual"
    currency: Currency = "current"
    hedged: bool = False
    claimant: Claimant | None = None
    time: ClaimTime = ClaimTime()
    evidence: Evidence
    confidence: Share
    routine: bool = False
    family: ClaimFamily = Field(default_factory=lambda data: FAMILY_OF[data["event_type"]])
    modality: Modality = Field(default_factory=derive_modality)

    @model_validator(mode="after")
    def _derived_fields_agree(self) -> Self:
        if self.family != FAMILY_OF[self.event_type]:
            raise ValueError(f"{self.event_type} belongs to the family {FAMILY_OF[self.event_type]}")
        if self.modality != derive_modality(dict(self)):
            raise ValueError(f"modality {self.modality} contradicts the stance it is derived from")
        return self
