"""What the alert worker remembers of one place: what was said, what it believes, what it has published."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from schemas.alerts import Alert, AlertState
from schemas.claims import Claimant, ClaimTime, EventType, Extent, Modality, Relation
from schemas.places import Certainty, Party, PlaceBelief, PlaceRef
from schemas.watchlists import AlertFamily


@dataclass(frozen=True, slots=True)
class Statement:
    """What is kept of one claim. `unconfirmed` marks a speaker who passes on what he could not confirm."""

    event_type: EventType
    actor: str | None
    control_after: str | None
    relation: Relation
    extent: Extent
    locality: str | None
    modality: Modality
    unconfirmed: bool
    claimant: Claimant | None
    time: ClaimTime
    sentence: str
    routine: bool


@dataclass(frozen=True, slots=True)
class Report:
    """What the latest version of one article, or one map change, says of the place.

    `arrived_at` is the record time of the first version; `late` marks a word that was published long before
    the newest word on the place when it came. A report without statements remembers that an article took its
    word back, so that an older version arriving afterwards does not bring it back.
    """

    article_id: str
    revision: int
    observation_id: str
    story_id: str
    source: str
    url: str | None
    title: str
    published_at: datetime | None
    arrived_at: datetime
    late: bool
    seeds: bool
    statements: tuple[Statement, ...]


@dataclass(frozen=True)
class Testimony:
    """One statement together with the report that carries it."""

    report: Report
    statement: Statement

    def __hash__(self) -> int:
        """Cheap: testimonies are compared by the thousand, and few share an article and a sentence."""
        return hash((self.report.article_id, self.statement.event_type, self.statement.sentence))

    @cached_property
    def day(self) -> date:
        """The day of the event: the last day it may have been, not after the day it was published on.

        Without a stated time it is the day of publication, without that the day of arrival.
        """
        told = (self.report.published_at or self.report.arrived_at).date()
        time = self.statement.time
        stated = time.end or time.start
        return min(stated, told) if stated is not None else told

    @cached_property
    def order(self) -> tuple[date, float, str, str, str, str]:
        """Event time first, then publication (the undated first), then ids: a total order of any set."""
        published = self.report.published_at
        return (
            self.day,
            published.timestamp() if published else 0.0,
            self.report.article_id,
            self.statement.event_type,
            self.statement.claimant.name if self.statement.claimant else "",
            self.statement.sentence,
        )


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


@dataclass(frozen=True, slots=True)
class Episode:
    """One run of events of one family at the place, and the alert that stands for it.

    `name` makes the alert id; `articles` are those whose words are in it, `support` those that it
    rests on; `active_at` is the record time of
    the last of them; `open_ended` keeps a contested capture from closing by time; `published` is the alert's
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
