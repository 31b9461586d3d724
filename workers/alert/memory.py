"""Keeping a place's memory within bounds without changing what is believed or published."""

from dataclasses import replace
from operator import attrgetter

from workers.alert import belief
from workers.alert.case import sort
from workers.alert.feature import is_resolved
from workers.alert.policy.windows import ROUTINE_MEMORY
from workers.alert.reports import MOST_REPORTS, MOST_STATEMENTS
from workers.alert.routine import activity_of
from workers.alert.state import PlaceState
from workers.alert.testimony import Report

MOST_ACTIVITY = 64
MOST_SETTLED_WORDS = 8
_BY_AGE = attrgetter("age")


def bound(state: PlaceState) -> PlaceState:
    """Let go of reports over the bounds: copies that add no word first, then the oldest.

    What the forgotten said of control becomes the belief that later folds start from, and its days stay in
    the pattern that routine lines are held against. A forgotten article can no longer take its word back.
    """
    reports = list(state.reports)
    forgotten: list[Report] = []
    statements = sum([len(each.statements) for each in reports])
    while len(reports) > MOST_REPORTS or statements > MOST_STATEMENTS:
        copy = _empty_or_copy(reports)
        loser = copy if copy is not None else min(reports, key=_BY_AGE)
        reports.remove(loser)
        statements -= len(loser.statements)
        forgotten += [loser] if copy is None else []
    if len(reports) == len(state.reports):
        return state
    testimonies = sort(testimony for report in forgotten for testimony in report.testimonies)
    settled = belief.read(
        testimonies, state.settled, capped=not is_resolved(state.place), raises=lambda _: False
    ).belief
    newest = state.newest_word.date() if state.newest_word else None
    activity = [
        each
        for each in {*state.activity, *activity_of(testimonies)}
        if newest is None or each.day >= newest - ROUTINE_MEMORY
    ]
    return replace(
        state,
        reports=tuple(reports),
        settled=replace(settled, words=settled.words[-MOST_SETTLED_WORDS:]),
        activity=tuple(sorted(activity, key=lambda each: (each.day, each.event_type)))[-MOST_ACTIVITY:],
    )


def _empty_or_copy(reports: list[Report]) -> Report | None:
    """What can go without a word being lost: an empty report, or the newest copy of a story told twice."""
    empty = [each for each in reports if not each.statements]
    if empty:
        return min(empty, key=_BY_AGE)
    first: dict[tuple[str, tuple[object, ...]], Report] = {}
    copies: list[Report] = []
    for each in sorted(reports, key=_BY_AGE):
        if first.setdefault((each.story_id, each.words), each) is not each:
            copies.append(each)
    return copies[-1] if copies else None
