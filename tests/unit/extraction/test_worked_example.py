"""The worked example in three languages: what it must say, and what it must never be made to say."""

from collections import Counter
from datetime import datetime
from pathlib import Path

import orjson
import pytest

from schemas.articles import Article, ExtractedArticle
from schemas.claims import Claim
from schemas.observations import PlaceReported
from tests.unit.extraction.articles import arrival, article, line
from workers.extraction.core import handle
from workers.extraction.extractor import Extractor

FILES = Path(__file__).parents[2] / "data" / "kupiansk"
LANGUAGES = ("en", "uk", "ru")
KUPIANSK = "UA63080090010026457"
ORGANISATION = "Kupyansk City Military Administration"


def worked_example(language: str) -> Article:
    raw = orjson.loads((FILES / f"{language}.json").read_bytes())
    return article(
        raw["body"],
        language=language,
        title=raw["title"],
        source=raw["source"],
        published=datetime.fromisoformat(raw["published_at"]),
    )


@pytest.fixture(params=LANGUAGES)
def example(request: pytest.FixtureRequest) -> Article:
    return worked_example(request.param)


@pytest.fixture
def extracted(example: Article, extractor: Extractor) -> ExtractedArticle:
    return extractor.extract(example)


@pytest.fixture
def claims(extracted: ExtractedArticle) -> tuple[Claim, ...]:
    return extracted.claims


def test_ukraine_holds_the_whole_city(claims: tuple[Claim, ...]) -> None:
    """Kupiansk is asserted to be Ukraine's, whole."""
    assert any(
        claim.event_type == "control_reaffirmed"
        and claim.actor == claim.control_after == "UA"
        and (claim.relation, claim.extent, claim.modality) == ("in", "whole", "asserted")
        for claim in claims
    )


def test_the_general_staff_denies_that_russians_are_inside(claims: tuple[Claim, ...]) -> None:
    """The only denial is the General Staff's, of a Russian presence in Kupiansk."""
    denied = [
        (claim.event_type, claim.place.place_id, claim.actor, claim.claimant and claim.claimant.name)
        for claim in claims
        if claim.modality == "denied"
    ]
    assert denied == [("incursion", KUPIANSK, "RU", "General Staff of Ukraine")]


def test_an_assault_is_russian_and_of_these_days(claims: tuple[Claim, ...]) -> None:
    """An assault by Russia on Kupiansk is told, published on Thursday and begun on Wednesday at most."""
    days = {
        str(claim.time.start)
        for claim in claims
        if claim.event_type == "assault" and claim.actor == "RU" and claim.modality == "asserted"
    }
    assert days
    assert days <= {"2024-11-13", "2024-11-14"}


def test_nobody_gains_control_but_in_the_past(claims: tuple[Claim, ...]) -> None:
    """Russia's capture of 2022 is background, and there is no other."""
    gained = [
        (claim.modality, claim.actor, str(claim.time.start), str(claim.time.end))
        for claim in claims
        if claim.event_type in ("control_gained", "control_regained", "control_lost")
    ]
    assert ("background", "RU", "2022-01-01", "2022-04-30") in gained
    assert {modality for modality, *_ in gained} == {"background"}


def test_no_present_claim_is_made_of_2022(claims: tuple[Claim, ...]) -> None:
    """What ended two years before publication is background."""
    old = [claim for claim in claims if claim.time.end is not None and claim.time.end.year < 2024]
    assert old
    assert {claim.modality for claim in old} == {"background"}


def test_ukraine_never_attacks_and_russia_never_holds(claims: tuple[Claim, ...]) -> None:
    """No side is taken for the other in anything that is asserted."""
    asserted = {(claim.event_type, claim.actor) for claim in claims if claim.modality == "asserted"}
    assert not asserted & {
        ("assault", "UA"),
        ("incursion", "UA"),
        ("control_reaffirmed", "RU"),
        ("assault_repelled", "RU"),
    }


def test_claims_are_of_kupiansk_alone(claims: tuple[Claim, ...]) -> None:
    """Kyiv, Kharkiv region and Washington are named; nothing happens there."""
    assert {claim.place.place_id for claim in claims} == {KUPIANSK}


