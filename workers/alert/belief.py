"""Who holds the place: belief as a fold over everything said, in event-time order.

The fold starts anew from the set of words that are kept, so that the order of arrival leaves no trace in
it. Event time orders the words; publication time orders each claimant's own (`proposals.later_words`). Words
close in time that propose the same holder are one *turn*; turns at most 7 days apart are one *case*, which
one alert stands for: "A captured X" and "B holds X" are its two sides.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from schemas.claims import FAMILIES, EventType
from schemas.places import Certainty
from workers.alert.case import Case
from workers.alert.control_cases import control_cases
from workers.alert.corroboration import most, weigh
from workers.alert.policy.agreement import CERTAIN
from workers.alert.policy.events import CHALLENGES
from workers.alert.policy.rules import rule_for
from workers.alert.policy.vocabulary import Believed
from workers.alert.policy.windows import QUIET, REVERSAL_WINDOW
from workers.alert.proposals import CONTESTED, UNKNOWN, Proposal, later_words, proposal_of
from workers.alert.state import Belief
from workers.alert.testimony import Testimony
from workers.alert.turns import Record, Turn, extended, graded, reversed_twice

CONCERNS: frozenset[EventType] = frozenset({*FAMILIES["control"], *CHALLENGES, "withdrawal"})
"""The events that belief in control looks at."""


class Reading(NamedTuple):
    """What the words amount to. `disputes` are statements of holding that disagree with the belief."""

    belief: Belief
    cases: tuple[Case, ...]
    disputes: tuple[Testimony, ...]
    claims: tuple[tuple[str, Testimony], ...]


class _Ledger(NamedTuple):
    """The fold's running state."""

    belief: Belief
    turns: tuple[Turn, ...] = ()
    held: tuple[Proposal, ...] = ()
    disputes: tuple[Testimony, ...] = ()

    def hear(self, proposal: Proposal, record: Record) -> "_Ledger":
        """Take one word into account."""
        testimony = proposal.testimony
        if testimony.report.seeds:
            return self._hear_first_map(proposal)
        believed = "the same" if self._has_left(proposal) else _compare(proposal, self.belief)
        rule = rule_for(proposal.says, testimony.speaker, testimony.statement.modality, believed)
        match rule.action:
            case "raise":
                return self._propose(proposal, record)
            case "reaffirm":
                capped = record.capped or testimony.report.published_at is None
                certainty = "possible" if capped else rule.certainty
                seeds = rule.belief == "seed"
                belief = _seeded(proposal, certainty) if seeds else self._echoed(proposal, record)
                return self._replace(belief=belief, held=(*self.held, proposal))
            case "support":
                return self._join_believed(proposal, record)
            case "contradict":
                return self._replace(disputes=(*self.disputes, testimony))
            case _:
                return self

    def _has_left(self, proposal: Proposal) -> bool:
        """Whether it is one more word for the leaving that nobody has followed yet."""
        turn = next((each for each in reversed(self.turns) if each.since is not None), None)
        if turn is None or proposal.says != "leaving" or self.belief.holder != UNKNOWN:
            return False
        return turn.after == UNKNOWN and turn.loser == proposal.loser

    def _hear_first_map(self, proposal: Proposal) -> "_Ledger":
        """The first map of a source is where belief starts: it outweighs words of holding, not changes."""
        if not self.belief.rests_on_change:
            return self._replace(belief=_seeded(proposal, "likely"))
        if proposal.after != self.belief.holder:
            return self._replace(disputes=(*self.disputes, proposal.testimony))
        return self

    def _echoed(self, proposal: Proposal, record: Record) -> Belief:
        """One more word for the believed holder, where no turn that is still kept stands for the belief."""
        if any(turn.since and turn.after == self.belief.holder for turn in self.turns):
            return self.belief
        words, certainty = (*self.belief.words, proposal.testimony), self.belief.certainty
        if certainty != CERTAIN:
            certainty = most(weigh(words, (), "holding", capped=record.capped).certainty, certainty)
        return replace(self.belief, words=words, certainty=certainty)

    def _join_believed(self, proposal: Proposal, record: Record) -> "_Ledger":
        """One more word for what is believed: it strengthens the turn that the belief came from."""
        for turn in reversed(self.turns):
            if turn.since is not None and turn.after == self.belief.holder:
                if proposal.after != turn.after or proposal.testimony.day - turn.last > QUIET:
                    return self
                return self._put(turn, graded(extended(turn, proposal), record))
        return self._replace(belief=self._echoed(proposal, record))

    def _propose(self, proposal: Proposal, record: Record) -> "_Ledger":
        turn = self._turn_for(proposal)
        if turn is None:
            fresh = graded(self._new_turn(proposal), record)
            return self._replace(turns=(*self.turns, fresh))._believe(fresh)
        grown = graded(extended(turn, proposal), record)
        return self._put(turn, grown)

    def _turn_for(self, proposal: Proposal) -> Turn | None:
        for turn in reversed(self.turns):
            if turn.after == proposal.after and (turn.after != UNKNOWN or turn.loser == proposal.loser):
                return turn if proposal.testimony.day - turn.last <= QUIET else None
            if turn.since is not None:
                return None
        return None

    def _new_turn(self, proposal: Proposal) -> Turn:
        day = proposal.testimony.day
        case = 0
        if self.turns:
            newest = max(turn.case for turn in self.turns)
            latest = max(turn.since or turn.last for turn in self.turns if turn.case == newest)
            case = newest + (day - latest > REVERSAL_WINDOW)
        loser = proposal.loser if proposal.after == UNKNOWN else None
        return Turn(proposal.after, loser, self.belief.holder, case, day, day, (proposal,))

    def _put(self, old: Turn, new: Turn) -> "_Ledger":
        if old.since is None and new.since is not None:
            new = self._parted(new)
        turns = tuple(new if turn is old else turn for turn in self.turns)
        return self._replace(turns=turns)._believe(new)

    def _parted(self, turn: Turn) -> Turn:
        """A claim that is borne out long after another change is a case of its own."""
        earlier = [each.since for each in self.turns if each.case == turn.case and each.since is not None]
        if earlier and turn.since is not None and turn.since - max(earlier) > REVERSAL_WINDOW:
            return turn._replace(case=max(each.case for each in self.turns) + 1)
        return turn

    def _believe(self, turn: Turn) -> "_Ledger":
        """Let belief follow a turn that is likely or better and is the latest believed one."""
        believed = [each for each in self.turns if each.since is not None]
        if turn.since is None or believed[-1] is not turn:
            return self
        holder = CONTESTED if reversed_twice(self.turns, turn.case) else turn.after
        return self._replace(belief=Belief(holder, turn.since, turn.certainty, turn.support))


