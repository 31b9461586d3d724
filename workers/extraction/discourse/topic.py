"""Who a sentence is about, whom the next one may leave out or call "they"."""

from dataclasses import dataclass

from workers.extraction.sentences.sentence import Actor, Annotated
from workers.extraction.tables.language import Trigger
from workers.extraction.tables.lexicon import Match


@dataclass(frozen=True, slots=True)
class Topic:
    """The subject of a sentence, which the next one may leave out."""

    actor: Actor
    singular: bool


def continued(topic: Topic | None, trigger: Match[Trigger], sentence: Annotated) -> Actor | None:
    """Who does what a sentence without a subject opens with: "Противник атакував 17 разів. Намагався ..." """
    if topic is None or (trigger.payload.noun and not _is_had(trigger, sentence)):
        return None
    if not sentence.language.postposed_subject:
        return topic.actor if _they(trigger, sentence) else None
    if trigger.payload.foe:
        return None
    opens = trigger.start == 0 or any(
        m.start == 0 and m.end <= trigger.start and m.payload.value.family in ("attempt", "failure")
        for m in sentence.found("cue")
    )
    if topic.singular and _he(trigger, sentence):
        return topic.actor
    plural = sentence.lowers[0].endswith(sentence.language.plural_endings or ("\0",))
    return topic.actor if opens and plural != topic.singular else None


def topic_of(sentence: Annotated) -> Topic | None:
    """The one party that the next sentence may leave out, or call "they": it stands in the nominative, or in
    languages without cases its men are the only ones of the sentence and stand before the verb."""
    if not sentence.language.postposed_subject:
        return _only_men(sentence)
    subjects = [a for a in sentence.actors if a.case == "nom" and a.form != "adjective" and not a.preposition]
    if len({(a.party, a.view) for a in subjects}) != 1:
        return None
    return Topic(subjects[0], sentence.is_a(subjects[0].start, "singular"))


def _only_men(sentence: Annotated) -> Topic | None:
    sides = {(a.party, a.view) for a in sentence.actors if a.form != "adjective"}
    first = next((a for a in sentence.actors if a.form == "force" and not a.preposition), None)
    verbs = [t.start for t in sentence.triggers if not t.payload.noun]
    if first is None or len(sides) != 1 or not verbs or first.start > verbs[0]:
        return None
    return Topic(first, singular=False)


def _is_had(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "They hold a foothold in K": who does the verb before a noun has what the noun names."""
    before = [t for t in sentence.triggers if t.end <= trigger.start and not t.payload.noun]
    same = [t for t in before if sentence.clause_at.get(t.start) == sentence.clause_at.get(trigger.start)]
    return bool(same) and not sentence.language.postposed_subject


def _they(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """Whether "they", with no side named before it, does what the verb says, or the place is "theirs"."""
    clause = sentence.clause_of(trigger.start)
    ahead = [at for at in clause.words if at < trigger.start]
    named = any(a.start < trigger.start for a in sentence.actors)
    said = [*ahead, *range(trigger.start + 1, trigger.end)]
    return not named and any(sentence.is_a(at, "they") for at in said)


def _he(trigger: Match[Trigger], sentence: Annotated) -> bool:
    """ "Але місто він не контролює": the one foe of the sentence before, where this one names no other."""
    clause = sentence.clause_of(trigger.start)
    named = any(a.start in clause.words for a in sentence.actors)
    return not named and any(sentence.is_a(at, "he") for at in clause.words if at < trigger.start)
