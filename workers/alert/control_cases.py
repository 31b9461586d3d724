"""The cases of the family control: changes of holder, and statements of holding that answer a challenge."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from schemas.watchlists import AlertEventType
from workers.alert.case import Case, raisers, sort, without
from workers.alert.corroboration import weigh
from workers.alert.policy.agreement import LADDER
from workers.alert.policy.events import CHALLENGES
from workers.alert.policy.windows import CHALLENGE_WINDOW, QUIET
from workers.alert.proposals import CONTESTED, NOBODY, UNKNOWN, Proposal
from workers.alert.testimony import Testimony
from workers.alert.turns import Turn, reversed_twice


def control_cases(
    turns: Sequence[Turn],
    held: Sequence[Proposal],
    testimonies: Sequence[Testimony],
    *,
    capped: bool,
    raises: Callable[[Testimony], bool],
) -> tuple[Case, ...]:
    """Statements of holding that stand apart, then the changes, each in order of event time.

    `held` are the statements of holding by who is believed to hold the place, or by the first to say so.
    """
    cases = tuple(_case(turns, number, raises) for number in sorted({turn.case for turn in turns}))
    answered = {id(each) for case in cases for each in case.testimonies}
    open_words = [each for each in held if id(each.testimony) not in answered]
    cases, apart = _absorb(cases, turns, _reaffirmed(open_words, testimonies, capped, raises))
    return (*apart, *cases)


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
        words = without(holding.testimonies, host.testimonies)
        hosts[number] = replace(host, others=sort((*host.others, *words)))
    return tuple(hosts), tuple(apart)


def _case(turns: Sequence[Turn], number: int, raises: Callable[[Testimony], bool]) -> Case:
    own = [turn for turn in turns if turn.case == number]
    believed = [turn for turn in own if turn.since is not None]
    over = any(turn.case > number and turn.since is not None for turn in turns)
    if reversed_twice(own, number):
        return _reversed_case(own, believed, over, raises)
    turn = (
        believed[-1]
        if believed
        else max(own, key=lambda each: (LADDER.index(each.certainty), each.last, each.after))
    )
    rivals = [each for each in own if each is not turn and _conflict(each, turn)]
    counter = [word for each in rivals for word in each.support]
    against = sort(without((*turn.against, *counter), turn.support))
    return Case(
        "control",
        _name(turn),
        turn.loser if turn.after == UNKNOWN else turn.after if turn.after != CONTESTED else _only_actor(turn),
        turn.certainty,
        turn.origins,
        support=turn.support,
        against=against,
        others=sort(without(_words(own), (*turn.support, *against))),
        before=turn.before,
        after=turn.after,
        believed=turn.since is not None,
        raisers=raisers((word for each in own for word in each.support), raises),
        over=over,
    )


def _reversed_case(
    own: Sequence[Turn], believed: Sequence[Turn], over: bool, raises: Callable[[Testimony], bool]
) -> Case:
    """Changed hands twice within a week: contested, and likely whichever turns made it so."""
    support = sort(word for turn in believed for word in turn.support)
    return Case(
        "control",
        "contested",
        None,
        "likely",
        origins=max(turn.origins for turn in believed),
        support=support,
        others=sort(without(_words(own), support)),
        before=believed[0].before,
        after=CONTESTED,
        believed=True,
        reversed_twice=True,
        raisers=raisers((word for turn in own for word in turn.support), raises),
        over=over,
    )


def _words(turns: Sequence[Turn]) -> list[Testimony]:
    return [word for turn in turns for word in (*turn.support, *turn.against)]


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
    support = tuple([proposal.testimony for proposal, _ in run])
    challenges = sort([each for _, found in run for each in found])
    aligned = tuple([each for each in challenges if _agrees(each, holder)])
    standing = weigh(support, (), "holding", capped=capped)
    return Case(
        "control",
        "control_reaffirmed",
        holder,
        standing.certainty,
        standing.origins,
        support=support,
        aligned=aligned,
        others=tuple(without(challenges, aligned)),
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
    """What the statement answers: an incursion, an assault, a claimed capture, and its article's denials.

    A denial elsewhere is no challenge: else the denial would raise what the statement alone does not.
    """
    return tuple([each for each in testimonies if _is_challenge(each, holding)])


def _is_challenge(word: Testimony, holding: Proposal) -> bool:
    statement, day = word.statement, holding.testimony.day
    if statement.event_type not in CHALLENGES:
        return False
    if (statement.event_type == "assault_repelled") != (statement.actor == holding.after):
        return False
    happened = statement.modality in ("asserted", "reported")
    if word.report.article_id == holding.testimony.report.article_id:
        return happened or statement.modality == "denied"
    return happened and day - CHALLENGE_WINDOW <= word.day <= day
