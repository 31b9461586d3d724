"""One claim for what an article says more than once."""

from collections.abc import Iterable

from schemas.claims import Claim
from workers.extraction.discourse import place_key

CLAIMS_PER_ARTICLE = 2000
CLAIMS_PER_PLACE = 200


def consolidate(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """The claims in reading order, each once, and no more than the contracts allow.

    Two say the same when event, place, side, claimant and stance agree; the more certain wording stays, and
    of two with the same certainty the first.
    """
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        key = _key(claim)
        known = kept.get(key)
        if known is None or claim.confidence > known.confidence + 0.1:
            kept[key] = claim
    ordered = sorted(_unspoken_dropped(list(kept.values())), key=lambda c: (c.evidence.start, c.place.start))
    per_place: dict[str, int] = {}
    chosen = []
    for claim in ordered[:CLAIMS_PER_ARTICLE]:
        place = place_key(claim.place)
        per_place[place] = per_place.get(place, 0) + 1
        if per_place[place] <= CLAIMS_PER_PLACE:
            chosen.append(claim)
    return tuple(chosen)


def _key(claim: Claim) -> tuple[object, ...]:
    claimant = claim.claimant.name.casefold() if claim.claimant else None
    return (claim.event_type, place_key(claim.place), claim.actor, claimant, claim.modality, claim.relation)


def _unspoken_dropped(claims: list[Claim]) -> list[Claim]:
    """Without a side, an event adds nothing to the same event with one in the same sentence."""
    sided = {
        (c.event_type, place_key(c.place), c.evidence.start, c.modality)
        for c in claims
        if c.actor is not None
    }
    return [
        c
        for c in claims
        if c.actor is not None
        or c.event_type == "contested"
        or (c.event_type, place_key(c.place), c.evidence.start, c.modality) not in sided
    ]
