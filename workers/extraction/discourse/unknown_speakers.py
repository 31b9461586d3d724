"""Speakers of whom the tables know nothing: a surname alone, "a retired colonel", "a local teacher"."""

from collections.abc import Sequence

from schemas.claims import Claimant
from workers.extraction.discourse.claimants import is_name, person_named
from workers.extraction.sentences.sentence import Annotated

_NOBODY_KNOWN = 3
"""Words behind a verb of speech that may name somebody of whom nothing is known."""


def unknown_subject(before: Sequence[int], sentence: Annotated) -> Claimant | None:
    """A speaker of whom the tables know nothing ("the group", "a retired colonel"): a witness."""
    ahead = _without_origin(list(before), sentence)
    while ahead and sentence.is_a(ahead[-1], "adverb", "have", "do", "be"):
        ahead.pop()
    phrase: list[int] = []
    small = ("comma", "and", "to", "of", "modal", "negation", "be", "have", "pronoun", "verb")
    while (
        ahead and len(phrase) < 5 and _may_name(ahead[-1], sentence) and not sentence.is_a(ahead[-1], *small)
    ):
        phrase.insert(0, ahead.pop())
        if sentence.is_a(phrase[0], "article"):
            break
    if not phrase or not any(len(sentence.lowers[at]) > 3 for at in phrase):
        return None
    if not sentence.is_a(phrase[0], "determiner", "possessive_pronoun"):
        return None
    return Claimant(name=sentence.text(phrase[0], phrase[-1] + 1).replace(" 's", "'s"), kind="witness")


def unknown_behind(after: Sequence[int], sentence: Annotated) -> Claimant | None:
    """Somebody behind a trailing verb of speech of whom only a noun is known ("зітхає місцева
    вчителька"): a witness."""
    opened = next((at for at in after if not sentence.is_a(at, "adverb")), None)
    if opened is None or any(m.start == opened for m in sentence.found("preposition")):
        return None
    phrase: list[int] = []
    for at in after[:_NOBODY_KNOWN]:
        if not _may_name(at, sentence) or sentence.is_a(at, "comma", "and", "determiner", "pronoun"):
            break
        phrase.append(at)
    spoken = phrase and len(sentence.lowers[phrase[-1]]) > 3
    return Claimant(name=sentence.text(phrase[0], phrase[-1] + 1), kind="witness") if spoken else None


def _without_origin(ahead: list[int], sentence: Annotated) -> list[int]:
    """ "a woman from K": without the place that she is from."""
    if len(ahead) < 3 or sentence.words[ahead[-1]].place is None:
        return ahead
    return ahead[:-2] if sentence.is_a(ahead[-2], "inside", "of") else ahead


def _may_name(at: int, sentence: Annotated) -> bool:
    return sentence.lowers[at][0].isalpha() and sentence.words[at].place is None


def surname_at(at: int, sentence: Annotated) -> Claimant | None:
    """Somebody named by the surname alone, right behind the verb of speech."""
    words = sentence.words
    named = at < len(words) and is_name(words[at].text) and not words[at].place
    if named and words[at].text.isascii() and sentence.language.postposed_subject:
        return Claimant(name=words[at].text, kind="media")
    return person_named(words[at : at + 1]) if named else None


def surname_before(at: int, sentence: Annotated) -> Claimant | None:
    """Somebody named by the surname alone before the verb, where its ending shows that it is one."""
    while at and sentence.is_a(at - 1, "adverb"):
        at -= 1
    words = sentence.words[at - 1 : at] if at else ()
    endings = sentence.language.surname_endings
    named = bool(words) and is_name(words[0].text) and not words[0].place
    return person_named(words) if named and endings and words[0].lower.endswith(endings) else None
