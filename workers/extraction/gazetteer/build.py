"""Build the gazetteer artifacts: `python -m workers.extraction.gazetteer.build [THEATRE …]`."""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from workers.extraction.gazetteer.artifact import Naming, pack
from workers.extraction.gazetteer.record import Named
from workers.extraction.gazetteer.sources import (
    digests,
    read_sources,
    theatre_places,
    world_places,
)
from workers.extraction.gazetteer.spellings import spellings

ROOT = Path(__file__).resolve().parents[3]
THEATRES = Path(__file__).resolve().parents[1] / "theatres"
ARTIFACT = "gazetteer.bin"


def build(theatre: str, root: Path = ROOT, theatres: Path = THEATRES) -> bytes:
    """The artifact's bytes for a theatre; the same sources give the same bytes."""
    folder = theatres / theatre / "gazetteer"
    sources = read_sources(folder / "sources.toml", root)
    places: list[Named] = list(theatre_places(sources))
    if sources.world:
        taken = frozenset(p.record.place_id for p in places)
        places += world_places(sources.world, taken, len(places))
    names: dict[str, set[Naming]] = defaultdict(set)
    for named in places:
        for spelling, kind in spellings(named):
            if spelling:
                names[spelling].add(Naming(named.record.number, kind))
    return pack([p.record for p in places], names, digests(sources))


def theatre_names(theatres: Path = THEATRES) -> list[str]:
    """The theatres that have a table of sources, by name."""
    return sorted(path.parents[1].name for path in theatres.glob("*/gazetteer/sources.toml"))


def main(arguments: list[str] | None = None) -> int:
    """Write the artifacts of the theatres named on the command line; of all where none is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("theatres", nargs="*", metavar="THEATRE", help="all where none is named")
    for theatre in parser.parse_args(arguments).theatres or theatre_names():
        target = THEATRES / theatre / "gazetteer" / ARTIFACT
        data = build(theatre)
        target.write_bytes(data)
        sys.stdout.write(f"{target.relative_to(ROOT)}: {len(data):,} bytes\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
