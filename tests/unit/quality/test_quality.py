"""What `make quality` counts, shown with a hand-written extractor that says exactly what it is told to."""

from datetime import date

import pytest

from schemas.articles import Article, ExtractedArticle
from schemas.claims import Claim, Claimant, ClaimTime, Evidence
from schemas.places import Place
from tests.quality.gold import Item, parse, to_article
from tests.quality.intervals import bootstrap_f1, wilson
from tests.quality.match import Outcome, evaluate
from tests.quality.score import Figure, figures, run, safety_figures, violations

TEXT = "Russian troops took Lyman on Monday, a monitor said."
LYMAN = {"surface": "Lyman", "place_id": "UA14", "lat": 48.99, "lon": 37.81, "precision": "settlement"}


class Parrot:
    """An extractor that says the same of every article."""

    def __init__(self, claims: tuple[Claim, ...] = (), places: tuple[Place, ...] = ()) -> None:
        self._claims, self._places = claims, places

    def extract(self, article: Article) -> ExtractedArticle:
        identity = article.model_dump(include=set(ExtractedArticle.model_fields) - {"text"})
        text = f"{article.title}\n\n{article.text}"
        return ExtractedArticle(**identity, text=text, claims=self._claims, places=self._places)


def label(**changes: object) -> dict[str, object]:
    return {
        "event_type": "control_gained",
        "place": "Lyman",
        "place_id": "UA14",
        "actor": "RU",
        "modality": "asserted",
        "extent": "whole",
        "relation": "in",
        "claimant": None,
        "claimant_party": None,
        "claimant_kind": None,
        "date_start": None,
        "date_end": None,
    } | changes


def item(*claims: dict[str, object], optional: tuple[dict[str, object], ...] = (), title: str = "") -> Item:
    start = TEXT.index("Lyman") + (len(title) + 2 if title else 0)
    return parse(
        {
            "id": "x-1",
            "language": "en",
            "published_at": "2024-11-14T12:00:00Z",
            "title": title,
            "source": "wire.example",
            "text": TEXT,
            "claims": claims,
            "optional_claims": optional,
            "places": [LYMAN | {"start": start, "end": start + 5}],
        }
    )


def place(**changes: object) -> Place:
    start = TEXT.index("Lyman") + 2
    fields = LYMAN | {"start": start, "end": start + 5, "name": "Lyman", "confidence": 1.0} | changes
    return Place(**fields)


def claim(event_type: str = "control_gained", actor: str | None = "RU", **changes: object) -> Claim:
    fields: dict[str, object] = {
        "claim_id": f"{event_type} {actor} {changes}",
        "event_type": event_type,
        "place": place(),
        "relation": "in",
        "extent": "whole",
        "actor": actor,
        "evidence": Evidence(sentence=TEXT, start=2, end=2 + len(TEXT)),
        "confidence": 0.9,
    }
    return Claim(**(fields | changes))


def outcome(labelled: Item, *found: Claim, places: tuple[Place, ...] = ()) -> Outcome:
    return run([labelled], Parrot(found, places))[0]


def figure(name: str, *outcomes: Outcome) -> Figure:
    return next(figure for figure in figures(outcomes) if figure.name == name)


def test_the_labelled_claim_is_right() -> None:
    """Type, place, actor and modality together make a hit."""
    judged = outcome(item(label()), claim())
    assert (len(judged.matched), judged.wrong, judged.missed) == (1, (), ())


@pytest.mark.parametrize(
    "found",
    [
        claim("control_lost"),
        claim(actor="UA"),
        claim(actor=None),
        claim(hedged=True),
        claim(polarity="denied"),
        claim(place=place(surface="Izium", place_id="UA63", lat=49.2, lon=37.2)),
    ],
)
def test_another_type_actor_modality_or_place_is_wrong(found: Claim) -> None:
    """A claim that differs in one of the four is an error, and the label stays missed."""
    judged = outcome(item(label()), found)
    assert (len(judged.matched), len(judged.wrong), len(judged.missed)) == (0, 1, 1)


def test_several_claimants_of_one_event_count_once() -> None:
    """The same event on two words is one claim for F1."""
    other = claim(claimant=Claimant(name="DeepState", kind="monitor"))
    assert len(outcome(item(label()), claim(), other).matched) == 1


def test_a_second_reading_is_accepted_but_not_counted_twice() -> None:
    """Both accepted readings of one label give one hit and no error."""
    labelled = item(label(also=[["control_lost", "UA"]]))
    judged = outcome(labelled, claim(), claim("control_lost", "UA"))
    assert (len(judged.matched), judged.wrong) == (1, ())


def test_an_optional_claim_counts_neither_way() -> None:
    """Finding it is no error, missing it neither."""
    labelled = item(optional=(label(),))
    for found in ((claim(),), ()):
        judged = outcome(labelled, *found)
        assert (judged.matched, judged.wrong, judged.missed) == ((), (), ())


def test_an_unresolved_place_matches_by_its_surface() -> None:
    """Not resolving a mention is counted under resolution, not as a wrong claim."""
    unresolved = place(place_id=None, name=None, lat=None, lon=None, precision="unresolved")
    assert outcome(item(label()), claim(place=unresolved)).matched


