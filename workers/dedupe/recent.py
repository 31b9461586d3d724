"""The words of the latest versions, so that a revision can say what it dropped."""

from collections import OrderedDict
from collections.abc import Container
from dataclasses import dataclass
from sys import getsizeof

import numpy as np

from schemas.articles import FingerprintedArticle
from workers.dedupe.entry import Words32, hashes

MOST_BYTES = 64 * 1024 * 1024
"""Of one partition: some 15,000 articles of 400 words."""
_OVERHEAD = 800
"""Bytes of the objects around a text, measured for twenty sentences."""


@dataclass(frozen=True, slots=True)
class _Said:
    title: str
    text: str
    sentences: Words32
    spans: Words32

    @property
    def size(self) -> int:
        return _OVERHEAD + getsizeof(self.title) + getsizeof(self.text)


class RecentTexts:
    """Titles and sentences by version id, the latest ones, as many as there is room for.

    They are not in the table: of a version that is older, or came before a restart, the words are unknown.
    """

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._bytes = 0
        self._said: OrderedDict[str, _Said] = OrderedDict()

    def remember(self, article: FingerprintedArticle) -> None:
        """Keep the words of a version that was not known."""
        signature = article.signature
        said = _Said(
            article.title,
            article.text,
            hashes(signature.sentences),
            np.array(signature.spans, dtype=np.uint32),
        )
        self._said[article.version_id] = said
        self._bytes += said.size
        while self._bytes > self._most:
            self._bytes -= self._said.popitem(last=False)[1].size

    def forget(self, version_id: str) -> None:
        """Drop a version's words."""
        said = self._said.pop(version_id, None)
        if said:
            self._bytes -= said.size

    def title(self, version_id: str) -> str:
        """The title of a version, empty where it is not at hand."""
        said = self._said.get(version_id)
        return said.title if said else ""

    def dropped(self, version_id: str, kept: Container[int]) -> list[str]:
        """The sentences of a version whose hashes are not among `kept`; none where they are not at hand."""
        said = self._said.get(version_id)
        if said is None:
            return []
        pairs = zip(said.sentences.tolist(), said.spans.tolist(), strict=False)
        return [said.text[start:end] for sentence, (start, end) in pairs if sentence not in kept]
