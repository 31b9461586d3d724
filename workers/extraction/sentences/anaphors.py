"""Words that stand for places named before: "the city", "both villages", "there", "its outskirts", "it"."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from schemas.places import Place
from workers.extraction.sentences.segment import Word
from workers.extraction.sentences.sentence import Tags, word_at
from workers.extraction.tables.language import Language, Tag
from workers.extraction.tables.lexicon import PLACE, Match

Anaphor = Callable[[Sequence[Place], int, bool], tuple[Place, ...]]
"""Which places are meant, given those that the sentence names before, how many there must be, and whether a
pronoun means them; or none."""
AnaphorKind = Literal["settlement", "both", "there", "its", "it"]


@dataclass(frozen=True, slots=True)
class Span:
    """Words that name places, or stand for them (`kind`)."""

    start: int
    end: int
    places: tuple[Place, ...]
    kind: AnaphorKind | None = None


def place_spans(
    words: Sequence[Word],
    lowers: Sequence[str],
    tags: Tags,
    meant: Anaphor,
    language: Language,
) -> list[Span]:
    """The places that a sentence names or means, in the order of its words."""
    named = [Span(at, at + 1, (word.place,)) for at, word in enumerate(words) if word.place]
    found = list(named)
    for match in (*tags.get("anaphor", ()), *tags.get("it", ())):
        if not _may_stand_for_a_place(match, lowers, tags, language):
            continue
        kind: AnaphorKind = match.payload.value or "it"
        earlier = [place for span in named if span.end <= match.start for place in span.places]
        places = meant(earlier, 2 if kind == "both" else 1, kind == "it")
        if kind == "there" and earlier and earlier[-1].precision not in ("river", "admin1"):
            places = (earlier[-1],)
        if not places and kind == "settlement" and not earlier:
            places = _named_later(match, named, lowers, tags, language)
        if places:
            end = match.start + 1 if kind == "its" else match.end
            said = places if kind == "it" else _as_said(places, words[match.start : end])
            found.append(Span(match.start, end, said, kind))
    return sorted(found, key=lambda span: span.start)


def _as_said(places: tuple[Place, ...], words: Sequence[Word]) -> tuple[Place, ...]:
    """The places at these words; one that is known by its name alone stays where it was named."""
    surface = " ".join(word.text for word in words)
    at = {"surface": surface, "start": words[0].start, "end": words[-1].end}
    return tuple(place.model_copy(update=at) if place.place_id else place for place in places)


def _may_stand_for_a_place(match: Match[Tag], lowers: Sequence[str], tags: Tags, language: Language) -> bool:
    """Whether nothing beside the words says that they mean something else ("there is", "a city of")."""
    before, after = word_at(lowers, match.start - 1), word_at(lowers, match.end)
    if match.payload.value == "there":
        speaking = {at for m in tags.get("speech", ()) for at in (m.start, m.end)}
        existential = language.is_a(after, "be", "have", "modal", "future", "verb", "negation")
        return not existential and match.start not in speaking and match.end not in speaking
    if match.payload.value in ("its", None):
        return True
    return after not in ("of", PLACE) and not language.is_a(before, "indefinite", "counts_places")


def _named_later(
    match: Match[Tag], named: Sequence[Span], lowers: Sequence[str], tags: Tags, language: Language
) -> tuple[Place, ...]:
    """ "We have left the town," the general said of K: whom the sentence itself names as its subject."""
    later = [span for span in named if span.start >= match.end]
    spoken = [m.end for m in tags.get("speech", ()) if m.end > match.end]
    if len(later) != 1 or not spoken:
        return ()
    start = later[0].start
    return later[0].places if start - 1 in spoken and language.is_a(lowers[start - 1], "said_of") else ()
