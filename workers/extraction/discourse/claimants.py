"""Claimants as a sentence gives them: a person by name, a role of a side, the holder of an office."""

from collections.abc import Sequence

from schemas.claims import Claimant, ClaimantKind
from workers.extraction.sentences.segment import Word


def person_named(words: Sequence[Word]) -> Claimant:
    """Somebody of whom only the name is known."""
    return Claimant(name=" ".join(word.text for word in words), kind="witness")


def is_name(text: str) -> bool:
    """Whether a word is written as a name: a capital, then small letters."""
    return (
        len(text) > 1
        and text[0].isupper()
        and not text.isupper()
        and text.replace("-", "").replace("'", "").isalpha()
    )


def without_opening_capital(role: str) -> str:
    """A role that opens a sentence as it is written inside one: "Residents", "Local residents", "Мэр"."""
    first, _, rest = role.partition(" ")
    return f"{first.lower()} {rest}".rstrip() if is_name(first) and (not rest or rest.islower()) else role


def of_a_party(name: str, kind: ClaimantKind, party: str) -> Claimant:
    """A role that a party's word qualifies: monitors and media lean, the others belong to it."""
    if kind in ("monitor", "media"):
        return Claimant(name=name, kind=kind, lean=party)
    if kind == "blogger":
        return Claimant(name=name, kind=kind, party=party, lean=party)
    return Claimant(name=name, kind=kind, party=party)


def in_office(claimant: Claimant, party: str | None, kind: ClaimantKind, lean: str | None) -> Claimant:
    """The claimant with what an office says of its holder."""
    return claimant.model_copy(update={"party": party, "kind": kind, "lean": lean})
