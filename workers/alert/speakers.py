"""Who speaks, seen from the event that he speaks of, and which origin his word has."""

from workers.alert.policy.events import EVENTS
from workers.alert.policy.vocabulary import Speaker
from workers.alert.statement import Statement

PARTY_KINDS = ("official", "unit", "occupation_authority")
NOBODY_NAMED = "nobody named"
UNKNOWN_PARTY = "party:?"


def speaks_for(statement: Statement) -> str | None:
    """The party whose official voice the statement is, if it is one."""
    claimant = statement.claimant
    return claimant.party if claimant is not None and claimant.kind in PARTY_KINDS else None


def speaker_of(statement: Statement) -> Speaker:
    """Who speaks, seen from the event that he speaks of (`policy.SPEAKERS`)."""
    claimant = statement.claimant
    if statement.unconfirmed or (claimant is not None and claimant.kind == "unnamed"):
        return "unnamed"
    if claimant is None:
        return "unnamed" if statement.modality == "reported" else "outlet"
    if statement.modality == "reported" or _of_unknown_extent(statement):
        return "hedged"
    party = speaks_for(statement)
    if party is not None:
        return "beneficiary" if _serves(statement, party) else "other_side"
    leaning = claimant.lean or claimant.party
    if leaning is not None and _serves(statement, leaning):
        return "aligned"
    return "monitor" if claimant.kind == "monitor" else "outside"


def _of_unknown_extent(statement: Statement) -> bool:
    """A control statement that does not say of how much of the place: it is never more than a claim."""
    return statement.extent == "unknown" and EVENTS[statement.event_type].family == "control"


def _serves(statement: Statement, party: str) -> bool:
    """Whether the event is in the party's interest; where the actor is not known, suspect that it is.

    An order or announcement of an unknown actor is taken for the speaker's own.
    """
    serves = EVENTS[statement.event_type].serves
    if statement.actor is None:
        return serves == "actor"
    return (statement.actor == party) == (serves == "actor")


def origin_of(statement: Statement) -> str:
    """The key of the origin; `NOBODY_NAMED` where the word has no named origin."""
    if statement.claimant is None or speaker_of(statement) == "unnamed":
        return NOBODY_NAMED
    if statement.claimant.kind in PARTY_KINDS:
        party = speaks_for(statement)
        return f"party:{party}" if party else UNKNOWN_PARTY
    return f"name:{' '.join(statement.claimant.name.casefold().split())}"
