"""The verdict: is this article new, a copy, or a later version of one that is known."""

from dataclasses import dataclass, replace

from schemas import identity
from schemas.articles import FingerprintedArticle
from workers.dedupe.entry import Entry, Features, Print
from workers.dedupe.index import Index
from workers.dedupe.likeness import Likeness, compare

MOST_ADDED = 20
"""Sentences that a revision lists; the headline and a count of what is gone come on top."""


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
    features = text.read()
    related = index.related(article.article_id, features, turn.recorded_ms)
    versions = [known for known in related if known.article_id == article.article_id]
    if versions:
        latest = max(versions, key=lambda version: (version.revision, version.told))
        return _revision(article, text, turn, latest, "same-article", revision=latest.revision + 1)
    matches = _matches(text.algorithm, features, related)
    copied = [match for match in matches if match.likeness.reason != "grown"]
    if copied:
        return _duplicate(article, text, turn, _told_first(copied))
    if matches:
        outgrown = max(matches, key=lambda match: match.likeness.similarity)
        similarity = outgrown.likeness.similarity
        return _revision(article, text, turn, outgrown.known, "grown", similarity=similarity)
    for known in reversed(related):
        if features.address and known.print.read().address == features.address:
            return _revision(article, text, turn, known, "same-address")
    return _entry(article, text, turn, identity.story_id(article.version_id))


def _matches(algorithm: str, features: Features, related: list[Entry]) -> list[Match]:
    found: list[Match] = []
    for known in related:
        same_algorithm = known.print.algorithm == algorithm
        likeness = compare(features, known.print.read(), same_algorithm=same_algorithm)
        if likeness is not None:
            found.append(Match(known, likeness))
    return found


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
    reason: str,
    *,
    revision: int = 0,
    similarity: float | None = None,
) -> Entry:
    before = earlier.print.read()
    known = set(before.sentences.tolist())
    signed = [int(sentence, 16) for sentence in article.signature.sentences]
    return replace(
        _entry(article, text, turn, earlier.story_id),
        verdict="revision",
        reason=reason,
        revision=revision,
        revision_of=earlier.version_id,
        similarity=similarity,
        added=tuple(i for i, sentence in enumerate(signed) if sentence not in known)[:MOST_ADDED],
        gone=len(known - set(signed)),
        retitled=text.read().title_hash != before.title_hash,
    )
