"""The pure core of the fingerprint worker: one raw article in, one fingerprinted article out."""

import zlib
from datetime import UTC, datetime, timedelta

from schemas import identity
from schemas.articles import FingerprintedArticle, RawArticle
from schemas.envelopes import ORIGIN_HEADER, VERSION_HEADER, Arrival, Handled, Outgoing
from schemas.errors import PoisonError
from schemas.topics import ARTICLES_FINGERPRINTS, LANGUAGE_PARTITIONS
from workers.fingerprint.clean import clean, normalise
from workers.fingerprint.language import detect_language
from workers.fingerprint.signature import sign

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_AHEAD = timedelta(days=1)
"""How far a clock may be ahead of ours: no time zone is further."""


def handle(raw: RawArticle, arrival: Arrival) -> Handled[None]:
    """Clean, recognise the language, sign.

    Publishes one FingerprintedArticle on the partition of its language. Raises PoisonError (`empty-text`) for
    an article of which no text is left.
    """
    article = fingerprint(raw, arrival.time)
    headers = {ORIGIN_HEADER: str(arrival.origin), VERSION_HEADER: article.version_id}
    outgoing = Outgoing(
        ARTICLES_FINGERPRINTS, article.language, article, headers, partition=partition_of(article.language)
    )
    return Handled(outputs=(outgoing,))


def fingerprint(raw: RawArticle, arrived: datetime) -> FingerprintedArticle:
    """The article with its clean text, ids, language and signature. `arrived` is the record's time."""
    title = " ".join(normalise(raw.title).split())
    text = clean(raw.body, raw.content_type, title)
    if not any(letter.isalpha() for letter in text):
        raise PoisonError(
            "empty-text",
            f"no text is left of the article {_name_of(raw)} once markup is removed; "
            "send the article's text in `body`, or its whole page as text/html",
        )
    published_at = plausible(raw.published_at, arrived)
    address = identity.usable_address(raw.url)
    article = raw.article_id or identity.article_id(
        address, raw.source, title or text.split("\n", 1)[0][:200], published_at
    )
    text_hash = identity.text_hash(text)
    return FingerprintedArticle(
        article_id=article,
        version_id=identity.version_id(article, identity.text_hash(f"{title}\n\n{text_hash}")),
        source=raw.source,
        url=raw.url,
        title=title,
        language=detect_language(f"{title}\n{text}", raw.language),
        published_at=published_at,
        canonical_url=address,
        fetched_at=plausible(raw.fetched_at, arrived),
        text=text,
        text_hash=text_hash,
        signature=sign(text),
    )


def plausible(moment: datetime | None, arrived: datetime) -> datetime | None:
    """The moment, or None where it lies before 1990 or more than a day after the article's arrival."""
    if moment is None or moment < _EARLIEST or moment > arrived + _AHEAD:
        return None
    return moment


def partition_of(language: str) -> int:
    """The partition in which articles of a language meet."""
    assigned = LANGUAGE_PARTITIONS.get(language)
    if assigned is not None:
        return assigned
    first = len(LANGUAGE_PARTITIONS)
    return first + zlib.crc32(language.encode()) % (ARTICLES_FINGERPRINTS.partitions - first)


def _name_of(raw: RawArticle) -> str:
    return raw.article_id or raw.url or f"{raw.title[:80]!r} of {raw.source}"
