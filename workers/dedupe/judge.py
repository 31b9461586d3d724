"""The verdict: is this article new, a copy, or a later version of one that is known."""

from dataclasses import dataclass, replace

from schemas import identity
from schemas.articles import FingerprintedArticle
from workers.dedupe.entry import Entry, Print, words32
from workers.dedupe.index import Index
from workers.dedupe.likeness import Likeness, compare

MOST_CHANGES = 30
"""Added sentences that a revision lists; a headline and a count of what is gone come on top."""


@dataclass(frozen=True, slots=True)
class Turn:
    """An article's turn in its partition: the raw record it comes from, record time (ms, UTC) and offset."""

    origin: str
    recorded_ms: int
    offset: int


@dataclass(frozen=True, slots=True)
class Match:
    """A known text that the new one is like."""

    known: Entry
    likeness: Likeness


def judge(article: FingerprintedArticle, index: Index, turn: Turn) -> Entry:
    """The entry, with its verdict, of a version that is not known yet. Changes nothing.

    A known article with another text is its revision. Else the known texts that it is like decide: it is a
    copy of one that it does not outgrow, or a later version of one that it does. Else an address that is
    known under another article id makes it a later version, and anything else tells a new story.
    """
    text = Print.of(article)
    versions = index.versions_of(article.article_id, turn.recorded_ms)
    if versions:
        latest = max(versions, key=lambda version: (version.revision, version.told))
        return _revision(article, text, turn, latest, reason="same-article", revision=latest.revision + 1)
    resembling = index.resembling(text, turn.recorded_ms)
    matches = [
        Match(known, likeness) for known in resembling if (likeness := compare(text, known.print)) is not None
    ]
    copied = [match for match in matches if match.likeness.reason != "grown"]
    if copied:
        return _duplicate(article, text, turn, _told_first(copied))
    if matches:
        outgrown = max(matches, key=lambda match: match.likeness.similarity)
        return _revision(article, text, turn, outgrown.known, reason="grown", likeness=outgrown.likeness)
    same_address = [known for known in resembling if text.address and known.print.address == text.address]
    if same_address:
        return _revision(article, text, turn, same_address[-1], reason="same-address")
    return _entry(article, text, turn, identity.story_id(article.version_id))


def _told_first(matches: list[Match]) -> Match:
    """The first to tell the story of the closest match; matches are in the order of their arrival."""
    closest = max(matches, key=lambda match: match.likeness.similarity)
    return next(match for match in matches if match.known.story_id == closest.known.story_id)


def _entry(article: FingerprintedArticle, text: Print, turn: Turn, story_id: str) -> Entry:
    return Entry(
        article_id=article.article_id,
        version_id=article.version_id,
        story_id=story_id,
        origin=turn.origin,
        recorded_ms=turn.recorded_ms,
        offset=turn.offset,
        print=text,
    )


def _duplicate(article: FingerprintedArticle, text: Print, turn: Turn, match: Match) -> Entry:
    return replace(
        _entry(article, text, turn, match.known.story_id),
        verdict="duplicate",
        reason=match.likeness.reason,
        duplicate_of=match.known.article_id,
        similarity=match.likeness.similarity,
    )


def _revision(
    article: FingerprintedArticle,
    text: Print,
    turn: Turn,
    earlier: Entry,
    *,
    reason: str,
    revision: int = 0,
    likeness: Likeness | None = None,
) -> Entry:
    known = set(words32(earlier.print.sentences).tolist())
    signed = [int(sentence, 16) for sentence in article.signature.sentences]
    return replace(
        _entry(article, text, turn, earlier.story_id),
        verdict="revision",
        reason=reason,
        revision=revision,
        revision_of=earlier.version_id,
        similarity=likeness.similarity if likeness else None,
        added=tuple(i for i, sentence in enumerate(signed) if sentence not in known)[:MOST_CHANGES],
        removed=len(known - set(signed)),
        retitled=text.title_hash != earlier.print.title_hash,
    )
