"""The samples are a usable story: they load, they stand in order, and what is expected of them is sound."""

import csv
import gzip
import itertools
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import shapely
import yaml

from schemas.alerts import Alert
from schemas.articles import RawArticle
from schemas.claims import FAMILY_OF, EventType
from schemas.watchlists import Preferences

ROOT = Path(__file__).parents[3]
SAMPLES = ROOT / "samples"
LINES = [
    (path.name, line)
    for path in sorted((SAMPLES / "articles").glob("*.json*"))
    for line in (path.read_text().splitlines() if path.suffix == ".jsonl" else [path.read_text()])
]
ARTICLES = [RawArticle.model_validate_json(line) for _, line in LINES]
PAGES = sorted(path for path in (SAMPLES / "articles").iterdir() if path.suffix in {".html", ".txt"})
EXPECTED = yaml.safe_load((SAMPLES / "expected.yaml").read_text())
BROKEN = yaml.safe_load((SAMPLES / "broken" / "expected.yaml").read_text())
MAPS = sorted((SAMPLES / "maps").iterdir())
MAP_SOURCES = {json.loads(path.read_text())["source"] for path in MAPS}
WATCHLISTS = yaml.safe_load((SAMPLES / "watchlist.yaml").read_text())["watchlists"]
SITES = {p["name"] for each in WATCHLISTS for p in each.get("places", ()) if isinstance(p, dict)}
REVISED = {entry["url"] for entry in EXPECTED["verdicts"] if entry["verdict"] == "revision"}

MUST_KEYS = {"place", "place_id", "family", "because"}
OPTIONAL_KEYS = {"event_type", "certainty", "state", "msg_type", "after", "only"}
OWN_EVENTS = {"control_claimed": "control", "location_named": "naming", "map_moved": "map"}


def expectations() -> Iterator[dict[str, Any]]:
    yield from EXPECTED["must"]
    yield from EXPECTED["must_not"]
    for entry in BROKEN.values():
        yield from entry.get("alerts", ())
        yield from entry.get("no_alerts", ())


def event_types(entry: dict[str, Any]) -> list[str]:
    named = entry.get("event_type", [])
    return named if isinstance(named, list) else [named]


