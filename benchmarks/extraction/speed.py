"""Reads the same articles with frontwatch and with spaCy, in one run on one core, and prints the ratios.

    python -m benchmarks.extraction.speed [ARTICLES]      (default 200 of each kind)

"Tokenise" is spaCy's blank English tokenizer over the whole text; "naive pipeline" is that with an
EntityRuler of every name in the gazetteer, which finds names and nothing else.
"""

import gc
import statistics
import sys
import time
from collections.abc import Callable, Sequence

import spacy
from rich.console import Console
from rich.table import Table

from benchmarks.extraction.articles import article, general_news, war_news
from benchmarks.extraction.hostile import hostile_texts
from schemas.articles import Article
from workers.extraction.extractor import Extractor
from workers.extraction.toponymy.places import PlaceFinder

WARM_UP = 50
"""Articles read before anything is timed, so that every cache has seen the common words."""
HOSTILE_LIMIT_S = 2.0


def main(count: int) -> None:
    """Print the figures."""
    console = Console(width=120)
    started = time.perf_counter()
    extractor = Extractor.load("ukraine")
    console.print(f"tables and gazetteer loaded in {time.perf_counter() - started:.2f} s")
    tokenise, naive = spacy.blank("en"), _naive_pipeline()
    war, general = war_news(count + WARM_UP), general_news(count + WARM_UP)
    console.print(_ratios(extractor, tokenise, naive, {"war news": war, "general news": general}))
    console.print(_worst(extractor, "\n\n".join(each.text for each in war[:5])))


def _naive_pipeline() -> spacy.language.Language:
    pipeline = spacy.blank("en")
    ruler = pipeline.add_pipe("entity_ruler")
    names = PlaceFinder.load("ukraine").names()
    ruler.add_patterns([{"label": "GPE", "pattern": name.title()} for name in names])  # type: ignore[attr-defined]
    return pipeline


def _ratios(
    extractor: Extractor,
    tokenise: spacy.language.Language,
    naive: spacy.language.Language,
    kinds: dict[str, Sequence[Article]],
) -> Table:
    table = Table("", "frontwatch ms", "p99 ms", "tokenise ms", "naive ms", "tokenise/ours", "naive/ours")
    for kind, articles in kinds.items():
        ours, tokens, names = _times(
            articles, extractor.extract, lambda a: tokenise(a.text), lambda a: naive(a.text)
        )
        middle = [statistics.mean(each) * 1e3 for each in (ours, tokens, names)]
        p99 = statistics.quantiles(ours, n=100)[98] * 1e3
        ratios = [f"{middle[1] / middle[0]:.2f}", f"{middle[2] / middle[0]:.2f}"]
        table.add_row(kind, f"{middle[0]:.2f}", f"{p99:.1f}", f"{middle[1]:.2f}", f"{middle[2]:.2f}", *ratios)
    return table


def _times(articles: Sequence[Article], *works: Callable[[Article], object]) -> list[list[float]]:
    """Seconds per article and work; each article is new to all, and the works take turns."""
    taken: list[list[float]] = [[] for _ in works]
    gc.collect()
    gc.freeze()  # else each full collection walks the naive pipeline's patterns in somebody's measured time
    for each in articles:
        for column, work in zip(taken, works, strict=True):
            started = time.perf_counter()
            work(each)
            column.append(time.perf_counter() - started)
    return [column[WARM_UP:] for column in taken]


def _worst(extractor: Extractor, prose: str) -> Table:
    table = Table("hostile input", "seconds", f"under {HOSTILE_LIMIT_S:g} s")
    for name, text in hostile_texts(prose):
        started = time.perf_counter()
        extractor.extract(article(name, text))
        taken = time.perf_counter() - started
        table.add_row(name, f"{taken:.2f}", "yes" if taken < HOSTILE_LIMIT_S else "NO")
    return table


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
