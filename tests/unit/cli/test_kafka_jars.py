"""Kafka's jars arrive whole and verified, or not at all."""

import hashlib
import re
from pathlib import Path

import pytest

from workers.cli.broker.jars import Jar, ensure_jars, kafka_version, pinned_jars
from workers.cli.mistakes import CommandError, UnreachableError

CONTENT = {"one": b"first jar", "two": b"second jar"}
JARS = tuple(
    Jar(f"org.example:{name}:1.0", hashlib.sha256(data).hexdigest()) for name, data in CONTENT.items()
)


class Repository:
    """A fake Maven repository: serves `CONTENT`, or fails as it is told to."""

    def __init__(self, *, served: dict[str, bytes] = CONTENT, breaks_off_at: str | None = None) -> None:
        self.served = served
        self.breaks_off_at = breaks_off_at
        self.asked: list[str] = []

    def fetch(self, jar: Jar, directory: Path) -> Path:
        name = jar.coordinate.split(":")[1]
        self.asked.append(name)
        path = directory / jar.file_name
        if name == self.breaks_off_at:
            path.write_bytes(self.served[name][:3])
            raise ConnectionError("connection broken: 3 bytes read, 6 more expected")
        path.write_bytes(self.served[name])
        return path


def test_the_checked_in_list_pins_every_jar_once() -> None:
    """Each line is a full coordinate with a SHA-256, no file name twice, all of Kafka of one version."""
    jars = pinned_jars()
    assert len({jar.file_name for jar in jars}) == len(jars) > 40
    assert all(re.fullmatch(r"[0-9a-f]{64}", jar.sha256) for jar in jars)
    kafka = {
        jar.coordinate.rsplit(":", 1)[1] for jar in jars if jar.coordinate.startswith("org.apache.kafka:")
    }
    assert kafka == {kafka_version(jars)}


def test_missing_jars_are_downloaded_and_kept_ones_are_not(tmp_path: Path) -> None:
    """A second start needs no network."""
    repository = Repository()
    steps: list[tuple[int, int]] = []
    paths = ensure_jars(tmp_path, JARS, repository.fetch, lambda done, total: steps.append((done, total)))
    assert [path.read_bytes() for path in paths] == list(CONTENT.values())
    assert steps == [(1, 2), (2, 2)]
    ensure_jars(tmp_path, JARS, repository.fetch)
    assert sorted(repository.asked) == ["one", "two"]


def test_a_half_finished_jar_is_downloaded_again(tmp_path: Path) -> None:
    """What an older interrupted download, or a full disk, left behind is noticed by its checksum."""
    (tmp_path / "two-1.0.jar").write_bytes(b"sec")
    repository = Repository()
    paths = ensure_jars(tmp_path, JARS, repository.fetch)
    assert paths[1].read_bytes() == CONTENT["two"]


def test_a_download_that_breaks_off_leaves_nothing_and_says_how_to_go_on(tmp_path: Path) -> None:
    """The whole jar stays, the half one does not, and the message names the directory and the way out."""
    broken = Repository(breaks_off_at="two")
    with pytest.raises(UnreachableError) as caught:
        ensure_jars(tmp_path, JARS, broken.fetch)
    message = str(caught.value)
    assert "1 of 2" in message
    assert str(tmp_path) in message
    assert "FRONTWATCH_BOOTSTRAP_SERVERS" in message
    assert [path.name for path in tmp_path.iterdir()] == ["one-1.0.jar"]
    healed = Repository()
    ensure_jars(tmp_path, JARS, healed.fetch)
    assert healed.asked == ["two"]


def test_a_jar_that_is_not_the_pinned_one_is_refused(tmp_path: Path) -> None:
    """A changed file never reaches the class path, and is not kept."""
    forged = Repository(served={**CONTENT, "one": b"another jar"})
    with pytest.raises(
        CommandError, match=r"one-1\.0\.jar as downloaded is not the file that frontwatch pins"
    ):
        ensure_jars(tmp_path, JARS, forged.fetch)
    assert not (tmp_path / "one-1.0.jar").exists()
