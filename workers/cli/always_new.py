"""A stand-in for the dedupe worker where every article is to be read for itself: all of them are unique."""

from pydantic import TypeAdapter

from schemas.articles import Article, ArticleIdentity, DedupeVerdict, FingerprintedArticle
from schemas.envelopes import Arrival, Handled, Outgoing
from schemas.identity import story_id
from schemas.topics import ARTICLES_FINGERPRINTS, ARTICLES_UNIQUE, Table, Topic, Worker
from workers.runtime.stage import Stage


class AlwaysNew(Stage[None]):
    """No memory: each article is the first of its own story."""

    worker: Worker = "dedupe"
    sources: tuple[Topic, ...] = (ARTICLES_FINGERPRINTS,)
    table: Table | None = None
    state: TypeAdapter[None] | None = None
    keeps_outputs = False

    def state_key(self, message: FingerprintedArticle) -> str:
        """Unused: there is no table."""
        return message.version_id

    def handle(self, message: FingerprintedArticle, state: None, arrival: Arrival) -> Handled[None]:
        """The article, judged unique."""
        story = story_id(message.version_id)
        identity = {name: getattr(message, name) for name in ArticleIdentity.model_fields}
        article = Article(
            **identity,
            story_id=story,
            revision=0,
            verdict=DedupeVerdict(verdict="unique", story_id=story),
            text=message.text,
        )
        return Handled((Outgoing(ARTICLES_UNIQUE, article.article_id, article),))