def test_the_repeated_body_gives_each_claim_once(claims: tuple[Claim, ...]) -> None:
    """No two claims are one: neither by id nor by event, side, speaker, ground and stance."""
    assert max(Counter(claim.claim_id for claim in claims).values()) == 1
    same = Counter(
        (line(c), c.claimant and c.claimant.name, c.relation, c.locality, c.hedged, c.time) for c in claims
    )
    assert max(same.values()) == 1


def test_half_the_body_says_the_same(
    example: Article, claims: tuple[Claim, ...], extractor: Extractor
) -> None:
    """The body once claims what the body twice claims."""
    paragraphs = example.text.split("\n")
    once = "\n".join(dict.fromkeys(paragraphs))
    assert len(once) < len(example.text) * 0.6
    said = extractor.extract(example.model_copy(update={"text": once})).claims
    assert [line(claim) for claim in said] == [line(claim) for claim in claims]


def test_politics_claim_nothing(claims: tuple[Claim, ...]) -> None:
    """The half about Washington, truce and opposition gives no claim."""
    politics = ("Trump", "Трамп", "Lavrov", "Лавров", "Rudik", "Рудик", "Waltz", "Волц", "Уолц")
    assert not [c for c in claims if any(name in c.evidence.sentence for name in politics)]


def test_observations_are_of_kupiansk_and_the_rest_is_only_named(
    example: Article, extractor: Extractor
) -> None:
    """One observation per place; only Kupiansk's bears claims, and it names both parties."""
    said = [
        output.value
        for output in handle(example, None, arrival(), extractor).outputs
        if isinstance(output.value, PlaceReported)
    ]
    assert max(Counter(each.place.place_id for each in said).values()) == 1
    (spoken,) = (each for each in said if each.claims)
    assert spoken.place.place_id == KUPIANSK
    assert (spoken.place.admin1, spoken.place.admin2) == ("Kharkiv Oblast", "Kupiansk Raion")
    assert {party.id for party in spoken.parties} == {"UA", "RU"}


def test_people_are_no_places(extracted: ExtractedArticle) -> None:
    """No "Volodymyr" and no administration is taken for a place."""
    assert not [p for p in extracted.places if p.surface.startswith("Volodymyr")]
    assert not [
        p for p in extracted.places if extracted.text[p.start : p.start + len(ORGANISATION)] == ORGANISATION
    ]


@pytest.mark.parametrize(("language", "name"), [("en", "Andriy Besedin"), ("ru", "Андрей Беседин")])
def test_besedin_tells_of_waves_thrown_back_on_wednesday(
    language: str, name: str, extractor: Extractor
) -> None:
    """The head of the administration is the word for the assault repelled on the day before."""
    told = [
        (claim.actor, claim.claimant and claim.claimant.name, str(claim.time.start))
        for claim in extractor.extract(worked_example(language)).claims
        if claim.event_type == "assault_repelled"
    ]
    assert told == [("UA", name, "2024-11-13")]


@pytest.mark.parametrize("language", ["en", "ru"])
def test_deepstate_is_a_word_of_its_own(language: str, extractor: Extractor) -> None:
    """The monitor that works with the ministry is not the ministry."""
    monitors = [
        (claim.event_type, claim.actor, claim.claimant.name, claim.claimant.lean)
        for claim in extractor.extract(worked_example(language)).claims
        if claim.claimant and claim.claimant.kind == "monitor"
    ]
    assert ("control_reaffirmed", "UA", "DeepState", "UA") in monitors


@pytest.mark.parametrize("language", LANGUAGES)
def test_history_stays_history_where_nobody_knows_when_the_article_was_published(
    language: str, extractor: Extractor
) -> None:
    """Its capture and liberation in 2022, "seven months later" too, are background without a date as well."""
    undated = worked_example(language).model_copy(update={"published_at": None})
    taken = [
        claim
        for claim in extractor.extract(undated).claims
        if claim.event_type in ("control_gained", "control_regained", "control_lost")
    ]
    assert {claim.modality for claim in taken} <= {"background"}
