"""Dead letters as they lie in their topics, and which of them were sent again already.

A letter that was redriven is followed, in its own topic, by a mark: a record without a value whose header
names its offset. The mark is kept as long as the letter, and every operator sees it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from schemas.dead_letters import ATTEMPT, REDRIVEN, TIMESTAMP, DeadLetter, RawHeaders, original_headers
from schemas.topics import WORKERS, Worker, dead_letters
from workers.cli.stored import Stored


@dataclass(frozen=True, slots=True)
class Letter:
    """One dead letter: why it died, and the record itself."""

    worker: Worker
    why: DeadLetter
    record: Stored
    redriven: bool

    @property
    def name(self) -> str:
        """How users call it: worker/offset."""
        return f"{self.worker}/{self.record.offset}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letters are meant; an empty field means all. `first` and `last` are offsets, inclusive."""

    workers: frozenset[str] = frozenset()
    error_types: frozenset[str] = frozenset()
    first: int | None = None
    last: int | None = None
    names: frozenset[str] = frozenset()

    def admits(self, letter: Letter) -> bool:
        """Whether the letter is meant."""
        return (
            (not self.workers or letter.worker in self.workers)
            and (not self.error_types or letter.why.error_type in self.error_types)
            and (not self.names or letter.name in self.names)
            and (self.first is None or letter.record.offset >= self.first)
            and (self.last is None or letter.record.offset <= self.last)
        )


def read_letters(records: Iterable[Stored]) -> tuple[Letter, ...]:
    """The letters among the records, by worker and offset; what is neither letter nor mark is left out."""
    records = tuple(records)
    marked = {(record.topic, record.partition, offset) for record in records for offset in _marks(record)}
    workers = {dead_letters(worker).name: worker for worker in WORKERS}
    found = []
    for record in records:
        try:
            why = DeadLetter.parse(record.headers)
        except ValueError:
            continue
        redriven = (record.topic, record.partition, record.offset) in marked
        found.append(Letter(workers[record.topic], why, record, redriven))
    return tuple(sorted(found, key=lambda letter: (WORKERS.index(letter.worker), letter.record.offset)))


def _marks(record: Stored) -> list[int]:
    return [int(value) for name, value in record.headers if name == REDRIVEN and value.isdigit()]


def to_redrive(letters: Iterable[Letter], wanted: Wanted, *, again: bool = False) -> tuple[Letter, ...]:
    """The letters to send: those meant, without those sent before unless `again`."""
    return tuple(letter for letter in letters if wanted.admits(letter) and (again or not letter.redriven))


def redriven_headers(letter: Letter) -> RawHeaders:
    """The original headers, the count of attempts, so that the next death counts on, and the first time."""
    told = (
        (ATTEMPT, str(letter.why.attempt).encode()),
        (TIMESTAMP, letter.why.timestamp.isoformat().encode()),
    )
    return (*original_headers(letter.record.headers), *told)


def mark_headers(letter: Letter) -> RawHeaders:
    """The headers of the mark that follows a redriven letter."""
    return ((REDRIVEN, str(letter.record.offset).encode()),)
