"""The words of the latest versions, so that a revision can say what it dropped."""

from collections import OrderedDict
from collections.abc import Container
from dataclasses import dataclass

import numpy as np

from schemas.articles import FingerprintedArticle
from workers.dedupe.entry import Words32

MOST_CHARACTERS = 32 * 1024 * 1024
"""Of one partition: more than ten thousand articles of 400 words, in 32 MiB (64 MiB of Cyrillic)."""


@dataclass(frozen=True, slots=True)
class _Said:
    title: str
    text: str
    sentences: Words32
    spans: Words32

    @property
    def size(self) -> int:
        return len(self.title) + len(self.text)


class RecentTexts:
    """Titles and sentences by version id, the latest ones, as many as there is room for.

    They are not in the table: of a version that is older, or came before a restart, the words are unknown.
    """

    def __init__(self, most: int = MOST_CHARACTERS) -> None:
        self._most = most
        self._characters = 0
        self._said: OrderedDict[str, _Said] = OrderedDict()

    def remember(self, article: FingerprintedArticle) -> None:
        """Keep the words of a version that was not known."""
        signature = article.signature
        said = _Said(
            article.title,
            article.text,
            np.array([int(sentence, 16) for sentence in signature.sentences], dtype=np.uint32),
            np.array(signature.spans, dtype=np.uint32),
        )
        self._said[article.version_id] = said
        self._characters += said.size
        while self._characters > self._most:
            self._characters -= self._said.popitem(last=False)[1].size

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
