"""What is mutated: the examples of the contracts, the samples, and pages around them."""

import html
import json
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
_EXAMPLES = ROOT / "tests" / "contract" / "examples"
_SAMPLES = ROOT / "samples"

WAR_WORDS = (
    "Russian forces ", "captured ", "Toretsk", "Pokrovsk", "Куп’янськ", "Торецк", "росіяни ", "захопили ",
    "вошли в ",
    "denied that ", "said ", "according to ", "DeepState ", "if ", "якщо ", "не ", "not ", "who ",
    "in 2022 ", "seven months later ",
    "yesterday ", "вчора ", "near ", "10 km north of ", "the city ", "село ", "напрямку ", "області ",
    "withdrew from ",
    "repelled ", "відбили ", "отразили ", "the General Staff ", "Міноборони РФ ", "“", "”", "«", "»", "—",
    ": ", ". ", "…", "?", "\n",
)  # fmt: skip

_PAGE = """<!DOCTYPE html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title} - Northwire</title>
<style>p {{ margin: 0 }}</style><script>window.page = "Kupiansk has fallen";</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/war">War</a></li></ul></nav>
<main><article><h1>{title}</h1>
{body}</article></main>
<aside><a href="/x">Ten recipes</a></aside><footer>All rights reserved</footer></body></html>"""


@cache
def examples() -> dict[str, tuple[bytes, ...]]:
    """The example messages of every topic, by its name, of all releases."""
    found: dict[str, list[bytes]] = {}
    for path in sorted(_EXAMPLES.glob("*/*/*.json")):
        found.setdefault(path.parent.name, []).append(path.read_bytes())
    return {topic: tuple(messages) for topic, messages in found.items()}


@cache
def articles() -> tuple[dict[str, Any], ...]:
    """The samples' articles as users would send them."""
    found = []
    for path in sorted((_SAMPLES / "articles").glob("*.jsonl")):
        found += [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    found += [json.loads(path.read_bytes()) for path in sorted((_SAMPLES / "articles").glob("*.json"))]
    return tuple(found)


@cache
def pages() -> tuple[str, ...]:
    """Whole pages, and fragments as feeds send them, around the samples' articles."""
    made = [(_SAMPLES / "articles" / "2024-11-05-sviatohirsk.html").read_text("utf-8")]
    for number, article in enumerate(articles()):
        body = article["body"]
        lines = [html.escape(line) for line in body.split("\n") if line.strip()]
        paragraphs = "".join(f"<p>{line}</p>" for line in lines)
        title = html.escape(article.get("title", ""))
        whole = _PAGE.format(language=article.get("language") or "en", title=title, body=paragraphs)
        made.append((whole, paragraphs, "<br>".join(lines), body)[number % 4])
    return tuple(made)


@cache
def raw_articles() -> tuple[bytes, ...]:
    """The samples' articles as records."""
    return tuple(json.dumps(article).encode() for article in articles())


@cache
def maps() -> tuple[bytes, ...]:
    """The samples' maps and the example of the contract."""
    files = sorted((_SAMPLES / "maps").glob("*.geojson"))
    return (*(path.read_bytes() for path in files), *examples()["control.maps"])


@cache
def watchlist_yaml() -> str:
    """The samples' watchlists, as their author wrote them."""
    return (_SAMPLES / "watchlist.yaml").read_text("utf-8")
