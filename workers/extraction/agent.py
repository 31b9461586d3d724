"""The extraction worker as a stage: what the runtime and `replay` run."""

from collections.abc import Mapping
from dataclasses import replace

from pydantic import TypeAdapter

from schemas.articles import Article, DuplicateArticle
from schemas.envelopes import Arrival, Handled
from schemas.topics import ARTICLES_DUPLICATES, ARTICLES_UNIQUE, EXTRACTION_SPOKEN, Table, Topic, Worker
from workers.extraction import core
from workers.extraction.core import SPOKEN, Extractor, SpokenPlaces
from workers.extraction.spoken import Expiry
from workers.runtime.settings import Settings
from workers.runtime.stage import Stage


class ExtractionStage(Stage[SpokenPlaces]):
    """What each article's last version spoke of is in the table, keyed by article id."""

    worker: Worker = "extraction"
    sources: tuple[Topic, ...] = (ARTICLES_UNIQUE, ARTICLES_DUPLICATES)
    table: Table | None = EXTRACTION_SPOKEN
    state: TypeAdapter[SpokenPlaces] | None = SPOKEN
    keeps_outputs = False
    cpu_bound = True

    def __init__(self, extractor: Extractor) -> None:
        self._extractor = extractor
        self._expiry: dict[int, Expiry] = {}

    def state_key(self, message: Article | DuplicateArticle) -> str:
        """The article id."""
        return message.article.article_id if isinstance(message, DuplicateArticle) else message.article_id

    def handle(
        self, message: Article | DuplicateArticle, state: SpokenPlaces | None, arrival: Arrival
    ) -> Handled[SpokenPlaces]:
        """See `core.handle`; besides, entries that have expired leave the table."""
        handled = core.handle(message, state, arrival, self._extractor)
        expiry = self._expiry.setdefault(arrival.partition, Expiry())
        if handled.state is not None:
            expiry.keep(self.state_key(message), handled.state)
        gone = [key for key in expiry.forget(arrival.time) if key != self.state_key(message)]
        return replace(handled, forgotten=tuple(gone))

    def recovered(self, partition: int, entries: Mapping[str, SpokenPlaces]) -> None:
        """Note when the partition's entries expire."""
        self._expiry[partition] = Expiry.of(entries)

    def revoked(self, partition: int) -> None:
        """Drop what was noted of the partition."""
        self._expiry.pop(partition, None)


def stage(settings: Settings) -> ExtractionStage:
    """The stage, with the gazetteer and the tables of the theatre that the settings name."""
    return ExtractionStage(Extractor.load(settings.theatre))
