"""Articles whose truth is known: each village has one story, and strikes, told by several outlets."""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import orjson

from schemas.places import PlaceRef
from tests.chaos.sent import Sent, Village
from workers.extraction.toponymy.places import PlaceFinder as Gazetteer

POISON_EACH = 100
"""Every hundredth record cannot be used."""
_COPY_SHARE, _REVISION_SHARE = 0.15, 0.05
_TOLD_TIMES = 20
_OBLASTS = ("Donetsk Oblast", "Kharkiv Oblast", "Zaporizhzhia Oblast")
_START = datetime(2024, 11, 20, 6, tzinfo=UTC)

NAMED = "location_named"
STORIES: dict[str, tuple[str, ...]] = {
    "control_claimed": (
        "The Russian Defence Ministry said its troops had captured {place}.",
        "Russian forces have taken {place}, the Russian Defence Ministry said.",
    ),
    "withdrawal": (
        "The General Staff of Ukraine said its forces had withdrawn from {place}.",
        "Ukrainian troops have left {place}, Ukraine's General Staff said.",
    ),
    "assault_repelled": (
        "Ukrainian forces repelled an assault near {place}, the General Staff of Ukraine said.",
        "The General Staff of Ukraine said its troops had beaten back a Russian attack near {place}.",
    ),
    NAMED: (
        "The bakery in {place} has opened again, its owner said.",
        "In {place} the clubhouse got a new roof before the winter.",
    ),
}
"""The event type that names a village's alert, and how outlets tell of it."""

STRIKE = "strike"
_STRIKES = (
    "Russian drones struck {place} overnight, the head of the regional administration said.",
    "Russian artillery shelled {place}, Ukraine's General Staff said.",
    "Russian forces struck {place} with missiles, the Russian Defence Ministry said.",
    "A Russian glide bomb hit {place}, the monitoring project DeepState said.",
)
"""What every village has beside its story."""
_STRIKE_SHARE = 0.4

_COLOUR = (
    "A shop on {street} Street opened at {hour} with bread from {number} bakeries.",
    "The regional council put the price of a bus ticket at {number} hryvnias from the {day}th.",
    "Volunteers brought {number} blankets and {other} stoves, a coordinator named {name} said.",
    "{name}, who keeps {number} goats, spent the morning mending a fence.",
    "Temperatures fell to {number} degrees and the fog lifted only after {hour}.",
    "The school in the next district counts {number} pupils in {other} classrooms.",
    "A court in the regional capital heard {number} witnesses in a case about {other} stolen pumps.",
    "Railway workers replaced {number} sleepers before {hour}, the operator said.",
    "{name} drove {number} kilometres for a sack of flour and {other} candles.",
    "The library lent {number} books last month, {other} of them for children.",
    "Farmers on {street} Street sold {number} tonnes of beet at {other} hryvnias.",
    "An engineer, {name}, said that {number} of {other} pumps had been repaired by {hour}.",
)
_NAMES = ("Oksana", "Petro", "Halyna", "Mykola", "Tetiana", "Bohdan", "Yaryna", "Ostap", "Nadia", "Roman")
_STREETS = ("Sadova", "Shkilna", "Tsentralna", "Naberezhna", "Lisova", "Polova", "Kvitkova", "Zavodska")
_POISON = (b"{not json", b'{"source": "x.example"}', b"\xff\xfe\x00", b'{"source": "x.example", "body": " "}')


def villages(gazetteer: Gazetteer, count: int, draw: random.Random) -> tuple[Village, ...]:
    """A story each for `count` settlements near the front whose name is nobody else's.

    What is tried is the road, not the reading: names that could be taken for something else are left out.
    """
    names = sorted(set(gazetteer.names()))
    draw.shuffle(names)
    found: dict[str, Village] = {}
    for name in names:
        place, *others = gazetteer.bearing(name)
        if others or place.precision != "settlement" or place.admin1 not in _OBLASTS:
            continue
        read = gazetteer.find(
            f"Ukrainian forces have left {_named(place)}, Ukraine's General Staff said.", "en"
        )
        if [mention.place_id for mention in read if mention.precision == "settlement"] == [place.place_id]:
            found[place.place_id] = Village(place, draw.choice(tuple(STORIES)))
        if len(found) == count:
            break
    return tuple(found.values())


def _named(place: PlaceRef) -> str:
    return f"{place.name} in {place.admin1}"


def articles(told: Sequence[Village], count: int, draw: random.Random) -> Iterator[Sent]:
    """`count` raw records: articles of their own, syndicated copies, new versions, and poison."""
    originals: list[tuple[Village, dict[str, object]]] = []
    for number in range(1, count + 1):
        if number % POISON_EACH == 0:
            yield Sent(f"poison-{number}".encode(), draw.choice(_POISON), bad=True)
            continue
        chance = draw.random()
        if originals and chance < _COPY_SHARE + _REVISION_SHARE:
            village, first = draw.choice(originals)
            article = _copy(first, number) if chance < _COPY_SHARE else _revised(first, draw)
        else:
            village = told[(number - 1) // _TOLD_TIMES % len(told)]
            article = _article(village, number, draw)
            originals.append((village, article))
        yield _sent(village, article)


def telling(village: Village, number: int, draw: random.Random) -> Sent:
    """An article of that number about the village."""
    return _sent(village, _article(village, number, draw))


def _sent(village: Village, article: dict[str, object]) -> Sent:
    return Sent(str(article["article_id"]).encode(), orjson.dumps(article), village=village)


def _article(village: Village, number: int, draw: random.Random) -> dict[str, object]:
    told = _STRIKES if draw.random() < _STRIKE_SHARE else STORIES[village.event_type]
    news = draw.choice(told).format(place=_named(village.place))
    colour = " ".join(_sentence(draw) for _ in range(3))
    return {
        "article_id": f"chaos-{number}",
        "source": f"outlet{number % 97}.example",
        "title": f"Report {number} from the regions",
        "body": f"{news}\n\n{colour}",
        "language": "en",
        "published_at": (_START + timedelta(seconds=number)).isoformat(),
    }


def _copy(first: dict[str, object], number: int) -> dict[str, object]:
    return {**first, "article_id": f"chaos-{number}", "source": f"copy{number % 89}.example"}


def _revised(first: dict[str, object], draw: random.Random) -> dict[str, object]:
    return {**first, "body": f"{first['body']} {_sentence(draw)} {_sentence(draw)}"}


def _sentence(draw: random.Random) -> str:
    return draw.choice(_COLOUR).format(
        street=draw.choice(_STREETS),
        hour=f"{draw.randrange(6, 22)}:{draw.randrange(60):02}",
        day=draw.randrange(4, 20),
        number=draw.randrange(2, 997),
        other=draw.randrange(2, 997),
        name=f"{draw.choice(_NAMES)} {draw.choice(_STREETS)}-{draw.randrange(1000)}",
    )
