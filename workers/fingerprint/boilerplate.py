"""Recognise sentences that belong to the site and not to the story. The phrases are in boilerplate.yaml."""

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import yaml
from ahocorasick_rs import AhoCorasick

from workers.fingerprint.folding import fold, fold_lines

_LONGEST = 30
"""Words: a longer sentence is not boilerplate, whatever it contains."""
_LONGEST_OPENED = 14
"""Words: a longer sentence is not boilerplate because of how it begins."""
_HEAD = 40
"""Characters in which a paragraph has shown that it points to another story."""
_COLON = re.compile(r"[:—–|-]")


class _Phrases(NamedTuple):
    """Folded, with a space behind, and before those of `anywhere`: whole words alone match."""

    teasers: tuple[str, ...]
    teasers_with_colon: tuple[str, ...]
    openings: tuple[str, ...]
    anywhere: AhoCorasick


@cache
def _phrases() -> _Phrases:
    table = yaml.safe_load(files(__package__).joinpath("boilerplate.yaml").read_text("utf-8"))
    padded = {kind: tuple(f"{phrase} " for phrase in phrases) for kind, phrases in table.items()}
    anywhere = AhoCorasick([f" {phrase}" for phrase in padded.pop("anywhere")])
    return _Phrases(**padded, anywhere=anywhere)


def without_teasers(paragraphs: Sequence[str]) -> list[str]:
    """Without those that point to another story ("Read also: ..."): their words are not this article's."""
    short = [paragraph for paragraph in paragraphs if paragraph.count(" ") < _LONGEST]
    heads = fold_lines([paragraph[:_HEAD] for paragraph in short])
    teasers = {
        paragraph
        for paragraph, head in zip(short, heads, strict=True)
        if _is_teaser(paragraph, f"{' '.join(head)} ")
    }
    return [paragraph for paragraph in paragraphs if paragraph not in teasers]


def _is_teaser(paragraph: str, head: str) -> bool:
    phrases = _phrases()
    if head.startswith(phrases.teasers):
        return True
    if not head.startswith(phrases.teasers_with_colon):
        return False
    colon = _COLON.search(paragraph)
    return colon is not None and f"{fold(paragraph[: colon.start()])} " in phrases.teasers_with_colon


def are_boilerplate(sentences: Sequence[Sequence[str]]) -> list[bool]:
    """Whether each sentence, given by its folded words, asks to subscribe, credits, or claims rights."""
    phrases = _phrases()
    padded = [f" {' '.join(words)} " for words in sentences]
    somewhere = bool(phrases.anywhere.find_matches_as_indexes("\n".join(padded)))
    return [
        (len(words) <= _LONGEST_OPENED and sentence.startswith(phrases.openings, 1))
        or (somewhere and len(words) <= _LONGEST and bool(phrases.anywhere.find_matches_as_indexes(sentence)))
        for words, sentence in zip(sentences, padded, strict=True)
    ]
