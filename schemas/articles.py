"""Articles on their way: as users send them, fingerprinted, judged by dedupe, extracted."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError, field_validator

from schemas.claims import Claim
from schemas.model import (
    MAX_BODY_BYTES,
    Identifier,
    Language,
    Moment,
    Name,
    Produced,
    Received,
    Share,
    SourceName,
    Title,
    Url,
)
from schemas.places import Place

Verdict = Literal["unique", "duplicate", "revision"]
_MOMENT: TypeAdapter[datetime] = TypeAdapter(Moment)


class RawArticle(Received):
    """An article as a user sends it.

    `article_id` is derived where it is missing: from the canonical url, else from source, title and
    `published_at`. `source` is the publisher's domain, on platforms the channel (`t.me/GeneralStaffZSU`).
    A time that is missing, unreadable, without a zone or absurd becomes null and never "now".
    Raises a validation error for a body that is empty or over 262,144 bytes of UTF-8.
    """

    article_id: Identifier | None = None
    source: SourceName
    url: Url | None = None
    title: Title = ""
    body: str
    content_type: Literal["text/plain", "text/html"] = "text/plain"
    language: Language | None = None
    published_at: Moment | None = None
    fetched_at: Moment | None = None

    @field_validator("body")
    @classmethod
    def _bounded(cls, body: str) -> str:
        size = len(body.encode("utf-8", "surrogatepass"))
        if size > MAX_BODY_BYTES:
            raise ValueError(f"the body has {size} bytes; the limit is {MAX_BODY_BYTES}: cut it or split it")
        if not body.strip():
            raise ValueError("the body is empty: send the article's text")
        return body

    @field_validator("published_at", "fetched_at", mode="before")
    @classmethod
    def _unreadable_is_missing(cls, moment: Any) -> datetime | None:
        try:
            return _MOMENT.validate_python(moment) if isinstance(moment, str | datetime) else None
        except ValidationError:
            return None


class Signature(Produced):
    """What dedupe compares. Only signatures of the same `algorithm` are comparable.

    `minhash` is base64 of 8-bit values over `shingles` pairs of words; `words` counts the words compared.
    `sentences` are 32-bit hashes (hexadecimal) of normalised sentences, for containment, and
    `spans` their character offsets in the text. `markers` are hashes of what tells templated bulletins apart,
    after a letter for the kind: n a number, d a date, p a name.
    """

    algorithm: str = Field(max_length=64)
    minhash: str = Field(max_length=4096)
    words: Annotated[int, Field(ge=0)] = 0
    shingles: Annotated[int, Field(ge=0)] = 0
    spans: tuple[tuple[int, int], ...] = Field((), max_length=512)
    sentences: tuple[str, ...] = Field((), max_length=512)
    markers: tuple[str, ...] = Field((), max_length=512)


class ArticleIdentity(Produced):
    """Who published what, when; shared by every message about one version of an article."""

    article_id: Identifier
    version_id: Identifier
    source: Name
    url: Url | None
    title: Title
    language: Language
    published_at: Moment | None


class FingerprintedArticle(ArticleIdentity):
    """A cleaned article with what dedupe needs to recognise it. `text` is plain text, title excluded."""

    canonical_url: Url | None
    fetched_at: Moment | None
    text: Annotated[str, Field(max_length=MAX_BODY_BYTES)]
    text_hash: str = Field(max_length=64)
    signature: Signature


class DedupeVerdict(Produced):
    """What dedupe found.

    `duplicate_of` names an article, `revision_of` a version; `similarity` is in 0..1, 1 for the same text;
    `reason` is a short word such as `same-text`, `near`, `contained`, `same-article`, `grown`;
    `changes` lists sentences that a revision added (+), at most so many, and says how many it removed (-).
    """

    verdict: Verdict
    story_id: Identifier
    duplicate_of: Identifier | None = None
    revision_of: Identifier | None = None
    similarity: Share | None = None
    reason: str = Field("", max_length=64)
    changes: tuple[Annotated[str, Field(max_length=500)], ...] = Field((), max_length=32)


class Article(ArticleIdentity):
    """An article that goes on to extraction. `revision` counts the versions of the article from 0."""

    story_id: Identifier
    revision: Annotated[int, Field(ge=0)]
    verdict: DedupeVerdict
    text: Annotated[str, Field(max_length=MAX_BODY_BYTES)]


class DuplicateArticle(Produced):
    """A copy: the article and, in it, the verdict that says of which."""

    article: Article
    verdict: DedupeVerdict


class ExtractedArticle(ArticleIdentity):
    """What an article says: every toponym mention and every claim.

    `text` is what the offsets of places and claims refer to: the title, a blank line, the cleaned text.
    """

    story_id: Identifier | None
    text: Annotated[str, Field(max_length=MAX_BODY_BYTES + 1024)]
    places: tuple[Place, ...] = ()
    claims: tuple[Claim, ...] = ()
