"""The dedupe worker as a stage: what the runtime and `replay` run. One index per partition, derived."""

from collections.abc import Mapping
from datetime import timedelta

from pydantic import TypeAdapter

from schemas.articles import FingerprintedArticle
from schemas.envelopes import Arrival, Handled
from schemas.topics import ARTICLES_FINGERPRINTS, DEDUPE_ENTRIES, Table, Topic, Worker
from workers.dedupe import core
from workers.dedupe.core import PACKED, WINDOW, Index
from workers.runtime.settings import Settings
from workers.runtime.stage import Stage


class DedupeStage(Stage[bytes]):
    """Packed entries in the table, keyed by version id; for each partition an index made from them."""

    worker: Worker = "dedupe"
    sources: tuple[Topic, ...] = (ARTICLES_FINGERPRINTS,)
    table: Table | None = DEDUPE_ENTRIES
    state: TypeAdapter[bytes] | None = PACKED
    keeps_outputs = False

    def __init__(self, window: timedelta = WINDOW) -> None:
        self._window = window
        self._indexes: dict[int, Index] = {}

    def state_key(self, message: FingerprintedArticle) -> str:
        """The version id."""
        return message.version_id

    def handle(self, message: FingerprintedArticle, state: bytes | None, arrival: Arrival) -> Handled[bytes]:
        """See `core.handle`."""
        index = self._indexes.get(arrival.partition)
        if index is None:
            index = self._indexes[arrival.partition] = Index(self._window)
        return core.handle(message, state, index, arrival)

    def recovered(self, partition: int, entries: Mapping[str, bytes]) -> None:
        """Build the partition's index from its entries."""
        self._indexes[partition] = Index.load(entries.values(), self._window)

    def revoked(self, partition: int) -> None:
        """Drop the partition's index; its memory returns."""
        self._indexes.pop(partition, None)


def stage(settings: Settings) -> DedupeStage:
    """The stage, with the settings' window."""
    return DedupeStage(timedelta(hours=settings.dedupe_window_hours))
