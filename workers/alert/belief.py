"""Who holds the place: belief as a fold over everything said, in event-time order.

The fold starts anew from the set of words that are kept, so that the order of arrival leaves no trace in
it. Event time orders the words; publication time orders each claimant's own (`proposals.later_words`). Words
close in time that propose the same holder are one *turn*; turns at most 7 days apart are one *case*, which
one alert stands for: "A captured X" and "B holds X" are its two sides.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from schemas.places import Certainty
from schemas.watchlists import AlertEventType
from workers.alert.case import Case, raisers, sort
from workers.alert.corroboration import NOBODY_NAMED, most, origin_of, speaker_of, weigh
from workers.alert.policy import (
    CHALLENGE_WINDOW,
    CHALLENGES,
    LADDER,
    QUIET,
    REVERSAL_WINDOW,
    Believed,
    Says,
    rule_for,
)
from workers.alert.proposals import (
    CONTESTED,
    NOBODY,
    UNKNOWN,
    Proposal,
    admits_loss,
    later_words,
    proposal_of,
)
from workers.alert.state import Belief, Testimony

STRONG: tuple[Certainty, ...] = ("likely", "observed")


@dataclass(frozen=True, slots=True)
class Turn:
    """A change of holder as some say it happened; `since` is the day from which it is believed, if it is."""

    after: str
    loser: str | None
    before: str
    case: int
    first: date
    last: date
    words: tuple[Proposal, ...]
    support: tuple[Testimony, ...] = ()
    against: tuple[Testimony, ...] = ()
    certainty: Certainty = "unknown"
    origins: int = 0
    since: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the words amount to. `disputes` are statements of holding that disagree with the belief."""

    belief: Belief
    cases: tuple[Case, ...]
    disputes: tuple[Testimony, ...]
    claims: tuple[tuple[str, Testimony], ...]


@dataclass(frozen=True, slots=True)
class _Record:
    """All words that concern control, for looking around while the fold goes forward."""

    proposals: tuple[Proposal, ...]
    capped: bool

    def against(self, turn: Turn) -> tuple[Testimony, ...]:
        """Denials of the turn, and statements of another's holding that are no older than it."""
        own = {origin_of(word.testimony) for word in turn.words} - {NOBODY_NAMED}
        told = [word.testimony.report.published_at for word in turn.words]
        earliest = min((moment for moment in told if moment is not None), default=None)
        return sort(
            each.testimony
            for each in self.proposals
            if self._speaks_against(each, turn)
            and origin_of(each.testimony) not in own
            and turn.first <= each.testimony.day <= turn.last + QUIET
            and not (
                earliest is not None
                and each.testimony.report.published_at is not None
                and each.testimony.report.published_at < earliest
            )
        )

    @staticmethod
    def _speaks_against(proposal: Proposal, turn: Turn) -> bool:
        if proposal.denied:
            return (
                proposal.after == turn.after and proposal.loser == turn.loser and proposal.says != "holding"
            )
        if proposal.says != "holding":
            return False
        return proposal.after == turn.loser if turn.after == UNKNOWN else proposal.after != turn.after

    def admissions(self, turn: Turn) -> tuple[Testimony, ...]:
        """The losers' own words that bear out a party's gain."""
        if turn.after in NOBODY:
            return ()
        return sort(
            each.testimony
            for each in self.proposals
            if admits_loss(each, turn.after)
            and turn.first - REVERSAL_WINDOW <= each.testimony.day <= turn.last + QUIET
        )


