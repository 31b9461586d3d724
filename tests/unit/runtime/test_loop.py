"""The order of things for one message, and what each kind of error does."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from schemas.dead_letters import DeadLetter, original_headers
from schemas.envelopes import Arrival, Handled
from schemas.errors import FatalError, PoisonError, TransientError
from schemas.topics import ALERTS, dead_letters
from tests.unit.runtime.fakes import TABLE, TARGET, WORKER, Arrived, Rig, Sum, Summing, Term, settle, term
from workers.runtime.envelope import decode_envelope

CHANGELOG = TABLE.changelog
LETTERS = dead_letters(WORKER)


def totals(rig: Rig) -> list[int]:
    """What was published."""
    return [Sum.model_validate_json(record.value or b"").total for record in rig.sender.to(TARGET)]


async def test_outputs_wait_for_the_changelog_and_the_acknowledgement_for_both() -> None:
    """State confirmed, then outputs sent, then outputs confirmed, then acknowledged."""
    rig = Rig(Summing(), confirms=False)
    running = asyncio.ensure_future(rig.run(term(1)))
    await settle()
    assert rig.sender.topics == [CHANGELOG.name]
    rig.sender.sent[0].done.set()
    await settle()
    assert rig.sender.topics == [CHANGELOG.name, TARGET.name]
    assert rig.acknowledged == []
    rig.sender.sent[1].done.set()
    await running
    assert rig.acknowledged == [1]


async def test_messages_of_different_keys_are_in_flight_at_once_but_acknowledged_in_order() -> None:
    """The second is confirmed first and still waits for the first."""
    rig = Rig(Summing(), confirms=False)
    running = asyncio.ensure_future(rig.run(term(1, key="a"), term(2, key="b")))
    await settle()
    first, second = rig.sender.sent
    assert (first.record.key, second.record.key) == (b"a", b"b")
    second.done.set()
    await settle()
    assert rig.sender.to(TARGET) == []
    rig.sender.confirms = True
    first.done.set()
    await running
    assert rig.acknowledged == [1, 2]


async def test_a_key_waits_until_its_last_message_is_confirmed_whole() -> None:
    """Else an offset below the last applied one might never have been published."""
    rig = Rig(Summing(), confirms=False)
    running = asyncio.ensure_future(rig.run(term(1), term(2)))
    await settle()
    rig.sender.sent[0].done.set()
    await settle()
    assert rig.sender.topics == [CHANGELOG.name, TARGET.name]
    rig.sender.confirms = True
    rig.sender.sent[1].done.set()
    await running
    assert totals(rig) == [1, 2]
    assert rig.acknowledged == [1, 2]


async def test_no_more_bytes_are_taken_than_may_be_in_flight_what_came_of_them_included() -> None:
    """Inputs of some 60 bytes whose outputs have 2,000: with room for 3,000 the third waits, unhandled."""
    rig = Rig(Summing(padding="x" * 1_900), confirms=False, room_bytes=3_000)
    running = asyncio.ensure_future(rig.run(*(term(n, key=f"k{n}") for n in range(5))))
    await settle()
    assert len(rig.sender.sent) == 2
    rig.sender.confirms = True
    for sent in rig.sender.sent:
        sent.done.set()
    await running
    assert rig.acknowledged == [0, 1, 2, 3, 4]
    assert rig.metrics.registry.get_sample_value("frontwatch_in_flight_bytes") == 0


async def test_a_message_larger_than_all_the_room_is_taken_when_it_is_alone() -> None:
    """Else it would wait for ever."""
    rig = Rig(Summing(), room_bytes=1)
    await rig.run(term(1), term(2))
    assert rig.acknowledged == [1, 2]


async def test_no_more_messages_are_taken_than_may_be_in_flight() -> None:
    """With room for two, the third is asked for but not handled."""
    rig = Rig(Summing(), confirms=False, room=2)
    running = asyncio.ensure_future(rig.run(*(term(n, key=f"k{n}") for n in range(5))))
    await settle()
    assert len(rig.sender.sent) == 2
    assert rig.taken == 3
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_the_last_message_again_publishes_the_same_bytes_again() -> None:
    """A redelivery after a crash between the changelog and the outputs."""
    rig = Rig(Summing())
    await rig.run(term(1, add=5))
    await rig.run(term(1, add=5))
    first, again = rig.sender.to(TARGET)
    assert first == again
    assert rig.partition(0).states() == {"k": Sum(total=5)}
    assert len(rig.sender.to(CHANGELOG)) == 1


async def test_the_same_identity_at_a_later_offset_is_not_counted_again() -> None:
    """An upstream worker published it anew after a crash of its own."""
    rig = Rig(Summing())
    await rig.run(term(1, add=5, origin="articles.raw/0/9"), term(4, add=5, origin="articles.raw/0/9"))
    assert totals(rig) == [5, 5]
    await rig.run(term(5, add=1))
    assert totals(rig)[-1] == 6


async def test_a_message_before_the_last_one_is_skipped() -> None:
    """It was confirmed before the later one was handled."""
    rig = Rig(Summing())
    await rig.run(term(1), term(2), term(1))
    assert totals(rig) == [1, 2]
    assert rig.acknowledged == [1, 2, 1]


async def test_a_recreated_topic_begins_anew() -> None:
    """Its low offsets are not the past ones."""
    rig = Rig(Summing())
    await rig.run(term(7))
    rig.topic_ids["terms"] = "id-2"
    await rig.run(term(0, origin="articles.raw/1/0"))
    assert totals(rig) == [1, 2]


async def test_without_kept_outputs_the_last_message_is_handled_again_with_the_stored_state() -> None:
    """The core must come to the same outputs from it."""
    rig = Rig(Summing(keeps_outputs=False))
    await rig.run(term(1), term(1))
    assert totals(rig) == [1, 2]
    envelope = decode_envelope(rig.sender.to(CHANGELOG)[-1].value or b"", rig.stage.state)
    assert envelope.outputs == ()


async def test_a_stage_without_a_table_publishes_and_acknowledges() -> None:
    """No changelog is written."""
    rig = Rig(Summing(table=None))
    await rig.run(term(1), term(2))
    assert rig.sender.topics == [TARGET.name, TARGET.name]
    assert rig.acknowledged == [1, 2]


class Passing(Summing):
    """Has no use for anything."""

    def handle(self, message: Term, state: Sum | None, arrival: Arrival) -> Handled[Sum]:
        return Handled(passed_over="too-old")


async def test_what_is_passed_over_is_counted_by_its_reason_and_acknowledged() -> None:
    """Nothing is written, and an operator sees that something came."""
    rig = Rig(Passing())
    await rig.run(term(1), term(2))
    assert (rig.sender.topics, rig.acknowledged) == ([], [1, 2])
    counted = rig.metrics.registry.get_sample_value("frontwatch_passed_over_total", {"reason": "too-old"})
    assert counted == 2


async def test_a_core_in_a_thread_keeps_the_order() -> None:
    """One thread, one message at a time."""
    rig = Rig(Summing())
    rig.stage.cpu_bound = True
    await rig.run(*(term(n) for n in range(20)))
    assert totals(rig) == list(range(1, 21))


@pytest.mark.parametrize(
    ("error", "reason"),
    [(PoisonError("unusable", "no"), "unusable"), (RecursionError("deep"), "RecursionError")],
)
async def test_what_the_core_raises_for_one_message_is_its_dead_letter(error: Exception, reason: str) -> None:
    """Published in its place, acknowledged in its turn; the next message goes on."""
    rig = Rig(Summing(raises=[error]))
    await rig.run(term(1), term(2, add=3))
    [letter] = rig.sender.to(LETTERS)
    why = DeadLetter.parse(letter.headers)
    assert (why.error_type, why.offset, why.attempt) == (reason, 1, 1)
    assert original_headers(letter.headers) == term(1).headers
    assert letter.value == term(1).value
    assert totals(rig) == [3]
    assert rig.acknowledged == [1, 2]


async def test_a_dead_letter_holds_its_key_until_it_is_confirmed() -> None:
    """Else a crash after the next message would skip the redelivered poison as confirmed."""
    rig = Rig(Summing(raises=[ValueError("no")]), confirms=False)
    running = asyncio.ensure_future(rig.run(term(1), term(2)))
    await settle()
    assert rig.sender.topics == [LETTERS.name]
    rig.sender.confirms = True
    rig.sender.sent[0].done.set()
    await running
    assert rig.acknowledged == [1, 2]


async def test_a_null_header_value_is_no_reason_to_stop() -> None:
    """Kafka allows it."""
    rig = Rig(Summing())
    await rig.run(Arrived(1, b"not json", headers=(("trace", None),)))
    [letter] = rig.sender.to(LETTERS)
    assert not letter.headers[0][1]


async def test_a_transient_error_is_tried_again_with_longer_and_longer_pauses() -> None:
    """And never dead-lettered."""
    rig = Rig(Summing(raises=[TransientError("away")] * 3))
    await rig.run(term(1))
    assert rig.pauses == [0.1, 0.2, 0.4]
    assert totals(rig) == [1]
    assert rig.sender.to(LETTERS) == []


async def test_a_fatal_error_ends_the_loop_with_nothing_acknowledged() -> None:
    """It is no fault of the message."""
    rig = Rig(Summing(raises=[FatalError("broken")]))
    with pytest.raises(BaseExceptionGroup) as caught:
        await rig.run(term(1), term(2))
    assert caught.group_contains(FatalError, match="broken")
    assert rig.acknowledged == []


async def test_an_output_over_its_topics_bound_is_poison_and_leaves_no_trace() -> None:
    """Neither in the table nor in what the core derives from it."""
    rig = Rig(Summing())
    await rig.run(term(1, add=5))
    rig.stage.padding = "x" * TARGET.max_message_bytes
    await rig.run(term(2, add=7))
    [letter] = rig.sender.to(LETTERS)
    assert "the limit is 1048576" in DeadLetter.parse(letter.headers).message
    assert rig.partition(0).states() == {"k": Sum(total=5)}
    assert rig.stage.rebuilt == [{"k": Sum(total=5)}]
    assert len(rig.sender.to(CHANGELOG)) == 1


async def test_forgotten_keys_get_a_tombstone_that_says_what_it_supersedes() -> None:
    """Only keys that are held; confirmed before the outputs like any change."""
    rig = Rig(Summing())
    await rig.run(term(1, key="old"))
    rig.stage.forgets = ("old", "unknown")
    await rig.run(term(2, key="new"))
    changes = rig.sender.to(CHANGELOG)
    assert [(c.key, c.value is None) for c in changes] == [(b"old", False), (b"new", False), (b"old", True)]
    assert changes[-1].headers == (("applied", b'{"terms":["id-1",0,2]}'),)
    assert list(rig.partition(0).states()) == ["new"]


async def test_outputs_carry_the_origin_of_what_arrived() -> None:
    """So that the next worker knows a repetition when it sees one."""
    rig = Rig(Summing())
    await rig.run(term(1, origin="articles.raw/3/44"))
    [output] = rig.sender.to(TARGET)
    assert dict(output.headers)["origin"] == b"articles.raw/3/44"


async def test_the_age_of_the_newest_alert_is_measured_from_its_article() -> None:
    """Over the whole road, by the raw record's time; messages that lead to no alert leave it as it is."""
    rig = Rig(Summing())
    now = datetime(2024, 11, 20, 12, tzinfo=UTC)
    rig.now = lambda: now
    early, late = (now - timedelta(seconds=seconds) for seconds in (90, 30))
    await rig.run(term(1, raw_time=early))
    assert rig.metrics.registry.get_sample_value("frontwatch_alert_age_seconds") == 0
    rig.stage.target = ALERTS
    await rig.run(term(2, raw_time=late), term(3))
    assert rig.metrics.registry.get_sample_value("frontwatch_alert_age_seconds") == 30
