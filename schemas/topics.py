"""The single table of topics. A topic's name is written in no other file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import BaseModel, TypeAdapter

from schemas.alerts import Alert
from schemas.articles import (
    Article,
    DuplicateArticle,
    ExtractedArticle,
    FingerprintedArticle,
    RawArticle,
)
from schemas.maps import ControlMap, FrontLine
from schemas.observations import OBSERVATION
from schemas.places import PlaceBelief
from schemas.watchlists import Watchlist

Worker = Literal["fingerprint", "dedupe", "extraction", "maps", "alert"]
WORKERS: tuple[Worker, ...] = ("fingerprint", "dedupe", "extraction", "maps", "alert")
"""In the order in which a message meets them."""
USERS = "users"

PARTITIONS = 12
_KIB = 1024
_MIB = 1024 * _KIB
_HOUR_MS = 3_600_000
_DAY_MS = 24 * _HOUR_MS

LANGUAGE_PARTITIONS: Mapping[str, int] = {"en": 0, "uk": 1, "ru": 2}
"""Near copies are looked for within a language, so a language's articles meet in one partition."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One topic: what it carries, who writes and reads it, and how the broker keeps it.

    `retention_ms` is None where compaction alone decides; `max_message_bytes` bounds one record.
    """

    name: str
    key: str
    adapter: TypeAdapter[Any] | None
    description: str
    produced_by: tuple[str, ...]
    read_by: tuple[str, ...]
    partitions: int = PARTITIONS
    cleanup: Literal["delete", "compact", "compact,delete"] = "delete"
    retention_ms: int | None = 7 * _DAY_MS
    max_message_bytes: int = _MIB
    binding: Literal["plain", "cloudevents"] = "plain"
    min_compaction_lag_ms: int | None = None
    config: Mapping[str, str] = field(default_factory=dict)

    def broker_config(self) -> dict[str, str]:
        """The topic's settings as Kafka spells them."""
        config = {
            "cleanup.policy": self.cleanup,
            "max.message.bytes": str(self.max_message_bytes),
            "message.timestamp.type": "LogAppendTime",
            "retention.ms": "-1" if self.retention_ms is None else str(self.retention_ms),
        }
        if self.min_compaction_lag_ms is not None:
            config["min.compaction.lag.ms"] = str(self.min_compaction_lag_ms)
        return config | dict(self.config)


@dataclass(frozen=True, slots=True)
class Table:
    """State that a worker keeps; recovered from its changelog topic."""

    worker: Worker
    name: str
    description: str
    source: Topic

    @property
    def changelog(self) -> Topic:
        """The compacted topic that Faust writes the table's changes to, as many partitions as its source.

        The compaction lag leaves a stale record of a paused worker and the newer one before it side by side
        long enough for recovery to choose the newer.
        """
        return Topic(
            name=f"{app_id(self.worker)}-{self.name}-changelog",
            key="the table's key",
            adapter=None,
            description=f"Changelog of {self.worker}'s table {self.name}: {self.description}",
            produced_by=(self.worker,),
            read_by=(self.worker,),
            partitions=self.source.partitions,
            cleanup="compact",
            retention_ms=None,
            min_compaction_lag_ms=24 * _HOUR_MS,
        )


def app_id(worker: Worker) -> str:
    """The Faust app id, which is also the consumer group."""
    return f"frontwatch-{worker}"


def _adapter(model: type[BaseModel]) -> TypeAdapter[Any]:
    return TypeAdapter(model)


