"""Choosing among namesakes, on a gazetteer of a few invented places whose distances are known."""

import math
from collections.abc import Mapping

from workers.extraction.gazetteer.artifact import Kind
from workers.extraction.gazetteer.record import Record
from workers.extraction.toponymy.place_cues import place_cues
from workers.extraction.toponymy.resolve import MIN_SHARE, Choice, Leanings, Resolution
from workers.extraction.toponymy.surroundings import Surroundings
from workers.extraction.toponymy.toponyms import Candidate, Role, Toponym

NOWHERE_NEAR = Leanings(lambda point: math.inf, {}, frozenset())


def record(number: int, name: str, feature: str, oblast: str, lat: float | None, lon: float | None) -> Record:
    return Record(
        number, f"x:{number}", name, "", "", feature, "UA", oblast, "", "", lat, lon, None, 0, "theatre"
    )


NORTH = record(1, "Dubky", "village", "North Oblast", 50.0, 36.0)
SOUTH = record(2, "Dubky", "village", "South Oblast", 46.0, 33.0)
NO_POINT = record(3, "Dubky", "village", "West Oblast", None, None)
TOWN = record(4, "Borovets", "town", "North Oblast", 50.05, 36.05)
REGION = record(5, "South Oblast", "oblast", "South Oblast", 46.5, 33.0)
MEANINGS: Mapping[str, tuple[tuple[Record, ...], Role]] = {
    "Dubky": ((NORTH, SOUTH), "place"),
    "Borovets": ((TOWN,), "place"),
    "South region": ((REGION,), "region"),
}


def resolve(
    text: str,
    meanings: Mapping[str, tuple[tuple[Record, ...], Role]] = MEANINGS,
    leanings: Leanings = NOWHERE_NEAR,
) -> dict[str, Choice]:
    """The choice for each name, by its first mention."""
    toponyms: list[Toponym] = []
    for name, (records, role) in meanings.items():
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            kind: Kind = "r" if role == "region" else "p"
            candidates = tuple(Candidate(r, kind) for r in records)
            toponyms.append(
                Toponym(start, end, name.lower(), candidates, role, Surroundings(text, start, end))
            )
            start = text.find(name, end)
    toponyms.sort(key=lambda t: t.start)
    choices = Resolution(text, toponyms, leanings, place_cues("en", "ukraine")).choices()
    found: dict[str, Choice] = {}
    for toponym, choice in zip(toponyms, choices, strict=True):
        found.setdefault(text[toponym.start : toponym.end], choice)
    return found


def test_without_evidence_it_abstains() -> None:
    """Two villages of one name and nothing else: no choice, and a share that says so."""
    choice = resolve("Dubky was shelled.")["Dubky"]
    assert choice.record is None
    assert choice.share < MIN_SHARE


def test_a_town_in_the_same_sentence_draws_the_near_village() -> None:
    """Seven kilometres against four hundred."""
    choice = resolve("Fighting raged at Dubky and Borovets.")["Dubky"]
    assert choice.record == NORTH
    assert choice.share > 0.9


def test_a_region_beside_the_name_beats_a_town_elsewhere() -> None:
    """What is said of the village itself outweighs its company."""
    choice = resolve("Dubky, South region, was shelled. Borovets was quiet.")["Dubky"]
    assert choice.record == SOUTH


def test_a_region_that_fits_no_candidate_makes_it_abstain() -> None:
    """The Dubky of that region is unknown: the known ones must not stand in for it."""
    meanings = {**MEANINGS, "Dubky": ((NORTH,), "place")}
    choice = resolve("Dubky, South region, was shelled.", meanings)["Dubky"]
    assert choice.record is None


def test_a_namesake_without_coordinates_is_still_a_namesake() -> None:
    """A place whose position is unknown keeps a far one from being chosen by default."""
    meanings = {**MEANINGS, "Dubky": ((SOUTH, NO_POINT), "place")}
    assert resolve("Dubky was shelled.", meanings)["Dubky"].record is None


def test_the_line_of_contact_speaks_for_the_village_beside_it() -> None:
    """Not alone, but together with what war news has named before."""
    near_the_south = Leanings(lambda p: 3.0 if p[0] < 48 else 400.0, {}, frozenset({SOUTH.number}))
    assert resolve("Dubky was shelled.", leanings=near_the_south)["Dubky"].record == SOUTH


def test_an_alias_of_the_theatre_decides_for_its_place() -> None:
    """A table says what one side means by the name."""
    preferred = Leanings(lambda point: math.inf, {"dubky": frozenset({SOUTH.number})}, frozenset())
    assert resolve("Dubky was shelled.", leanings=preferred)["Dubky"].record == SOUTH


def test_a_name_keeps_one_sense_through_the_article() -> None:
    """A bare mention takes the sense of the mention that was explained."""
    text = "Dubky burned.\n\nDubky, South region, was evacuated."
    assert resolve(text)["Dubky"].record == SOUTH


def test_no_toponyms_make_no_choices() -> None:
    """An article without places is no special case."""
    assert Resolution("", (), NOWHERE_NEAR, place_cues("en", "ukraine")).choices() == []
