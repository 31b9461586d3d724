"""A table put together from its changelog: the furthest record counts, not the last."""

import pytest

from schemas.errors import FatalError
from tests.unit.runtime.fakes import STATE, Sum
from workers.runtime.entries import Entries
from workers.runtime.envelope import Envelope, Position, decode_envelope, encode_applied, encode_envelope


def envelope(total: int, offset: int, topic_id: str = "id", **others: int) -> Envelope[Sum]:
    """A state after the record at `offset` of `terms`, and at `others` of other topics."""
    applied = (Position("terms", topic_id, 0, offset),)
    elsewhere = (Position(topic, "id", 0, at) for topic, at in others.items())
    return Envelope((*applied, *elsewhere), f"origin-{offset}", Sum(total=total))


def recovered(*log: tuple[str, Envelope[Sum] | None, int]) -> Entries[Sum]:
    """Entries after a changelog of (key, envelope or tombstone, offset that the tombstone supersedes)."""
    entries = Entries("log", 0, STATE)
    for key, held, offset in log:
        if held is None:
            header = encode_applied((Position("terms", "id", 0, offset),))
            entries.replay(key.encode(), None, [("applied", header)])
        else:
            entries.replay(key.encode(), encode_envelope(held, STATE), [])
    return entries


def test_the_last_record_of_a_key_counts() -> None:
    """The ordinary case: each is further than the one before, and nothing is mended."""
    entries = recovered(("a", envelope(1, 1), 0), ("b", envelope(5, 2), 0), ("a", envelope(2, 3), 0))
    assert entries.states() == {"a": Sum(total=2), "b": Sum(total=5)}
    assert list(entries.finish()) == []


def test_a_record_behind_a_further_one_is_overruled_and_the_further_written_anew() -> None:
    """A paused worker wrote after its successor."""
    entries = recovered(("a", envelope(2, 3), 0), ("a", envelope(1, 1), 0))
    assert entries.states() == {"a": Sum(total=2)}
    [mended] = entries.finish()
    assert decode_envelope(mended.value or b"", STATE) == envelope(2, 3)
    assert list(entries.finish()) == []


def test_a_stale_record_that_is_followed_by_a_newer_one_needs_no_mending() -> None:
    """The changelog ends right."""
    entries = recovered(("a", envelope(2, 3), 0), ("a", envelope(1, 1), 0), ("a", envelope(3, 4), 0))
    assert list(entries.finish()) == []
    assert entries.states() == {"a": Sum(total=3)}


def test_a_stale_record_does_not_revive_a_forgotten_key() -> None:
    """The tombstone says what it supersedes, and is written anew."""
    entries = recovered(("a", envelope(1, 1), 0), ("a", None, 9), ("a", envelope(1, 2), 0))
    assert entries.states() == {}
    [mended] = entries.finish()
    assert mended.value is None


def test_a_stale_tombstone_does_not_bury_a_newer_entry() -> None:
    """The key was taken up again in between."""
    entries = recovered(("a", envelope(4, 12), 0), ("a", None, 9))
    assert entries.states() == {"a": Sum(total=4)}


def test_a_recreated_topic_supersedes_the_old_one_in_spite_of_lower_offsets() -> None:
    """Offsets of two topics of one name cannot be compared: the later record counts."""
    entries = recovered(("a", envelope(7, 900), 0), ("a", envelope(8, 0, topic_id="other"), 0))
    assert entries.states() == {"a": Sum(total=8)}


def test_with_two_sources_the_record_that_knows_less_is_behind() -> None:
    """Applied offsets are held per source topic."""
    entries = recovered(("a", envelope(3, 5, duplicates=2), 0), ("a", envelope(2, 5), 0))
    assert entries.states() == {"a": Sum(total=3)}


def test_reading_ones_own_records_again_changes_nothing() -> None:
    """After a rebalance a kept partition is read from where the last recovery ended."""
    log = [("a", envelope(1, 1), 0), ("a", envelope(2, 2), 0), ("b", envelope(1, 3), 0), ("b", None, 4)]
    entries = recovered(*log)
    assert list(entries.finish()) == []
    for key, held, offset in log:
        again = recovered((key, held, offset))
        assert again is not entries
    for key, held, _ in log[:3]:
        assert held is not None
        entries.replay(key.encode(), encode_envelope(held, STATE), [])
    entries.replay(b"b", None, [("applied", encode_applied((Position("terms", "id", 0, 4),)))])
    assert entries.states() == {"a": Sum(total=2)}
    assert list(entries.finish()) == []


@pytest.mark.parametrize("value", [b"{}", b"not json", b'{"format": 2}', b'{"format": 1, "applied": {}}'])
def test_a_record_that_cannot_be_read_is_fatal(value: bytes) -> None:
    """Leaving it out would be forgetting."""
    with pytest.raises(FatalError, match="changelog record"):
        Entries("log", 0, STATE).replay(b"a", value, [])
