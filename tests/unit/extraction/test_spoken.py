"""What extraction publishes of an article's versions, and what it takes back."""

from datetime import timedelta

import pytest

from schemas.articles import Article, DuplicateArticle, ExtractedArticle
from schemas.envelopes import ORIGIN_HEADER, VERSION_HEADER, Handled
from schemas.observations import PlaceReported
from schemas.topics import ARTICLES_EXTRACTED, OBSERVATIONS
from tests.unit.extraction.articles import PUBLISHED, arrival, article
from workers.extraction.core import handle
from workers.extraction.extractor import Extractor
from workers.extraction.spoken import KEPT_FOR, SPOKEN, Expiry, SpokenPlaces

BOTH = article("Russian forces captured Toretsk. Ukrainian troops recaptured Robotyne.")
ONE = article("Ukrainian troops recaptured Robotyne.", revision=1, verdict="revision")
NONE = article("The report has been taken down.", revision=2, verdict="revision")
NAMED = article("A train left Pokrovsk for Lviv on time.")
UNKNOWN = article("Russian forces captured the village of Bezvistivka.")
GERMAN = article("Russische Truppen haben Pokrowsk eingenommen.", language="de")


def reported(handled: Handled[SpokenPlaces]) -> dict[str, PlaceReported]:
    """The observations, by place."""
    values = [output.value for output in handled.outputs if output.topic is OBSERVATIONS]
    return {value.place.name: value for value in values if isinstance(value, PlaceReported)}


def states(handled: Handled[SpokenPlaces]) -> dict[str, str]:
    """What is said of each place: `claims`, `named` or `withdrawn`."""
    return {
        name: "withdrawn" if each.withdrawn else "claims" if each.claims else "named"
        for name, each in reported(handled).items()
    }


def after(*versions: Article, extractor: Extractor) -> SpokenPlaces | None:
    """The table's entry after these versions."""
    spoken: SpokenPlaces | None = None
    for offset, version in enumerate(versions):
        spoken = handle(version, spoken, arrival(offset), extractor).state or spoken
    return spoken


def test_the_article_is_published_and_each_of_its_places(extractor: Extractor) -> None:
    """One extracted article under the article's id, one observation per place under the place's."""
    outputs = handle(BOTH, None, arrival(), extractor).outputs
    assert [output.topic for output in outputs] == [ARTICLES_EXTRACTED, OBSERVATIONS, OBSERVATIONS]
    assert outputs[0].key == BOTH.article_id
    assert isinstance(outputs[0].value, ExtractedArticle)
    for output in outputs[1:]:
        assert isinstance(output.value, PlaceReported)
        assert output.key == output.value.place.place_id
        assert output.value.version_id == BOTH.version_id
        assert {claim.place.place_id for claim in output.value.claims} == {output.key}


def test_every_message_says_where_it_comes_from(extractor: Extractor) -> None:
    """Origin and version travel on in the headers."""
    headers = {ORIGIN_HEADER: "articles.raw/0/7", VERSION_HEADER: BOTH.version_id}
    assert all(output.headers == headers for output in handle(BOTH, None, arrival(7), extractor).outputs)


def test_the_claims_name_their_parties(extractor: Extractor) -> None:
    """An observation explains the party ids that its claims use, and no others."""
    said = reported(handle(BOTH, None, arrival(), extractor))
    assert {party.id for party in said["Toretsk"].parties} == {"RU"}
    assert {party.id for party in said["Robotyne"].parties} == {"UA"}


def test_a_place_that_is_only_named_is_reported_without_claims(extractor: Extractor) -> None:
    """Naming is news to who watches the place."""
    said = states(handle(NAMED, None, arrival(), extractor))
    assert said["Pokrovsk"] == "named"


def test_another_language_gives_places_and_no_claims(extractor: Extractor) -> None:
    """Without tables for a language nothing is claimed, and the article still travels on."""
    handled = handle(GERMAN, None, arrival(), extractor)
    assert handled.outputs[0].topic is ARTICLES_EXTRACTED
    assert not [each for each in reported(handled).values() if each.claims]


def test_a_place_that_no_gazetteer_has_keeps_its_words(extractor: Extractor) -> None:
    """An unresolved place has a key of the story's own and no coordinates."""
    unresolved = [
        each.place
        for each in reported(handle(UNKNOWN, None, arrival(), extractor)).values()
        if each.place.precision == "unresolved"
    ]
    assert [(place.name, place.lat, place.lon) for place in unresolved] == [("Bezvistivka", None, None)]
    assert unresolved[0].place_id == f"name:bezvistivka:{UNKNOWN.story_id}"


def test_a_revision_takes_back_what_it_drops(extractor: Extractor) -> None:
    """Toretsk is spoken of no longer: its observation is withdrawn and bears no claims."""
    handled = handle(ONE, after(BOTH, extractor=extractor), arrival(1), extractor)
    assert states(handled) == {"Robotyne": "claims", "Toretsk": "withdrawn"}
    withdrawn = reported(handled)["Toretsk"]
    assert (withdrawn.claims, withdrawn.version_id) == ((), ONE.version_id)
    assert handled.state is not None
    assert [place.name for place in handled.state.places] == ["Robotyne"]


def test_what_was_dropped_once_is_not_taken_back_again(extractor: Extractor) -> None:
    """The third version takes back what the second said, and not what the first did."""
    handled = handle(NONE, after(BOTH, ONE, extractor=extractor), arrival(2), extractor)
    assert states(handled) == {"Robotyne": "withdrawn"}


