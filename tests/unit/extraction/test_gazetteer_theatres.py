"""A theatre is a folder of tables: a second one needs no code."""

from pathlib import Path

import pytest

from workers.extraction.gazetteer.artifact import Gazetteer
from workers.extraction.gazetteer.build import ARTIFACT, ROOT, THEATRES, build
from workers.extraction.toponymy.places import PlaceFinder

COLUMNS = (
    "geonameid,name,ascii_name,name_uk,name_ru,alternate_names,feature,country,oblast,raion,hromada,"
    "katottg,pcode,lat,lon,population,source,name_ru_basis,match"
)
SUDAN = f"""{COLUMNS}
379252,Khartoum,Khartoum,,,Al-Khartum,city,SD,Khartoum State,,,,,15.55177,32.53241,1974647,,,
365137,Omdurman,Omdurman,,,Umm Durman,city,SD,Khartoum State,,,,,15.64453,32.47773,1200000,,,
363500,Wad Madani,Wad Madani,,,Wad Medani|Madani,city,SD,Gezira State,,,,,14.40118,33.51989,332714,,,
372801,El Fasher,El Fasher,,,El-Fashir|Al Fasher,city,SD,North Darfur,,,,,13.62793,25.34936,252609,,,
"""


@pytest.fixture
def theatres(tmp_path: Path) -> Path:
    """A folder of theatres that holds Sudan as a domain expert would write it."""
    folder = tmp_path / "theatres" / "sudan" / "gazetteer"
    folder.mkdir(parents=True)
    (tmp_path / "sudan.csv").write_text(SUDAN, encoding="utf-8")
    (folder / "sources.toml").write_text('[[places]]\nfile = "sudan.csv"\n', encoding="utf-8")
    (folder / "aliases.csv").write_text(
        "alias,language,place_id,side,begins,ends,preferred,note\nthe Three Towns,en,gn:379252,,,,yes,\n",
        encoding="utf-8",
    )
    (folder / ARTIFACT).write_bytes(build("sudan", tmp_path, tmp_path / "theatres"))
    return tmp_path / "theatres"


def test_a_second_theatre_is_built_and_read_from_its_tables(theatres: Path) -> None:
    """Sudan's towns are found in prose by their several romanisations."""
    text = (
        "The army retook Wad Medani from the Rapid Support Forces, while shelling of El-Fashir killed nine "
        "in Al Fasher."
    )
    places = PlaceFinder.load("sudan", theatres).find(text, "en")
    assert [(p.surface, p.place_id) for p in places] == [
        ("Wad Medani", "gn:363500"),
        ("El-Fashir", "gn:372801"),
        ("Al Fasher", "gn:372801"),
    ]


def test_an_unknown_theatre_is_named_in_the_error(theatres: Path) -> None:
    """A typing mistake in a setting is told, not answered with an empty gazetteer."""
    with pytest.raises(ValueError, match="atlantis"):
        PlaceFinder.load("atlantis", theatres)


def test_a_table_that_names_an_unknown_place_is_refused(theatres: Path) -> None:
    """An expert's slip in a code is told with the file and the code."""
    table = theatres / "sudan" / "gazetteer" / "notable.csv"
    table.write_text("place_id,name,raion,oblast\ngn:1,Nowhere,,\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"notable\.csv names the place gn:1"):
        PlaceFinder.load("sudan", theatres)


def test_positions_under_share_alike_stay_out_of_the_artifact() -> None:
    """No coordinate of the ODbL file is in the artifact; without the file, those places have none."""
    table = THEATRES / "ukraine" / "gazetteer" / "osm_supplement.csv"
    code = table.read_text(encoding="utf-8").splitlines()[1].split(",")[0]
    sources = (THEATRES / "ukraine" / "gazetteer" / "sources.toml").read_text(encoding="utf-8")
    assert "osm" not in sources
    assert not list((ROOT / "data" / "gazetteer").glob("osm*"))
    built = Gazetteer.load(THEATRES / "ukraine" / "gazetteer" / ARTIFACT)
    number = built.number_of(code)
    assert number is not None
    assert built.record(number).lat is None
    reference = PlaceFinder.load().ref(code)
    assert reference is not None
    assert reference.lat is not None
