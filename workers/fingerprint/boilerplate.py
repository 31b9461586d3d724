"""Recognise sentences that belong to the site and not to the story. The phrases are in boilerplate.yaml."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from workers.fingerprint.folding import fold

_LONGEST = 30
"""Words: a longer sentence is not boilerplate, whatever it contains."""
_LONGEST_OPENED = 14
"""Words: a longer sentence is not boilerplate because of how it begins."""
_COLON = re.compile(r"\s*[:—–|-]")


@cache
def _patterns() -> Mapping[str, re.Pattern[str]]:
    text = files(__package__).joinpath("boilerplate.yaml").read_text("utf-8")
    return {
        kind: re.compile(rf"\b(?:{'|'.join(re.escape(phrase) for phrase in phrases)})\b")
        for kind, phrases in yaml.safe_load(text).items()
    }


def is_teaser(paragraph: str) -> bool:
    """Whether a paragraph points to another story ("Read also: ..."): its words are not this article's."""
    folded = fold(paragraph[:400])
    if folded.count(" ") >= _LONGEST:
        return False
    patterns = _patterns()
    if patterns["teasers"].match(folded):
        return True
    head, colon, _ = _split_at_colon(paragraph)
    return bool(colon and patterns["teasers_with_colon"].fullmatch(fold(head)))


def _split_at_colon(paragraph: str) -> tuple[str, str, str]:
    colon = _COLON.search(paragraph)
    if colon is None:
        return paragraph, "", ""
    return paragraph[: colon.start()], colon.group(), paragraph[colon.end() :]


def is_boilerplate(folded: str) -> bool:
    """Whether a folded sentence asks to subscribe, credits, or claims rights."""
    words = folded.count(" ") + 1
    if words > _LONGEST:
        return False
    patterns = _patterns()
    opened = words <= _LONGEST_OPENED and patterns["openings"].match(folded)
    return bool(opened or patterns["anywhere"].search(folded))
