"""From a web page to the article's text, without losing the article and in bounded time."""

import html
import re

import trafilatura

_MAX_TAGS = 12_000
"""Above this trafilatura takes over a second (measured: 0.9 s at 30,000 unclosed paragraphs)."""
_DOUBTFUL_LENGTH = 600
"""Characters below which the page extractor may have missed the article (its own doubt begins at 250)."""
_ATTRIBUTE_REACH = 4096

_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*)")
_BLOCK_OPENED = re.compile(r"<(?:p|div|article|section|body|main|h[1-6])\b", re.IGNORECASE)
_DOCUMENT = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_SURROUNDINGS = re.compile(r"<(?:html|head|body|nav|header|footer|aside|main)\b", re.IGNORECASE)
_TABLE_LINE = re.compile(r"^\|(.*)\|$", re.MULTILINE)

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "br", "caption", "dd", "div", "dl", "dt"),
        *(
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "html",
        ),
        *("li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody", "tr", "ul"),
    )
)
_CELLS = frozenset({"td", "th"})
_UNSEEN = frozenset(
    ("script", "style", "template", "svg", "iframe", "select", "textarea", "noscript", "object", "title")
)
_CODE = frozenset({"script", "style"})
_INLINE = frozenset(("a", "b", "em", "i", "img", "span", "strong", "sub", "sup", "u"))
_MARKUP = re.compile(
    rf"<!--|</(?:{'|'.join(_BLOCKS | _UNSEEN | _INLINE)})\s*>|<(?:br|hr|img|p)(?:\s[^<>]{{0,500}})?/?>",
    re.IGNORECASE,
)
_FURNITURE = frozenset({"nav", "footer", "aside", "form", "button"})


def looks_like_html(body: str) -> bool:
    """Whether the text is a page or a fragment of one, whatever it was declared to be."""
    return "<" in body and bool(_DOCUMENT.match(body) or _MARKUP.search(body))


def html_to_text(page: str) -> str:
    """The article's text, a paragraph a line.

    trafilatura finds the article in a page; where it finds nothing or too little (libxml2 gives up at 256
    nested elements), where the page is too large for it, or where there is only the inside of an article (of
    which it may drop the beginning), every visible paragraph is taken instead.
    """
    page = page.replace("\x00", "")
    is_article = _SURROUNDINGS.search(page) is None
    found = "" if is_article or page.count("<") > _MAX_TAGS else _main_text(page)
    if len(found) >= _DOUBTFUL_LENGTH:
        return found
    visible = visible_text(page, _UNSEEN | _FURNITURE)
    if not visible.strip():
        visible = visible_text(page, _UNSEEN)
    return visible if len(visible) > 2 * len(found) else found


def _main_text(page: str) -> str:
    found = trafilatura.extract(
        page,
        fast=True,
        favor_recall=True,
        include_comments=False,
        include_tables=True,
        deduplicate=False,
        with_metadata=False,
    )
    return _TABLE_LINE.sub(lambda line: line.group(1).replace("|", " "), found or "")


def visible_text(page: str, unseen: frozenset[str]) -> str:
    """Every piece of text outside tags, comments and `unseen` elements; blocks begin new lines.

    One pass from left to right that never looks back, so its time is proportional to the page's length.
    """
    pieces: list[str] = []
    never_closed: set[str] = set()
    at = 0
    while (tag_at := page.find("<", at)) >= 0:
        pieces.append(page[at:tag_at])
        if page.startswith("<!--", tag_at):
            at = _after(page, "-->", tag_at + 4, never_closed)
            continue
        tag = _TAG.match(page, tag_at)
        if tag is None:
            declaration = page.startswith(("<!", "<?"), tag_at)
            at = _after(page, ">", tag_at + 1, never_closed) if declaration else tag_at + 1
            pieces.append("" if declaration else "<")
            continue
        name = tag.group(1).lower()
        pieces.append("\n" if name in _BLOCKS else " " if name in _CELLS else "")
        at = _tag_end(page, tag.end(), never_closed)
        if name in unseen and page[tag_at + 1] != "/":
            at = _element_end(page, name, at, never_closed)
    pieces.append(page[at:])
    return html.unescape("".join(pieces))


def _after(page: str, mark: str, start: int, never_closed: set[str]) -> int:
    """Just behind the next mark; without one only what opened it is skipped, not the rest of the page."""
    if mark in never_closed:
        return start
    found = page.find(mark, start)
    if found < 0:
        never_closed.add(mark)
        return start
    return found + len(mark)


def _tag_end(page: str, start: int, never_closed: set[str]) -> int:
    end = _after(page, ">", start, never_closed)
    attributes = page[start : min(end, start + _ATTRIBUTE_REACH)]
    for quote in ('"', "'"):
        if attributes.count(f"={quote}") and attributes.count(quote) % 2 == 1:
            closing = page.find(f"{quote}", end, end + _ATTRIBUTE_REACH)
            if closing >= 0:
                return _after(page, ">", closing, never_closed)
    return end


def _element_end(page: str, name: str, start: int, never_closed: set[str]) -> int:
    """Behind the closing tag; never closed, code ends where a block begins and the rest hides nothing."""
    if name not in never_closed:
        closing = re.compile(rf"</{name}\b", re.IGNORECASE).search(page, start)
        if closing:
            return _after(page, ">", closing.end(), never_closed)
        never_closed.add(name)
    if name not in _CODE:
        return start
    block = _BLOCK_OPENED.search(page, start)
    return block.start() if block else len(page)
