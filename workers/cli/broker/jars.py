"""Kafka's own jars: which ones, where they are kept, and how they get there intact."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from workers.cli.mistakes import CommandError, UnreachableError

_DOWNLOADS_AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Jar:
    """One pinned jar. `coordinate` is group:artifact:version; `sha256` is of the jar, in hexadecimal."""

    coordinate: str
    sha256: str

    @property
    def file_name(self) -> str:
        """The name that the Maven repository gives the file."""
        _, artifact, version = self.coordinate.split(":")
        return f"{artifact}-{version}.jar"


Fetch = Callable[[Jar, Path], Path]
"""Downloads one jar into a directory of its own and returns the file. Raises OSError without a network."""
Progress = Callable[[int, int], None]
"""Told after each download how many of the missing jars are there, and how many there were."""


def pinned_jars() -> tuple[Jar, ...]:
    """The checked-in list, in its order."""
    text = files("workers.cli.broker").joinpath("jars.txt").read_text(encoding="utf-8")
    lines = (line.strip() for line in text.splitlines())
    return tuple(Jar(*line.split()) for line in lines if line and not line.startswith("#"))


def kafka_version(jars: Iterable[Jar]) -> str:
    """The version of Kafka among the jars."""
    return next(jar.coordinate.rsplit(":", 1)[1] for jar in jars if ":kafka-clients:" in jar.coordinate)


def fetch_from_maven(jar: Jar, directory: Path) -> Path:
    """Download one jar from the Maven repository; nothing is resolved, each coordinate is taken as pinned."""
    from jgo.constants import MAVEN_CENTRAL_URL  # noqa: PLC0415 - a slow import that only a download needs
    from jgo.maven import MavenContext  # noqa: PLC0415

    context = MavenContext(repo_cache=directory, remote_repos={"maven": MAVEN_CENTRAL_URL})
    group, artifact, version = jar.coordinate.split(":")
    try:
        return Path(context.project(group, artifact).at_version(version).artifact().resolve())
    except RuntimeError as error:
        raise OSError(f"the repository does not hand out {jar.coordinate}: {error}") from error


def ensure_jars(
    directory: Path,
    jars: tuple[Jar, ...],
    fetch: Fetch = fetch_from_maven,
    progress: Progress = lambda done, total: None,
) -> tuple[Path, ...]:
    """The jars as verified files in `directory`, downloading what is missing or damaged.

    A file appears under its name only whole and verified, so that an interrupted download, or two at once,
    leave nothing half-finished behind. Raises UnreachableError where a download fails, CommandError for a
    jar whose checksum is not the pinned one.
    """
    directory.mkdir(parents=True, exist_ok=True)
    missing = [jar for jar in jars if _sha256(directory / jar.file_name) != jar.sha256]
    with ThreadPoolExecutor(_DOWNLOADS_AT_ONCE) as pool:
        waiting = [pool.submit(_obtain, jar, directory, fetch) for jar in missing]
        try:
            for done, future in enumerate(waiting, start=1):
                future.result()
                progress(done, len(missing))
        except OSError as error:
            raise UnreachableError(_no_download(directory, jars, error)) from error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
    return tuple(directory / jar.file_name for jar in jars)


def _obtain(jar: Jar, directory: Path, fetch: Fetch) -> None:
    staging = Path(tempfile.mkdtemp(prefix=".download-", dir=directory))
    try:
        fetched = fetch(jar, staging)
        found = _sha256(fetched)
        if found != jar.sha256:
            raise CommandError(
                f"{jar.file_name} as downloaded is not the file that frontwatch pins (SHA-256 {found}, "
                f"expected {jar.sha256}). Nothing was kept. Try again; if it stays so, something between "
                f"you and the Maven repository changes files: ask whoever runs your proxy."
            )
        os.replace(fetched, directory / jar.file_name)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def _no_download(directory: Path, jars: tuple[Jar, ...], error: OSError) -> str:
    held = sum((directory / jar.file_name).exists() for jar in jars)
    reason = str(error).splitlines()[0][:300] if str(error) else type(error).__name__
    return (
        f"Kafka's jars could not be downloaded ({reason}). {held} of {len(jars)} are in {directory} and are "
        f"kept: run the command again when the network is back, set HTTPS_PROXY if you are behind a proxy, "
        f"or copy the jars of that directory from another machine. To do without them, set "
        f"FRONTWATCH_BOOTSTRAP_SERVERS to a Kafka that runs already."
    )
