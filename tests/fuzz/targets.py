"""What is fed: each target turns hostile input into calls of ours and raises nothing but a failed promise."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

import orjson

from schemas import cloudevents
from schemas.alerts import Alert
from schemas.articles import RawArticle
from schemas.dead_letters import DeadLetter, attempts_so_far
from schemas.envelopes import Arrival, Origin
from schemas.errors import PoisonError
from schemas.places import PlaceRef
from schemas.topics import ARTICLES_RAW, CONTROL_MAPS, ROAD, Topic
from tests.fuzz import material
from tests.fuzz.mutations import WEIRD_TEXTS, Edit, edited_document, edited_text
from tests.unit.extraction.articles import extract
from tests.unit.runtime.fakes import Arrived
from workers.alert.maps.core import Office, receive
from workers.alert.watches import WatchIndex, read_watchlist
from workers.cli.inert import inert, inert_block
from workers.cli.mistakes import UsageError
from workers.cli.terrain import load_terrain
from workers.cli.watchlist_file import load_watchlists
from workers.extraction.extractor import Extractor
from workers.extraction.toponymy.places import PlaceFinder
from workers.fingerprint import core as fingerprint
from workers.runtime.decode import arrival_of, decode
from workers.runtime.records import encode_dead_letter, encode_outgoing

_NOW = datetime(2024, 11, 20, 12, tzinfo=UTC)
_KUPIANSK = PlaceRef(
    place_id="UA63080090010026457", name="Kupiansk", lat=49.71, lon=37.61, country="UA",
    admin1="Kharkiv Oblast", admin2="Kupiansk Raion", precision="settlement",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """`draw` chooses what is edited, `make` edits it, `feed` takes it and raises where a promise is broken.

    `share` is its part (of 1,000) of a run over all targets: less for what takes more time.
    """

    name: str
    draw: Callable[[Random], Any]
    make: Callable[[Any, Sequence[Edit]], Any]
    feed: Callable[[Any], None]
    share: int
    prepare: Callable[[], object] = lambda: None


def _arrived(topic: Topic, value: bytes | None, key: bytes | None = b"key", headers: Any = ()) -> Arrived:
    return Arrived(7, value, key, headers, topic=topic.name, timestamp=_NOW.timestamp())


def _decoding(given: tuple[str, bytes | None, bytes | None, tuple[tuple[str, bytes], ...]]) -> None:
    """Every topic's records: read, or poison that makes a dead letter which can be read back."""
    name, value, key, headers = given
    topic = next(one for one in ROAD if one.name == name)
    message = _arrived(topic, value, key, headers)
    try:
        arrival_of(message, topic)
        decode(message, topic)
    except PoisonError as error:
        where = (topic.name, 0, 7, _NOW)
        letter = encode_dead_letter("fingerprint", where, (key, value, headers), error, _NOW)
        why = DeadLetter.parse(letter.headers)
        assert why.attempt == attempts_so_far(headers) + 1
        assert letter.value == value
        inert(why.message).encode()


def _cleaning(body: str) -> None:
    """A page or a text becomes clean text that the next topic takes, or is poison."""
    for content_type in ("text/html", "text/plain"):
        _fingerprinted({"source": "northwire.example", "body": body, "content_type": content_type})


def _fingerprinting(value: bytes) -> None:
    """A raw record becomes a record that the next worker can read, or is poison."""
    message = _arrived(ARTICLES_RAW, value)
    try:
        article = decode(message, ARTICLES_RAW)
        _passed_on(article, arrival_of(message, ARTICLES_RAW))
    except PoisonError:
        return


def _fingerprinted(article: dict[str, Any]) -> None:
    try:
        raw = RawArticle.model_validate(article)
    except ValueError:
        return
    origin = Origin(ARTICLES_RAW.name, 0, 7)
    try:
        _passed_on(raw, Arrival(ARTICLES_RAW.name, 0, 7, _NOW, origin))
    except PoisonError:
        return


def _passed_on(article: RawArticle, arrival: Arrival) -> None:
    for output in fingerprint.handle(article, arrival).outputs:
        record = encode_outgoing(output, arrival, "frontwatch")
        decode(Arrived(7, record.value, record.key, record.headers, topic=record.topic), output.topic)


