"""The road in one process carries the same bytes in the same order as a broker would."""

from collections.abc import Mapping
from typing import Any

import pytest
from pydantic import TypeAdapter

from schemas.articles import RawArticle
from schemas.dead_letters import DeadLetter
from schemas.envelopes import Arrival, Handled, Outgoing
from schemas.errors import FatalError, PoisonError
from schemas.topics import (
    ARTICLES_FINGERPRINTS,
    ARTICLES_RAW,
    DEDUPE_ENTRIES,
    WATCHLISTS,
    Table,
    Topic,
    Worker,
    dead_letters,
)
from schemas.watchlists import Watchlist
from tests.unit.cli.alerts import NOON
from workers.cli.road import Road
from workers.cli.stored import Stored
from workers.runtime.stage import Stage

GOOD = RawArticle(article_id="a", source="a.example", body="Text.").model_dump_json().encode()


class Counting(Stage[int]):
    """A stage that counts the articles of each source in its table, and forgets the count at three."""

    worker: Worker = "fingerprint"
    sources: tuple[Topic, ...] = (ARTICLES_RAW,)
    table: Table | None = DEDUPE_ENTRIES
    state: TypeAdapter[int] | None = TypeAdapter(int)
    keeps_outputs = False
    broadcasts: tuple[Topic, ...] = (WATCHLISTS,)

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.counts: list[int] = []
        self.recoveries: list[int] = []
        self.watchlists: list[str] = []

    def state_key(self, message: RawArticle) -> str:
        return message.source

    def handle(self, message: RawArticle, state: int | None, arrival: Arrival) -> Handled[int]:
        if self.error is not None:
            raise self.error
        self.counts.append((state or 0) + 1)
        if self.counts[-1] == 3:
            return Handled(forgotten=(message.source,))
        return Handled((Outgoing(ARTICLES_FINGERPRINTS, "en", message, partition=0),), self.counts[-1])

    def recovered(self, partition: int, entries: Mapping[str, int]) -> None:
        self.recoveries.append(partition)

    def broadcasted(self, topic: Topic, key: str, value: bytes | None) -> None:
        self.watchlists.append(key)


def travelled(stage: Stage[Any], *values: bytes) -> list[Stored]:
    published: list[Stored] = []
    road = Road((stage,), "test", published.append)
    for value in values:
        road.send(b"key", value, NOON)
    return published


def test_state_is_kept_by_key_and_forgotten_on_request() -> None:
    """As a table does it."""
    stage = Counting()
    travelled(stage, GOOD, GOOD, GOOD, GOOD)
    assert stage.counts == [1, 2, 3, 1]


def test_outputs_carry_their_origin_and_a_place_of_their_own() -> None:
    """Offsets count up in each partition, the origin stays that of the raw record."""
    raw, first, _, second = travelled(Counting(), GOOD, GOOD)
    assert raw.topic == ARTICLES_RAW.name
    assert (first.topic, first.partition, first.offset, second.offset) == (
        ARTICLES_FINGERPRINTS.name,
        0,
        0,
        1,
    )
    assert dict(second.headers)["origin"] == f"{ARTICLES_RAW.name}/{raw.partition}/1".encode()
    assert first.timestamp == NOON.timestamp()


@pytest.mark.parametrize(
    ("value", "error", "kind"),
    [
        (b"{broken", None, "not-json"),
        (GOOD, PoisonError("bad-text", "no"), "bad-text"),
        (GOOD, ZeroDivisionError(), "ZeroDivisionError"),
    ],
)
def test_what_cannot_be_used_becomes_a_dead_letter_with_its_bytes(
    value: bytes, error: Exception | None, kind: str
) -> None:
    """Unreadable, refused, or the cause of a crash: the road goes on."""
    _, letter = travelled(Counting(error), value)
    assert letter.topic == dead_letters("fingerprint").name
    assert (letter.key, letter.value) == (b"key", value)
    assert DeadLetter.parse(letter.headers).error_type == kind


def test_a_broken_invariant_stops_the_road() -> None:
    """A replay must not go on where a worker would stop."""
    with pytest.raises(FatalError):
        travelled(Counting(FatalError("broken")), GOOD)


def test_stages_begin_recovered_and_know_the_watchlists() -> None:
    """As workers do before their first message."""
    stage = Counting()
    road = Road((stage,), "test", lambda record: None)
    road.watch(Watchlist(watchlist_id="east", name="The east"))
    assert stage.recoveries == list(range(12))
    assert stage.watchlists == ["east"]
