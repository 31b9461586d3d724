"""What an article says of a place, and each of its statements as one word among those of others."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from propcache.api import cached_property

from schemas.alerts import AlertEvidence
from schemas.places import Word
from workers.alert.policy.vocabulary import Speaker
from workers.alert.policy.windows import REMEMBERED
from workers.alert.speakers import origin_of, speaker_of
from workers.alert.statement import Statement


@dataclass(frozen=True)
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

    @cached_property
    def age(self) -> tuple[float, str]:
        """When it was published, or else arrived, in seconds since 1970; the article tells equals apart."""
        return (self.published_at or self.arrived_at).timestamp(), self.article_id

    @cached_property
    def words(self) -> tuple[object, ...]:
        """What it says, as copies of its story say it."""
        return tuple(
            (said.event_type, said.actor, said.modality, said.claimant.name if said.claimant else None)
            for said in self.statements
        )

    @cached_property
    def testimonies(self) -> "tuple[Testimony, ...]":
        """Its words on the place; what is said of a direction ("on the X axis") is not said of X.

        A word carries its report without the others' statements: it stays small where it outlives them, and
        no two objects hold each other, so that memory is free as soon as it is let go.
        """
        alone = replace(self, statements=())
        return tuple(Testimony(alone, each) for each in self.statements if each.relation != "axis")


@dataclass(frozen=True)
class Testimony:
    """One statement together with the report that carries it, whose `statements` are left out."""

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

    @cached_property
    def speaker(self) -> Speaker:
        """Who speaks (`policy.vocabulary.SPEAKERS`)."""
        return speaker_of(self.statement)

    @cached_property
    def origin(self) -> str:
        """The key of the origin (`speakers.origin_of`)."""
        return origin_of(self.statement)

    @cached_property
    def name(self) -> str | None:
        """The claimant's name; null in the outlet's own voice and for unnamed sources."""
        claimant = self.statement.claimant
        return claimant.name if claimant is not None and claimant.kind != "unnamed" else None

    @cached_property
    def exhibit(self) -> AlertEvidence:
        """As an alert shows it."""
        report, statement = self.report, self.statement
        return AlertEvidence(
            source=report.source,
            url=report.url,
            title=report.title,
            published_at=report.published_at,
            claimant=self.name,
            via=statement.claimant.via if statement.claimant else (),
            event_type=statement.event_type,
            modality=statement.modality,
            sentence=statement.sentence,
        )

    @cached_property
    def word(self) -> Word:
        """As a belief shows it; an outlet's own voice bears the outlet's name."""
        report, statement = self.report, self.statement
        claimant = statement.claimant
        return Word(
            claimant=claimant.name if claimant else report.source,
            party=claimant.party if claimant else None,
            kind=claimant.kind if claimant else "media",
            event_type=statement.event_type,
            source=report.source,
            url=report.url,
            title=report.title,
            published_at=report.published_at,
            sentence=statement.sentence,
        )

    @cached_property
    def is_history(self) -> bool:
        """Whether it was history when it came: published late, from a first map, or a memory.

        A memory is an event that is stated to lie long before its publication.
        """
        report = self.report
        published = report.published_at
        remembered = published is not None and self.day < published.date() - REMEMBERED
        return report.late or report.seeds or remembered
