"""The pure core of the dedupe worker: one fingerprinted article in, the article with its verdict out."""

from schemas.articles import Article, DedupeVerdict, DuplicateArticle, FingerprintedArticle
from schemas.envelopes import ORIGIN_HEADER, VERSION_HEADER, Arrival, Handled, Outgoing
from schemas.topics import ARTICLES_DUPLICATES, ARTICLES_UNIQUE
from workers.dedupe.entry import PACKED, Entry, milliseconds
from workers.dedupe.index import WINDOW, Index
from workers.dedupe.judge import Turn, judge

__all__ = ["PACKED", "WINDOW", "Entry", "Index", "handle"]

_LONGEST_CHANGE = 500


def handle(
    article: FingerprintedArticle, packed: bytes | None, index: Index, arrival: Arrival
) -> Handled[bytes]:
    """Judge one version of an article, once and for all.

    `packed` is the entry that the table holds under the article's version id. The same record again gives the
    same outputs; the same version as another record is a duplicate of itself. Only a version that was not
    known is added to the index and the table, and as many entries as have left the window (64 at most) leave
    both.
    """
    turn = Turn(str(arrival.origin), max(milliseconds(arrival.time), index.clock_ms), arrival.offset)
    known = Entry.unpack(packed) if packed else index.version(article.version_id, turn.recorded_ms)
    if known is not None:
        verdict = _verdict(known, article) if known.origin == turn.origin else _same_version(known)
        outputs = (_outgoing(article, known, verdict, arrival),)
        return Handled(outputs=outputs, state=None if packed else known.pack())
    judged = judge(article, index, turn)
    outputs = (_outgoing(article, judged, _verdict(judged, article), arrival),)
    held = judged.pack()
    return Handled(outputs=outputs, state=held, forgotten=index.add(judged, held))


def _verdict(entry: Entry, article: FingerprintedArticle) -> DedupeVerdict:
    return DedupeVerdict(
        verdict=entry.verdict,
        story_id=entry.story_id,
        duplicate_of=entry.duplicate_of,
        revision_of=entry.revision_of,
        similarity=entry.similarity,
        reason=entry.reason,
        changes=_changes(entry, article),
    )


def _same_version(entry: Entry) -> DedupeVerdict:
    return DedupeVerdict(
        verdict="duplicate",
        story_id=entry.story_id,
        duplicate_of=entry.article_id,
        similarity=1.0,
        reason="same-version",
    )


def _changes(entry: Entry, article: FingerprintedArticle) -> tuple[str, ...]:
    """What a revision brought (+), a sentence each, a new headline first, and how much it dropped (-)."""
    if entry.verdict != "revision":
        return ()
    headline = (f"+ {article.title}",) if entry.retitled and article.title else ()
    spans = (article.signature.spans[i] for i in entry.added if i < len(article.signature.spans))
    added = (f"+ {article.text[start:end]}" for start, end in spans)
    gone = (f"- {entry.gone} sentence(s) of the earlier version",) if entry.gone else ()
    return tuple(change[:_LONGEST_CHANGE] for change in (*headline, *added, *gone))


def _outgoing(
    article: FingerprintedArticle, entry: Entry, verdict: DedupeVerdict, arrival: Arrival
) -> Outgoing:
    """A copy goes beside the article's other versions, under its story's key; anything else goes on."""
    judged = Article(
        article_id=article.article_id,
        version_id=article.version_id,
        source=article.source,
        url=article.url,
        title=article.title,
        language=article.language,
        published_at=article.published_at,
        story_id=entry.story_id,
        revision=entry.revision,
        verdict=verdict,
        text=article.text,
    )
    headers = {ORIGIN_HEADER: str(arrival.origin), VERSION_HEADER: article.version_id}
    if verdict.verdict != "duplicate":
        return Outgoing(ARTICLES_UNIQUE, article.article_id, judged, headers)
    copy = DuplicateArticle(article=judged, verdict=verdict)
    return Outgoing(ARTICLES_DUPLICATES, entry.story_id, copy, headers, partition_key=article.article_id)
