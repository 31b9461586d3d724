"""Articles as dedupe hands them on, and what the extractor hears in them, as one comparable line a claim."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from schemas.articles import Article, DedupeVerdict, ExtractedArticle, Verdict
from schemas.claims import Claim
from schemas.envelopes import Arrival, Origin
from schemas.topics import ARTICLES_UNIQUE
from workers.extraction.extractor import Extractor

PUBLISHED = datetime(2025, 6, 16, 9, 0, tzinfo=UTC)
"""A Monday."""


@dataclass(frozen=True, slots=True)
class Says:
    """A sentence, and the claims that it makes: `event place actor modality`, `?` for an actor unknown."""

    text: str
    claims: frozenset[str]


def says(text: str, *claims: str) -> Says:
    """What the text is to say; nothing where no claim is given."""
    return Says(text, frozenset(claims))


def article(
    text: str,
    *,
    language: str = "en",
    title: str = "",
    source: str = "dailymonitor.example",
    published: datetime | None = PUBLISHED,
    article_id: str = "article-1",
    revision: int = 0,
    verdict: Verdict = "unique",
) -> Article:
    """One version of an article; its version id follows from the article's id and its words."""
    story = f"story-{article_id}"
    return Article(
        article_id=article_id,
        version_id=str(uuid5(NAMESPACE_OID, f"{article_id}\n{title}\n{text}")),
        source=source,
        url=None,
        title=title,
        language=language,
        published_at=published,
        story_id=story,
        revision=revision,
        verdict=DedupeVerdict(verdict=verdict, story_id=story),
        text=text,
    )


def arrival(offset: int = 0, after: timedelta = timedelta()) -> Arrival:
    """The record at `offset`, some time after publication."""
    origin = Origin("articles.raw", 0, offset)
    return Arrival(ARTICLES_UNIQUE.name, 0, offset, PUBLISHED + timedelta(minutes=5) + after, origin)


def extract(
    extractor: Extractor,
    text: str,
    language: str = "en",
    title: str = "",
    source: str = "dailymonitor.example",
    published: datetime | None = PUBLISHED,
) -> ExtractedArticle:
    """What the extractor makes of a text."""
    return extractor.extract(
        article(text, language=language, title=title, source=source, published=published)
    )


def line(claim: Claim) -> str:
    """`event place actor modality`."""
    return f"{claim.event_type} {where(claim)} {claim.actor or '?'} {claim.modality}"


def ground(claim: Claim) -> str:
    """`event place relation extent`."""
    return f"{claim.event_type} {where(claim)} {claim.relation} {claim.extent}"


def where(claim: Claim) -> str:
    """The place's name, or the words of a place that no gazetteer has."""
    return claim.place.name or claim.place.surface


def lines(extractor: Extractor, text: str, language: str = "en", title: str = "") -> frozenset[str]:
    """The claims of a text, as lines."""
    return frozenset(line(claim) for claim in extract(extractor, text, language, title).claims)
