"""Text from articles made inert at the printing edge: it can say anything and command nothing.

A terminal obeys what stands in the control ranges C0, DEL and C1 (ECMA-48), and bidirectional controls
(Unicode, UAX 9) turn a sentence into another one. Both are shown, never sent.
"""

_C0_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)}
_BIDI = (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_REPLACED = (*range(0x80, 0xA0), *_BIDI, 0x2028, 0x2029, 0xFEFF, *range(0xD800, 0xE000), 0xFFFE, 0xFFFF)
_VISIBLE = _C0_PICTURES | {0x7F: "\u2421"} | dict.fromkeys(_REPLACED, "\ufffd")
_LINE = _VISIBLE | {0x09: " ", 0x0A: " ", 0x0D: " "}
_BLOCK = _VISIBLE | {0x09: "    ", 0x0A: "\n"}
_JSON = {code: f"\\u{code:04x}" for code in (*range(0x20), 0x7F, *_REPLACED) if code != 0x0A}


def inert(text: str) -> str:
    """One line for a terminal: controls become visible signs, line ends and tabs become spaces."""
    return text.translate(_LINE)


def inert_block(text: str) -> str:
    """Several lines for a terminal: as `inert`, but line ends stay."""
    return text.translate(_BLOCK)


def inert_json(document: bytes) -> str:
    """JSON for a terminal or a pipe: the same values, its controls written as escapes.

    Outside its strings JSON is ASCII, so the escapes can only fall where they are allowed.
    """
    return document.decode("utf-8").translate(_JSON)
