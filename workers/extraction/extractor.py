"""The extractor: what an article says of which place, and on whose word."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol, Self

from ahocorasick_rs import AhoCorasick, MatchKind

from schemas.articles import Article, ExtractedArticle
from schemas.claims import Claim
from schemas.places import Place
from workers.extraction.claims.claim_maker import ClaimMaker
from workers.extraction.claims.consolidate import consolidate, is_bare_role
from workers.extraction.claims.decision import Decision
from workers.extraction.claims.warrant import UNMISTAKABLE
from workers.extraction.discourse.memory import Discourse
from workers.extraction.discourse.reading import Reader, ReadSentence
from workers.extraction.sentences.segment import Stretch, normalise, sentences
from workers.extraction.tables.language import Language, load_language
from workers.extraction.tables.lexicon import LANGUAGES, fold
from workers.extraction.tables.theatre import Theatre, load_theatre


class Finder(Protocol):
    """What finds the places of a text; see `places.PlaceFinder`."""

    def find(self, text: str, language: str, *, on: date | None = None) -> tuple[Place, ...]:
        """Every toponym mention, in order, none overlapping another; `on` is the day of publication."""


@dataclass(frozen=True)
class ReadParagraph:
    """`text[start:end]` of the article, and its sentences with what their events' words came to.

    No sentences: the paragraph has no words of an event, and nothing in it was read.
    """

    start: int
    end: int
    sentences: tuple[tuple[ReadSentence, tuple[Decision, ...]], ...]


@dataclass(frozen=True)
class Reading:
    """What came of an article, and how. `at_war`: whether it names the men or the arms of this war."""

    extracted: ExtractedArticle
    paragraphs: tuple[ReadParagraph, ...]
    at_war: bool


@dataclass(frozen=True)
class Extractor:
    """Reads articles. One per process: the tables are read once."""

    theatre: Theatre
    finder: Finder
    languages: dict[str, Language]
    heads: dict[str, AhoCorasick]

    @classmethod
    def load(cls, theatre: str = "ukraine", finder: Finder | None = None) -> Self:
        """Read a theatre's tables and gazetteer. Raises FileNotFoundError for an unknown theatre."""
        loaded = load_theatre(theatre)
        if finder is None:
            from workers.extraction.toponymy.places import PlaceFinder  # noqa: PLC0415 - the gazetteer is heavy

            finder = PlaceFinder.load(theatre)
        languages = {code: load_language(code, loaded) for code in LANGUAGES}
        heads = {
            code: AhoCorasick(
                [*language.trigger_words, *language.trigger_stems], matchkind=MatchKind.Standard
            )
            for code, language in languages.items()
        }
        return cls(loaded, finder, languages, heads)

    def extract(self, article: Article) -> ExtractedArticle:
        """Every toponym mention and every claim of the article; offsets refer to the result's `text`.

        Languages without tables give places and no claims.
        """
        return self.read(article).extracted

    def read(self, article: Article) -> Reading:
        """The same, with each sentence that was read and what its events' words came to."""
        text = f"{article.title}\n\n{article.text}"
        code = article.language.partition("-")[0].lower()
        places = self.finder.find(text, code, on=self._local_date(article))
        language = self.languages.get(code)
        paragraphs: tuple[ReadParagraph, ...] = ()
        claims: tuple[Claim, ...] = ()
        at_war = False
        if language and places:
            paragraphs, discourse = self._paragraphs_read(article, text, places, language)
            at_war = discourse.at_war
            claims = self._of_this_war(paragraphs, discourse, headline=len(article.title))
        extracted = ExtractedArticle(
            **{name: getattr(article, name) for name in _IDENTITY},
            story_id=article.story_id,
            text=text,
            places=places,
            claims=claims,
        )
        return Reading(extracted, paragraphs, at_war)

    def _paragraphs_read(
        self, article: Article, text: str, places: tuple[Place, ...], language: Language
    ) -> tuple[tuple[ReadParagraph, ...], Discourse]:
        published = self._local_date(article)
        plain = normalise(text)
        source = self.theatre.sources.get(article.source.casefold())
        voice = self.theatre.voice(article.source, language.code, plain)
        channel = source.speaker if source else None
        told = voice if language.code not in self.theatre.voices["usual"] else None
        reader = Reader(plain, places, language, self.theatre, published, channel, told)
        maker = ClaimMaker(article.version_id, text, self.theatre, voice, published)
        read: list[ReadParagraph] = []
        seen: set[str] = set()
        for paragraph in self._paragraphs(plain, language):
            key = " ".join(plain[paragraph[0].start : paragraph[-1].end].split())
            if key in seen:
                continue
            seen.add(key)
            sentences: tuple[tuple[ReadSentence, tuple[Decision, ...]], ...] = ()
            if maker.awaits_more or self._has_trigger(plain, paragraph, language):
                sentences = tuple(
                    (sentence, tuple(maker.decide(sentence, reader.discourse)))
                    for sentence in reader.read(paragraph)
                )
            else:
                reader.pass_over(paragraph)
            read.append(ReadParagraph(paragraph[0].start, paragraph[-1].end, sentences))
        return tuple(read), reader.discourse

    def _of_this_war(
        self, paragraphs: Sequence[ReadParagraph], discourse: Discourse, headline: int
    ) -> tuple[Claim, ...]:
        """The claims that count, each once: all of them only where the article is on this war. `headline` is
        the title's length."""
        found = [
            claim
            for paragraph in paragraphs
            for _, decisions in paragraph.sentences
            for decision in decisions
            for claim in decision.claims
        ]
        if discourse.is_of_something_else():
            found = [claim for claim in found if self._is_a_soldiers_word(claim)]
        return consolidate((c for c in found if discourse.at_war or c.event_type in UNMISTAKABLE), headline)

    def _is_a_soldiers_word(self, claim: Claim) -> bool:
        """Whether its speaker speaks of war whatever the article is on: no mere "captain" does."""
        claimant = claim.claimant
        return (
            claimant is not None and claimant.kind in self.theatre.speak_of_war and not is_bare_role(claimant)
        )

    def _local_date(self, article: Article) -> date | None:
        moment = article.published_at
        return moment.astimezone(self.theatre.zone).date() if moment else None

    @staticmethod
    def _paragraphs(plain: str, language: Language) -> list[list[Stretch]]:
        paragraphs: list[list[Stretch]] = []
        for stretch in sentences(plain, language.abbreviations):
            if paragraphs and paragraphs[-1][0].paragraph == stretch.paragraph:
                paragraphs[-1].append(stretch)
            else:
                paragraphs.append([stretch])
        return paragraphs

    def _has_trigger(self, plain: str, paragraph: list[Stretch], language: Language) -> bool:
        lower = fold(plain[paragraph[0].start : paragraph[-1].end])
        matches = self.heads[language.code].find_matches_as_indexes(lower, overlapping=True)
        whole = len(language.trigger_words)
        return any(
            (start == 0 or not lower[start - 1].isalnum())
            and (row >= whole or not lower[end : end + 1].isalnum())
            for row, start, end in matches
        )


_IDENTITY = ("article_id", "version_id", "source", "url", "title", "language", "published_at")
