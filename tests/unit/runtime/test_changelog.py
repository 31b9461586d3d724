"""A note tells a changelog that lost records from one that is whole."""

import pytest

from schemas.errors import FatalError
from workers.runtime.changelog import Extent, require_whole

NOTED = Extent("id-1", 0, 500)


def test_a_note_is_read_as_it_was_written() -> None:
    """It travels beside a committed offset."""
    assert Extent.of_note(NOTED.note()) == NOTED


@pytest.mark.parametrize(
    "note", ["", "changelog", "changelog a b c", "other id-1 0 500", "changelog id 0 1 2"]
)
def test_what_others_commit_is_no_note(note: str) -> None:
    """Kafka's tools leave it empty, other clients write their own."""
    assert Extent.of_note(note) is None


@pytest.mark.parametrize(
    ("found", "reason"),
    [
        (Extent("id-2", 0, 500), "is another topic"),
        (Extent("id-1", 1, 500), "its oldest records were deleted"),
        (Extent("id-1", 0, 499), "its newest records are gone"),
    ],
)
def test_lost_records_stop_the_worker_with_what_to_do(found: Extent, reason: str) -> None:
    """A topic made anew, one that was cut at its beginning and one at its end."""
    with pytest.raises(FatalError, match=rf"changelog c, partition 3, .*{reason}.*--reset-offsets"):
        require_whole("c", 3, "group", NOTED, found)


@pytest.mark.parametrize("end", [500, 501])
def test_a_whole_changelog_passes(end: int) -> None:
    """It may hold more than the note knew: what was written after the last commit."""
    require_whole("c", 3, "group", NOTED, Extent("id-1", 0, end))
