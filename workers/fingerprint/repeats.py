"""Drop what an article says twice: real feeds deliver a body two times over, with the headline between."""

import re
from collections.abc import Sequence

from workers.fingerprint.folding import fold, fold_lines

_LONG = 40
"""Characters (folded) from which a paragraph that returns is a repeat and not a refrain."""

_OPENING = 16
_TAIL, _ENDING = 32, 12
"""Characters as written, and so many of them, folded, that two paragraphs share if one repeats the other."""
_HEADLINE = 200
"""Characters: without a title the first paragraph is the headline, unless it is longer."""

_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’»)\]]*\s+")


def drop_repeats(paragraphs: Sequence[str], title: str) -> list[str]:
    """The paragraphs without those that were there before, nor the headline's echoes.

    A long paragraph goes when it returns; a short one ("no changes") only together with the repeated
    paragraphs around it. The headline, or its tail, goes where it stands alone or is glued to a paragraph
    that returns. At least one paragraph is always left.
    """
    headline = fold(title or next((first for first in paragraphs[:1] if len(first) <= _HEADLINE), ""))
    whole = [_once(paragraph, headline) for paragraph in paragraphs]
    if _all_end_differently([*whole, headline]):
        return whole
    keys = [" ".join(words) for words in fold_lines(whole)]
    gone = _repeated(keys, headline)
    gone |= _headline_echoes(keys, headline, gone, has_title=bool(title))
    gone |= _short_companions(keys, gone)
    kept = [paragraph for i, paragraph in enumerate(whole) if i not in gone]
    return kept or list(whole[:1])


def _all_end_differently(paragraphs: Sequence[str]) -> bool:
    """Whether no paragraph can repeat another, or the headline: seen without folding all of them."""
    endings = [" ".join(words)[-_ENDING:] for words in fold_lines([each[-_TAIL:] for each in paragraphs])]
    return len(set(endings)) == len(endings)


def _repeated(keys: Sequence[str], headline: str) -> set[int]:
    gone: set[int] = set()
    seen: set[str] = set()
    endings: dict[str, str] = {}
    for i, key in enumerate(keys):
        if len(key) < _LONG:
            continue
        earlier = endings.get(key[-_LONG:], "")
        if key in seen or (earlier and _says_again(key, earlier, headline)):
            gone.add(i)
        else:
            seen.add(key)
            endings.setdefault(key[-_LONG:], key)
    return gone


def _headline_echoes(keys: Sequence[str], headline: str, gone: set[int], *, has_title: bool) -> set[int]:
    """Paragraphs that are the headline again, and its tail where a repeat follows."""
    echoes: set[int] = set()
    for i, key in enumerate(keys):
        is_whole = key == headline and (has_title or i > 0)
        if is_whole or (i > 0 and i + 1 in gone and _is_tail(key, headline)):
            echoes.add(i)
    return echoes


def _is_tail(text: str, headline: str) -> bool:
    return bool(text) and (headline == text or headline.endswith(" " + text))


def _short_companions(keys: Sequence[str], gone: set[int]) -> set[int]:
    """Short paragraphs that were there before and whose long neighbours on both sides are repeats."""
    after = [True] * (len(keys) + 1)
    for i in range(len(keys) - 1, -1, -1):
        after[i] = i in gone if len(keys[i]) >= _LONG else after[i + 1]
    companions: set[int] = set()
    seen: set[str] = set()
    before = False
    for i, key in enumerate(keys):
        if len(key) >= _LONG or i in gone:
            before = i in gone
        elif key in seen and before and after[i]:
            companions.add(i)
        seen.add(key)
    return companions


def _once(paragraph: str, headline: str) -> str:
    """A paragraph that is a text twice over, cut to the first time."""
    slack = len(headline) + _LONG
    middle = len(paragraph) // 2
    if paragraph.find(paragraph[:_OPENING], max(1, middle - slack)) < 0:
        return paragraph
    for end in _SENTENCE_END.finditer(paragraph, max(0, middle - slack), middle + _LONG):
        before, rest = fold(paragraph[: end.end()]), fold(paragraph[end.end() :])
        if len(before) >= _LONG and _says_again(rest, before, headline):
            return paragraph[: end.end()].rstrip()
    return paragraph


def _says_again(rest: str, before: str, headline: str) -> bool:
    if not rest.endswith(before):
        return False
    return rest == before or _is_tail(rest[: len(rest) - len(before)].strip(), headline)
