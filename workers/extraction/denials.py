"""Sentences that say of a claim made before that it is false: "The claim is untrue, the ministry said"."""

from collections.abc import Sequence

from schemas.claims import Claim, Claimant, Evidence
from workers.extraction.language import Cue
from workers.extraction.reading import ReadSentence

_DENIABLE = frozenset({"asserted", "reported"})


def denied_before(
    sentence: ReadSentence, earlier: Sequence[Claim]
) -> tuple[Claimant | None, tuple[Claim, ...]]:
    """Who denies which of the claims that the article made before; nothing where the sentence denies nothing.

    Only claims of the sentence before are meant, and never the denier's own.
    """
    annotated = sentence.annotated
    if annotated.triggers or not earlier:
        return None, ()
    denier = _denier(sentence)
    if denier is None:
        return None, ()
    last = max(claim.evidence.start for claim in earlier)
    meant = [c for c in earlier if c.evidence.start == last and c.modality in _DENIABLE]
    return denier, tuple(c for c in meant if not _same_side(c.claimant, denier))


def _denier(sentence: ReadSentence) -> Claimant | None:
    """Who says "the claim is untrue", or "denied this"."""
    annotated = sentence.annotated
    if annotated.found("refers_back"):
        return next((act.speaker for act in sentence.acts if act.act == "deny" and act.speaker), None)
    false = [m for m in annotated.found("cue") if m.payload.value == Cue("denied", "sentence")]
    if not false or not annotated.found("claim_noun"):
        return None
    attribution = sentence.attribution(false[0].start)
    return attribution.claimant if attribution and attribution.act != "doubt" else None


def _same_side(claimant: Claimant | None, denier: Claimant) -> bool:
    if claimant is None:
        return False
    return claimant.name == denier.name or (claimant.party is not None and claimant.party == denier.party)


def as_denied(claim: Claim, denier: Claimant, evidence: Evidence, claim_id: str) -> Claim:
    """The claim as the denier denies it; the event and its place stay."""
    values = {
        name: getattr(claim, name) for name in type(claim).model_fields if name not in ("family", "modality")
    }
    changes = {
        "claim_id": claim_id,
        "polarity": "denied",
        "claimant": denier,
        "evidence": evidence,
        "hedged": False,
    }
    return Claim(**{**values, **changes})
