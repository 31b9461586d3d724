"""Cut text into sentences well enough to compare copies: the same text is always cut the same way."""

import re
from collections.abc import Iterator

# One set of characters comes first: `re` then passes over all others at once.
_END = re.compile(
    r"[.!?…\n](?:(?<=\n)\n*|(?<!\n)[.!?…]*[\"'”’»)\]]*\s+(?=[\"'“‘«(\[—–-]*\s?[A-ZА-ЯЁІЇЄҐ0-9]))"
)


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence; a line feed ends one as well. Offsets are characters of the text."""
    start = 0
    for end in _END.finditer(text):
        if end.start() > start or not end.group().isspace():
            yield start, end.start() + len(end.group().rstrip())
        start = end.end()
    if start < len(text):
        yield start, len(text)
