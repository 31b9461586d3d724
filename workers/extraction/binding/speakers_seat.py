"""The places where speakers sit, at which nothing happens: "…, the military in Kyiv acknowledged"."""

from workers.extraction.sentences.sentence import Annotated, PlaceGroup
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match

_ROLES = ("in", "from", "to", "into")


def is_speakers_seat(group: PlaceGroup, sentence: Annotated) -> bool:
    """Whether it stands between a speaker and his verb ("officials in K said", "who fled to K say")."""
    if group.role not in _ROLES or sentence.language.postposed_subject:
        return False
    at = group.end
    while sentence.is_a(at, "adverb", "have"):
        at += 1
    if not any(m.start == at for m in sentence.found("speech")):
        return False
    first = group.start
    while first and sentence.lowers[first - 1] not in (",", ";", ":", '"', "—"):
        first -= 1
    return not any(first <= t.start < group.start for t in sentence.triggers)


def names_an_office(group: PlaceGroup, sentence: Annotated) -> bool:
    """ "the mayor of K was killed", "K's mayor", "the K governor said": where somebody holds an office is not
    where he is, nor what he tells of."""
    if sentence.language.postposed_subject or group.administrative:
        return False
    behind = group.end + group.possessive
    return (group.role == "of" and sentence.is_a(group.start - 1, "office")) or (
        group.role is None and sentence.is_a(behind, "office")
    )


def describes_speaker(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "A soldier fighting in the area said that …": what he does there says who he is."""
    if trigger.payload.noun or sentence.language.postposed_subject:
        return False
    gerund = sentence.language.form(sentence.lowers[trigger.start]) == "gerund"
    clause = sentence.clause_of(trigger.start)
    said = any(m.start in clause.words and m.start >= trigger.end for m in sentence.found("speech"))
    return gerund and said and not sentence.is_a(trigger.start - 1, "be", "comma")
