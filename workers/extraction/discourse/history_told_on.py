"""Whether a sentence goes on with a history that the one before it began: "In 2023 … It then took K." """

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from workers.extraction.dates.time_mentions import TimeMention
from workers.extraction.sentences.sentence import Annotated

_LONG_AGO = timedelta(days=120)
"""What ended this long before publication is history, and what follows it without a date too."""
_OPENING = 2
"""Words of a sentence in which "it", "their" or "then" takes up the one before."""


def recalling(
    paragraph: Iterable[tuple[Annotated, Sequence[TimeMention]]], published: date | None
) -> list[bool]:
    """For each sentence of a paragraph, with its times, whether it tells on what is long past."""
    told: list[bool] = []
    history = False
    for sentence, times in paragraph:
        goes_on = history and not _dates(times) and _takes_up(sentence)
        told.append(goes_on)
        history = goes_on or _is_long_ago(times, published)
    return told


def _takes_up(sentence: Annotated) -> bool:
    if sentence.language.postposed_subject:
        return False
    return any(sentence.is_a(at, "pronoun", "possessive_pronoun", "then") for at in range(_OPENING))


def _dates(times: Sequence[TimeMention]) -> list[date]:
    return [t.time.end for t in times if t.time.end is not None]


def _is_long_ago(times: Sequence[TimeMention], published: date | None) -> bool:
    ends = _dates(times)
    return published is not None and bool(ends) and max(ends) < published - _LONG_AGO
