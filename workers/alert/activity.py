"""Cases of the families combat, movement, strike and civil."""

from collections.abc import Callable, Sequence

from schemas.claims import FAMILIES, ClaimFamily
from workers.alert.case import Case, merged, raisers, without
from workers.alert.corroboration import weigh
from workers.alert.policy.events import EVENTS
from workers.alert.policy.rules import rule_for
from workers.alert.policy.windows import CORROBORATION_WINDOW, QUIET
from workers.alert.testimony import Testimony

ACTIVITY_FAMILIES: tuple[ClaimFamily, ...] = tuple(family for family in FAMILIES if family != "control")


def read(
    testimonies: Sequence[Testimony],
    family: ClaimFamily,
    *,
    capped: bool,
    raises: Callable[[Testimony], bool],
) -> tuple[Case, ...]:
    """The family's cases: runs of words without a gap of more than 14 days, oldest first.

    The words are the family's, in order (`case.in_order`).
    """
    denied: list[Testimony] = []
    runs: list[list[Testimony]] = []
    for each in testimonies:
        action = rule_for("event", each.speaker, each.statement.modality, "unknown").action
        if action == "contradict":
            denied.append(each)
        elif action == "raise" and runs and each.day - runs[-1][-1].day <= QUIET:
            runs[-1].append(each)
        elif action == "raise":
            runs.append([each])
    return tuple(_case(run, denied, family, capped, raises) for run in runs)


def _case(
    run: Sequence[Testimony],
    denied: Sequence[Testimony],
    family: ClaimFamily,
    capped: bool,
    raises: Callable[[Testimony], bool],
) -> Case:
    naming = _naming(run)
    event = naming.statement.event_type
    support = tuple(
        each for each in run if _same_event(each, naming) and naming.day - each.day <= CORROBORATION_WINDOW
    )
    near = [each for each in denied if run[0].day - QUIET <= each.day <= run[-1].day + QUIET]
    against = tuple(each for each in near if _same_event(each, naming))
    standing = weigh(support, against, "event", capped=capped)
    return Case(
        family,
        event,
        naming.statement.actor or _only_actor(support),
        standing.certainty,
        standing.origins,
        support=support,
        against=against,
        others=merged(without(run, support), without(near, against)),
        raisers=raisers(run, raises),
    )


def _only_actor(support: Sequence[Testimony]) -> str | None:
    """Whose doing it is on the word of those who say so, where they agree."""
    actors = {each.statement.actor for each in support if each.statement.actor is not None}
    return actors.pop() if len(actors) == 1 else None


def _naming(run: Sequence[Testimony]) -> Testimony:
    """The word that names the alert.

    In each article it is the one of the first rank (`policy.EVENTS`); among the articles the one whose event
    is the latest, on the same day that of the first rank. So a repulse names the alert of the incursion that
    it ended, and a later retelling of the incursion does not rename it.
    """
    of_article: dict[str, Testimony] = {}
    for each in run:
        best = of_article.get(each.report.article_id)
        if best is None or (_rank(each), -each.day.toordinal()) < (_rank(best), -best.day.toordinal()):
            of_article[each.report.article_id] = each
    return max(of_article.values(), key=lambda each: (each.day, -_rank(each), each.statement.actor or ""))


def _rank(testimony: Testimony) -> int:
    return EVENTS[testimony.statement.event_type].rank


def _same_event(one: Testimony, other: Testimony) -> bool:
    first, second = one.statement, other.statement
    if first.event_type != second.event_type:
        return False
    return first.actor == second.actor or first.actor is None or second.actor is None
