"""Whose an office is that the text names without a side: "the governor", "the army"."""

from schemas.claims import Claimant, EventType
from workers.extraction.reading import ReadSentence

_OF_ONE_S_OWN = frozenset({"withdrawal", "announced_withdrawal", "control_reaffirmed", "assault_repelled"})
"""Events that an army reports of its own men."""
_OF_ONE_S_GROUND = frozenset({"strike", "evacuation_ordered"})
"""Events that the authorities of the ground report."""


def of_a_side(
    claimant: Claimant, event: EventType, actor: str | None, owner: str | None, sentence: ReadSentence
) -> Claimant:
    """The claimant with the side that his office has.

    Local offices are the owner's of the ground. An army without a name speaks of its own side's retreat or
    defence, authorities of what hits their ground; who says that a place has been taken stays open.
    """
    if claimant.kind not in ("official", "unit"):
        return claimant
    local = any(sentence.annotated.language.is_a(w, "local_office") for w in claimant.name.lower().split())
    party = None
    if local or (event in _OF_ONE_S_GROUND and claimant.kind == "official"):
        party = owner
    elif event in _OF_ONE_S_OWN:
        party = actor
    return claimant.model_copy(update={"party": party}) if party is not None else claimant
