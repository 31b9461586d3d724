"""Realistic input made hostile: texts, JSON documents and bytes after a few edits each, drawn by a seed."""

import json
from collections.abc import Callable, Sequence
from functools import cache
from random import Random
from typing import Any

import orjson

LONGEST_TEXT = 262_144
"""Characters: what a body may have, and more than any other text of a contract."""
DEEPEST = 5_000
_MOST_JSON = 60_000
"""Bytes that a list is repeated up to; what topics bound anyway need not be large."""

WEIRD_TEXTS = (
    "", " ", "\x00", "\x1b[2J\x1b]0;night\x07", "\x9b31m", "\u202eksnaipuK", "\u2066", "\ufeff", "\u00ad",
    "\u200b",
    "\u0301" * 200, "\ud800", "\udfff\ud800", "İ", "ŉ", "ﷺ", "🇺🇦", "👩‍👩‍👧‍👦", "\u2028", "\x85",
    "\ufdd0\uffff", "\U0010ffff",
    "«" * 300, "“„”’'\"" * 50, "(" * 500, ")" * 500, "[[[", "{{", "]]>", "<!--", "-->", "<script>",
    "</script>",
    "<![CDATA[", "<?xml?>", "<!DOCTYPE html><html>", "<table><tr><td>" * 60, "<div>" * 300, "</div>" * 300,
    "<p title='", "<a href=\"", "<svg><style>", "<plaintext>", "<noscript>", "<template>",
    "&amp;" * 40, "&#0;",
    "&#xD800;", "&#99999999;", "&nbsp", "=HYPERLINK(\"x\")", "@SUM(1)", "-1+1", "\t=1", "\r\n\r\n",
    "\n" * 200,
    "9" * 400, "0000-00-00", "9999-12-31T23:59:59.999999+14:00", "0001-01-01T00:00:00-23:59", "31 February",
    "99.99.9999", "in 99999", "10 000 km north of", "U.S. " * 60, "A. " * 100, "Kup-" * 100, "Куп'" * 100,
    "denied that " * 60, "said that " * 60, "якщо " * 60, "не " * 100,
    ", " * 200, "Kupiansk" * 60, "near " * 80,
    "%s%n%x", "../../etc/passwd", "javascript:alert(1)", "http://[::1", "//", "?" * 100, "a" * 5_000,
)  # fmt: skip

WEIRD_VALUES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**30, 1e308, -1e308, 5e-324, float("nan"),
    float("inf"), 0.1, "", "x", "1", "null", [], {}, [[]], [{}], {"": ""}, [None], [0] * 300, ["x"] * 300,
    {"type": "Polygon"}, {"type": "Polygon", "coordinates": []}, {"$ref": "#"}, {"__proto__": {"x": 1}},
    "2024-11-15T09:00:00Z", "2024-11-15", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00",
    1731661200,
    "UA63080090010026457", "Kupiansk", "\ud800", "\x00", "x" * 3_000, "я" * 3_000,
)  # fmt: skip

_WEIRD_JSON = (*map(json.dumps, WEIRD_VALUES), "1" + "0" * 400, "1e400", "-0", "1E-400", "01", "{", "]")

Edit = tuple[int, int, int, int]
"""Which operation (0-99), where (in 10,000 parts of the whole), how much (0-99), with which piece (0-999)."""
_PARTS = 10_000
_RARELY = 97
_MOST_REPEATED = 5_000
"""Characters; up to the longest text only at times."""
_LARGEST = 1_000_000


def draw_edits(chance: Random, most: int = 6) -> list[Edit]:
    """A few edits, at times none."""
    draw = chance.randrange
    return [(draw(100), draw(_PARTS), draw(100), draw(1_000)) for _ in range(draw(most + 1))]


def _insert(text: str, at: int, _size: int, piece: str) -> str:
    return text[:at] + piece + text[at:]


