"""Articles of about 600 words, put together from the labelled prose, seeded: war news and other news."""

import random
from collections.abc import Iterable, Sequence

from schemas.articles import Article, DedupeVerdict
from tests.quality.__main__ import load_half
from tests.quality.gold import Item

WORDS = 600


def war_news(count: int, seed: int = 1) -> list[Article]:
    """English articles of which nearly every sentence speaks of the war."""
    return _articles([item.text for item in _english() if item.claims], count, seed)


def general_news(count: int, seed: int = 1) -> list[Article]:
    """English articles on politics, sport, history and business, some of which name places of the theatre."""
    return _articles([item.text for item in _english() if item.title and item.is_silent], count, seed)


def _english() -> Iterable[Item]:
    return (item for item in load_half("development") if item.language == "en")


def _articles(texts: Sequence[str], count: int, seed: int) -> list[Article]:
    draw = random.Random(seed)
    paragraphs = [part for text in texts for part in text.split("\n") if part.strip()]
    return [article(f"{seed}-{number}", _body(paragraphs, draw)) for number in range(count)]


def _body(paragraphs: Sequence[str], draw: random.Random) -> str:
    """Whole paragraphs in another order, numbered so that no two articles are the same to a cache."""
    chosen: list[str] = []
    words = 0
    for paragraph in draw.sample(paragraphs, len(paragraphs)):
        chosen.append(paragraph)
        words += len(paragraph.split())
        if words >= WORDS:
            break
    return "\n\n".join(chosen)


def article(name: str, body: str, language: str = "en") -> Article:
    """An article as the extraction worker receives it."""
    return Article(
        article_id=name,
        version_id=f"{name}:0",
        source="bench.example",
        url=None,
        title="From the front",
        language=language,
        published_at=None,
        story_id=name,
        revision=0,
        verdict=DedupeVerdict(verdict="unique", story_id=name),
        text=body,
    )
