"""The gazetteer as one file: the records, and a table from every spelling of a name to its records.

Layout: a magic line, a JSON line with the sizes, then zlib-compressed sections. The name table is sorted
text with the start of every 32nd line, so that loading costs one decompression, and a look-up one bisection
and one short `bytes.find`: a dictionary or an automaton of 700,000 names takes longer to fill than loading
may take.
"""

import json
import sys
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal, NamedTuple, Self, get_args

from workers.extraction.gazetteer.record import Record, parse_record

MAGIC = b"frontwatch gazetteer 1\n"
_LINES_OF_A_BLOCK = 32

Kind = Literal["p", "i", "o", "k", "j", "r"]
"""How a spelling names its record: `p` primary name, `i` a case form of it, `o` other name, `k` a case form
of one, `j` adjective (needs a noun: direction, district, region), `r` stem of a region's or district's name
(needs the noun too: Kharkiv in "Kharkiv region")."""


class Naming(NamedTuple):
    """One record that a spelling may mean, and how the spelling names it."""

    number: int
    kind: Kind


class Entry(NamedTuple):
    """What the name table knows of a spelling; `continues`: longer names begin with it."""

    namings: tuple[Naming, ...]
    continues: bool


NOTHING = Entry((), False)


def _payload(namings: Iterable[Naming], continues: bool) -> str:
    by_kind: dict[str, list[int]] = {}
    for naming in sorted(set(namings)):
        by_kind.setdefault(naming.kind, []).append(naming.number)
    groups = []
    for kind in sorted(by_kind):
        previous = 0
        steps = []
        for index in by_kind[kind]:
            steps.append(f"{index - previous:x}")
            previous = index
        groups.append(kind + ",".join(steps))
    return ("+" if continues else "") + ";".join(groups)


def _parse_payload(payload: str) -> Entry:
    continues = payload.startswith("+")
    namings: list[Naming] = []
    for group in payload.removeprefix("+").split(";"):
        if not group:
            continue
        kind = group[0]
        index = 0
        for step in group[1:].split(","):
            index += int(step, 16)
            namings.append(Naming(index, kind))  # type: ignore[arg-type]  # written by _payload
    return Entry(tuple(namings), continues)


def pack(
    records: Sequence[Record], names: Mapping[str, Iterable[Naming]], sources: Mapping[str, str]
) -> bytes:
    """The artifact's bytes. `names` maps folded spellings to namings; `sources` file names to SHA-256."""
    table: dict[str, tuple[set[Naming], bool]] = {name: (set(n), False) for name, n in names.items()}
    for name in names:
        words = name.split(" ")
        for size in range(1, len(words)):
            prefix = " ".join(words[:size])
            table[prefix] = (table.get(prefix, (set(), True))[0], True)
    keyed = sorted((name.encode(), _payload(*entry).encode()) for name, entry in table.items())
    blob = bytearray(b"\n")
    starts = array("I")
    for number, (key, payload) in enumerate(keyed):
        if number % _LINES_OF_A_BLOCK == 0:
            starts.append(len(blob))
        blob += key + b"\t" + payload + b"\n"
    lines = "\n".join(record.line() for record in records).encode()
    sections = [zlib.compress(data, 9) for data in (lines, bytes(blob), _little_endian(starts))]
    header = {
        "kinds": "".join(get_args(Kind)),
        "names": len(table),
        "records": len(records),
        "sections": [len(s) for s in sections],
        "sources": dict(sorted(sources.items())),
    }
    return MAGIC + json.dumps(header, sort_keys=True).encode() + b"\n" + b"".join(sections)


def _little_endian(offsets: "array[int]") -> bytes:
    if sys.byteorder == "big":
        offsets = array("I", offsets)
        offsets.byteswap()
    return offsets.tobytes()


