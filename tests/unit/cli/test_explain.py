"""`frontwatch explain`: a reader sees how each sentence was read, and nothing in an article is obeyed."""

from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from typer.testing import CliRunner

from schemas.articles import Article, DedupeVerdict
from workers.cli.explanation_lines import print_explanation
from workers.cli.explanation_page import page
from workers.cli.main import app
from workers.extraction.claims.decision import Refusal
from workers.extraction.explanation import Explanation, explain
from workers.extraction.extractor import Extractor
from workers.runtime.settings import SettingsError

BODY = (
    "Dnipro wants bread.\n\n"
    "The General Staff of Ukraine said on Tuesday that its forces had withdrawn from Bahatyr. "
    "Has Kurakhove fallen too?\n\n"
    "Russian forces plan to capture Pokrovsk, the institute said."
)
SKELETON = frozenset({"html", "head", "meta", "title", "style", "body", "h1", "h2"})
ALLOWED_TAGS = SKELETON | {"p", "article", "section", "ul", "li", "mark", "small", "b"}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.load("ukraine")


def article(body: str, title: str = "Morning report") -> Article:
    return Article(
        article_id="a",
        version_id="a:0",
        source="vartovi.example",
        url=None,
        title=title,
        language="en",
        published_at=None,
        story_id="a",
        revision=0,
        verdict=DedupeVerdict(verdict="unique", story_id="a"),
        text=body,
    )


class Tags(HTMLParser):
    """Every tag and attribute of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}


def printed(explanation: Explanation) -> str:
    console = Console(width=200, record=True, file=StringIO())
    print_explanation(console, explanation)
    return console.export_text()


def test_every_event_gives_a_claim_or_a_reason(extractor: Extractor) -> None:
    """No event's words are passed over in silence, and the claims are exactly those of `extract`."""
    reading = extractor.read(article(BODY))
    outcomes = [each for sentence in explain(reading).sentences for each in sentence.outcomes]
    assert all(bool(each.claims) != (each.refusal is not None) for each in outcomes)
    assert [c for each in outcomes for c in each.claims] == list(reading.extracted.claims)
    assert Refusal.QUESTION in {each.refusal for each in outcomes}


def test_a_paragraph_without_events_is_shown_as_unread(extractor: Extractor) -> None:
    """The reader sees that it was passed over, with its places."""
    explanation = explain(extractor.read(article(BODY)))
    text = explanation.text
    (unread,) = [s for s in explanation.sentences if not s.read and "Dnipro" in text[s.start : s.end]]
    assert [mark.label for mark in unread.marks] == ["Dnipro, Dnipropetrovsk Oblast"]
    assert "not read" in printed(explanation)


def test_a_hostile_article_commands_neither_a_terminal_nor_a_browser(extractor: Extractor) -> None:
    """Markup is shown as text, controls as pictures; the page has no script, link, image or handler."""
    hostile = "\x1b[2J Russian forces <script>alert(1)</script> captured <img src=x> Bahatyr. $articles"
    explanation = explain(extractor.read(article(hostile, title="<b onclick=z>${legend}</b>")))
    text = page([explanation])
    seen = Tags(text)
    assert seen.tags <= ALLOWED_TAGS
    assert not {name for name in seen.attributes if name.startswith("on") or name in ("src", "href")}
    assert "\x1b" not in text + printed(explanation)
    assert "$articles" in text
    assert "${legend}" in text


@settings(max_examples=50)
@given(body=st.text(alphabet="Kupiansk fell Москва \n\"'<>.,?!«»", max_size=200))
def test_marks_are_in_order_and_inside_their_sentence(extractor: Extractor, body: str) -> None:
    """Whatever the text: what is shown is the text, each stretch once."""
    for sentence in explain(extractor.read(article(body))).sentences:
        edges = [
            sentence.start,
            *(e for mark in sentence.marks for e in (mark.start, mark.end)),
            sentence.end,
        ]
        assert edges == sorted(edges)


def test_one_page_holds_all_articles_of_the_input(tmp_path: Path) -> None:
    """`--html` writes the page and says where it is."""
    lines = [
        {
            "source": "vartovi.example",
            "url": f"https://vartovi.example/{n}",
            "title": f"Part {n}",
            "body": BODY,
        }
        for n in (1, 2)
    ]
    source, target = tmp_path / "articles.jsonl", tmp_path / "read.html"
    source.write_bytes(b"\n".join(orjson.dumps(line) for line in lines))
    result = CliRunner().invoke(app, ["explain", str(source), "--html", str(target)])
    assert result.exit_code == 0
    assert "2 articles" in result.output
    assert target.read_text("utf-8").count("<article>") == len(lines)


def test_an_unknown_theatre_is_answered_with_those_that_there_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `extract` answers, not with the path of a missing file."""
    monkeypatch.setenv("FRONTWATCH_THEATRE", "mars")
    source = tmp_path / "article.txt"
    source.write_text("A headline\n\nA body.")
    result = CliRunner().invoke(app, ["explain", str(source), "--source", "vartovi.example"])
    assert isinstance(result.exception, SettingsError)
    assert "sudan, ukraine" in str(result.exception)
