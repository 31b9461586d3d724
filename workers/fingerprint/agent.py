"""The fingerprint worker as a stage: what the runtime and `replay` run."""

from pydantic import TypeAdapter

from schemas.articles import RawArticle
from schemas.envelopes import Arrival, Handled
from schemas.topics import ARTICLES_RAW, Table, Topic, Worker
from workers.fingerprint import core
from workers.runtime.settings import Settings
from workers.runtime.stage import Stage


class FingerprintStage(Stage[None]):
    """No memory; cleaning a large page may take long."""

    worker: Worker = "fingerprint"
    sources: tuple[Topic, ...] = (ARTICLES_RAW,)
    table: Table | None = None
    state: TypeAdapter[None] | None = None
    keeps_outputs = False
    cpu_bound = True

    def state_key(self, message: RawArticle) -> str:
        """Unused: there is no table."""
        return message.article_id or message.source

    def handle(self, message: RawArticle, state: None, arrival: Arrival) -> Handled[None]:
        """See `core.handle`."""
        return core.handle(message, arrival)


def stage(settings: Settings) -> FingerprintStage:
    """The stage; no setting bears on it."""
    return FingerprintStage()
