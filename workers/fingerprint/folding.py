"""The words of a text with everything out of the way that copies of one text differ in."""

import re

_APOSTROPHES = "'’ʼ‘`´′"
_WORD = re.compile(r"[^\W_]+")
_DIGIT_GROUPS = re.compile(r"(\d)[.,\u00a0\u202f ](?=\d{3}(?!\d))")


def fold_words(text: str) -> list[str]:
    """Case, apostrophes, punctuation and the separators of thousands removed; ё as е."""
    text = _DIGIT_GROUPS.sub(r"\1", text)
    for apostrophe in _APOSTROPHES:
        text = text.replace(apostrophe, "")
    return _WORD.findall(text.casefold().replace("ё", "е"))


def fold(text: str) -> str:
    """The folded words with single spaces between them."""
    return " ".join(fold_words(text))
