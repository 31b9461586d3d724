"""Which words are worth an alert of their own: not late ones, not memories, not a bulletin's daily lines."""

from collections.abc import Callable, Iterable
from datetime import date

from schemas.claims import EventType
from workers.alert.policy.events import EVENTS, PATTERN_BREAKERS, ROUTINE_ALIKE
from workers.alert.policy.windows import REMEMBERED, ROUTINE_MEMORY
from workers.alert.state import Activity, PlaceState, Testimony


def activity_of(testimonies: Iterable[Testimony]) -> tuple[Activity, ...]:
    """The days and kinds of all that was told as having happened, what is history at arrival aside."""
    found = {
        Activity(each.day, each.statement.event_type)
        for each in testimonies
        if each.statement.modality in ("asserted", "reported") and not _is_history(each)
    }
    return tuple(sorted(found, key=lambda each: (each.day, each.event_type)))


def raising(state: PlaceState, testimonies: Iterable[Testimony]) -> Callable[[Testimony], bool]:
    """A test of one word: may it raise an alert, or does it only add to one?

    A routine line may where the place did not appear for 14 days, or where its kind of event did not: then
    it breaks the pattern. Lines on control and evacuation are never routine.
    """
    days: dict[EventType, list[date]] = {}
    for each in (*state.activity, *activity_of(testimonies)):
        for event in ROUTINE_ALIKE.get(each.event_type, (each.event_type,)):
            days.setdefault(event, []).append(each.day)

    def raises(testimony: Testimony) -> bool:
        if _is_history(testimony):
            return False
        statement = testimony.statement
        if not statement.routine or EVENTS[statement.event_type].family in PATTERN_BREAKERS:
            return True
        day = testimony.day
        return not any(day - ROUTINE_MEMORY <= each < day for each in days.get(statement.event_type, ()))

    return raises


def _is_history(testimony: Testimony) -> bool:
    return testimony.report.late or testimony.report.seeds or remembered(testimony)


def remembered(testimony: Testimony) -> bool:
    """Whether the event is stated to lie so long before publication that it is a memory."""
    published = testimony.report.published_at
    return published is not None and testimony.day < published.date() - REMEMBERED
