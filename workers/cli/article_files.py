"""Articles in files: JSONL, JSON, text, HTML and directories of them, turned into records to send."""

import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, Any, Literal

import orjson
from pydantic import ValidationError

from schemas.articles import RawArticle
from schemas.identity import article_id, usable_address
from schemas.topics import ARTICLES_RAW, Topic
from workers.cli.html_head import read_head
from workers.cli.mistakes import UsageError

Form = Literal["jsonl", "json", "text", "html"]
STDIN = "-"
UNNAMED_SOURCE = "unnamed"
SUFFIXES: Mapping[str, Form] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
}


@dataclass(frozen=True, slots=True)
class Record:
    """One message ready to send, an article where no topic is named. `where` is the file and, where it has
    several articles, the line.

    `size` is how many bytes of the file it took.
    """

    where: str
    value: bytes
    key: bytes | None
    size: int
    topic: Topic = ARTICLES_RAW


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in a file that is no article (or no map), and why; `value` is what stands there."""

    where: str
    reason: str
    value: bytes
    topic: Topic = ARTICLES_RAW

    @property
    def size(self) -> int:
        """How many bytes of the file it took."""
        return len(self.value)

    def __str__(self) -> str:
        return f"{self.where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Missing:
    """What the user says of articles that do not say it themselves; null: nothing said."""

    source: str | None = None
    url: str | None = None
    published_at: str | None = None
    language: str | None = None

    def given(self) -> dict[str, str]:
        """Only what was said."""
        fields = ("source", "url", "published_at", "language")
        return {name: value for name in fields if (value := getattr(self, name)) is not None}


def find_files(paths: Iterable[str], suffixes: Collection[str] = SUFFIXES) -> tuple[str, ...]:
    """The files named, and those below the directories named, by path; hidden ones and other kinds
    left out.

    Raises UsageError for a path that does not exist and for a directory without such files.
    """
    found: list[str] = []
    for path in paths:
        if path == STDIN or Path(path).is_file():
            found.append(path)
        elif Path(path).is_dir():
            below = [each for each in Path(path).rglob("*") if _is_meant(each, Path(path), suffixes)]
            if not below:
                what = "article" if suffixes is SUFFIXES else "such"
                raise UsageError(f"{path}: no {what} files in it ({', '.join(suffixes)})")
            found.extend(map(str, sorted(below)))
        else:
            raise UsageError(f"{path}: no such file or directory")
    return tuple(found)


def _is_meant(path: Path, below: Path, suffixes: Collection[str]) -> bool:
    hidden = any(part.startswith(".") for part in path.relative_to(below).parts)
    return path.is_file() and path.suffix.lower() in suffixes and not hidden


def read_articles(path: str, missing: Missing, form: Form | None = None) -> Iterator[Record | Refused]:
    """What stands in one file (or `-`, standard input), article by article.

    A JSON article is passed on with all its fields, completed by what `missing` says; its id is the key.
    """
    where = "standard input" if path == STDIN else path
    for place, value, kind in _split(path, where, form):
        try:
            yield _record(place, value, kind, missing)
        except ValueError as error:
            yield Refused(place, reason_of(error), value)


def read_raw(path: str, form: Form | None = None) -> Iterator[Record]:
    """The bytes as they stand, a record for each line of JSONL, else one for the file; nothing is checked."""
    where = "standard input" if path == STDIN else path
    for place, value, _ in _split(path, where, form, raw=True):
        yield Record(place, value, None, len(value))


def _split(
    path: str, where: str, form: Form | None, *, raw: bool = False
) -> Iterator[tuple[str, bytes, Form]]:
    """The pieces of a file: where each stands, its bytes, and how to read it."""
    try:
        with ExitStack() as opened:
            stream: IO[bytes] = (
                sys.stdin.buffer if path == STDIN else opened.enter_context(Path(path).open("rb"))
            )
            kind = form or SUFFIXES.get(Path(path).suffix.lower())
            if kind == "jsonl":
                yield from _lines(where, stream)
                return
            content = stream.read()
    except OSError as error:
        raise UsageError(f"{where}: {error.strerror}") from error
    kind = kind or sniff(content)
    if kind == "jsonl":
        yield from _lines(where, BytesIO(content))
    elif kind == "json" and not raw:
        yield from _elements(where, content)
    else:
        yield where, content, kind


def _lines(where: str, stream: IO[bytes]) -> Iterator[tuple[str, bytes, Form]]:
    """One article a line; the whole file is never held at once."""
    for number, line in enumerate(stream, start=1):
        if line.strip():
            yield f"{where}:{number}", line.rstrip(b"\r\n"), "json"


def _elements(where: str, content: bytes) -> Iterator[tuple[str, bytes, Form]]:
    """A JSON file holds one article or a list of them."""
    try:
        document = orjson.loads(content)
    except orjson.JSONDecodeError:
        yield where, content, "json"
        return
    if not isinstance(document, list):
        yield where, content, "json"
        return
    for number, element in enumerate(document, start=1):
        yield f"{where}: article {number}", orjson.dumps(element), "json"


def sniff(content: bytes) -> Form:
    """How to read what bears no telling name, by its first characters."""
    start = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if start == b"[":
        return "json"
    if start == b"{":
        return "json" if _is_one_document(content) else "jsonl"
    return "html" if start == b"<" else "text"


def _is_one_document(content: bytes) -> bool:
    try:
        orjson.loads(content)
    except orjson.JSONDecodeError:
        return False
    return True


def _record(where: str, value: bytes, kind: Form, missing: Missing) -> Record:
    match kind:
        case "text":
            fields = _from_text(value, missing)
        case "html":
            fields = _from_html(value, missing)
        case _:
            fields = _from_json(value, missing)
    article = RawArticle.model_validate(fields)
    return Record(where, orjson.dumps(fields), _key(article).encode(), len(value))


def _key(article: RawArticle) -> str:
    """What all versions of an article have in common: its id, as the fingerprint worker will derive it."""
    opening = article.title or article.body.lstrip().split("\n", 1)[0][:200]
    address = usable_address(article.url)
    return article.article_id or article_id(address, article.source, opening, article.published_at)


def _from_json(value: bytes, missing: Missing) -> dict[str, Any]:
    document = orjson.loads(value.removeprefix(b"\xef\xbb\xbf"))
    if not isinstance(document, dict):
        raise ValueError("not a JSON object with source, title, body and so on")
    said = {name: content for name, content in document.items() if content is not None}
    return missing.given() | said


def _from_text(value: bytes, missing: Missing) -> dict[str, Any]:
    """The first line is the title, the rest the body; a single paragraph is a body without a title."""
    text = value.decode("utf-8-sig").replace("\r\n", "\n").strip("\n")
    title, _, body = text.partition("\n")
    if not body.strip() or len(title) > 1000:
        title, body = "", text
    return {"source": UNNAMED_SOURCE, **missing.given(), "title": title.strip(), "body": body.strip("\n")}


def _from_html(value: bytes, missing: Missing) -> dict[str, Any]:
    page = value.decode("utf-8-sig")
    fields = {"source": UNNAMED_SOURCE, **read_head(page), **missing.given()}
    return fields | {"body": page, "content_type": "text/html"}


def reason_of(error: ValueError) -> str:
    """What is wrong with what was read, in a line."""
    if isinstance(error, ValidationError):
        faults = (
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].removeprefix('Value error, ')}"
            for fault in error.errors(include_url=False, include_input=False)
        )
        return "; ".join(faults)
    if isinstance(error, orjson.JSONDecodeError):
        return f"not JSON ({error.msg})"
    if isinstance(error, UnicodeDecodeError):
        return f"not UTF-8 (byte {error.start}): convert it first"
    return str(error)
