"""Input made to be slow: each must be read in under two seconds."""

from collections.abc import Iterator

LONGEST = 262_144
"""Characters: the most that the contract allows; of Cyrillic they are half a megabyte."""


def hostile_texts(prose: str) -> Iterator[tuple[str, str]]:
    """(name, text) pairs; `prose` is real war news to make the long article of."""
    yield "the longest article, no paragraph twice", _numbered(prose)
    yield "nested quotes", 'He said "' * 5000 + "Kupiansk fell" + '"' * 5000
    yield "10,000 place names", "Russian forces captured " + ", ".join(["Ivanivka", "Kupiansk"] * 5000) + "."
    yield "no spaces", "Kupiansk" * 20_000
    yield "one sentence of 35,000 words", "Russian forces captured Kupiansk and " * 7_000
    yield "hyphens and apostrophes", "Kupiansk-'" * 20_000
    yield "brackets", "(Kupiansk " * 10_000 + ")" * 10_000
    yield "denials of denials", "Kyiv denied that Moscow denied that " * 5000 + "Kupiansk fell."
    yield "digits and dates", "On 5 June 2024 to 6 June 2024 " * 5000 + "Kupiansk fell."


def _numbered(prose: str) -> str:
    """War news up to the limit, each paragraph told apart from its copies by a number."""
    paragraphs = [part for part in prose.split("\n") if part.strip()]
    written: list[str] = []
    size = 0
    while size < LONGEST:
        paragraph = f"{paragraphs[len(written) % len(paragraphs)]} ({len(written)})"
        written.append(paragraph)
        size += len(paragraph) + 2
    return "\n\n".join(written)[: LONGEST - 100]
