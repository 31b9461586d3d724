"""Maps of control in files: GeoJSON FeatureCollections with their source and moment beside the features."""

from collections.abc import Iterator
from pathlib import Path

from schemas.maps import ControlMap
from workers.cli.article_files import Refused, reason_of
from workers.cli.mistakes import UsageError

SUFFIXES = (".geojson", ".json")


def read_maps(folder: Path) -> Iterator[ControlMap | Refused]:
    """The maps of a directory (or of one file), by name; what is none with the reason.

    Raises UsageError where there is no such directory, or no map file in it.
    """
    if not folder.exists():
        raise UsageError(f"{folder}: no such file or directory")
    paths = sorted(p for p in folder.rglob("*") if p.suffix in SUFFIXES) if folder.is_dir() else [folder]
    if not paths:
        raise UsageError(f"{folder}: no map files in it ({', '.join(SUFFIXES)})")
    for path in paths:
        try:
            yield ControlMap.model_validate_json(path.read_bytes())
        except ValueError as error:
            yield Refused(str(path), reason_of(error), b"")