@cache
def _extractor() -> Extractor:
    return Extractor.load("ukraine")


def _extracting(given: tuple[str, str, str]) -> None:
    """Any text is read, and every offset gives the words that it stands for."""
    text, language, title = given
    extracted = extract(_extractor(), text, language, title[:200], published=_NOW)
    said = [(place.surface, place.start, place.end) for place in extracted.places]
    said += [(c.evidence.sentence, c.evidence.start, c.evidence.end) for c in extracted.claims]
    for words, start, end in said:
        assert extracted.text[start:end] == words


@cache
def _office() -> Office:
    """The theatre with every hundredth settlement: a whole one takes 60 ms a map."""
    terrain = load_terrain("ukraine")
    return Office(replace(terrain, settlements=terrain.settlements[::100]), (), "test", 0.05)


@cache
def _known_map() -> Any:
    message = _arrived(CONTROL_MAPS, material.maps()[0])
    arrival = arrival_of(message, CONTROL_MAPS)
    return receive(decode(message, CONTROL_MAPS), None, arrival, _office()).state


def _mapping(value: bytes) -> None:
    """A map is believed, compared with the last one of its source, or poison."""
    message = _arrived(CONTROL_MAPS, value)
    try:
        decoded = decode(message, CONTROL_MAPS)
        arrival = arrival_of(message, CONTROL_MAPS)
        later = Arrival(CONTROL_MAPS.name, 0, 9, _NOW + timedelta(days=3650), arrival.origin)
        known = _known_map()
        for state in (None, known):
            for output in receive(decoded, state, later, _office()).outputs:
                encode_outgoing(output, later, "frontwatch")
    except PoisonError:
        return


def _watching(value: bytes) -> None:
    """A watchlist is taken in, asked and dropped again, or poison that changes nothing."""
    index = WatchIndex()
    try:
        watchlist = read_watchlist("eastern-towns", value)
        index.put(watchlist)
    except PoisonError:
        return
    index.matching(_KUPIANSK, "control", "control_gained")
    index.drop(watchlist.watchlist_id)


def _events(given: tuple[str, bytes, dict[str, bytes]]) -> None:
    """A CloudEvent in either mode is an alert or a ValueError."""
    kind, value, headers = given
    try:
        alert, source = (
            cloudevents.from_structured(value)
            if kind == "structured"
            else cloudevents.from_record(headers, value)
        )
    except ValueError:
        return
    inert(alert.headline).encode()
    inert_block(source).encode()


@cache
def _atlas() -> PlaceFinder:
    return PlaceFinder.load("ukraine")


