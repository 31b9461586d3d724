"""Input that can never be used goes to the dead letters as it came, and the rest goes on."""

import pytest

from schemas.dead_letters import DeadLetter, original_headers
from tests.broker.bench import Bench
from tests.broker.stages import Numbered
from tests.broker.worker_process import until
from workers.cli.dead_letter_box import Letter, redriven_headers
from workers.cli.stored import stored

pytestmark = pytest.mark.broker

_KEY = b"7"
_GOOD = Numbered(number=57).model_dump_json().encode()
_HEADERS = [("trace", b"\x00\xff"), ("trace", b"again")]


def _ordered(order: str) -> bytes:
    return Numbered(number=7, order=order).model_dump_json().encode()


POISON: dict[str, tuple[bytes | None, bytes | None, str]] = {
    "not JSON": (_KEY, b"not json", "not-json"),
    "not UTF-8": (_KEY, b'{"number": "\xff\xfe"}', "not-json"),
    "a nesting bomb": (_KEY, b"[" * 100_000, "not-json"),
    "a breach of the schema": (_KEY, b'{"number": "many"}', "schema-breach"),
    "no value": (_KEY, None, "missing-value"),
    "no key": (None, _GOOD, "missing-key"),
    "a key that is not UTF-8": (b"\xff", _GOOD, "bad-key"),
    "text that makes the core raise": (_KEY, _ordered("raise"), "ValueError"),
    "text that the core refuses": (_KEY, _ordered("poison"), "unusable"),
    "an output over its topic's bound": (_KEY, _ordered("huge"), "output-too-large"),
}


async def test_every_kind_of_poison_is_dead_lettered_as_it_came(bench: Bench) -> None:
    """Key, value and headers are those that arrived, headers say why, and all of it is acknowledged."""
    await bench.provide()
    await bench.send([(bench.source.name, k, v, _HEADERS, 1) for k, v, _ in POISON.values()])
    await bench.send([(bench.source.name, _KEY, _GOOD, None, 1)])
    worker = bench.start()
    [output] = await bench.counted([57])
    assert output.count == 1, "a poisoned message has changed the key's state"
    letters = await bench.read(bench.dead_letters)
    assert len(letters) == len(POISON)
    for offset, (letter, (name, (key, value, reason))) in enumerate(
        zip(letters, POISON.items(), strict=True)
    ):
        why = DeadLetter.parse(tuple(letter.headers))
        assert (letter.key, letter.value) == (key, value), name
        assert list(original_headers(tuple(letter.headers))) == _HEADERS, name
        assert why.error_type == reason, name
        assert (why.topic, why.partition, why.offset) == (bench.source.name, 1, offset), name
        assert why.attempt == 1

    async def all_committed() -> bool:
        return await bench.committed() == len(POISON) + 1

    await until(all_committed, "the poison is acknowledged")
    assert worker.running


async def test_a_redriven_dead_letter_counts_its_attempts(bench: Bench) -> None:
    """Sent back and dead again, it bears one set of headers, attempt 2 and the time that it had at first."""
    await bench.provide()
    await bench.send([(bench.source.name, _KEY, b"not json", _HEADERS)])
    bench.start()

    async def letters(count: int) -> bool:
        return len(await bench.read(bench.dead_letters)) == count

    await until(lambda: letters(1), "the first death")
    [first] = await bench.read(bench.dead_letters)
    why = DeadLetter.parse(tuple(first.headers))
    [sent] = await bench.read(bench.source)
    assert why.timestamp.timestamp() == pytest.approx(sent.timestamp / 1000, abs=0.001)
    letter = Letter("fingerprint", why, stored(first), redriven=False)
    await bench.send([(bench.source.name, first.key, first.value, list(redriven_headers(letter)))])
    await until(lambda: letters(2), "the second death")
    second = (await bench.read(bench.dead_letters))[1]
    again = DeadLetter.parse(tuple(second.headers))
    assert (again.attempt, again.timestamp) == (2, why.timestamp)
    assert (second.key, second.value) == (_KEY, b"not json")
    assert list(original_headers(tuple(second.headers))) == _HEADERS
    assert len(second.headers) == len(first.headers)


async def test_a_broken_invariant_stops_the_worker_and_loses_nothing(bench: Bench) -> None:
    """FatalError: exit status 1, the message neither acknowledged nor dead-lettered."""
    await bench.provide()
    await bench.produce([1], order="fatal")
    worker = bench.start()
    assert await worker.ended() == 1
    assert worker.events("worker-failed")[0]["error"] == "an invariant is broken"
    assert await bench.read(bench.dead_letters) == []
    assert await bench.committed() == 0
