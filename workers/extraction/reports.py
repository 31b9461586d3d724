"""What one article says of each place: the claims by place, and the places that are only named."""

from dataclasses import dataclass

from schemas.articles import ExtractedArticle
from schemas.claims import Claim
from schemas.identity import unresolved_place_id
from schemas.places import Place, PlaceRef


@dataclass(frozen=True, slots=True)
class Report:
    """A place, and all the article's claims about it; none where it is only named."""

    place: PlaceRef
    claims: tuple[Claim, ...]

    def parties(self) -> list[str]:
        """The ids of the parties that the claims speak of."""
        named = [claim.actor for claim in self.claims]
        named += [claim.claimant.party for claim in self.claims if claim.claimant]
        named += [claim.claimant.lean for claim in self.claims if claim.claimant]
        return [party for party in named if party]


def reports(extracted: ExtractedArticle, story_id: str) -> tuple[Report, ...]:
    """One report per place, in the order in which the article first names them.

    A resolved place is reported even when nothing is claimed of it; an unresolved one only with claims.
    """
    refs: dict[str, PlaceRef] = {}
    for place in extracted.places:
        if place.place_id is not None:
            refs.setdefault(place.place_id, place_ref(place, story_id))
    claims: dict[str, list[Claim]] = {}
    for claim in extracted.claims:
        ref = place_ref(claim.place, story_id)
        refs.setdefault(ref.place_id, ref)
        claims.setdefault(ref.place_id, []).append(claim)
    return tuple(Report(ref, tuple(claims.get(key, ()))) for key, ref in refs.items())


def place_ref(place: Place, story_id: str) -> PlaceRef:
    """The place without its mention; an unresolved one gets a key of the story's own."""
    if place.place_id is None or place.name is None:
        folded = " ".join(place.surface.casefold().split())[:100]
        return PlaceRef(
            place_id=unresolved_place_id(folded, story_id), name=place.surface, precision="unresolved"
        )
    return PlaceRef(
        place_id=place.place_id,
        name=place.name,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        admin1=place.admin1,
        admin2=place.admin2,
        katottg=place.katottg,
        precision=place.precision,
    )