def _watchlist_file(text: str) -> None:
    """A file of watchlists is read, or its mistakes are told as a UsageError."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "watchlists.yaml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            load_watchlists(path, _atlas())
        except UsageError as error:
            inert_block(str(error)).encode()


_HEADER_TEXTS = tuple(text.encode("utf-8", "surrogatepass")[:300] for text in WEIRD_TEXTS)
_HEADER_NAMES = (
    "origin", "version_id", "ce_id", "ce_type", "ce_time", "ce_source", "ce_specversion", "content-type",
    "frontwatch-dead-letter-attempt", "frontwatch-dead-letter-timestamp", "trace", "",
)  # fmt: skip
_ORIGINS = (
    b"articles.raw/0/7",
    b"articles.raw/-1/x",
    b"///",
    b"articles.raw/0/" + b"9" * 5_000,
    b"\xff/1/1",
    b"1",
)
Frame = tuple[Any, ...]


def _headers(chance: Random) -> tuple[tuple[str, bytes], ...]:
    values = (*_ORIGINS, *_HEADER_TEXTS)
    return tuple((chance.choice(_HEADER_NAMES), chance.choice(values)) for _ in range(chance.randrange(4)))


def _draw_record(chance: Random) -> Frame:
    topic, messages = chance.choice(tuple(material.examples().items()))
    keys = (b"key", b"key", None, b"", chance.choice(_HEADER_TEXTS))
    return topic, chance.choice(messages), chance.choice(keys), _headers(chance)


def _record(frame: Frame, edits: Sequence[Edit]) -> Any:
    topic, message, key, headers = frame
    return topic, edited_document(message, edits), key, headers


def _draw_document(bases: Callable[[], Sequence[bytes]]) -> Callable[[Random], Frame]:
    return lambda chance: (chance.choice(bases()),)


def _document(frame: Frame, edits: Sequence[Edit]) -> bytes:
    return edited_document(frame[0], edits)


def _war_text(frame: Frame, edits: Sequence[Edit]) -> str:
    return edited_text(frame[0], edits, (*material.WAR_WORDS, *WEIRD_TEXTS))


def _draw_article(chance: Random) -> Frame:
    article = chance.choice(material.articles())
    languages = (article.get("language") or "en", "en", "uk", "ru", "und")
    return article["body"], chance.choice(languages), chance.choice(("", "Kupiansk holds", *WEIRD_TEXTS))


def _article(frame: Frame, edits: Sequence[Edit]) -> Any:
    text, language, title = _war_text(frame, edits), *frame[1:]
    return _encodable(text), language, _encodable(title)


def _encodable(text: str) -> str:
    """Without halves of pairs, which no topic lets through."""
    return text.encode("utf-8", "ignore").decode()


@cache
def _alerts() -> tuple[tuple[bytes, dict[str, bytes], bytes], ...]:
    """(value, headers, structured) of the examples."""
    alerts = [Alert.model_validate_json(message) for message in material.examples()["alerts"]]
    binary = [cloudevents.to_record(alert, "frontwatch") for alert in alerts]
    whole = [orjson.dumps(cloudevents.to_structured(alert, "frontwatch")) for alert in alerts]
    return tuple((value, headers, event) for (headers, value), event in zip(binary, whole, strict=True))


def _draw_event(chance: Random) -> Frame:
    value, headers, structured = chance.choice(_alerts())
    kind = chance.choice(("binary", "structured", "mixed"))
    return kind, value if kind == "binary" else structured, {**headers, **dict(_headers(chance))}


def _event(frame: Frame, edits: Sequence[Edit]) -> Any:
    kind, value, headers = frame
    return kind, edited_document(value, edits), headers


_YAML_PIECES = (
    "&a [*a, *a]", "*a", "&a ", "? ", "!!python/object:os.system ", "!!binary x", "<<: ", "- ", "  ", "\t",
    ": ",
    "|\n", ">", "22:00", "1:2:3:4", "{", "}", "[", "]", "\n---\n", "\n...\n", "%YAML 9.9\n", "# ", "null",
    "~", "1e999",
    "0x_", "2024-99-99", "type: polygon\n", "front_within_km: -1", "lat: 91", "watchlist_id: eastern-towns\n",
    "geometry: {type: Polygon, coordinates: [[[36, 49], [37, 49], [37, 50], [36, 49]]]}", "- Kupiansk\n",
    "'\\ud800'",
    "areas: [{type: polygon, geometry: {type: Polygon, coordinates: &p [[[36, 49], [37, 49], *p]]}}]\n",
)  # fmt: skip


def _yaml(frame: Frame, edits: Sequence[Edit]) -> str:
    return edited_text(frame[0], edits, (*_YAML_PIECES, *WEIRD_TEXTS))


@cache
def targets() -> dict[str, Target]:
    """All of them, by name."""
    found = (
        Target("decoding", _draw_record, _record, _decoding, 500),
        Target(
            "cleaning", lambda chance: (chance.choice(material.pages()),), _war_text, _cleaning, 20,
            partial(_cleaning, "<p>Text</p>"),
        ),
        Target("fingerprinting", _draw_document(material.raw_articles), _document, _fingerprinting, 40),
        Target("extraction", _draw_article, _article, _extracting, 10, _extractor),
        Target("maps", _draw_document(material.maps), _document, _mapping, 40, _known_map),
        Target(
            "watchlists", _draw_document(lambda: material.examples()["watchlists"]), _document, _watching, 240
        ),
        Target("cloudevents", _draw_event, _event, _events, 149),
        Target(
            "watchlist-files", lambda _: (material.watchlist_yaml(),), _yaml, _watchlist_file, 1, _atlas
        ),
    )  # fmt: skip
    return {target.name: target for target in found}
