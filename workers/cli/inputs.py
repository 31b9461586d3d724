"""Articles and maps of control together, as a story tells them."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from schemas.articles import RawArticle
from schemas.maps import ControlMap
from schemas.topics import CONTROL_MAPS
from workers.cli.article_files import SUFFIXES, Form, Missing, Record, find_files, read_articles
from workers.cli.console import warn
from workers.cli.map_files import SUFFIX, MapDetails, read_map


def find_inputs(paths: Iterable[str]) -> tuple[str, ...]:
    """The files named, and the articles and maps below the directories named, by their names.

    Raises UsageError as `find_files` does.
    """
    return tuple(
        found
        for path in paths
        for found in sorted(find_files([path], (*SUFFIXES, SUFFIX)), key=lambda each: (Path(each).name, each))
    )


def read_inputs(path: str, missing: Missing, form: Form | None = None) -> Iterator[Record]:
    """What stands in one file: a map, or articles; what is neither goes on as it stands."""
    found = [read_map(path, MapDetails())] if path.endswith(SUFFIX) else read_articles(path, missing, form)
    for item in found:
        if isinstance(item, Record):
            yield item
        else:
            warn(f"sent as it is: {item}")
            yield Record(item.where, item.value, item.where.encode(), item.size, item.topic)


def told_at(record: Record) -> datetime | None:
    """When an article was published, or the moment that a map shows; None where it does not say."""
    try:
        if record.topic is CONTROL_MAPS:
            return ControlMap.model_validate_json(record.value).as_of
        return RawArticle.model_validate_json(record.value).published_at
    except ValueError:
        return None
