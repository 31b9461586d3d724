"""A theatre's terrain for maps, out of its tables and its gazetteer."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from workers.alert.maps.settlement_size import radius_km
from workers.alert.maps.terrain import Legend, Settlement, Terrain, fold
from workers.cli.mistakes import UsageError
from workers.extraction.gazetteer.artifact import Gazetteer
from workers.extraction.gazetteer.supplement import load_supplement
from workers.extraction.tables.lexicon import parse_table
from workers.extraction.tables.theatre import Theatre, load_theatre

_TABLE = "maps.yaml"


@cache
def load_terrain(name: str) -> Terrain:
    """The terrain of a theatre. Raises UsageError for a theatre that says nothing of maps."""
    folder = Path(str(files("workers.extraction") / "theatres" / name))
    if not (folder / _TABLE).is_file():
        raise UsageError(f"the theatre {name!r} has no {_TABLE}: it does not say how maps are read")
    table: dict[str, Any] = parse_table((folder / _TABLE).read_text("utf-8"))
    theatre = load_theatre(name)
    centre, bounds = table["centre"], table["bounds"]
    return Terrain(
        centre=(centre["lat"], centre["lon"]),
        bounds=(bounds["west"], bounds["south"], bounds["east"], bounds["north"]),
        legend=legend_of(table),
        owners={country: party.id for party in theatre.parties.values() for country in party.territory},
        leans=_leans(theatre),
        parties=theatre.named_parties(tuple(theatre.parties)),
        settlements=_settlements(folder / "gazetteer"),
    )


def legend_of(table: Mapping[str, Any]) -> Legend:
    """What statuses mean, from a theatre's table; of a status that is listed twice the last entry counts."""
    meanings = {
        fold(status): meaning for meaning, statuses in table["statuses"].items() for status in statuses
    }
    return Legend(tuple(table["status_in"]), meanings)


def _leans(theatre: Theatre) -> dict[str, str]:
    speakers = [speaker for speaker, _ in theatre.claimants]
    speakers += [source.speaker for source in theatre.sources.values() if source.speaker is not None]
    return {fold(each.name): each.lean for each in speakers if each.lean is not None and each.name}


def _settlements(folder: Path) -> tuple[Settlement, ...]:
    gazetteer = load_supplement(folder, Gazetteer.load(folder / "gazetteer.bin")).gazetteer
    return tuple(
        Settlement(record.ref(), radius_km(record.population, record.feature))
        for record in gazetteer.records()
        if record.precision == "settlement" and record.tier == "theatre" and record.pinpointed
    )
