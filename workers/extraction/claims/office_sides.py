"""Whose an office is that the text names without a side: "the governor", "the army"."""

from schemas.claims import Claimant, EventType
from workers.extraction.discourse.reading import ReadSentence

_OF_ONE_S_OWN = frozenset(
    {"withdrawal", "announced_withdrawal", "control_reaffirmed", "control_regained", "assault_repelled"}
)
"""Events that an army reports of its own men."""
_OF_ONE_S_GROUND = frozenset({"strike", "evacuation_ordered"})
"""Events that the authorities of the ground report."""
_OF_THE_ENEMY = frozenset(
    {"incursion", "assault", "strike", "contested", "advance", "encirclement", "buildup"}
)
"""Events on one's ground that its defenders report of the enemy."""


def of_a_side(
    claimant: Claimant, event: EventType, actor: str | None, owner: str | None, sentence: ReadSentence
) -> Claimant:
    """The claimant with the side that his office has.

    Local offices are the owner's of the ground. An army without a name speaks of its own side's retreat or
    defence, authorities of what hits or enters their ground; who says that a place has been taken stays open.
    """
    if claimant.kind not in ("official", "unit"):
        return claimant
    words, language = claimant.name.lower().split(), sentence.annotated.language
    local = any(language.is_a(word, "local_office") for word in words)
    of_state = any(language.is_a(word, "state_office") for word in words)
    party = None
    if local or (event in _OF_ONE_S_GROUND and claimant.kind == "official"):
        party = owner
    elif event in _OF_ONE_S_OWN:
        party = actor
    elif event in _OF_THE_ENEMY and actor is not None and actor != owner and of_state:
        party = owner
    return claimant.model_copy(update={"party": party}) if party is not None else claimant
