"""A theatre of war as data: its clock, its parties and the people who speak in it."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from schemas.claims import Claimant, ClaimantKind
from schemas.places import Party, Place
from workers.extraction.tables.frontline import FrontLine
from workers.extraction.tables.lexicon import read_table
from workers.extraction.tables.settled import Settled

Words = Mapping[str, Mapping[str, Sequence[str]]]

_FOLDER = Path(str(files("workers.extraction").joinpath("theatres")))


@dataclass(frozen=True)
class Belligerent:
    """A party: the countries whose ground is its own, whom it fights, what each language calls it."""

    id: str
    name: str
    adjective: str
    forces: str | None
    territory: tuple[str, ...]
    opponents: tuple[str, ...]
    words: Words


@dataclass(frozen=True, slots=True)
class Speaker:
    """Someone whom the tables know. `role` entries name an office whose holder the article names."""

    name: str
    kind: ClaimantKind
    party: str | None = None
    lean: str | None = None
    role: bool = False
    person: bool = False

    def claimant(self, via: tuple[str, ...] = ()) -> Claimant:
        """The speaker as a claim names it; a blogger is of the party that he leans to."""
        party = self.party or (self.lean if self.kind == "blogger" else None)
        return Claimant(name=self.name, party=party, kind=self.kind, lean=self.lean, via=via)


@dataclass(frozen=True)
class Source:
    """A publisher that speaks for a party, or a channel that is a claimant itself."""

    party: str | None
    speaker: Speaker | None


@dataclass(frozen=True, eq=False)
class Theatre:
    """What the tables below `theatres/<name>/` say; compared by identity. `front`: where the armies stand;
    `settled`: what they no longer fight over. `began`: the war's first day.

    `speak_of_war` are the kinds of claimant on whose word an article is believed to be on the war, whatever
    else it tells of.
    """

    name: str
    zone: ZoneInfo
    began: date
    countries: tuple[str, ...]
    parties: Mapping[str, Belligerent]
    view: Words
    claimants: tuple[tuple[Speaker, Mapping[str, Sequence[str]]], ...]
    sources: Mapping[str, Source]
    voices: Mapping[str, Any]
    speak_of_war: frozenset[ClaimantKind]
    front: FrontLine
    settled: Settled
    given_names: Mapping[str, str]

    def opponent(self, party: str | None) -> str | None:
        """The one party that a party fights, or None where there is not exactly one."""
        opponents = self.parties[party].opponents if party is not None and party in self.parties else ()
        return opponents[0] if len(opponents) == 1 else None

    def voice(self, source: str, language: str, text: str) -> str | None:
        """Whose view an article's own voice takes; None where nothing tells.

        Its publisher's, else that of the side whose words it uses, else what is usual in the language.
        """
        known = self.sources.get(source.casefold())
        if known is not None and known.party is not None:
            return known.party
        lower = text.lower()
        counts = {
            str(party): sum(lower.count(mark) for mark in marks.get(language, ()))
            for party, marks in self.voices["marks"].items()
        }
        loudest = max(counts, key=lambda party: counts[party])
        if counts[loudest] and sum(count == counts[loudest] for count in counts.values()) == 1:
            return loudest
        return self.usual_voice(language) if not any(counts.values()) else None

    def usual_voice(self, language: str) -> str | None:
        """Whose view texts in the language usually take; whose soldiers speak in them without a side."""
        usual: str | None = self.voices["usual"].get(language)
        return usual

    def party_of_name(self, given_name: str) -> str | None:
        """The party whose language spells a given name so ("Serhii" and "Sergei")."""
        return self.given_names.get(given_name.casefold())

    def km_from_front(self, place: Place, on: date | None) -> float | None:
        """Kilometres from a place to the line of contact of a day (None: as near as it ever ran).

        None where nobody can know: the place has no coordinates, or no line is known.
        """
        if place.lat is None or place.lon is None:
            return None
        away = self.front.distance((place.lat, place.lon), on)
        return away if math.isfinite(away) else None

    def owner(self, country: str | None) -> str | None:
        """The party whose own ground the country is."""
        return next((p.id for p in self.parties.values() if country in p.territory), None)

    @property
    def owned(self) -> bool:
        """Whether the ground belongs to parties; in a civil war it does not."""
        return any(party.territory for party in self.parties.values())

    def named_parties(self, ids: Sequence[str]) -> tuple[Party, ...]:
        """The parties as messages name them, in the order of their ids."""
        chosen = (self.parties[party] for party in sorted(set(ids)) if party in self.parties)
        return tuple(Party(id=p.id, name=p.name, adjective=p.adjective, forces=p.forces) for p in chosen)


@cache
def load_theatre(name: str) -> Theatre:
    """Read a theatre's tables. Raises FileNotFoundError where there is no such theatre."""
    about = read_table("theatres", name, "theatre.yaml")
    tables: dict[str, Any] = read_table("theatres", name, "parties.yaml")
    view = tables.pop("view", {})
    return Theatre(
        name=name,
        zone=ZoneInfo(about["zone"]),
        began=about["began"],
        countries=tuple(about["countries"]),
        parties={key: _belligerent(key, row) for key, row in tables.items()},
        view=view,
        claimants=tuple(_claimant(row) for row in read_table("theatres", name, "claimants.yaml")),
        voices=about["voices"],
        given_names={name: party for party, names in about.get("given_names", {}).items() for name in names},
        speak_of_war=frozenset(about["speak_of_war"]),
        sources={key.casefold(): _source(row) for key, row in about["sources"].items()},
        front=FrontLine.load(_FOLDER / name / "gazetteer" / "frontline.csv"),
        settled=Settled.load(_FOLDER / name / "gazetteer" / "settled.csv"),
    )


def _belligerent(key: str, row: Mapping[str, Any]) -> Belligerent:
    return Belligerent(
        id=key,
        name=row["name"],
        adjective=row["adjective"],
        forces=row.get("forces"),
        territory=tuple(row["territory"]),
        opponents=tuple(row["opponents"]),
        words=row["words"],
    )


def _claimant(row: Mapping[str, Any]) -> tuple[Speaker, Mapping[str, Sequence[str]]]:
    fields = {"name", "kind", "party", "lean", "role", "person"}
    speaker = Speaker(
        row.get("name", ""),
        row["kind"],
        row.get("party"),
        row.get("lean"),
        row.get("role", False),
        row.get("person", False),
    )
    return speaker, {key: words for key, words in row.items() if key not in fields}


def _source(row: Mapping[str, Any]) -> Source:
    speaker = None
    if "claimant" in row:
        speaker = Speaker(row["claimant"], row["kind"], row.get("party"), row.get("lean"))
    return Source(row.get("party"), speaker)
