"""Files become articles, and what is none is named by file and line."""

import io
from datetime import UTC, datetime
from pathlib import Path

import orjson
import pytest

from schemas.articles import FingerprintedArticle, RawArticle
from schemas.envelopes import Arrival, Origin
from schemas.identity import article_id
from workers.cli.article_files import (
    Missing,
    Record,
    Refused,
    find_files,
    read_articles,
    read_raw,
    sniff,
)
from workers.cli.mistakes import UsageError
from workers.fingerprint import core as fingerprint

NOTHING_SAID = Missing()
GOOD = {"source": "vartovi.example", "title": "Shelling near Lyman", "body": "Two houses burned.", "x": 1}


def written(directory: Path, name: str, content: bytes) -> str:
    path = directory / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return str(path)


def records(path: str, missing: Missing = NOTHING_SAID) -> list[Record]:
    read = list(read_articles(path, missing))
    assert not [item for item in read if isinstance(item, Refused)]
    return [item for item in read if isinstance(item, Record)]


def test_each_line_of_jsonl_is_an_article_with_its_id_as_key(tmp_path: Path) -> None:
    """Fields that frontwatch does not know travel on; blank lines are nothing."""
    path = written(
        tmp_path, "news.jsonl", orjson.dumps(GOOD) + b"\r\n\n" + orjson.dumps(GOOD | {"title": "B"})
    )
    first, second = records(path)
    expected = article_id(None, "vartovi.example", "Shelling near Lyman", None)
    assert orjson.loads(first.value) == GOOD
    assert first.key == expected.encode()
    assert second.where == f"{path}:3"


def test_articles_that_nothing_names_are_no_versions_of_each_other(tmp_path: Path) -> None:
    """Untitled posts, and pieces under their site's address: else the later takes back the earlier."""
    posts = [
        written(tmp_path, name, text) for name, text in (("a.txt", b"Lyman holds."), ("b.txt", b"Rain."))
    ]
    site = GOOD | {"url": "https://vartovi.example/"}
    pieces = written(tmp_path, "c.jsonl", orjson.dumps(site) + b"\n" + orjson.dumps(site | {"title": "B"}))
    found = [*(one for post in posts for one in records(post)), *records(pieces)]
    assert len({one.key for one in found}) == 4
    arrival = Arrival("articles.raw", 0, 0, datetime(2024, 11, 12, tzinfo=UTC), Origin("articles.raw", 0, 0))
    raws = [RawArticle.model_validate_json(one.value) for one in found]
    ids = [fingerprint.handle(raw, arrival).outputs[0].value for raw in raws]
    assert [one.article_id.encode() for one in ids if isinstance(one, FingerprintedArticle)] == [
        one.key for one in found
    ]


def test_a_bad_line_is_named_and_the_good_ones_around_it_stay(tmp_path: Path) -> None:
    """Not JSON, no body, too long a body: file, line and reason each; the rest is still there."""
    long = orjson.dumps(GOOD | {"body": "x" * (256 * 1024 + 1)})
    lines = [orjson.dumps(GOOD), b"{broken", b'{"source": "a.example"}', b"[1]", long, orjson.dumps(GOOD)]
    path = written(tmp_path, "news.jsonl", b"\n".join(lines))
    read = list(read_articles(path, Missing()))
    refused = [str(item) for item in read if isinstance(item, Refused)]
    assert len(read) - len(refused) == 2
    assert refused[0].startswith(f"{path}:2: not JSON")
    assert refused[1] == f"{path}:3: body: Field required"
    assert "not a JSON object" in refused[2]
    assert "262145 bytes" in refused[3]


def test_a_json_file_holds_one_article_or_a_list(tmp_path: Path) -> None:
    """Pretty-printed JSON is as good as one line."""
    one = written(tmp_path, "one.json", orjson.dumps(GOOD, option=orjson.OPT_INDENT_2))
    many = written(tmp_path, "many.json", orjson.dumps([GOOD, GOOD | {"title": "B"}]))
    assert len(records(one)) == 1
    assert [record.where for record in records(many)] == [f"{many}: article 1", f"{many}: article 2"]