def _seeded(proposal: Proposal, certainty: Certainty) -> Belief:
    return Belief(proposal.after, proposal.testimony.day, certainty, (proposal.testimony,))


def _compare(proposal: Proposal, belief: Belief) -> Believed:
    if belief.holder == UNKNOWN:
        return "unknown"
    if proposal.says == "leaving":
        return "the same" if proposal.loser == belief.holder else "another"
    if proposal.says == "loss" and proposal.after == UNKNOWN:
        return "another" if belief.holder in (proposal.loser, CONTESTED) else "the same"
    if proposal.after != belief.holder:
        return "another"
    return "the same" if proposal.says == "holding" or belief.strong else "unknown"


def read(
    testimonies: Sequence[Testimony], settled: Belief, *, capped: bool, raises: Callable[[Testimony], bool]
) -> Reading:
    """Fold every word into a belief and its cases; `settled` is the belief before the oldest of them.

    The words come in order (`case.in_order`).
    """
    ordered = [each for each in testimonies if each.statement.event_type in CONCERNS]
    proposals = later_words([each for each in map(proposal_of, ordered) if each is not None])
    record = Record(proposals, capped)
    ledger = _Ledger(settled)
    for proposal in proposals:
        if not proposal.denied:
            ledger = ledger.hear(proposal, record)
    turns = ledger.turns
    cases = control_cases(turns, ledger.held, ordered, capped=capped, raises=raises)
    claims = tuple((turn.after, word) for turn in turns if turn.since is None for word in turn.support)
    return Reading(ledger.belief, cases, ledger.disputes, claims)
