"""Clean text: what the article says, once, in one spelling of white space and letters."""

import html
import re
import unicodedata

from workers.fingerprint.boilerplate import without_teasers
from workers.fingerprint.folding import fold
from workers.fingerprint.markup import html_to_text, looks_like_html
from workers.fingerprint.repeats import drop_repeats

_LINE_BREAKS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_PLANE_ENDS = "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e"
    r"\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\ufffc\ud800-\udfff\U000e0000-\U000e0fff"
    rf"\ufdd0-\ufdef{_PLANE_ENDS}]"
)
"""Controls, zero-width and direction marks, variation selectors, tags, halves of pairs, noncharacters."""
_TERMINAL_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b\n]{0,200}(?:\x07|\x1b\\)|\x1b[@-Z\\^_]"
)
"""ECMA-48: colours and titles that a terminal would obey; without their ESC they would be read as words."""
_BLANKS = re.compile(r"[^\S\n ]+")
_SPACES = re.compile(r"  +")
_BLANK_LINES = re.compile(r"\n{3,}")
_STRESS_MARK = re.compile("(?<=[аеиоуыэюяіїєАЕИОУЫЭЮЯІЇЄ])[\u0300\u0301]")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")

_WRAPPED_AT = (55, 100)
"""Line lengths, in characters, that hard-wrapped plain text has (RFC 2646 wraps at 72; wires at 60 to 80)."""


def clean(body: str, content_type: str, title: str = "") -> str:
    """The article's text, a paragraph a line, NFC, without markup, invisible characters and repeats.

    The body decides what it is where its declared type is wrong: a page sent as text/plain is read as a page,
    text without a tag sent as text/html as text. Empty only where nothing can be read.
    """
    is_page = looks_like_html(body) or (content_type == "text/html" and re.search(r"<[A-Za-z/!]", body))
    text = html_to_text(body) if is_page else _without_entities(body)
    blocks = normalise(text).split("\n\n")
    lines = [line for block in blocks for line in _paragraphs(block, unwrap=not is_page)]
    said = without_teasers(lines) or lines
    return "\n".join(drop_repeats(_without_headline(said, title), title))


def normalise(text: str) -> str:
    """NFC, plain spaces and line feeds; terminal sequences, invisible characters and stress marks gone.

    Blank lines are kept as one blank line; lines are stripped.
    """
    if not text.replace("\n", "").isprintable():
        text = _INVISIBLE.sub("", _LINE_BREAKS.sub("\n", _TERMINAL_SEQUENCE.sub("", text)))
        text = _BLANKS.sub(" ", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "\u0300" in text or "\u0301" in text:
        text = _STRESS_MARK.sub("", text)
    if "  " in text:
        text = _SPACES.sub(" ", text)
    lines = "\n".join(line.strip() for line in text.split("\n"))
    return (_BLANK_LINES.sub("\n\n", lines) if "\n\n\n" in lines else lines).strip()


def _without_entities(text: str) -> str:
    return _ENTITY.sub(lambda entity: html.unescape(entity.group()), text)


def _paragraphs(block: str, *, unwrap: bool) -> list[str]:
    lines = [line for line in block.split("\n") if line]
    if unwrap and _is_hard_wrapped(lines):
        return [" ".join(lines)]
    return lines


def _is_hard_wrapped(lines: list[str]) -> bool:
    """Whether a block is one paragraph, broken at a column: half of its lines go on in lower case."""
    shortest, longest = _WRAPPED_AT
    inner = lines[:-1]
    if not inner or any(not shortest <= len(line) <= longest for line in inner) or len(lines[-1]) > longest:
        return False
    return 2 * sum(line[0].islower() for line in lines[1:]) >= len(inner)


def _without_headline(paragraphs: list[str], title: str) -> list[str]:
    """Without a first line that only says the title again, unless it is all there is."""
    if len(paragraphs) > 1 and title and fold(paragraphs[0]) == fold(title):
        return paragraphs[1:]
    return paragraphs
