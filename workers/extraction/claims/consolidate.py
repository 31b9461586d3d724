"""One claim for what an article says more than once, on the word of the speaker whom it names best."""

from collections.abc import Iterable, Sequence

from schemas.claims import Claim, Claimant
from workers.extraction.discourse.memory import place_key
from workers.extraction.tables.frontline import Point, distance_km

_WIDE = ("admin1", "raion", "hromada", "district")
_INSIDE_KM = {"hromada": 15.0, "raion": 40.0, "district": 40.0}
"""How far a settlement may lie from the middle of the community, raion or district that stands for it."""
CLAIMS_PER_ARTICLE = 2000
CLAIMS_PER_PLACE = 200
_LEFT = frozenset({"withdrawal", "control_lost"})
_TAKEN = frozenset({"control_gained", "control_regained"})


def consolidate(claims: Iterable[Claim], headline: int = 0) -> tuple[Claim, ...]:
    """The claims in reading order, each once, and no more than the contracts allow.

    `headline` is where the article's title ends: what the body tells on somebody's word, the title only
    repeats.

    Two say the same when event, place, side, claimant and stance agree; the more certain wording stays, and
    of two with the same certainty the first.
    """
    kept: dict[tuple[object, ...], Claim] = {}
    for claim in _fully_named(list(claims)):
        key = (*_event(claim), claim.claimant.name.casefold() if claim.claimant else None)
        known = kept.get(key)
        if known is None or claim.confidence > known.confidence + 0.1:
            kept[key] = claim
    said = _without_echoes(_without_unsided(_without_wider(list(kept.values()))))
    said = _without_flags_of_the_freed(_without_left(_without_fallen_back(_without_taken_back(said))))
    said = _without_headlines(said, headline)
    ordered = sorted(said, key=lambda c: (c.evidence.start, c.place.start))
    per_place: dict[str, int] = {}
    chosen = []
    for claim in ordered[:CLAIMS_PER_ARTICLE]:
        place = place_key(claim.place)
        per_place[place] = per_place.get(place, 0) + 1
        if per_place[place] <= CLAIMS_PER_PLACE:
            chosen.append(claim)
    return tuple(chosen)


def _event(claim: Claim) -> tuple[object, ...]:
    return (claim.event_type, place_key(claim.place), claim.actor, claim.modality, claim.relation)


def is_bare_role(claimant: Claimant | None) -> bool:
    """Whether a speaker is only a role ("brigade", "officials"), of nobody's side."""
    return claimant is not None and claimant.party is None and claimant.kind in ("official", "unit")


def _fully_named(claims: Sequence[Claim]) -> list[Claim]:
    """A bare "brigade" is the "Ukrainian brigade" that the article also names, if it names one such."""
    named = {c.claimant.name: c.claimant for c in claims if c.claimant and not is_bare_role(c.claimant)}
    full: list[Claim] = []
    for claim in claims:
        claimant = claim.claimant
        if claimant is not None and is_bare_role(claimant):
            role = claimant.name.casefold()
            fitting = [other for name, other in named.items() if name.casefold().endswith(role)]
            if len(fitting) == 1:
                full.append(claim.model_copy(update={"claimant": fitting[0]}))
                continue
        full.append(claim)
    return full


def _without_headlines(claims: Sequence[Claim], headline: int) -> list[Claim]:
    """The outlet does not vouch in its title for what it tells below on a named speaker's word."""
    told = {
        (c.event_type, place_key(c.place), c.modality): c.actor
        for c in claims
        if c.claimant is not None and c.evidence.start >= headline
    }
    return [
        c
        for c in claims
        if c.claimant is not None
        or c.evidence.start >= headline
        or told.get((c.event_type, place_key(c.place), c.modality), "") not in (c.actor, None)
        or (c.event_type, place_key(c.place), c.modality) not in told
    ]


def _without_unsided(claims: Sequence[Claim]) -> list[Claim]:
    """Without a side, an event adds nothing to the same event with one in the same article."""
    sided = {(c.event_type, place_key(c.place), c.modality) for c in claims if c.actor is not None}
    return [
        c
        for c in claims
        if c.actor is not None
        or c.event_type == "contested"
        or (c.event_type, place_key(c.place), c.modality) not in sided
    ]


