"""Observations: what one article, or one map snapshot, says of one place."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from schemas.articles import Verdict
from schemas.claims import Claim
from schemas.model import Identifier, Moment, Name, PartyId, Produced, Share, Title, Url
from schemas.places import Party, PlaceRef


class PlaceReported(Produced):
    """All that one version of an article says of one place; without claims the place is only named.

    `withdrawn` with no claims: a new version no longer speaks of a place that the last version spoke of.
    `parties` names the parties that the claims speak of.
    """

    type: Literal["place_reported"] = "place_reported"
    observation_id: Identifier
    article_id: Identifier
    version_id: Identifier
    revision: Annotated[int, Field(ge=0)]
    story_id: Identifier
    source: Name
    url: Url | None
    title: Title
    published_at: Moment | None
    verdict: Verdict
    place: PlaceRef
    claims: tuple[Claim, ...] = Field((), max_length=256)
    parties: tuple[Party, ...] = Field((), max_length=16)
    withdrawn: bool = False


class MapChanged(Produced):
    """A settlement changed hands between two snapshots of one map source.

    `share` is the part of its area that is `after`, 0..1; `lean` the party that the source leans to.
    """

    type: Literal["map_changed"] = "map_changed"
    observation_id: Identifier
    source: Name
    lean: PartyId | None
    as_of: Moment
    previous_as_of: Moment | None
    place: PlaceRef
    before: PartyId | Literal["contested", "unknown"]
    after: PartyId | Literal["contested", "unknown"]
    share: Share
    parties: tuple[Party, ...] = Field((), max_length=16)


Observation = Annotated[PlaceReported | MapChanged, Field(discriminator="type")]
OBSERVATION: TypeAdapter[PlaceReported | MapChanged] = TypeAdapter(Observation)
