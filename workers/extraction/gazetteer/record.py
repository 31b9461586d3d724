"""One place of the gazetteer, as the artifact keeps it."""

from typing import Literal, NamedTuple

from schemas.places import PlaceRef, Precision

Tier = Literal["theatre", "world", "former"]
"""Where a record stands: the theatre's own gazetteer, the world's larger cities, vanished hamlets."""

_TIERS: dict[str, Tier] = {"theatre": "theatre", "world": "world", "former": "former"}
_PRECISIONS: dict[str, Precision] = {
    "city": "settlement",
    "town": "settlement",
    "urban-settlement": "settlement",
    "rural-settlement": "settlement",
    "village": "settlement",
    "locality": "settlement",
    "district": "district",
    "hromada": "hromada",
    "raion": "raion",
    "oblast": "admin1",
    "river": "river",
    "canal": "river",
    "channel": "river",
    "reservoir": "river",
    "lake": "river",
    "estuary": "river",
    "lagoon": "river",
    "strait": "river",
    "sea": "river",
    "bay": "river",
    "gulf": "river",
}


class Borders(NamedTuple):
    """The countries of a theatre, the main one first, and its neighbours; of `theatre.yaml`."""

    countries: tuple[str, ...] = ()
    neighbours: frozenset[str] = frozenset()

    def across(self, record: "Record") -> bool:
        """Whether a place lies in the theatre, but not in the country that the war is mostly fought in."""
        return record.country in self.countries[1:]

    def near(self, record: "Record") -> bool:
        """Whether a place lies in the theatre's countries or in a neighbour."""
        return record.country in self.countries or record.country in self.neighbours


NO_BORDERS = Borders()


class Record(NamedTuple):
    """A place; `number` is its row. Coordinates are WGS84 degrees or None; `near` is a rough position (its
    hromada's) for scoring only, never for output. `population` is 0 where it is not known."""

    number: int
    place_id: str
    name: str
    name_uk: str
    name_ru: str
    feature: str
    country: str
    oblast: str
    raion: str
    hromada: str
    lat: float | None
    lon: float | None
    near: tuple[float, float] | None
    population: int
    tier: Tier

    @property
    def precision(self) -> Precision:
        """What kind of place it is in the words of the contract; other features are facilities."""
        return _PRECISIONS.get(self.feature, "facility")

    @property
    def position(self) -> tuple[float, float] | None:
        """The coordinates, or else the rough position; for distances between candidates."""
        if self.lat is not None and self.lon is not None:
            return self.lat, self.lon
        return self.near

    @property
    def katottg(self) -> str | None:
        """The codifier's code, for places of Ukraine that have one."""
        return self.place_id if self.place_id.startswith("UA") else None

    @property
    def pinpointed(self) -> bool:
        """Whether its coordinates place an event: a river's single point does not."""
        return self.lat is not None and self.precision != "river"

    def ref(self) -> PlaceRef:
        """The place as messages carry it."""
        return PlaceRef(
            place_id=self.place_id,
            name=self.name,
            lat=self.lat if self.pinpointed else None,
            lon=self.lon if self.pinpointed else None,
            country=self.country or None,
            admin1=self.oblast or None,
            admin2=self.raion or None,
            katottg=self.katottg,
            precision=self.precision,
        )

    def line(self) -> str:
        """The record as one line of the artifact (without its number)."""
        near = f"{self.near[0]:.5f} {self.near[1]:.5f}" if self.near else ""
        coordinates = [f"{c:.5f}" if c is not None else "" for c in (self.lat, self.lon)]
        fields = [*self[1:10], *coordinates, near, str(self.population or ""), self.tier]
        return "\t".join(str(f) for f in fields)


def parse_record(number: int, line: str) -> Record:
    """The record of a line written by `Record.line`."""
    place_id, name, name_uk, name_ru, feature, country, oblast, raion, hromada, *rest = line.split("\t")
    lat, lon, near, population, tier = rest
    return Record(
        number,
        place_id,
        name,
        name_uk,
        name_ru,
        feature,
        country,
        oblast,
        raion,
        hromada,
        float(lat) if lat else None,
        float(lon) if lon else None,
        _point(near),
        int(population or 0),
        _TIERS[tier],
    )


def _point(text: str) -> tuple[float, float] | None:
    if not text:
        return None
    lat, lon = text.split(" ")
    return float(lat), float(lon)


class Named(NamedTuple):
    """A record with its other names, as the sources give them."""

    record: Record
    others: tuple[str, ...]
