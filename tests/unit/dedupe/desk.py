"""A dedupe worker in one hand: a dictionary for its table, record times that pass by the minute."""

from datetime import UTC, datetime, timedelta

from schemas.articles import Article, DedupeVerdict, DuplicateArticle, FingerprintedArticle, RawArticle
from schemas.envelopes import Arrival, Handled, Origin
from schemas.topics import ARTICLES_FINGERPRINTS, ARTICLES_RAW
from workers.dedupe.core import WINDOW, Index, handle
from workers.fingerprint.core import fingerprint

START = datetime(2024, 11, 14, 6, tzinfo=UTC)


def article(
    body: str,
    *,
    title: str = "From the front",
    source: str = "northwire.example",
    url: str | None = None,
    published_at: str | None = None,
) -> FingerprintedArticle:
    """What the fingerprint worker makes of a text; without a url the source and title name the article."""
    raw = RawArticle.model_validate(
        {"source": source, "title": title, "body": body, "url": url, "published_at": published_at}
    )
    return fingerprint(raw, START)


class Desk:
    """Hands articles to the core as records of one partition and keeps its table."""

    def __init__(self, window: timedelta = WINDOW) -> None:
        self.window = window
        self.index = Index(window)
        self.table: dict[str, bytes] = {}
        self.offset = 0

    def take(
        self, message: FingerprintedArticle, *, origin: int | None = None, at: timedelta | None = None
    ) -> Handled[bytes]:
        """Handle the next record; `origin` is its raw record's offset, `at` its time since the start."""
        self.offset += 1
        arrival = Arrival(
            topic=ARTICLES_FINGERPRINTS.name,
            partition=0,
            offset=self.offset,
            time=START + (timedelta(minutes=self.offset) if at is None else at),
            origin=Origin(ARTICLES_RAW.name, 0, 10_000 + self.offset if origin is None else origin),
            version_id=message.version_id,
        )
        handled = handle(message, self.table.get(message.version_id), self.index, arrival)
        if handled.state is not None:
            self.table[message.version_id] = handled.state
        for key in handled.forgotten:
            del self.table[key]
        return handled

    def judge(self, message: FingerprintedArticle, *, at: timedelta | None = None) -> DedupeVerdict:
        """The verdict on the next record."""
        return verdict_of(self.take(message, at=at))

    def recover(self) -> None:
        """Lose the index and build it again from the table, as after a restart."""
        self.index = Index.load(self.table.values(), self.window)


def published(handled: Handled[bytes]) -> Article:
    """The article in the one message that was published."""
    (outgoing,) = handled.outputs
    value = outgoing.value
    assert isinstance(value, Article | DuplicateArticle)
    return value if isinstance(value, Article) else value.article


def verdict_of(handled: Handled[bytes]) -> DedupeVerdict:
    """The verdict in the one message that was published."""
    return published(handled).verdict
