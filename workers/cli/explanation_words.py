"""A claim in a reader's words, for the two ways to show an explanation."""

from schemas.claims import Claim
from workers.extraction.explanation import Explanation, Outcome

UNREAD = "not read: no words of an event in this paragraph"
STANCE_WORDS = {
    "denied": "said not to be so",
    "unconfirmed": "not confirmed",
    "planned": "planned or announced",
    "conditional": "only if",
    "feared": "feared",
    "background": "told as background",
}


def count_words(explanation: Explanation) -> str:
    """How many claims an article makes."""
    count = len(explanation.claims)
    return f"{count} claim{'' if count == 1 else 's'}"


def withheld_words(outcome: Outcome) -> tuple[str, str]:
    """The words of an event that make no claim, and the reason."""
    event = f" ({outcome.event_type})" if outcome.event_type else ""
    return outcome.words, f"{event}: no claim, {outcome.refusal}"


def claim_words(claim: Claim) -> str:
    """One line: what, by whom, where, how surely, on whose word, when."""
    where = claim.place.name or claim.place.surface
    if claim.relation != "in":
        distance = f"{claim.distance_km:g} km " if claim.distance_km is not None else ""
        where = f"{distance}{claim.relation} {where}"
    if claim.locality:
        where = f"{claim.locality}, {where}"
    parts = [
        f"{claim.event_type} by {claim.actor or 'a side not named'}: {where} ({claim.extent})",
        claim.modality,
        *_stance(claim),
        f"says {_claimant(claim)}",
        _when(claim),
        f"confidence {claim.confidence:.2f}",
    ]
    return "; ".join(part for part in parts if part)


def _stance(claim: Claim) -> list[str]:
    axes = (claim.polarity, claim.reality, claim.currency)
    said = [STANCE_WORDS[axis] for axis in axes if axis in STANCE_WORDS]
    return [*said, "hedged"] if claim.hedged else said


def _claimant(claim: Claim) -> str:
    claimant = claim.claimant
    if claimant is None:
        return "the outlet itself"
    of = ", ".join(part for part in (claimant.party, claimant.kind.replace("_", " ")) if part)
    via = f", passed on by {', '.join(claimant.via)}" if claimant.via else ""
    return f"{claimant.name} ({of}{via})"


def _when(claim: Claim) -> str:
    time = claim.time
    if time.start is None:
        return "day not known"
    days = str(time.start) if time.start == time.end else f"{time.start} to {time.end}"
    return f"{days} ({time.basis})"