def test_a_place_that_comes_back_is_spoken_of_again(extractor: Extractor) -> None:
    """A later version that names the place again is heard."""
    again = BOTH.model_copy(update={"revision": 3, "version_id": "version-3"})
    handled = handle(again, after(BOTH, ONE, extractor=extractor), arrival(3), extractor)
    assert states(handled) == {"Toretsk": "claims", "Robotyne": "claims"}


def test_an_older_version_that_comes_late_says_and_withdraws_nothing(extractor: Extractor) -> None:
    """The newer version speaks for the article; the older is published as extracted and no more."""
    handled = handle(BOTH, after(ONE, extractor=extractor), arrival(1), extractor)
    assert [output.topic for output in handled.outputs] == [ARTICLES_EXTRACTED]
    assert handled.state is None


@pytest.mark.parametrize(
    "versions", [(BOTH,), (BOTH, ONE), (BOTH, ONE, NONE)], ids=["first", "second", "third"]
)
def test_a_redelivered_version_gives_the_same_messages(
    versions: tuple[Article, ...], extractor: Extractor
) -> None:
    """A crash between publishing and committing doubles nothing and loses no withdrawal."""
    *before, last = versions
    first = handle(last, after(*before, extractor=extractor), arrival(9), extractor)
    again = handle(last, first.state, arrival(9), extractor)
    assert again.outputs == first.outputs
    assert again.state is None


def test_a_first_version_without_places_is_not_remembered(extractor: Extractor) -> None:
    """Most of the world's news names no place of the theatre; a later version without any is, so that an
    older one that comes late is known to be older."""
    silent = article("The council met on Monday and agreed on a budget for schools.")
    assert handle(silent, None, arrival(), extractor).state is None
    later = silent.model_copy(update={"revision": 1, "version_id": "article-1:1"})
    assert handle(later, None, arrival(), extractor).state is not None


def test_entries_share_a_place_that_they_all_name(extractor: Extractor) -> None:
    """Read back from the changelog, too: thirty days of articles name the same few towns."""
    state = handle(article("Russian forces captured Toretsk."), None, arrival(), extractor).state
    assert state is not None
    again = [SPOKEN.validate_json(SPOKEN.dump_json(state)) for _ in range(2)]
    assert again[0].places[0] is again[1].places[0]


def test_versions_of_different_articles_do_not_meet(extractor: Extractor) -> None:
    """An article without an entry withdraws nothing."""
    assert "withdrawn" not in states(handle(ONE, None, arrival(), extractor)).values()


def test_a_copy_is_heard_as_an_article_of_its_own(extractor: Extractor) -> None:
    """A copy's observations bear its own publisher and the verdict, so that it counts as a carrier."""
    copied = article(BOTH.text, source="copyist.example", article_id="article-2", verdict="duplicate")
    message = DuplicateArticle(article=copied, verdict=copied.verdict)
    said = reported(handle(message, None, arrival(), extractor))
    assert {(each.source, each.verdict) for each in said.values()} == {("copyist.example", "duplicate")}
    assert said["Toretsk"].claims


def test_an_expired_entry_is_as_none(extractor: Extractor) -> None:
    """After thirty days no withdrawal can reach its reader, and none is sent."""
    spoken = after(BOTH, extractor=extractor)
    handled = handle(ONE, spoken, arrival(1, after=KEPT_FOR), extractor)
    assert states(handled) == {"Robotyne": "claims"}
    assert handled.state is not None


def test_an_entry_lives_until_just_before_its_expiry(extractor: Extractor) -> None:
    """One second before the thirty days are over the withdrawal still goes out."""
    spoken = after(BOTH, extractor=extractor)
    handled = handle(ONE, spoken, arrival(1, after=KEPT_FOR - timedelta(seconds=1)), extractor)
    assert states(handled)["Toretsk"] == "withdrawn"


def test_an_entry_survives_its_table(extractor: Extractor) -> None:
    """What the table writes is what it reads."""
    spoken = after(BOTH, ONE, extractor=extractor)
    assert spoken is not None
    assert SPOKEN.validate_json(SPOKEN.dump_json(spoken)) == spoken


def entry(days: int) -> SpokenPlaces:
    return SpokenPlaces(version_id="v", revision=0, expires=PUBLISHED + timedelta(days=days))


def test_entries_are_forgotten_when_they_expire() -> None:
    """Those that are due leave, once; the others stay."""
    expiry = Expiry.of({"old": entry(1), "new": entry(3)})
    now = PUBLISHED + timedelta(days=2)
    assert expiry.forget(now) == ("old",)
    assert expiry.forget(now) == ()
    assert expiry.forget(PUBLISHED + timedelta(days=3)) == ("new",)


def test_a_renewed_entry_lives_on() -> None:
    """A new version moves the expiry."""
    expiry = Expiry.of({"a": entry(1)})
    expiry.keep("a", entry(5))
    assert expiry.forget(PUBLISHED + timedelta(days=2)) == ()
    assert expiry.forget(PUBLISHED + timedelta(days=5)) == ("a",)


def test_forgetting_is_bounded() -> None:
    """One message forgets 64 entries at most, and the next ones the rest."""
    expiry = Expiry.of({str(number): entry(1) for number in range(100)})
    now = PUBLISHED + timedelta(days=2)
    first, second = expiry.forget(now), expiry.forget(now)
    assert (len(first), len(set(first) | set(second))) == (64, 100)
