"""What a statement says about who holds the place."""

from collections.abc import Sequence
from typing import NamedTuple

from workers.alert.policy.vocabulary import Says
from workers.alert.speakers import NOBODY_NAMED
from workers.alert.statement import Statement
from workers.alert.testimony import Testimony

CONTESTED = "contested"
UNKNOWN = "unknown"
NOBODY = (CONTESTED, UNKNOWN)


class Proposal(NamedTuple):
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
    of control whose extent is not known is taken for a claim (`speakers.speaker_of` calls it hedged).
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
    if len(proposals) < 2:
        return tuple(proposals)
    said: dict[tuple[str, bool], list[Proposal]] = {}
    for proposal in proposals:
        said.setdefault((proposal.testimony.origin, proposal.denied), []).append(proposal)

    def taken_back(earlier: Proposal) -> bool:
        origin = earlier.testimony.origin
        if origin == NOBODY_NAMED:
            return False
        if any(_contradicts(later, earlier) for later in said.get((origin, not earlier.denied), ())):
            return True
        changes = said[origin, False] if earlier.says == "holding" and not earlier.denied else ()
        return any(_outdates(later, earlier) for later in changes)

    return tuple(each for each in proposals if not taken_back(each))


def _contradicts(later: Proposal, earlier: Proposal) -> bool:
    """A denial of what its speaker said before, or an admission of what he denied before."""
    if not _later(later, earlier) or (later.after, later.loser) != (earlier.after, earlier.loser):
        return False
    return earlier.denied or later.testimony.day >= earlier.testimony.day


def _outdates(change: Proposal, holding: Proposal) -> bool:
    """A change told after the statement of holding, and dated no later than it."""
    if change.says == "holding" or not _later(change, holding):
        return False
    return change.testimony.day <= holding.testimony.day and change.after != holding.after


def _later(one: Proposal, other: Proposal) -> bool:
    told, before = one.testimony.report.published_at, other.testimony.report.published_at
    return told is not None and before is not None and told > before


def admits_loss(proposal: Proposal) -> bool:
    """Whether the loser itself says that it lost or left the place, which bears out another's gain."""
    if proposal.denied or proposal.says not in ("loss", "leaving"):
        return False
    return proposal.testimony.speaker == "other_side"