@pytest.fixture(scope="module")
def settlements() -> list[dict[str, str]]:
    source = ROOT / "data" / "gazetteer" / "settlements.csv.gz"
    with gzip.open(source, "rt", encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def test_there_are_enough_articles() -> None:
    """At least seventy articles, pages included."""
    assert len(ARTICLES) + len(PAGES) >= 70


def test_the_languages_have_their_shares() -> None:
    """About three fifths English, one fifth each Ukrainian and Russian."""
    tags = Counter(_language(article) for article in ARTICLES)
    total = sum(tags.values())
    assert set(tags) == {"en", "uk", "ru"}
    assert 0.5 <= tags["en"] / total <= 0.7
    assert tags["uk"] / total >= 0.17
    assert tags["ru"] / total >= 0.17


def _language(article: RawArticle) -> str:
    """The language that a line states, or the script of a page that states none."""
    if article.language:
        return article.language
    return "uk" if "ї" in article.body.lower() else "en"


def test_html_plain_and_doubled_bodies_are_present() -> None:
    """Both content types, a page and a text of their own, and bodies that come twice as in real feeds."""
    kinds = Counter(article.content_type for article in ARTICLES)
    assert kinds["text/html"] >= 3
    assert kinds["text/plain"] >= 50
    assert {path.suffix for path in PAGES} == {".html", ".txt"}
    assert any(_is_doubled(article.body) for article in ARTICLES)


def _is_doubled(body: str) -> bool:
    paragraphs = body.split("\n")
    return any(paragraphs[:count] == paragraphs[-count:] for count in range(5, len(paragraphs) // 2 + 1))


def test_articles_stand_in_order_of_publication() -> None:
    """Read in the order of file names, no JSONL line is older than the one before: revisions come last."""
    moments = [
        article.published_at
        for (name, _), article in zip(LINES, ARTICLES, strict=True)
        if name.endswith(".jsonl") and article.published_at
    ]
    assert len(moments) >= 70
    assert all(earlier < later for earlier, later in itertools.pairwise(moments))


def test_every_date_lies_in_the_ten_days_of_the_file_that_holds_it() -> None:
    """A line's day is its file's day, and its fetch comes after its publication."""
    for (name, _), article in zip(LINES, ARTICLES, strict=True):
        assert article.published_at is not None
        assert article.fetched_at is not None
        assert name.startswith(article.published_at.date().isoformat())
        assert article.published_at < article.fetched_at


def test_only_intended_revisions_share_a_url() -> None:
    """A url appears twice exactly where `verdicts` calls the second appearance a revision."""
    urls = Counter(article.url for article in ARTICLES)
    assert None not in urls
    assert {url for url, count in urls.items() if count > 1} == REVISED


def test_publishers_are_invented() -> None:
    """No sample is put into the mouth of a publisher that exists."""
    for article in ARTICLES:
        assert article.source.endswith((".example", "_example")), article.source
        assert article.url is not None
        assert article.url.startswith(f"https://{article.source}/")


def test_articles_are_prose() -> None:
    """Each article has at least four sentences, but for the strike's first flash and the cut copies."""
    short = [article.url for article in ARTICLES if _sentences(article.body) < 4]
    assert len(short) <= 1, short


def _sentences(body: str) -> int:
    return sum(body.count(mark) for mark in (". ", ".\n", "? ", "!", ".»", '."', ".</p>")) + 1


def test_expectations_are_well_formed() -> None:
    """Every entry has a reason, known keys only, and values that an alert can take."""
    for entry in itertools.chain(EXPECTED["must"], *(e.get("alerts", ()) for e in BROKEN.values())):
        assert entry.keys() >= MUST_KEYS, entry
    for entry in expectations():
        assert set(entry) <= MUST_KEYS | OPTIONAL_KEYS, entry
        assert len(entry["because"]) > 10, entry
        for field in ("certainty", "state", "msg_type", "family"):
            if field in entry:
                assert entry[field] in _allowed(field), entry


def _allowed(field: str) -> set[str]:
    schema = Alert.model_json_schema()["properties"][field]
    return set(schema["enum"])


def test_event_types_belong_to_their_families() -> None:
    """An expected event type is one of the contract, and of the family that the entry names."""
    families: dict[str, str] = dict(FAMILY_OF) | OWN_EVENTS
    for entry in expectations():
        for event in event_types(entry):
            assert event in families, entry
            assert entry.get("family", families[event]) == families[event], entry


def test_expectations_do_not_contradict_each_other() -> None:
    """Nothing that must be raised is also forbidden."""
    for must, never in itertools.product(EXPECTED["must"], EXPECTED["must_not"]):
        keys = set(never) - {"because", "place"}
        same = all(
            bool(set(event_types(must)) & set(event_types(never)))
            if key == "event_type"
            else must.get(key) == never[key]
            for key in keys
        )
        assert not same, (must, never)


def test_expected_places_are_real(settlements: list[dict[str, str]]) -> None:
    """Every place id is a code of the gazetteer and bears the name that the entry gives."""
    names = {row["katottg"]: row["name"] for row in settlements if row["katottg"]}
    names |= {f"map:{source}": f"Front line by {source}" for source in MAP_SOURCES}
    for entry in expectations():
        assert names.get(entry["place_id"]) == entry["place"], entry


def test_expected_places_are_spoken_of(settlements: list[dict[str, str]]) -> None:
    """No expectation is idle: an article names the place, a map shows it, or a site is watched there."""
    texts = " ".join(f"{article.title} {article.body}" for article in ARTICLES)
    texts += " ".join(path.read_text() for path in [*PAGES, *(SAMPLES / "broken").glob("*.json")])
    forms = {
        row["katottg"]: (row["name"], row["name_uk"], row["name_ru"]) for row in settlements if row["katottg"]
    }
    shown = {f"map:{source}" for source in MAP_SOURCES} | set(_on_the_maps(settlements))
    for entry in itertools.chain(EXPECTED["must"], EXPECTED["must_not"]):
        if entry["place_id"] in shown or entry["place"] in SITES:
            continue
        stems = [form.replace("’", "'")[: max(4, len(form) - 1)] for form in forms[entry["place_id"]]]
        assert any(stem in texts.replace("’", "'") for stem in stems), entry["place"]


def _on_the_maps(settlements: list[dict[str, str]]) -> Iterator[str]:
    """The settlements within the bounds of what the sample maps paint."""
    west, south, east, north = shapely.total_bounds([shapely.from_geojson(path.read_text()) for path in MAPS])
    for row in settlements:
        if (
            row["katottg"]
            and row["lon"]
            and west <= float(row["lon"]) <= east
            and south <= float(row["lat"]) <= north
        ):
            yield row["katottg"]


def test_verdicts_name_articles_that_exist() -> None:
    """Every url of `verdicts` is one of the samples, and a copy comes after what it copies."""
    order = [article.url for article in ARTICLES]
    for entry in EXPECTED["verdicts"]:
        assert entry["verdict"] in {"unique", "duplicate", "revision"}
        assert entry["url"] in order, entry
        if entry["verdict"] != "unique":
            assert order.index(entry["of"]) <= order.index(entry["url"]), entry


def test_watched_names_are_unambiguous(settlements: list[dict[str, str]]) -> None:
    """Each watched name is borne by one settlement only, so that no hint is needed."""
    borne = Counter(row["name"] for row in settlements if row["katottg"] and row["feature"] != "raion")
    for watchlist in WATCHLISTS:
        for place in watchlist.get("places", ()):
            name = place["name"] if isinstance(place, dict) else place
            assert borne[name] == 1, name


def test_watchlists_state_what_the_contract_knows(settlements: list[dict[str, str]]) -> None:
    """Ids, raions, families and preferences of the sample watchlists are ones that the contract takes."""
    raions = {(row["raion"], row["oblast"]) for row in settlements}
    for watchlist in WATCHLISTS:
        assert watchlist["watchlist_id"]
        assert watchlist["name"]
        assert set(watchlist.get("families", ())) <= set(FAMILY_OF.values()) | {"naming", "map"}
        Preferences.model_validate_json(json.dumps(watchlist.get("preferences", {})))
        for area in watchlist.get("areas", ()):
            assert (area["name"], area["admin1"]) in raions


def test_the_quiet_place_is_named_in_one_article() -> None:
    """Sviatohirsk, watched and quiet, stands in one page and nowhere else, in any spelling."""
    spellings = ("sviatohirsk", "sviatogorsk", "святогірськ", "святогорск")
    texts = [article.title + article.body for article in ARTICLES] + [page.read_text() for page in PAGES]
    assert sum(any(name in text.lower() for name in spellings) for text in texts) == 1


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_broken_inputs_are_as_broken_as_stated(name: str) -> None:
    """What must be dead-lettered is refused by the contract; what must survive is taken."""
    data = (SAMPLES / "broken" / name).read_bytes()
    entry = BROKEN[name]
    assert ("dead_letter" in entry) != ("survives" in entry)
    if "survives" in entry:
        RawArticle.model_validate_json(data)
    else:
        with pytest.raises(ValueError, match=r"JSON|body|title"):
            RawArticle.model_validate_json(data)


def test_every_broken_input_is_described() -> None:
    """No file under broken/ lacks its expectation, and none is described that does not exist."""
    files = {path.name for path in (SAMPLES / "broken").iterdir()}
    assert files == set(BROKEN) | {"expected.yaml"}


@pytest.mark.parametrize("language", ["en", "uk", "ru"])
def test_the_worked_example_arrives_as_feeds_deliver_it(language: str) -> None:
    """The worked example has a headline, its body twice, and the date of the original."""
    path = ROOT / "tests" / "data" / "kupiansk" / f"{language}.json"
    article = RawArticle.model_validate_json(path.read_bytes())
    assert article.language == language
    assert article.published_at is not None
    assert article.published_at.date().isoformat() == "2024-11-14"
    assert _is_doubled(article.body)
    assert article.title
    assert article.body.split("\n")[0] not in article.title


def test_the_story_has_every_kind_of_event_it_promises() -> None:
    """The expectations cover control, combat, movement, strike, civil, naming and maps."""
    families = {entry["family"] for entry in EXPECTED["must"]}
    assert families == {"control", "combat", "movement", "strike", "civil", "naming", "map"}
    promised: set[EventType] = {
        "control_reaffirmed", "control_gained", "control_lost", "contested", "incursion", "assault_repelled",
        "withdrawal", "route_cut", "buildup", "advance", "strike", "evacuation_ordered",
    }  # fmt: skip
    assert promised <= {event for entry in EXPECTED["must"] for event in event_types(entry)}
