"""What a statement says about who holds the place."""

from collections.abc import Sequence
from dataclasses import dataclass

from workers.alert.corroboration import NOBODY_NAMED, origin_of, speaker_of
from workers.alert.policy.vocabulary import Says
from workers.alert.state import Statement, Testimony

CONTESTED = "contested"
UNKNOWN = "unknown"
NOBODY = (CONTESTED, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A testimony read as: after it, `after` holds the place; `loser` no longer does, where that is said."""

    testimony: Testimony
    says: Says
    after: str
    loser: str | None = None

    @property
    def denied(self) -> bool:
        """Whether the speaker denies it."""
        return self.testimony.statement.modality == "denied"


def proposal_of(testimony: Testimony) -> Proposal | None:
    """None for what does not touch control: only `in` with `whole` sets a holder, `part` means contested.

    Presence, positions and fire control are no control; nor is a gain whose gainer is not said. A statement
    of control whose extent is not known is taken for a claim (`corroboration.speaker_of` calls it hedged).
    """
    statement = testimony.statement
    if statement.relation != "in" or statement.modality in ("hypothetical", "background"):
        return None
    if statement.event_type == "contested" or _partial(statement):
        return Proposal(testimony, "part", CONTESTED)
    claimed = statement.extent == "unknown" and statement.event_type.startswith("control_")
    if statement.extent != "whole" and not claimed:
        return None
    match statement.event_type:
        case "control_gained" | "control_regained":
            gainer = statement.actor or statement.control_after
            return Proposal(testimony, "gain", gainer) if gainer else None
        case "control_lost":
            after = statement.control_after or UNKNOWN
            return Proposal(testimony, "loss", after, statement.actor)
        case "control_reaffirmed":
            return Proposal(testimony, "holding", statement.actor) if statement.actor else None
        case "withdrawal":
            return Proposal(testimony, "leaving", UNKNOWN, statement.actor) if statement.actor else None
        case _:
            return None


def _partial(statement: Statement) -> bool:
    return statement.extent == "part" and statement.event_type.startswith("control_")


def later_words(proposals: Sequence[Proposal]) -> tuple[Proposal, ...]:
    """Drop what its claimant has taken back: publication orders each claimant's statements.

    A statement of holding falls to a change that the same claimant publishes later and dates no later ("we
    hold X" on the 20th, "we left on the 18th" on the 25th); a denial falls to a later admission of the same,
    and a claim to a later denial of it. A change is not undone by an earlier change told later. Words without
    a time of publication take nothing back, for nobody knows that they are the later ones.
    """
    by_origin: dict[str, list[Proposal]] = {}
    for proposal in proposals:
        by_origin.setdefault(origin_of(proposal.testimony), []).append(proposal)
    by_origin.pop(NOBODY_NAMED, None)
    return tuple(
        each
        for each in proposals
        if not any(_takes_back(later, each) for later in by_origin.get(origin_of(each.testimony), ()))
    )


def _takes_back(later: Proposal, earlier: Proposal) -> bool:
    told, before = later.testimony.report.published_at, earlier.testimony.report.published_at
    if told is None or before is None or told <= before:
        return False
    if later.denied != earlier.denied:
        same = later.after == earlier.after and later.loser == earlier.loser
        return same and (earlier.denied or later.testimony.day >= earlier.testimony.day)
    if later.denied or earlier.says != "holding" or later.says == "holding":
        return False
    return later.testimony.day <= earlier.testimony.day and later.after != earlier.after


def admits_loss(proposal: Proposal, gainer: str) -> bool:
    """Whether the loser itself says that it lost or left the place, which bears out another's gain."""
    if proposal.denied or proposal.says not in ("loss", "leaving") or proposal.loser == gainer:
        return False
    return speaker_of(proposal.testimony.statement) == "other_side"