def _without_wider(claims: Sequence[Claim]) -> list[Claim]:
    """ "In Kharkiv region a man was hurt when a drone hit a car near Izium": the region says where."""
    nearer = [c for c in claims if c.place.precision in ("settlement", "facility")]
    return [c for c in claims if not any(_narrows(other, c) for other in nearer)]


def _narrows(claim: Claim, wider: Claim) -> bool:
    """Whether a claim says the same of a place inside the other's, in the same sentence."""
    if wider.place.precision not in _WIDE or claim.evidence != wider.evidence:
        return False
    same_side = claim.actor == wider.actor or wider.actor is None
    if claim.event_type != wider.event_type or claim.modality != wider.modality or not same_side:
        return False
    if wider.place.precision == "admin1":
        return claim.place.admin1 == wider.place.admin1
    return distance_km(_at(claim), _at(wider)) <= _INSIDE_KM[wider.place.precision]


def _at(claim: Claim) -> Point:
    return (claim.place.lat or 0.0, claim.place.lon or 0.0)


def _without_echoes(claims: Sequence[Claim]) -> list[Claim]:
    """On a bare role's word, an event adds nothing to the same event on a named speaker's."""
    named = [c for c in claims if c.claimant is not None and not is_bare_role(c.claimant)]
    spoken = {_event(c) for c in named} | {_event(c.model_copy(update={"actor": None})) for c in named}
    return [c for c in claims if not is_bare_role(c.claimant) or _event(c) not in spoken]


def _without_fallen_back(claims: Sequence[Claim]) -> list[Claim]:
    """ "attacked K but fell back with losses": who goes back from his own attack has not left K."""
    attacked = {
        _said_of(c, c.actor) for c in claims if c.event_type == "assault" and c.polarity == "affirmed"
    }
    return [c for c in claims if c.event_type != "withdrawal" or _said_of(c, c.actor) not in attacked]


def _without_left(claims: Sequence[Claim]) -> list[Claim]:
    """ "The troops holding K were driven out": who leaves a place in a sentence does not hold it there."""
    gone = {_said_of(c, c.actor) for c in claims if c.event_type in _LEFT and c.modality == "asserted"}
    taken = {
        (c.evidence.start, place_key(c.place)): c.actor
        for c in claims
        if c.event_type in _TAKEN and c.modality == "asserted" and c.relation == "in"
    }
    return [
        c
        for c in claims
        if c.event_type != "control_reaffirmed"
        or (
            _said_of(c, c.actor) not in gone
            and taken.get((c.evidence.start, place_key(c.place)), c.actor) == c.actor
        )
        or _doubted(c, claims)
    ]


def _said_of(claim: Claim, actor: str | None) -> tuple[object, ...]:
    return (claim.evidence.start, place_key(claim.place), actor)


def _doubted(claim: Claim, claims: Sequence[Claim]) -> bool:
    """Whether another speaker says the contrary in the same sentence."""
    return any(
        c.claimant != claim.claimant and c.evidence.start == claim.evidence.start
        for c in claims
        if c.event_type in _LEFT | _TAKEN
    )


def _without_flags_of_the_freed(claims: Sequence[Claim]) -> list[Claim]:
    """Who frees a place is in it: his flag over it in the same sentence is no event of its own."""
    freed = {
        (place_key(c.place), c.actor, c.evidence.start) for c in claims if c.event_type == "control_regained"
    }
    return [
        c
        for c in claims
        if c.event_type != "incursion" or (place_key(c.place), c.actor, c.evidence.start) not in freed
    ]


def _without_taken_back(claims: Sequence[Claim]) -> list[Claim]:
    """What the outlet denies after saying it ("We said that K had fallen. It has not.") it does not say."""
    denied = {
        (c.event_type, place_key(c.place)): c.evidence.start
        for c in claims
        if c.claimant is None and c.modality == "denied"
    }
    return [
        c
        for c in claims
        if c.claimant is not None
        or c.modality != "asserted"
        or denied.get((c.event_type, place_key(c.place)), -1) <= c.evidence.start
    ]
