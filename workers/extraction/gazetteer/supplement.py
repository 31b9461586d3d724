"""What a theatre's own tables add to its artifact; each file of the folder is optional.

========================  ================================================================================
`aliases.csv`             other names: alias, language, place_id, side that uses it, begins, ends,
                          preferred (whether it means this place before others of that name; `region`: it
                          only says where other places lie, and is none itself), note
`usage.csv`               what shows that a text uses a side's names: side, language, mark (part of a text in
                          lower case; empty: any text in the language). A side without rows is always used
`axes.csv`                adjectives of axes of operations: adjective, language, place_id, note
`facilities.csv`          places that the sources lack: name, name_uk, name_ru, others, feature, country,
                          oblast, raion, lat, lon, note
`ambiguous.csv`           words that are places and something else: word, language, reads_as (word,
                          person, organisation)
`notable.csv`             small places that war news has made known: place_id, name, raion, oblast
`capitals.csv`            capitals that stand for their governments: name, place_id, note
`frontline.csv`           the line of contact by period
`settled.csv`             who took which place, where nobody fights any more
`osm_supplement.csv`      coordinates under another licence (ODbL), which is why they stay in their own file
========================  ================================================================================
"""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from workers.extraction.gazetteer.artifact import Gazetteer, Naming
from workers.extraction.gazetteer.declension import adjective_forms, case_forms
from workers.extraction.gazetteer.fold import fold_name
from workers.extraction.gazetteer.record import Named, Record
from workers.extraction.gazetteer.spellings import spellings

Doubt = Literal["word", "person", "organisation"]
"""What an ambiguous word is when it is not a place."""


_DOUBTS: dict[str, Doubt] = {"word": "word", "person": "person", "organisation": "organisation"}


class Alias(NamedTuple):
    """A name by which one side, at one time, means this place."""

    number: int
    side: str | None
    begins: date | None
    ends: date | None


class Supplement(NamedTuple):
    """A theatre's gazetteer with its tables."""

    gazetteer: Gazetteer
    aliases: dict[str, tuple[Alias, ...]]
    usage: dict[str, dict[str, tuple[str, ...]]]
    ambiguous: dict[str, Doubt]
    capitals: frozenset[int]
    notable: frozenset[int]
    only_regions: frozenset[str]


def _rows(path: Path) -> Iterator[dict[str, str]]:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)


def _index(gazetteer: Gazetteer, place_id: str, path: Path) -> int:
    index = gazetteer.number_of(place_id)
    if index is None:
        raise ValueError(f"{path.name} names the place {place_id}, which the gazetteer does not have")
    return index


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def load_supplement(folder: Path, gazetteer: Gazetteer) -> Supplement:
    """Read the tables of a theatre's folder; ValueError when a row names an unknown place."""
    names: dict[str, set[Naming]] = defaultdict(set)
    records = list(_moved(folder / "osm_supplement.csv", gazetteer))
    for named in _facilities(folder / "facilities.csv", len(gazetteer)):
        records.append(named.record)
        for spelling, kind in spellings(named):
            names[spelling].add(Naming(named.record.number, kind))
    _add_axes(folder / "axes.csv", gazetteer, names)
    aliases = _add_aliases(folder / "aliases.csv", gazetteer, names)
    capitals, notable = folder / "capitals.csv", folder / "notable.csv"
    return Supplement(
        gazetteer.supplemented(names, records),
        aliases,
        _usage(folder / "usage.csv"),
        _ambiguous(folder / "ambiguous.csv"),
        frozenset(_index(gazetteer, row["place_id"], capitals) for row in _rows(capitals)),
        frozenset(_index(gazetteer, row["place_id"], notable) for row in _rows(notable)),
        frozenset(
            form
            for row in _rows(folder / "aliases.csv")
            if row["preferred"] == "region"
            for form in _forms(row["alias"], row["language"])
        ),
    )


def _usage(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    usage: dict[str, dict[str, tuple[str, ...]]] = defaultdict(dict)
    for row in _rows(path):
        marks = usage[row["side"]]
        marks[row["language"]] = (*marks.get(row["language"], ()), row["mark"])
    return dict(usage)


def _ambiguous(path: Path) -> dict[str, Doubt]:
    doubts: dict[str, Doubt] = {}
    for row in _rows(path):
        for form in _forms(row["word"], row["language"]):
            doubts[form] = _DOUBTS[row["reads_as"]]
    return doubts


def _forms(name: str, language: str) -> frozenset[str]:
    return case_forms(name, language) if language in {"uk", "ru"} else frozenset({fold_name(name)})


def _moved(path: Path, gazetteer: Gazetteer) -> Iterator[Record]:
    for row in _rows(path):
        record = gazetteer.record(_index(gazetteer, row["katottg"], path))
        if record.lat is None:
            yield record._replace(lat=float(row["lat"]), lon=float(row["lon"]), near=None)


def _facilities(path: Path, first_index: int) -> Iterator[Named]:
    for number, row in enumerate(_rows(path)):
        slug = "-".join(fold_name(row["name"]).split(" "))
        record = Record(
            first_index + number, f"at:{row['country'].lower()}.{slug}",
            row["name"], row["name_uk"], row["name_ru"],
            row["feature"], row["country"], row["oblast"], row["raion"], "",
            float(row["lat"]) if row["lat"] else None, float(row["lon"]) if row["lon"] else None,
            None, 0, "theatre",
        )  # fmt: skip
        yield Named(record, tuple(n for n in row["others"].split("|") if n))


def _add_axes(path: Path, gazetteer: Gazetteer, names: dict[str, set[Naming]]) -> None:
    for row in _rows(path):
        naming = Naming(_index(gazetteer, row["place_id"], path), "j")
        language = row["language"]
        forms = (
            adjective_forms(row["adjective"], language)
            if language in {"uk", "ru"}
            else {fold_name(row["adjective"])}
        )
        for form in forms:
            names[form].add(naming)


def _add_aliases(
    path: Path, gazetteer: Gazetteer, names: dict[str, set[Naming]]
) -> dict[str, tuple[Alias, ...]]:
    aliases: dict[str, list[Alias]] = defaultdict(list)
    for row in _rows(path):
        index = _index(gazetteer, row["place_id"], path)
        alias = Alias(index, row["side"] or None, _day(row["begins"]), _day(row["ends"]))
        nominative = fold_name(row["alias"])
        for form in _forms(row["alias"], row["language"]):
            names[form].add(Naming(index, "p" if form == nominative else "i"))
            if row["preferred"] != "no":
                aliases[form].append(alias)
    return {form: tuple(found) for form, found in aliases.items()}
