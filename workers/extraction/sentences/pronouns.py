"""Where "it" is a place: what is taken, held, lost or left ("two days later they lost it", "it fell")."""

from collections.abc import Iterator, Sequence

from schemas.claims import EventType
from workers.extraction.sentences.sentence import Tags, word_at
from workers.extraction.tables.language import Language, Trigger
from workers.extraction.tables.lexicon import Match

_OF_CONTROL: frozenset[EventType] = frozenset(
    {"control_gained", "control_regained", "control_lost", "control_reaffirmed", "contested"}
)
_DONE_TO_GROUND: frozenset[EventType] = _OF_CONTROL | {"withdrawal", "incursion", "assault", "encirclement"}
FOUGHT_OVER: frozenset[EventType] = _DONE_TO_GROUND | {"assault_repelled", "advance", "threat"}
"""Events after which the next sentence may call their place "it"."""


def places_called_it(
    lowers: Sequence[str], tags: Tags, triggers: Sequence[Match[Trigger]], language: Language
) -> tuple[int, ...]:
    """The positions of pronouns that can only be a place, by what is said of them and named before them."""
    found = {at for trigger in triggers for at in _of_event(trigger, lowers, tags, language)}
    return tuple(sorted(at for at in found if not names_a_thing(lowers[:at], language)))


def names_a_thing(lowers: Sequence[str], language: Language) -> bool:
    """Whether the words name a tank, a bridge, a plan: what follows may call that "it" just as well."""
    return any(language.is_a(word, "thing") for word in lowers)


def _of_event(
    trigger: Match[Trigger], lowers: Sequence[str], tags: Tags, language: Language
) -> Iterator[int]:
    row = trigger.payload
    if row.noun or row.foe or row.event not in _DONE_TO_GROUND:
        return
    candidates = [*range(trigger.start + 1, trigger.end)]
    if "object" in row.slots:
        candidates.append(trigger.end)
    if "prep" in row.slots:
        candidates += [m.end for m in tags.get("preposition", ()) if m.start == trigger.end]
    if row.event in _OF_CONTROL:
        candidates += _before(trigger, lowers, language)
    yield from (at for at in candidates if language.is_a(word_at(lowers, at), "place_pronoun"))


def _before(trigger: Match[Trigger], lowers: Sequence[str], language: Language) -> list[int]:
    """The word before a verb whose subject is the place: "it fell", "it has since been retaken"."""
    at = trigger.start
    while language.is_a(word_at(lowers, at - 1), "adverb", "be", "have", "negation", "modal", "future"):
        at -= 1
    done_to = any(language.is_a(lowers[position], "be") for position in range(at, trigger.start))
    befalls = "subject" in trigger.payload.slots
    return [at - 1] if befalls or (done_to and "object" in trigger.payload.slots) else []