ARTICLES_RAW = Topic(
    name="articles.raw",
    key="article id",
    adapter=_adapter(RawArticle),
    description="Articles as users send them.",
    produced_by=(USERS,),
    read_by=("fingerprint",),
    max_message_bytes=4 * _MIB,
)
ARTICLES_FINGERPRINTS = Topic(
    name="articles.fingerprints",
    key="shard (language; shards map to partitions explicitly)",
    adapter=_adapter(FingerprintedArticle),
    description="Cleaned articles with what dedupe compares.",
    produced_by=("fingerprint",),
    read_by=("dedupe",),
)
ARTICLES_UNIQUE = Topic(
    name="articles.unique",
    key="article id",
    adapter=_adapter(Article),
    description="New articles and revisions of known ones.",
    produced_by=("dedupe",),
    read_by=("extraction",),
)
ARTICLES_DUPLICATES = Topic(
    name="articles.duplicates",
    key="story id (placed by article id, beside the article's other versions)",
    adapter=_adapter(DuplicateArticle),
    description="Copies, with the verdict that says of which article.",
    produced_by=("dedupe",),
    read_by=("extraction", USERS),
)
ARTICLES_EXTRACTED = Topic(
    name="articles.extracted",
    key="article id",
    adapter=_adapter(ExtractedArticle),
    description="What each article says: places and claims with offsets.",
    produced_by=("extraction",),
    read_by=(USERS,),
    retention_ms=30 * _DAY_MS,
)
OBSERVATIONS = Topic(
    name="observations",
    key="place id",
    adapter=OBSERVATION,
    description="What one article, or one map snapshot, says of one place.",
    produced_by=("extraction", "maps"),
    read_by=("alert",),
    retention_ms=30 * _DAY_MS,
)
WATCHLISTS = Topic(
    name="watchlists",
    key="watchlist id",
    adapter=_adapter(Watchlist),
    description="What subscribers watch; a tombstone deletes a watchlist.",
    produced_by=(USERS,),
    read_by=("maps", "alert", USERS),
    partitions=1,
    cleanup="compact",
    retention_ms=None,
)
CONTROL_MAPS = Topic(
    name="control.maps",
    key="map source",
    adapter=_adapter(ControlMap),
    description="GeoJSON snapshots of who controls what.",
    produced_by=(USERS,),
    read_by=("maps",),
    partitions=1,
    retention_ms=30 * _DAY_MS,
    max_message_bytes=8 * _MIB,
)
FRONTS_CURRENT = Topic(
    name="fronts.current",
    key="map source",
    adapter=_adapter(FrontLine),
    description="Where the front runs by the newest snapshot of each map source.",
    produced_by=("maps",),
    read_by=("alert", USERS),
    partitions=1,
    cleanup="compact",
    retention_ms=None,
)
ALERTS = Topic(
    name="alerts",
    key="place id (map source for map_moved)",
    adapter=_adapter(Alert),
    description="Every revision of every alert, as CloudEvents 1.0.",
    produced_by=("maps", "alert"),
    read_by=(USERS,),
    retention_ms=30 * _DAY_MS,
    binding="cloudevents",
)
ALERTS_CURRENT = Topic(
    name="alerts.current",
    key="alert id",
    adapter=_adapter(Alert),
    description="The latest revision of each alert, for late subscribers.",
    produced_by=("maps", "alert"),
    read_by=(USERS,),
    cleanup="compact,delete",
    retention_ms=30 * _DAY_MS,
    binding="cloudevents",
)
PLACES_CURRENT = Topic(
    name="places.current",
    key="place id",
    adapter=_adapter(PlaceBelief),
    description="Who is believed to hold each place, and on whose word.",
    produced_by=("alert",),
    read_by=(USERS,),
    cleanup="compact",
    retention_ms=None,
)

ROAD: tuple[Topic, ...] = (
    ARTICLES_RAW,
    ARTICLES_FINGERPRINTS,
    ARTICLES_UNIQUE,
    ARTICLES_DUPLICATES,
    ARTICLES_EXTRACTED,
    OBSERVATIONS,
    WATCHLISTS,
    CONTROL_MAPS,
    FRONTS_CURRENT,
    ALERTS,
    ALERTS_CURRENT,
    PLACES_CURRENT,
)


def sources_of(worker: Worker) -> tuple[Topic, ...]:
    """What the worker's group consumes. Compacted topics are read whole by each replica, in no group."""
    return tuple(topic for topic in ROAD if worker in topic.read_by and topic.cleanup == "delete")


def dead_letters(worker: Worker) -> Topic:
    """Where a worker puts what it cannot use. Its bound is above every source topic's."""
    return Topic(
        name=f"{worker}.dead-letters",
        key="original key",
        adapter=None,
        description=f"What the {worker} worker could not use: original bytes, and headers that say why.",
        produced_by=(worker,),
        read_by=(USERS,),
        partitions=1,
        retention_ms=30 * _DAY_MS,
        max_message_bytes=9 * _MIB,
    )


DEDUPE_ENTRIES = Table("dedupe", "entries", "one entry per version of an article", ARTICLES_FINGERPRINTS)
EXTRACTION_SPOKEN = Table(
    "extraction", "spoken", "the places that each article's last version spoke of", ARTICLES_UNIQUE
)
ALERT_PLACES = Table(
    "alert", "places", "belief, episodes and applied observations of each place", OBSERVATIONS
)
MAPS_SNAPSHOTS = Table("maps", "snapshots", "the last two accepted snapshots of each source", CONTROL_MAPS)
TABLES: tuple[Table, ...] = (DEDUPE_ENTRIES, EXTRACTION_SPOKEN, MAPS_SNAPSHOTS, ALERT_PLACES)


def all_topics() -> tuple[Topic, ...]:
    """Every topic that a deployment needs, changelogs and dead letters included."""
    letters = tuple(dead_letters(worker) for worker in WORKERS)
    return ROAD + letters + tuple(table.changelog for table in TABLES)
