"""Which words are worth an alert of their own: not late ones, not memories, not a bulletin's daily lines."""

from collections.abc import Callable, Iterable
from datetime import date

from schemas.claims import EventType
from workers.alert.policy.events import EVENTS, PATTERN_BREAKERS, ROUTINE_ALIKE
from workers.alert.policy.windows import ROUTINE_MEMORY
from workers.alert.state import Activity, PlaceState
from workers.alert.testimony import Testimony


def activity_of(testimonies: Iterable[Testimony]) -> tuple[Activity, ...]:
    """The days and kinds of all that was told as having happened, what is history at arrival aside."""
    found = {
        Activity(each.day, each.statement.event_type)
        for each in testimonies
        if each.statement.modality in ("asserted", "reported") and not each.is_history
    }
    return tuple(sorted(found, key=lambda each: (each.day, each.event_type)))


def raising(state: PlaceState, testimonies: Iterable[Testimony]) -> Callable[[Testimony], bool]:
    """A test of one word: may it raise an alert, or does it only add to one?

    A routine line may where the place did not appear for 14 days, or where its kind of event did not: then
    it breaks the pattern. Lines on control and evacuation are never routine.
    """
    words = tuple(testimonies)
    days: dict[EventType, list[date]] = {}

    def raises(testimony: Testimony) -> bool:
        if testimony.is_history:
            return False
        statement = testimony.statement
        if not statement.routine or EVENTS[statement.event_type].family in PATTERN_BREAKERS:
            return True
        if not days:
            days.update(_days(state, words))
        day = testimony.day
        return not any(day - ROUTINE_MEMORY <= each < day for each in days.get(statement.event_type, ()))

    return raises


def _days(state: PlaceState, testimonies: Iterable[Testimony]) -> dict[EventType, list[date]]:
    """When each kind of event was told of."""
    days: dict[EventType, list[date]] = {}
    for each in (*state.activity, *activity_of(testimonies)):
        for event in ROUTINE_ALIKE.get(each.event_type, (each.event_type,)):
            days.setdefault(event, []).append(each.day)
    return days
