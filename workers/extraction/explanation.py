"""Explains a reading: each sentence with what was found in it, and what its events' words came to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from schemas.claims import Claim, ClaimTime
from schemas.places import Place
from workers.extraction.claims.decision import Decision, Refusal
from workers.extraction.discourse.reading import ReadSentence
from workers.extraction.extractor import Reading, ReadParagraph
from workers.extraction.sentences.sentence import Actor, Annotated

MarkKind = Literal["place", "event", "side", "speaker", "time", "cue"]
"""What a stretch of text is to the extractor."""
MARK_KINDS: tuple[MarkKind, ...] = ("place", "event", "side", "speaker", "time", "cue")
"""In this order one of two overlapping marks is chosen."""
_SHOWN_CUES = ("cue", "speech_noun")
_UNSHOWN_FAMILIES = frozenset({"licensing"})
"""Cues that stand in half of all sentences and change nothing on their own."""


@dataclass(frozen=True, slots=True)
class Mark:
    """`text[start:end]` of the article, and what it was taken for."""

    start: int
    end: int
    kind: MarkKind
    label: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one event's words came to: claims that the article is said to make, or the reason why none."""

    words: str
    event_type: str | None
    claims: tuple[Claim, ...]
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class ExplainedSentence:
    """A sentence (an unread paragraph counts as one), its marks in order, none overlapping, and outcomes."""

    start: int
    end: int
    read: bool
    marks: tuple[Mark, ...]
    outcomes: tuple[Outcome, ...]

    def pieces(self, text: str) -> Iterator[tuple[str, Mark | None]]:
        """The sentence cut at its marks, in order: each marked piece with its mark, the others with None."""
        at = self.start
        for mark in self.marks:
            yield text[at : mark.start], None
            yield text[mark.start : mark.end], mark
            at = mark.end
        yield text[at : self.end], None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an article was read; offsets are those of `text`."""

    title: str
    source: str
    text: str
    sentences: tuple[ExplainedSentence, ...]
    claims: tuple[Claim, ...]


def explain(reading: Reading) -> Explanation:
    """Tell how one article was read, from top to bottom. A paragraph that repeats another is left out."""
    extracted = reading.extracted
    kept = {(claim.claim_id, claim.evidence.start) for claim in extracted.claims}
    sentences: list[ExplainedSentence] = []
    for paragraph in reading.paragraphs:
        places = [p for p in extracted.places if paragraph.start <= p.start < paragraph.end]
        if not paragraph.sentences:
            sentences.append(_unread(paragraph, places))
        for sentence, decisions in paragraph.sentences:
            outcomes = tuple(_outcome(each, sentence, kept, reading) for each in decisions)
            stretch = sentence.annotated.stretch
            marks = _without_overlap(_marks(sentence, places))
            sentences.append(ExplainedSentence(stretch.start, stretch.end, True, marks, outcomes))
    return Explanation(extracted.title, extracted.source, extracted.text, tuple(sentences), extracted.claims)


def _unread(paragraph: ReadParagraph, places: Iterable[Place]) -> ExplainedSentence:
    marks = tuple(Mark(place.start, place.end, "place", _place_label(place)) for place in places)
    return ExplainedSentence(paragraph.start, paragraph.end, False, marks, ())


def _outcome(
    decision: Decision, sentence: ReadSentence, kept: set[tuple[str, int]], reading: Reading
) -> Outcome:
    trigger, annotated = decision.trigger, sentence.annotated
    words = annotated.text(trigger.start, trigger.end) if trigger else "(what was said before)"
    claims = tuple(c for c in decision.claims if (c.claim_id, c.evidence.start) in kept)
    refusal = decision.refusal
    if decision.claims and not claims:
        refusal = Refusal.SAID_ALREADY
        if not reading.extracted.claims:
            refusal = Refusal.OTHER_SUBJECT if reading.at_war else Refusal.NOT_OF_WAR
    return Outcome(words, decision.kind, claims, refusal)


def _marks(sentence: ReadSentence, places: Iterable[Place]) -> Iterator[Mark]:
    annotated = sentence.annotated
    stretch = annotated.stretch
    for place in places:
        if stretch.start <= place.start < stretch.end:
            yield Mark(place.start, place.end, "place", _place_label(place))
    for trigger in annotated.triggers:
        yield _mark(trigger.start, trigger.end, "event", trigger.payload.event or "set phrase", annotated)
    for actor in annotated.actors:
        yield _mark(actor.start, actor.end, "side", _side_label(actor), annotated)
    for act in sentence.acts:
        who = act.speaker.name if act.speaker else "nobody named"
        yield _mark(act.at, act.end, "speaker", f"{act.act}: {who}", annotated)
    for when in sentence.times:
        days = (
            f"{when.time.start} to {when.time.end}" if when.time.start != when.time.end else when.time.start
        )
        yield _mark(when.start, when.end, "time", str(days or "not resolved"), annotated)
    for kind in _SHOWN_CUES if annotated.triggers else ():
        for match in annotated.found(kind):
            family = getattr(match.payload.value, "family", "report")
            if family not in _UNSHOWN_FAMILIES:
                yield _mark(match.start, match.end, "cue", family, annotated)


def _mark(start: int, end: int, kind: MarkKind, label: str, annotated: Annotated) -> Mark:
    words = annotated.words[start : max(end, start + 1)]
    return Mark(words[0].start, words[-1].end, kind, label)


def _days(time: ClaimTime) -> str:
    if time.start is None:
        return "not resolved"
    return str(time.start) if time.start == time.end else f"{time.start} to {time.end}"


def _place_label(place: Place) -> str:
    if place.place_id is None:
        return "unresolved"
    return ", ".join(part for part in (place.name, place.admin1) if part)


def _side_label(actor: Actor) -> str:
    return actor.party or f"the speaker's {'enemy' if actor.view == 'enemy' else 'own'}"


def _without_overlap(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    """The marks in order; of two that overlap, the kind that comes first, then the longer one."""
    chosen: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (MARK_KINDS.index(m.kind), m.start - m.end, m.start)):
        if all(mark.end <= other.start or other.end <= mark.start for other in chosen):
            chosen.append(mark)
    return tuple(sorted(chosen, key=lambda m: m.start))