def test_the_other_side_is_a_wrong_side() -> None:
    """The rate counts raising claims whose actor is the opponent of the labelled one."""
    judged = outcome(item(label()), claim(actor="UA"))
    assert figure("wrong side", judged, outcome(item(label()), claim())).estimate.value == 0.5


def test_holding_by_the_opponent_is_a_wrong_side_under_another_event_type() -> None:
    """`UA retook X` where the text says that Russia took it turns the map over, whatever the type's name."""
    assert outcome(item(label()), claim("control_regained", "UA")).wrong_sides


def test_a_denied_capture_that_is_asserted_is_counted() -> None:
    """The rate that the product exists to keep at nought."""
    name = "denied, hypothetical or background as asserted"
    denied = item(label(modality="denied"))
    assert figure(name, outcome(denied, claim())).estimate.value == 1
    assert figure(name, outcome(denied, claim(polarity="denied"))).estimate.value == 0


def test_a_claim_and_its_denial_in_one_text_are_no_violation() -> None:
    """Where both are labelled, asserting the claim is not asserting the denied."""
    both = item(label(), label(modality="denied"))
    assert not outcome(both, claim(), claim(polarity="denied")).asserted_unreal


def test_an_article_without_claims_that_gives_one_is_counted() -> None:
    """Politics, sport, history and business give nothing."""
    name = "articles without a claim that gave one"
    silent = item(title="Football")
    assert figure(name, outcome(silent, claim()), outcome(silent)).estimate.value == 0.5


def test_resolution_far_away_is_not_within_ten_kilometres() -> None:
    """Namesakes at the other end of the country are errors of resolution."""
    judged = outcome(item(), places=(place(place_id="UA99", lat=46.0),))
    assert figure("resolved settlements within 10 km", judged).estimate.value == 0
    assert figure("settlement mentions resolved", judged).estimate.value == 1


def test_offsets_of_titled_articles_are_found() -> None:
    """Labels count from the title, and so does the extractor."""
    titled = item(title="Front")
    shifted = place(start=TEXT.index("Lyman") + 7, end=TEXT.index("Lyman") + 12)
    places = outcome(titled, places=(shifted,)).places
    assert (len(places.found), places.spurious, places.missed) == (1, (), ())


def test_a_mention_that_is_no_place_is_spurious() -> None:
    """Detection counts what was never labelled."""
    places = outcome(item(), places=(place(surface="Monday", start=31, end=37),)).places
    assert (len(places.spurious), len(places.missed)) == (1, 1)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        (ClaimTime(start=date(2024, 11, 11), end=date(2024, 11, 11), basis="relative"), 1),
        (ClaimTime(start=date(2024, 11, 4), end=date(2024, 11, 4), basis="relative"), 0),
        (ClaimTime(), 0),
    ],
)
def test_time_is_right_within_a_day(found: ClaimTime, right: int) -> None:
    """Both ends have to be close: the week before is not close."""
    labelled = item(label(date_start="2024-11-11", date_end="2024-11-11"))
    assert figure("time within a day", outcome(labelled, claim(time=found))).estimate.value == right


def test_an_unresolved_time_must_not_be_filled_in() -> None:
    """Without a publication date `on Monday` has no date."""
    labelled = item(label(time_unresolved=True))
    dated = ClaimTime(start=date(2024, 11, 11), end=date(2024, 11, 11), basis="relative")
    assert figure("time within a day", outcome(labelled, claim(time=dated))).estimate.value == 0
    assert figure("time within a day", outcome(labelled, claim())).estimate.value == 1


def test_safety_counts_items_not_claims_and_heeds_what_is_allowed() -> None:
    """Two assertions in one item are one violation; allowed events and modalities are none."""
    record = {
        "id": "s-1",
        "language": "en",
        "published_at": None,
        "source": "wire.example",
        "text": TEXT,
        "places": [],
        "frame": "hand",
        "claims_allowed": ["denied"],
        "events_allowed": ["assault"],
        "events_beside": ["control_gained"],
    }
    safe = parse(record)
    allowed = (claim(polarity="denied"), claim("assault"), claim(relation="near"))
    assert violations(safe, allowed) == ()
    found = violations(safe, (claim(), claim("advance"), *allowed))
    assert len(found) == 2
    assert safety_figures([safe, safe], found)[0].estimate.value == 1


def test_wilson_gives_an_upper_bound_for_nothing_seen() -> None:
    """Nought of 600 still allows 0.64 %; nought of nought says nothing."""
    assert wilson(0, 600).high == pytest.approx(0.0064, abs=1e-4)
    assert wilson(0, 0).count == 0


def test_the_bootstrap_interval_holds_the_value() -> None:
    """F1 of 8 right, 2 wrong, 2 missed is .8, inside its interval, the same each time."""
    items = [(1, 0, 0)] * 8 + [(0, 1, 1)] * 2
    estimate = bootstrap_f1(items)
    assert estimate.value == pytest.approx(0.8)
    assert estimate.low < 0.8 < estimate.high
    assert bootstrap_f1(items) == estimate


def test_evaluate_does_not_need_the_extractor_to_keep_the_text_as_labelled() -> None:
    """An extractor that drops the blank title line is aligned too."""
    extracted = Parrot().extract(to_article(item())).model_copy(update={"text": TEXT})
    start = TEXT.index("Lyman")
    moved = extracted.model_copy(update={"places": (place(start=start, end=start + 5),)})
    assert len(evaluate(item(), moved).places.found) == 1