def _insert_many(text: str, at: int, size: int, piece: str) -> str:
    room = LONGEST_TEXT if size > _RARELY else _MOST_REPEATED
    times = min(1 + size * size // 4, max(1, room // max(1, len(piece))))
    return text[:at] + piece * times + text[at:]


def _delete(text: str, at: int, size: int, _piece: str) -> str:
    return text[:at] + text[at + 1 + size :]


def _double(text: str, at: int, size: int, piece: str) -> str:
    return text[:at] + (text[at : at + 10 * size] + piece) * 2 + text[at:]


def _cut(text: str, at: int, _size: int, _piece: str) -> str:
    return text[:at]


def _turn(text: str, at: int, _size: int, piece: str) -> str:
    return text[at:] + piece + text[:at]


def _join(text: str, at: int, size: int, _piece: str) -> str:
    return text[:at] + "".join(text[at : at + 20 * size].split()) + text[at + 20 * size :]


def _replace_blanks(text: str, at: int, size: int, piece: str) -> str:
    return text[:at] + text[at : at + 5 * size].replace(" ", piece[:200]) + text[at + 5 * size :]


def _upper(text: str, at: int, size: int, _piece: str) -> str:
    return text[:at] + text[at : at + 20 * size].swapcase() + text[at + 20 * size :]


_TEXT_OPERATIONS: tuple[Callable[[str, int, int, str], str], ...] = (
    _insert, _insert, _insert_many, _delete, _double, _cut, _turn, _join, _replace_blanks, _upper,
)  # fmt: skip


def edited_text(text: str, changes: Sequence[Edit], pieces: Sequence[str]) -> str:
    """The text after the edits, at most as long as a body may be."""
    for operation, where, size, piece in changes:
        change = _TEXT_OPERATIONS[operation % len(_TEXT_OPERATIONS)]
        text = change(text, where * len(text) // _PARTS, size, pieces[piece % len(pieces)])
        text = text[:LONGEST_TEXT]
    return text


def edited_bytes(value: bytes, changes: Sequence[Edit]) -> bytes:
    """The bytes with some of them flipped, cut out, doubled, or replaced by what no text has."""
    found = bytearray(value)
    for operation, where, size, _ in changes:
        at = where * len(found) // _PARTS
        match operation % 5:
            case 0:
                found[at : at + 1] = bytes([size * 2 + 1 & 0xFF])
            case 1:
                del found[at : at + 1 + size]
            case 2:
                found[at:at] = (b"\xff\xfe", b"\x00", b"\xed\xa0\x80", b"\xc0\x80", b"\\ud800")[size % 5]
            case 3:
                found[at:at] = found[at : at + 5 * size]
            case _:
                del found[at:]
    return bytes(found)


@cache
def _spans(document: bytes) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The JSON document written without blanks, and where each value in it begins and ends."""
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    size = 0

    def write(piece: str) -> None:
        nonlocal size
        pieces.append(piece)
        size += len(piece)

    def walk(value: Any) -> None:
        begin, place = size, len(spans)
        spans.append((0, 0))
        if isinstance(value, dict | list):
            write("{" if isinstance(value, dict) else "[")
            for number, key in enumerate(value):
                write("," if number else "")
                if isinstance(value, dict):
                    write(json.dumps(key, ensure_ascii=False) + ":")
                walk(value[key] if isinstance(value, dict) else key)
            write("}" if isinstance(value, dict) else "]")
        else:
            write(json.dumps(value, ensure_ascii=False))
        spans[place] = begin, size

    walk(orjson.loads(document))
    return "".join(pieces), tuple(spans)


def _changed(value: str, other: str, edit: Edit) -> str:
    """The JSON of a value after one edit; `other` is that of another value of the document."""
    operation, _, size, piece = edit
    match operation % 8:
        case 0 | 1 | 2:
            return _WEIRD_JSON[piece % len(_WEIRD_JSON)]
        case 3:
            depth = DEEPEST if size > _RARELY else 1 + size
            return "[" * depth + value + "]" * depth
        case 4:
            return ",".join([value] * min(1 + size * size, max(1, _MOST_JSON // len(value))))
        case 5 if value.startswith('"'):
            text = WEIRD_TEXTS[piece % len(WEIRD_TEXTS)] * (1 + size // 30)
            at = size * (len(value) - 2) // 99
            return value[: 1 + at] + json.dumps(text, ensure_ascii=bool(size % 2))[1:-1] + value[1 + at :]
        case 6:
            return ""
        case 7 if value.startswith(("{", "[")):
            return value[:1] + ('"x":0,' if value[0] == "{" else "0,") + value[1:]
        case _:
            return other


def edited_document(document: bytes, changes: Sequence[Edit]) -> bytes:
    """JSON with values replaced, moved, removed, repeated, nested and edited, and at times its bytes."""
    text, spans = _spans(document)
    bytewise = changes[-1:] if changes and changes[-1][3] % 8 == 0 else []
    end = len(text) + 1
    for edit in sorted(changes[: len(changes) - len(bytewise)], key=lambda edit: -spans[_at(edit, spans)][0]):
        start, stop = spans[_at(edit, spans)]
        if stop <= end:
            other = spans[edit[2] * (len(spans) - 1) // 99]
            text = text[:start] + _changed(text[start:stop], text[slice(*other)], edit) + text[stop:]
            end = start
    return edited_bytes(text.encode("utf-8", "surrogatepass"), bytewise)[:_LARGEST]


def _at(edit: Edit, spans: Sequence[tuple[int, int]]) -> int:
    return edit[1] * (len(spans) - 1) // _PARTS
