"""One plain English sentence for an alert; below `observed` it begins with who says so.

Names come from hostile text: they are made inert and short before they go in.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Literal

from schemas.places import Party
from workers.alert.case import Case
from workers.alert.corroboration import names_of
from workers.alert.policy.events import EVENTS
from workers.alert.proposals import UNKNOWN
from workers.alert.testimony import Testimony
from workers.alert.wording import called, is_plural, without_parties

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_LONGEST_NAME = 80
_INERT = {"<": "‹", ">": "›", "&": "+", "`": "'", "|": "/"}
_AT = {
    "in": "in",
    "edge": "on the edge of",
    "near": "near",
    "toward": "towards",
    "axis": "in the direction of",
}


@lru_cache(maxsize=16_384)
def inert(text: str, limit: int = _LONGEST_NAME) -> str:
    """One line without control, format or markup characters, cut to `limit` characters."""
    plain = "".join(
        " "
        if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
        else _INERT.get(char, char)
        for char in unicodedata.normalize("NFC", text)
    )
    line = " ".join(plain.split()).lstrip("=+-@ ")
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def day_in_words(day: date) -> str:
    """14 November 2024."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def forces(actor: str | None, parties: Iterable[Party]) -> str:
    """ "Russian forces", "RSF fighters", or what can be said where the party is not known."""
    party = next((party for party in parties if party.id == actor), None)
    if party is not None:
        return inert(party.forces or f"{party.adjective} forces")
    return f"forces of {inert(actor)}" if actor else "unidentified forces"


def headline_of(case: Case, place: str, parties: Sequence[Party], past: datetime | None) -> str:
    """The sentence; `past` is the newest report's time of publication where it was long ago."""
    fact = _fact(case, place, parties)
    speakers = _speakers(case.support, parties)
    notes = [f"reported on {day_in_words(past.date())}"] if past is not None else []
    if case.certainty == "observed":
        sentence = _capital(fact)
        notes.insert(0, f"confirmed by {listed(speakers) or 'several'}")
    elif speakers:
        verb = "say" if len(speakers) > 1 or is_plural(speakers[0]) else "says"
        sentence = f"{_opening(listed(speakers))} {verb} that {fact}"
    else:
        sentence = f"Unnamed sources say that {fact}"
    denied = _speakers(case.against, parties)
    if denied:
        sentence += f"; disputed by {listed(denied)}"
    if notes:
        sentence += f" ({'; '.join(notes)})"
    return sentence[:499] + "."


def _speakers(testimonies: Sequence[Testimony], parties: Sequence[Party]) -> list[str]:
    """Who speaks, as one says it in a sentence, each once; where nobody is named, the outlets."""
    if not testimonies:
        return []
    known = {
        each.statement.claimant.name: each.statement.claimant
        for each in testimonies
        if each.statement.claimant
    }
    names = names_of(testimonies)
    named = without_parties([known[name] for name in names if name in known], parties)
    found = [inert(called(each, inert(each.name), parties)) for each in named]
    return list(dict.fromkeys(found or map(inert, names)))


def naming_headline(place: str, source: str, title: str, past: datetime | None) -> str:
    """For a watched place that is only named."""
    told = f" (published on {day_in_words(past.date())})" if past is not None else ""
    heading = f" in “{inert(title, 160)}”" if inert(title) else ""
    return f"{inert(place)} is named{heading} by {inert(source)}{told}."


Ending = Literal["Taken back", "No longer so", "Known before"]


def ended_headline(previous: str, ending: Ending) -> str:
    """For an alert that ends without a new case; never longer than an alert's headline may be."""
    return f"{ending}: {previous}"[:500]


def _fact(case: Case, place: str, parties: Sequence[Party]) -> str:
    statement = case.support[-1].statement
    where = inert(place)
    if statement.locality:
        told = statement.locality.isascii()
        where = f"{where} ({inert(statement.locality)})" if told else f"a part of {where}"
    if case.reversed_twice:
        return f"{where} changed hands twice within a week and is contested"
    event = case.event_type
    if event == "control_claimed" and case.after == UNKNOWN:
        event = "control_lost"
    phrase = EVENTS[event].phrase
    if "{at}" not in phrase and statement.relation == "edge":
        where = f"the edge of {where}"
    return phrase.format(actor=forces(case.actor, parties), place=where, at=_AT[statement.relation])


def listed(names: Sequence[str]) -> str:
    """A and B; A, B and C; A, B and 2 others."""
    if len(names) > 3:
        return f"{names[0]}, {names[1]} and {len(names) - 2} others"
    return ", ".join(names[:-1]) + (" and " if len(names) > 1 else "") + names[-1] if names else ""


def _opening(text: str) -> str:
    """The text at the beginning of a sentence; a domain stays as it is written."""
    return text if "." in text.split(" ", 1)[0] else _capital(text)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