class _NameTable(NamedTuple):
    """Sorted lines of the name table, where every 32nd begins, and the spellings there."""

    lines: bytes
    starts: "array[int]"
    first: list[bytes]

    def payload(self, name: str) -> str | None:
        key = name.encode("utf-8", "surrogatepass")
        block = bisect_right(self.first, key) - 1
        if block < 0:
            return None
        high = self.starts[block + 1] if block + 1 < len(self.starts) else len(self.lines)
        found = self.lines.find(b"\n" + key + b"\t", self.starts[block] - 1, high)
        if found < 0:
            return None
        start = found + len(key) + 2
        return self.lines[start : self.lines.index(b"\n", start)].decode()


class Gazetteer:
    """A loaded artifact, with what a theatre's tables add. Never changes; safe to share between threads."""

    def __init__(
        self,
        lines: Sequence[bytes],
        names: _NameTable,
        *,
        overlay: Mapping[str, Entry] | None = None,
        changed: Mapping[int, Record] | None = None,
    ) -> None:
        self._lines = lines
        self._names = names
        self._overlay = dict(overlay or {})
        self._changed = dict(changed or {})
        self._numbers = {line[: line.index(b"\t")]: i for i, line in enumerate(lines)}
        self._numbers |= {r.place_id.encode(): i for i, r in self._changed.items()}
        self.entry = lru_cache(maxsize=1 << 15)(self._entry)
        self.record = lru_cache(maxsize=1 << 13)(self._record)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read an artifact; ValueError when the file is not one."""
        data = path.read_bytes()
        if not data.startswith(MAGIC):
            raise ValueError(f"{path} is not a gazetteer artifact of this version; build it again")
        end = data.index(b"\n", len(MAGIC))
        header = json.loads(data[len(MAGIC) : end])
        position = end + 1
        sections = []
        for size in header["sections"]:
            sections.append(zlib.decompress(data[position : position + size]))
            position += size
        starts = array("I")
        starts.frombytes(sections[2])
        if sys.byteorder == "big":
            starts.byteswap()
        blob = sections[1]
        first = [blob[s : blob.index(b"\t", s)] for s in starts]
        return cls(sections[0].split(b"\n"), _NameTable(blob, starts, first))

    def supplemented(self, names: Mapping[str, Iterable[Naming]], records: Iterable[Record]) -> Self:
        """The same gazetteer with more spellings, and with records changed or added by their number."""
        overlay = {name: Entry(tuple(namings), False) for name, namings in names.items()}
        for name in names:
            words = name.split(" ")
            for size in range(1, len(words)):
                prefix = " ".join(words[:size])
                overlay[prefix] = overlay.get(prefix, NOTHING)._replace(continues=True)
        changed = {r.number: r for r in records}
        return type(self)(self._lines, self._names, overlay=overlay, changed=changed)

    def number_of(self, place_id: str) -> int | None:
        """The number of the record with this id, or None."""
        return self._numbers.get(place_id.encode("utf-8", "surrogatepass"))

    def _entry(self, name: str) -> Entry:
        payload = self._names.payload(name)
        known = _parse_payload(payload) if payload is not None else NOTHING
        extra = self._overlay.get(name, NOTHING)
        return Entry((*known.namings, *extra.namings), known.continues or extra.continues)

    def _record(self, number: int) -> Record:
        return self._changed.get(number) or parse_record(number, self._lines[number].decode())

    def __len__(self) -> int:
        return len(self._lines) + sum(number >= len(self._lines) for number in self._changed)

    def records(self) -> Iterator[Record]:
        """Every record, in the order of their numbers; parsed as it goes."""
        return (self._record(i) for i in range(len(self)))

    def areas(self) -> frozenset[str]:
        """The name of every oblast and raion that some record lies in."""
        return frozenset(name for record in self.records() for name in (record.oblast, record.raion) if name)

    def primary_names(self) -> list[str]:
        """Every folded spelling that is some record's primary name, the theatre's own last."""
        lines = self._names.lines[1:-1].split(b"\n")
        split = (line.partition(b"\t") for line in lines)
        # No other kind and no hexadecimal digit is a `p`.
        built = [name.decode() for name, _, payload in split if b"p" in payload]
        return built + [n for n, entry in self._overlay.items() if any(k == "p" for _, k in entry.namings)]
