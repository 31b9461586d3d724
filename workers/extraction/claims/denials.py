"""Sentences that say of a claim made before that it is false: "The claim is untrue, the ministry said"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from schemas.claims import Claim, Claimant, Evidence
from workers.extraction.discourse.reading import ReadSentence
from workers.extraction.tables.language import Cue, Tag
from workers.extraction.tables.lexicon import Match

_NEXT_SENTENCE = 3
"""Characters between a sentence and the next."""
_DENIABLE = frozenset({"asserted", "reported"})


@dataclass(frozen=True, slots=True)
class Denial:
    """Who denies, at a word of the sentence, what was said before it; nobody is the writer himself.

    `at_once`: only the very last sentence can be meant ("It has not.").
    """

    at: int
    denier: Claimant | None
    at_once: bool = False


def denied_before(
    sentence: ReadSentence, own: Sequence[tuple[int, Claim]], earlier: Sequence[Claim]
) -> Iterator[tuple[Claimant | None, Claim]]:
    """Who denies which claim: of those that the sentence itself makes before the denial (`own`, with their
    positions), else of those of the last sentence that made any; never the denier's own."""
    for denial in _denials(sentence):
        meant = [claim for at, claim in own if at < denial.at]
        if not meant and earlier:
            last = max(claim.evidence.start for claim in earlier)
            near = sentence.annotated.stretch.start - _NEXT_SENTENCE
            meant = [
                claim
                for claim in earlier
                if claim.evidence.start == last and (claim.evidence.end >= near or not denial.at_once)
            ]
        for claim in meant:
            if claim.modality in _DENIABLE and not _same_side(claim.claimant, denial.denier):
                yield denial.denier, claim


def answered_no(
    sentence: ReadSentence, asked: Sequence[tuple[int, Claim]], before: Sequence[Claim]
) -> Iterator[tuple[Claimant | None, Claim]]:
    """Who answers "no" to what: a question of this sentence (`asked`, with positions) or of the last."""
    annotated = sentence.annotated
    for answer in annotated.found("negative_answer"):
        reply = answer.payload.value == "reply"
        if not reply and answer.start > annotated.lowers[:1].count('"'):
            continue
        meant = [claim for at, claim in asked if at < answer.start] if reply else []
        attribution = sentence.attribution(answer.start)
        speaker = attribution.claimant if attribution else None
        speaker = speaker or next((act.speaker for act in sentence.acts if act.speaker), None)
        for claim in meant or before:
            if claim.polarity == "affirmed" and claim.currency == "current":
                yield speaker, claim
        return


def _denials(sentence: ReadSentence) -> Iterator[Denial]:
    """ "the claim is untrue", "denied this", "no, it has not"."""
    annotated = sentence.annotated
    back = [act for act in sentence.acts if act.back and act.speaker]
    if back:
        yield from (Denial(act.at, act.speaker) for act in back)
        return
    rebuttal = next((m for m in annotated.found("rebuttal") if _stands_alone(m, sentence)), None)
    if rebuttal is not None:
        attribution = sentence.attribution(rebuttal.start)
        yield Denial(rebuttal.start, attribution.claimant if attribution else None, at_once=True)
        return
    if annotated.triggers:
        return
    if annotated.found("refers_back"):
        denier = next((act.speaker for act in sentence.acts if act.act == "deny" and act.speaker), None)
        if denier is not None:
            yield Denial(0, denier)
        return
    false = [m for m in annotated.found("cue") if m.payload.value == Cue("denied", "sentence")]
    if false and annotated.found("claim_noun"):
        attribution = sentence.attribution(false[0].start)
        if attribution is not None and attribution.act != "doubt" and attribution.claimant is not None:
            yield Denial(false[0].start, attribution.claimant)


def _stands_alone(match: Match[Tag], sentence: ReadSentence) -> bool:
    """Whether nothing follows "it has not", so that it takes up the verb said before."""
    rest = sentence.annotated.lowers[match.end : match.end + 1]
    return not rest or not rest[0][0].isalnum()


def _same_side(claimant: Claimant | None, denier: Claimant | None) -> bool:
    if claimant is None or denier is None:
        return False
    if claimant.kind == denier.kind == "blogger":
        return claimant.name == denier.name  # one blogger may deny what another of his side writes
    return claimant.name == denier.name or (claimant.party is not None and claimant.party == denier.party)


def as_denied(claim: Claim, denier: Claimant | None, evidence: Evidence, claim_id: str) -> Claim:
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
