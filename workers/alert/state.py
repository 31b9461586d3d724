"""What the alert worker remembers of one place: what was said, what it believes, what it has published."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from schemas.alerts import Alert, AlertState
from schemas.claims import EventType
from schemas.places import Certainty, Party, PlaceBelief, PlaceRef
from schemas.watchlists import AlertFamily
from workers.alert.testimony import Report, Testimony


@dataclass(frozen=True, slots=True)
class Belief:
    """Who holds the place. `holder` is a party, "contested" or "unknown"; `strong` when at least likely."""

    holder: str = "unknown"
    since: date | None = None
    certainty: Certainty = "unknown"
    words: tuple[Testimony, ...] = ()

    @property
    def strong(self) -> bool:
        """Whether the belief rests on more than an interested word."""
        return self.certainty in ("observed", "likely")

    @property
    def rests_on_change(self) -> bool:
        """Whether somebody saw the place change hands, and did not only say who holds it."""
        return any(
            word.statement.event_type != "control_reaffirmed" and not word.report.seeds for word in self.words
        )


@dataclass(frozen=True, slots=True)
class Episode:
    """One run of events of one family at the place, and the alert that stands for it.

    `name` makes the alert id; `articles` are those whose words are in it, `support` those that it
    rests on; `active_at` is the record time of the last of them, `until` the last day that they speak of;
    `open_ended` keeps a contested capture from closing by time; `published` is the alert's
    last revision without evidence and watchlists, which later revisions are compared with.
    """

    family: AlertFamily
    name: str
    state: AlertState
    articles: tuple[str, ...]
    support: tuple[str, ...]
    active_at: datetime
    open_ended: bool
    published: Alert
    until: date = date.min

    @property
    def running(self) -> bool:
        """Whether the alert may still change."""
        return self.state in ("open", "confirmed")


@dataclass(frozen=True, slots=True)
class Activity:
    """That a word of that day spoke of the event here: the pattern that routine lines are held against."""

    day: date
    event_type: EventType


@dataclass(frozen=True, slots=True)
class PlaceState:
    """Everything the alert worker knows of one place.

    `settled` is the belief before the oldest report that is still kept. `applied` are the ids of the last
    observations, newest last. `newest_word` is the latest time of publication of anything on the place.
    `named` is the latest `location_named`, for its window and to take it back.
    """

    place: PlaceRef
    parties: tuple[Party, ...] = ()
    settled: Belief = Belief()
    reports: tuple[Report, ...] = ()
    episodes: tuple[Episode, ...] = ()
    activity: tuple[Activity, ...] = ()
    applied: tuple[str, ...] = ()
    newest_word: datetime | None = None
    named: Episode | None = None
    belief: PlaceBelief | None = None


Change = Literal["new", "replaced", "withdrawn", "stale"]
