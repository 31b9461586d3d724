"""The artifact: what is built is what ships, and it loads small."""

import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from workers.extraction.gazetteer.artifact import MAGIC, Gazetteer, Naming, pack
from workers.extraction.gazetteer.build import ARTIFACT, THEATRES, build, theatre_names
from workers.extraction.gazetteer.record import Record

SHIPPED = THEATRES / "ukraine" / "gazetteer" / ARTIFACT
THEATRE_NAMES = theatre_names()
KUPIANSK = "UA63080090010026457"

MEASURE = """
import resource
from pathlib import Path
from workers.extraction.toponymy.places import PlaceFinder
def resident():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
before = resident()
finder = PlaceFinder.load()
print((resident() - before) / 2**20)
"""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load(SHIPPED)


def _sections(data: bytes) -> list[bytes]:
    """The uncompressed sections: compressed bytes depend on the zlib that made them."""
    body = data[data.index(b"\n", len(MAGIC)) + 1 :]
    sections = []
    while body:
        decompressor = zlib.decompressobj()
        sections.append(decompressor.decompress(body))
        body = decompressor.unused_data
    return sections


@pytest.mark.parametrize("theatre", THEATRE_NAMES)
def test_the_shipped_artifact_is_what_the_sources_give(theatre: str) -> None:
    """Nobody changed a source, a rule or a table without building again; two builds are the same bytes."""
    shipped = THEATRES / theatre / "gazetteer" / ARTIFACT
    assert _sections(build(theatre)) == _sections(shipped.read_bytes())


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_loading_takes_under_150_megabytes() -> None:
    """In a process of its own, which holds nothing else."""
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 150


def test_every_settlement_and_region_of_ukraine_is_there(gazetteer: Gazetteer) -> None:
    """The codifier's settlements, the oblasts and raions, and the world's larger cities."""
    records = list(gazetteer.records())
    ukrainian = [r for r in records if r.country == "UA" and r.tier == "theatre"]
    assert sum(r.precision == "settlement" and r.katottg is not None for r in ukrainian) == 29_707
    assert sum(r.feature == "oblast" for r in ukrainian) == 25
    assert sum(r.feature == "raion" for r in ukrainian) == 136
    assert {"Paris", "Moscow", "Tokyo"} <= {r.name for r in records if r.tier == "world"}


def test_ids_are_unique_and_no_position_is_invented(gazetteer: Gazetteer) -> None:
    """A settlement without a known position gives out none, though its community's is known."""
    records = list(gazetteer.records())
    assert len({r.place_id for r in records}) == len(records)
    without = [r for r in records if r.lat is None and r.near is not None]
    assert without
    assert all(r.ref().lat is None and r.ref().lon is None for r in without)


@pytest.mark.parametrize(
    "name",
    ["kupiansk", "kupyansk", "купянськ", "купянськом", "купянск", "купянске", "купянском"],
)
def test_a_town_is_found_by_any_of_its_spellings(gazetteer: Gazetteer, name: str) -> None:
    """Old and new, in three languages, in any case."""
    assert KUPIANSK in {gazetteer.record(n.number).place_id for n in gazetteer.entry(name).namings}


def test_a_packed_artifact_gives_back_what_was_packed(tmp_path: Path) -> None:
    """Records, names and the mark of longer names survive the round trip."""
    record = Record(
        0, "x:1", "Wad Madani", "", "", "city", "SD", "Gezira", "", "", 14.4, 33.5, None, 9, "theatre"
    )
    file = tmp_path / "small.bin"
    file.write_bytes(pack([record], {"wad madani": [Naming(0, "p")]}, {}))
    small = Gazetteer.load(file)
    assert small.record(0) == record
    assert small.entry("wad madani").namings == (Naming(0, "p"),)
    assert small.entry("wad").continues
    assert not small.entry("wad m").namings


def test_a_file_that_is_no_artifact_is_refused(tmp_path: Path) -> None:
    """A wrong file is named in the error, not read as an empty gazetteer."""
    file = tmp_path / "other.bin"
    file.write_bytes(b"something else")
    with pytest.raises(ValueError, match="not a gazetteer artifact"):
        Gazetteer.load(file)
