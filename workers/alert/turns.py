"""Turns: changes of holder as some say they happened, the words for and against, what they amount to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from propcache.api import cached_property

from schemas.places import Certainty
from workers.alert.case import merged, without
from workers.alert.corroboration import weigh
from workers.alert.policy.vocabulary import Says
from workers.alert.policy.windows import QUIET, REVERSAL_WINDOW
from workers.alert.proposals import CONTESTED, NOBODY, UNKNOWN, Proposal, admits_loss
from workers.alert.speakers import NOBODY_NAMED
from workers.alert.testimony import Testimony

STRONG: tuple[Certainty, ...] = ("likely", "observed")


class Turn(NamedTuple):
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


@dataclass(frozen=True)
class Record:
    """All words that concern control, in order, for looking around while the fold goes forward."""

    proposals: tuple[Proposal, ...]
    capped: bool

    @cached_property
    def _contrary(self) -> tuple[Proposal, ...]:
        """Those that may speak against a turn."""
        return tuple(each for each in self.proposals if each.denied != (each.says == "holding"))

    @cached_property
    def _admissions(self) -> tuple[Proposal, ...]:
        return tuple(each for each in self.proposals if admits_loss(each))

    def against(self, turn: Turn) -> tuple[Testimony, ...]:
        """Denials of the turn, and statements of another's holding that are no older than it."""
        own = {word.testimony.origin for word in turn.words} - {NOBODY_NAMED}
        told = [word.testimony.report.published_at for word in turn.words]
        earliest = min((moment for moment in told if moment is not None), default=None)
        until = turn.last + QUIET
        return tuple(
            [
                each.testimony
                for each in self._contrary
                if turn.first <= each.testimony.day <= until
                and _speaks_against(each, turn)
                and each.testimony.origin not in own
                and not (
                    earliest is not None
                    and each.testimony.report.published_at is not None
                    and each.testimony.report.published_at < earliest
                )
            ]
        )

    def admissions(self, turn: Turn) -> tuple[Testimony, ...]:
        """The losers' own words that bear out a party's gain."""
        if turn.after in NOBODY:
            return ()
        since, until = turn.first - REVERSAL_WINDOW, turn.last + QUIET
        return tuple(
            [
                each.testimony
                for each in self._admissions
                if each.loser != turn.after and since <= each.testimony.day <= until
            ]
        )


def _speaks_against(proposal: Proposal, turn: Turn) -> bool:
    """A denial of just this change, or a statement that another holds the place."""
    if proposal.denied:
        return proposal.after == turn.after and proposal.loser == turn.loser
    return proposal.after == turn.loser if turn.after == UNKNOWN else proposal.after != turn.after


def extended(turn: Turn, proposal: Proposal) -> Turn:
    day = proposal.testimony.day
    return turn._replace(last=max(turn.last, day), words=(*turn.words, proposal))


def graded(turn: Turn, record: Record) -> Turn:
    says: Says = "part" if turn.after == CONTESTED else "gain"
    words = tuple([word.testimony for word in turn.words])
    against = record.against(turn)
    admissions = without(record.admissions(turn), words)
    standing = weigh(words, against, says, capped=record.capped, admissions=admissions)
    since = turn.since
    if since is None and standing.certainty in STRONG:
        weighty = [each.day for each in (*words, *admissions) if _weighty(each)]
        since = max(turn.first, min(weighty, default=turn.last))
    return turn._replace(
        support=merged(words, admissions),
        against=against,
        certainty=standing.certainty,
        origins=standing.origins,
        since=since,
    )


def _weighty(testimony: Testimony) -> bool:
    return testimony.speaker in ("other_side", "monitor")


def reversed_twice(turns: Sequence[Turn], case: int) -> bool:
    """Whether the place changed hands twice within 7 days: two believed turns to different parties."""
    flips = [turn for turn in turns if turn.case == case and turn.since and turn.after not in NOBODY]
    return any(
        one.after != two.after and one.since and two.since and two.since - one.since <= REVERSAL_WINDOW
        for one, two in pairwise(flips)
    )