@dataclass(frozen=True, slots=True)
class _Ledger:
    """The fold's running state."""

    belief: Belief
    turns: tuple[Turn, ...] = ()
    held: tuple[Proposal, ...] = ()
    disputes: tuple[Testimony, ...] = ()

    def hear(self, proposal: Proposal, record: _Record) -> "_Ledger":
        """Take one word into account."""
        testimony = proposal.testimony
        statement = testimony.statement
        if testimony.report.seeds:
            return self._seed(proposal, "likely") if self.belief.holder == UNKNOWN else self
        rule = rule_for(
            proposal.says, speaker_of(statement), statement.modality, _compare(proposal, self.belief)
        )
        match rule.action:
            case "raise":
                return self._propose(proposal, record)
            case "reaffirm":
                held = (*self.held, proposal)
                capped = record.capped or testimony.report.published_at is None
                certainty = "possible" if capped else rule.certainty
                ledger = (
                    self._seed(proposal, certainty) if rule.belief == "seed" else self._echo(proposal, record)
                )
                return replace(ledger, held=held)
            case "support":
                return self._join_believed(proposal, record)
            case "contradict":
                return replace(self, disputes=(*self.disputes, testimony))
            case _:
                return self

    def _seed(self, proposal: Proposal, certainty: Certainty) -> "_Ledger":
        testimony = proposal.testimony
        return replace(self, belief=Belief(proposal.after, testimony.day, certainty, (testimony,)))

    def _echo(self, proposal: Proposal, record: _Record) -> "_Ledger":
        """One more word for the believed holder, where no turn that is still kept stands for the belief."""
        if any(turn.since and turn.after == self.belief.holder for turn in self.turns):
            return self
        words = (*self.belief.words, proposal.testimony)
        certainty = weigh(words, (), "holding", capped=record.capped).certainty
        return replace(
            self, belief=replace(self.belief, words=words, certainty=most(certainty, self.belief.certainty))
        )

    def _join_believed(self, proposal: Proposal, record: _Record) -> "_Ledger":
        """One more word for what is believed: it strengthens the turn that the belief came from."""
        for turn in reversed(self.turns):
            if turn.since is not None and turn.after == self.belief.holder:
                if proposal.after != turn.after or proposal.testimony.day - turn.last > QUIET:
                    return self
                return self._put(turn, _grade(_extend(turn, proposal), record))
        return self._echo(proposal, record)

    def _propose(self, proposal: Proposal, record: _Record) -> "_Ledger":
        turn = self._turn_for(proposal)
        if turn is None:
            fresh = _grade(self._new_turn(proposal), record)
            return replace(self, turns=(*self.turns, fresh))._believe(fresh)
        grown = _grade(_extend(turn, proposal), record)
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
        return replace(self, turns=turns)._believe(new)

    def _parted(self, turn: Turn) -> Turn:
        """A claim that is borne out long after another change is a case of its own."""
        earlier = [each.since for each in self.turns if each.case == turn.case and each.since is not None]
        if earlier and turn.since is not None and turn.since - max(earlier) > REVERSAL_WINDOW:
            return replace(turn, case=max(each.case for each in self.turns) + 1)
        return turn

    def _believe(self, turn: Turn) -> "_Ledger":
        """Let belief follow a turn that is likely or better and is the latest believed one."""
        believed = [each for each in self.turns if each.since is not None]
        if turn.since is None or believed[-1] is not turn:
            return self
        holder = CONTESTED if reversed_twice(self.turns, turn.case) else turn.after
        return replace(self, belief=Belief(holder, turn.since, turn.certainty, turn.support))


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


def _extend(turn: Turn, proposal: Proposal) -> Turn:
    day = proposal.testimony.day
    return replace(turn, last=max(turn.last, day), words=(*turn.words, proposal))


def _grade(turn: Turn, record: _Record) -> Turn:
    says: Says = "part" if turn.after == CONTESTED else "gain"
    words = sort(word.testimony for word in turn.words)
    against = record.against(turn)
    admissions = tuple(each for each in record.admissions(turn) if each not in words)
    standing = weigh(words, against, says, capped=record.capped, admissions=admissions)
    since = turn.since
    if since is None and standing.certainty in STRONG:
        weighty = [each.day for each in (*words, *admissions) if _weighty(each)]
        since = max(turn.first, min(weighty, default=turn.last))
    return replace(
        turn,
        support=sort((*words, *admissions)),
        against=against,
        certainty=standing.certainty,
        origins=standing.origins,
        since=since,
    )


def _weighty(testimony: Testimony) -> bool:
    return speaker_of(testimony.statement) in ("other_side", "monitor")


def reversed_twice(turns: Sequence[Turn], case: int) -> bool:
    """Whether the place changed hands twice within 7 days: two believed turns to different parties."""
    flips = [turn for turn in turns if turn.case == case and turn.since and turn.after not in NOBODY]
    return any(
        one.after != two.after and one.since and two.since and two.since - one.since <= REVERSAL_WINDOW
        for one, two in pairwise(flips)
    )


def read(
    testimonies: Sequence[Testimony], settled: Belief, *, capped: bool, raises: Callable[[Testimony], bool]
) -> Reading:
    """Fold every word into a belief and its cases; `settled` is the belief before the oldest of them."""
    ordered = sort(testimonies)
    proposals = later_words([each for each in map(proposal_of, ordered) if each is not None])
    record = _Record(proposals, capped)
    ledger = _Ledger(settled)
    for proposal in proposals:
        if not proposal.denied:
            ledger = ledger.hear(proposal, record)
    turns = ledger.turns
    cases = tuple(_case(turns, number, raises) for number in sorted({turn.case for turn in turns}))
    answered = {each for case in cases for each in case.testimonies}
    held = [each for each in ledger.held if each.testimony not in answered]
    cases, apart = _absorb(cases, turns, _reaffirmed(held, ordered, capped, raises))
    claims = tuple((turn.after, word) for turn in turns if turn.since is None for word in turn.support)
    return Reading(ledger.belief, (*apart, *cases), ledger.disputes, claims)


def _absorb(
    cases: Sequence[Case], turns: Sequence[Turn], reaffirmed: Sequence[Case]
) -> tuple[tuple[Case, ...], tuple[Case, ...]]:
    """Words of holding within 14 days of a claimed or believed change belong to that change's case.

    The second part are the cases of holding that stand apart from every change.
    """
    hosts = list(cases)
    apart: list[Case] = []
    for holding in reaffirmed:
        begins, ends = holding.begins, max(each.day for each in holding.support)
        gaps = [(max((turn.first - ends).days, (begins - turn.last).days, 0), -turn.case) for turn in turns]
        gap, case = min(gaps, default=(QUIET.days + 1, 0))
        if gap > QUIET.days:
            apart.append(holding)
            continue
        number = sorted({turn.case for turn in turns}).index(-case)
        host = hosts[number]
        words = [each for each in holding.testimonies if each not in host.testimonies]
        hosts[number] = replace(host, others=sort((*host.others, *words)))
    return tuple(hosts), tuple(apart)


