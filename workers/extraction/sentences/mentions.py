"""What a sentence speaks of: its triggers, actors, places and clauses, before anything is concluded."""

from collections.abc import Mapping, Sequence

from workers.extraction.sentences.actors import find_actors
from workers.extraction.sentences.anaphors import Anaphor, place_spans
from workers.extraction.sentences.clauses import clauses_of
from workers.extraction.sentences.event_words import find_triggers, speaks
from workers.extraction.sentences.locality import find_groups
from workers.extraction.sentences.pronouns import places_called_it
from workers.extraction.sentences.segment import Stretch, Word
from workers.extraction.sentences.sentence import Annotated, Scan
from workers.extraction.tables.language import Cue, Language, Tag, Trigger
from workers.extraction.tables.lexicon import Match, longest_first

_DECLARED = ("evacuation_ordered", "control_gained")
"""Events whose words may begin with a verb of speech ("оголосили К звільненим")."""
_ONE_READING = ("boundary", "speech", "claimant", "party", "day", "anaphor")
"""Kinds of phrases of which a word belongs to one at most."""


def annotate(stretch: Stretch, words: tuple[Word, ...], language: Language, anaphor: Anaphor) -> Annotated:
    """Find everything in one sentence. `anaphor` resolves phrases such as "the city"."""
    lowers = tuple(word.lower for word in words)
    tags: dict[str, list[Match[Tag]]] = {}
    for match in language.phrases.find(lowers):
        tags.setdefault(match.payload.kind, []).append(match)
    for kind in _ONE_READING:
        if kind in tags:
            tags[kind] = longest_first(tags[kind])
    if "speech" in tags and not language.postposed_subject:
        tags["speech"] = [m for m in tags["speech"] if speaks(m, lowers, tags, language)]
    if "speech" in tags:
        tags["speech"] = [m for m in tags["speech"] if not _is_part_of_a_verdict(m, tags)]
    if "cue" in tags:
        months = language.time["months"]
        tags["cue"] = [
            m
            for m in tags["cue"]
            if not (
                m.start
                and m.end - m.start == 1
                and lowers[m.start] in months
                and words[m.start].text[0].isupper()
            )
        ]
    triggers = find_triggers(lowers, tags, language)
    if language.postposed_subject:
        triggers = tuple(t for t in triggers if not _begins_a_denial(t, tags))
    within = {at for m in triggers for at in range(m.start, m.end)}
    if "speech" in tags and language.postposed_subject:
        telling = {t.start for t in triggers if t.payload.event in _DECLARED or t.payload.shown}
        tags["speech"] = [m for m in tags["speech"] if m.start not in within or m.start in telling]
    split = clauses_of(words, lowers, tags, triggers, language)
    tags["it"] = [Match(at, at + 1, Tag("it")) for at in places_called_it(lowers, tags, triggers, language)]
    scan = Scan.of(lowers, tags, language)
    return Annotated(
        stretch=stretch,
        words=words,
        lowers=lowers,
        tags=tags,
        clauses=split,
        clause_at={at: clause.index for clause in split for at in clause.words},
        triggers=triggers,
        actors=find_actors(words, lowers, tags, scan, triggers),
        groups=find_groups(words, place_spans(words, lowers, tags, anaphor, language), scan),
        language=language,
    )


def _is_part_of_a_verdict(speech: Match[Tag], tags: Mapping[str, Sequence[Match[Tag]]]) -> bool:
    """ "не відповідає дійсності": what elsewhere means "answers" only says that something is false."""
    return any(
        m.start < speech.start and speech.end < m.end and m.payload.value == Cue("denied", "sentence")
        for m in tags.get("cue", ())
    )


def _begins_a_denial(trigger: Match[Trigger], tags: Mapping[str, Sequence[Match[Tag]]]) -> bool:
    """ "відкинув чутки про …": what is thrown back are words, no attack."""
    return any(
        m.start == trigger.start and m.end > trigger.end and m.payload.value.act == "deny"
        for m in tags.get("speech", ())
    )