def test_the_first_line_of_a_text_is_its_title(tmp_path: Path) -> None:
    """What the text cannot say, the options say."""
    path = written(tmp_path, "a.txt", b"\xef\xbb\xbfQuiet night in Izium\r\n\r\nNo alarms were reported.\r\n")
    options = Missing(source="izium.example", published_at="2024-11-05T06:00:00+02:00", language="en")
    article = RawArticle.model_validate_json(records(path, options)[0].value)
    assert (article.title, article.body) == ("Quiet night in Izium", "No alarms were reported.")
    assert (article.source, article.language) == ("izium.example", "en")
    assert article.published_at is not None
    assert article.published_at.hour == 4


def test_options_fill_gaps_and_never_overrule_an_article(tmp_path: Path) -> None:
    """An article's own source stands; one that is null is a gap."""
    path = written(tmp_path, "n.jsonl", orjson.dumps(GOOD | {"language": None}))
    value = orjson.loads(records(path, Missing(source="other.example", language="uk"))[0].value)
    assert (value["source"], value["language"]) == ("vartovi.example", "uk")


def test_a_page_says_for_itself_who_published_it_and_when(tmp_path: Path) -> None:
    """Title, address, publisher, time and language come from the page's head, the body is the page."""
    page = (
        b'<html lang="uk"><head><title>Site | x</title>'
        b'<link rel="canonical" href="https://www.lykhtar.example/a/1">'
        b'<meta property="article:published_time" content="2024-11-05T14:00:00Z"></head>'
        b"<body><h1>Bells &amp;\n clocks</h1><p>Text.</p></body></html>"
    )
    article = RawArticle.model_validate_json(records(written(tmp_path, "p.html", page))[0].value)
    assert article.title == "Bells & clocks"
    assert article.url == "https://www.lykhtar.example/a/1"
    assert article.source == "lykhtar.example"
    assert article.language == "uk"
    assert article.content_type == "text/html"
    assert article.body == page.decode()
    assert str(article.published_at) == "2024-11-05 14:00:00+00:00"


def test_raw_sends_bytes_as_they_are(tmp_path: Path) -> None:
    """Broken input reaches the topic unchanged, so that dead letters can be tried out."""
    lines = written(tmp_path, "bad.jsonl", b"{broken\r\n\n\xff\xfe")
    whole = written(tmp_path, "bad.json", b"{\n not json\n}")
    assert [record.value for record in read_raw(lines)] == [b"{broken", b"\xff\xfe"]
    assert [record.value for record in read_raw(whole)] == [b"{\n not json\n}"]


def test_a_directory_gives_its_article_files_in_order(tmp_path: Path) -> None:
    """Watchlists, notes and hidden files that stand beside the articles are left alone."""
    for name in ("b/2.jsonl", "b/1.txt", "a.html", "watchlist.yaml", "README.md", ".git/x.json"):
        written(tmp_path, name, b"x")
    below = [str(Path(path).relative_to(tmp_path)) for path in find_files([str(tmp_path)])]
    assert below == ["a.html", "b/1.txt", "b/2.jsonl"]


def test_a_path_that_is_not_there_is_a_mistake_with_its_name(tmp_path: Path) -> None:
    """So is a directory without articles."""
    with pytest.raises(UsageError, match=r"nowhere\.jsonl: no such file"):
        find_files(["nowhere.jsonl"])
    with pytest.raises(UsageError, match="no article files"):
        find_files([str(tmp_path)])


def test_standard_input_is_recognised_by_what_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` needs no name to be read rightly."""
    two = orjson.dumps(GOOD) + b"\n" + orjson.dumps(GOOD)
    assert [sniff(two), sniff(orjson.dumps([GOOD])), sniff(b"\n<p>x"), sniff(b"Title\n\nBody")] == [
        *("jsonl", "json", "html", "text"),
    ]
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(two)))
    assert [record.where for record in records("-")] == ["standard input:1", "standard input:2"]


def test_a_text_that_is_not_utf8_is_refused_with_the_byte(tmp_path: Path) -> None:
    """Guessing an encoding would turn names into other names."""
    path = written(tmp_path, "a.txt", "Тихо".encode("cp1251"))
    assert "not UTF-8 (byte 0)" in str(next(iter(read_articles(path, Missing()))))