def _case(turns: Sequence[Turn], number: int, raises: Callable[[Testimony], bool]) -> Case:
    own = [turn for turn in turns if turn.case == number]
    believed = [turn for turn in own if turn.since is not None]
    over = any(turn.case > number and turn.since is not None for turn in turns)
    if reversed_twice(own, number):
        support = sort(word for turn in believed for word in turn.support)
        return Case(
            "control",
            "contested",
            None,
            "likely",
            origins=max(turn.origins for turn in believed),
            support=support,
            others=sort(
                word for turn in own for word in (*turn.support, *turn.against) if word not in support
            ),
            before=believed[0].before,
            after=CONTESTED,
            believed=True,
            reversed_twice=True,
            raisers=raisers((word for each in own for word in each.support), raises),
            over=over,
        )
    turn = (
        believed[-1]
        if believed
        else max(own, key=lambda each: (LADDER.index(each.certainty), each.last, each.after))
    )
    rivals = [each for each in own if each is not turn and _conflict(each, turn)]
    counter = (word for each in rivals for word in each.support)
    against = sort(word for word in (*turn.against, *counter) if word not in turn.support)
    spoken = {*turn.support, *against}
    return Case(
        "control",
        _name(turn),
        turn.loser if turn.after == UNKNOWN else turn.after if turn.after != CONTESTED else _only_actor(turn),
        turn.certainty,
        turn.origins,
        support=turn.support,
        against=against,
        others=sort(word for each in own for word in (*each.support, *each.against) if word not in spoken),
        before=turn.before,
        after=turn.after,
        believed=turn.since is not None,
        raisers=raisers((word for each in own for word in each.support), raises),
        over=over,
    )


def _conflict(one: Turn, other: Turn) -> bool:
    return one.after not in NOBODY and other.after not in NOBODY and one.after != other.after


def _only_actor(turn: Turn) -> str | None:
    actors = {word.statement.actor for word in turn.support}
    return actors.pop() if len(actors) == 1 else None


def _name(turn: Turn) -> AlertEventType:
    """Documented order: regained, gained, lost; contested for a part; claimed for what is not believed."""
    if turn.after == CONTESTED:
        return "contested"
    if turn.since is None:
        return "control_claimed"
    if turn.after == UNKNOWN:
        return "control_lost"
    said = {word.statement.event_type for word in turn.support}
    if "control_regained" in said:
        return "control_regained"
    return "control_gained"


def _reaffirmed(
    held: Sequence[Proposal],
    testimonies: Sequence[Testimony],
    capped: bool,
    raises: Callable[[Testimony], bool],
) -> tuple[Case, ...]:
    """Statements of holding that answer a challenge, a case for each run of them."""
    runs: list[list[tuple[Proposal, tuple[Testimony, ...]]]] = []
    for proposal in held:
        challenges = _challenges(proposal, testimonies)
        if not challenges:
            continue
        last = runs[-1][-1][0] if runs else None
        if last and last.after == proposal.after and proposal.testimony.day - last.testimony.day <= QUIET:
            runs[-1].append((proposal, challenges))
        else:
            runs.append([(proposal, challenges)])
    return tuple(_reaffirmed_case(run, capped, raises) for run in runs)


def _reaffirmed_case(
    run: Sequence[tuple[Proposal, tuple[Testimony, ...]]], capped: bool, raises: Callable[[Testimony], bool]
) -> Case:
    holder = run[0][0].after
    support = sort(proposal.testimony for proposal, _ in run)
    challenges = sort(each for _, found in run for each in found)
    aligned = tuple(each for each in challenges if _agrees(each, holder))
    standing = weigh(support, (), "holding", capped=capped)
    return Case(
        "control",
        "control_reaffirmed",
        holder,
        standing.certainty,
        standing.origins,
        support=support,
        aligned=aligned,
        others=tuple(each for each in challenges if each not in aligned),
        before=holder,
        after=holder,
        raisers=raisers(support, raises),
    )


def _agrees(challenge: Testimony, holder: str) -> bool:
    statement = challenge.statement
    if statement.event_type == "assault_repelled":
        return statement.actor == holder and statement.modality == "asserted"
    return statement.modality == "denied"


def _challenges(holding: Proposal, testimonies: Sequence[Testimony]) -> tuple[Testimony, ...]:
    """What the statement answers: an incursion, an assault, a claimed capture, their report or denial."""
    day = holding.testimony.day
    return tuple(
        each
        for each in testimonies
        if each.statement.event_type in CHALLENGES
        and each.statement.modality in ("asserted", "reported", "denied")
        and each.statement.relation != "axis"
        and (
            day - CHALLENGE_WINDOW <= each.day <= day
            or each.report.article_id == holding.testimony.report.article_id
        )
        and (each.statement.event_type == "assault_repelled") == (each.statement.actor == holding.after)
    )
