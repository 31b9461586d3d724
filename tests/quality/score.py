"""Sums the outcomes of a labelled set up to the figures of `make quality`."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from schemas.articles import Article, ExtractedArticle
from schemas.claims import EVENT_TYPES, FAMILY_OF, Claim
from tests.quality.gold import GoldClaim, Item, to_article
from tests.quality.intervals import Estimate, bootstrap_f1, wilson
from tests.quality.match import RAISING, SAME_PLACE_KM, Matched, Outcome, evaluate

DAY = timedelta(days=1)
Counted = Callable[[Claim], bool]
"""Says whether a found claim counts."""
LOUD_FAMILIES = frozenset({"control", "combat", "movement"})


class Extracts(Protocol):
    """What is measured: `workers.extraction.core.Extractor`, or a fake of it."""

    def extract(self, article: Article) -> ExtractedArticle: ...


@dataclass(frozen=True)
class Figure:
    """One measured share or F1.

    `aim` is the bound that it should reach: from below, or from above when `least`.
    """

    name: str
    estimate: Estimate
    aim: float | None = None
    least: bool = False

    @property
    def meets_aim(self) -> bool | None:
        if self.aim is None or self.estimate.count == 0:
            return None
        return self.estimate.value <= self.aim if self.least else self.estimate.value >= self.aim


@dataclass(frozen=True)
class Violation:
    """A claim of a safety item that must not be asserted or reported."""

    item: Item
    claim: Claim


def run(items: Iterable[Item], extractor: Extracts) -> tuple[Outcome, ...]:
    """Extract and evaluate each item."""
    return tuple(evaluate(item, extractor.extract(to_article(item))) for item in items)


def figures(outcomes: Sequence[Outcome], f1_aim: float | None = None) -> tuple[Figure, ...]:
    """The figures of one set (or one language of it)."""
    sides = sum(outcome.sides for outcome in outcomes)
    wrong_sides = sum(len(outcome.wrong_sides) for outcome in outcomes)
    unreal = sum(len(outcome.unreal) for outcome in outcomes)
    asserted = sum(len(outcome.asserted_unreal) for outcome in outcomes)
    return (
        Figure("claim F1", bootstrap_f1([_counts(outcome) for outcome in outcomes]), f1_aim),
        Figure("claim precision", precision(outcomes)),
        Figure("claim recall", recall(outcomes)),
        Figure("precision of claims that can raise an alert", precision(outcomes, _is_loud), 0.95),
        Figure("wrong side", wilson(wrong_sides, sides), 0.01, least=True),
        Figure("denied, hypothetical or background as asserted", wilson(asserted, unreal)),
        Figure("articles without a claim that gave one", _silent(outcomes), 0.0, least=True),
        *_place_figures(outcomes),
        *_detail_figures(outcomes),
    )


def precision(outcomes: Sequence[Outcome], counts: Counted | None = None) -> Estimate:
    """The share of found claims that a label accepts."""
    right = [pair.found for outcome in outcomes for pair in outcome.matched]
    wrong = [claim for outcome in outcomes for claim in outcome.wrong]
    if counts is not None:
        right = [claim for claim in right if counts(claim)]
        wrong = [claim for claim in wrong if counts(claim)]
    return wilson(len(right), len(right) + len(wrong))


def recall(outcomes: Sequence[Outcome], event_type: str | None = None) -> Estimate:
    """The share of labels that were found."""
    met = [pair.label for outcome in outcomes for pair in outcome.matched]
    missed = [label for outcome in outcomes for label in outcome.missed]
    if event_type is not None:
        met = [label for label in met if label.event_type == event_type]
        missed = [label for label in missed if label.event_type == event_type]
    return wilson(len(met), len(met) + len(missed))


def by_event(outcomes: Sequence[Outcome]) -> tuple[tuple[str, Estimate, Estimate], ...]:
    """Event type, precision, recall, for each type in the order of the contract."""
    return tuple(
        (event, precision(outcomes, _is_of(event)), recall(outcomes, event)) for event in EVENT_TYPES
    )


def _is_of(event_type: str) -> Counted:
    return lambda claim: claim.event_type == event_type


def violations(item: Item, claims: Iterable[Claim]) -> tuple[Violation, ...]:
    """Claims that are asserted or reported where the item allows neither that modality nor that event."""
    return tuple(
        Violation(item, claim)
        for claim in claims
        if claim.modality in RAISING
        and claim.modality not in item.modalities_allowed
        and claim.event_type not in item.events_allowed
        and not (claim.event_type in item.events_beside and not _takes_the_whole(claim))
    )


def _takes_the_whole(claim: Claim) -> bool:
    """Only this sets a holder (design, section 2)."""
    return claim.relation == "in" and claim.extent == "whole"


def safety_figures(items: Sequence[Item], found: Sequence[Violation]) -> tuple[Figure, ...]:
    """The share of safety items violated; hand-written ones and frames apart, because frames repeat."""
    framed = [item for item in items if item.frame != "hand"]
    written = [item for item in items if item.frame == "hand"]
    shares = (
        ("safety: items violated", _violated(items, found, RAISING)),
        ("safety: items violated by an assertion", _violated(items, found, frozenset({"asserted"}))),
        ("safety: hand-written items violated", _violated(written, found, RAISING)),
        ("safety: framed items violated", _violated(framed, found, RAISING)),
    )
    return tuple(Figure(name, estimate, 0.005, least=True) for name, estimate in shares)


def _violated(items: Sequence[Item], found: Sequence[Violation], modalities: frozenset[str]) -> Estimate:
    bad = {violation.item.id for violation in found if violation.claim.modality in modalities}
    return wilson(sum(1 for item in items if item.id in bad), len(items))


def _counts(outcome: Outcome) -> tuple[int, int, int]:
    return len(outcome.matched), len(outcome.wrong), len(outcome.missed)


def _is_loud(claim: Claim) -> bool:
    return claim.modality in RAISING and FAMILY_OF[claim.event_type] in LOUD_FAMILIES and not claim.routine


def _silent(outcomes: Sequence[Outcome]) -> Estimate:
    silent = [outcome for outcome in outcomes if outcome.item.is_silent and outcome.item.title]
    return wilson(sum(1 for outcome in silent if outcome.wrong), len(silent))


def _place_figures(outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    places = [outcome.places for outcome in outcomes]
    detection = [(len(place.found), len(place.spurious), len(place.missed)) for place in places]
    distances = [distance for place in places for distance in place.distances_km]
    near = sum(1 for distance in distances if distance <= SAME_PLACE_KM)
    return (
        Figure("place detection F1", bootstrap_f1(detection)),
        Figure(
            "settlement mentions resolved", wilson(len(distances), sum(p.settlements for p in places)), 0.8
        ),
        Figure("resolved settlements within 10 km", wilson(near, len(distances)), 0.97),
    )


def _detail_figures(outcomes: Sequence[Outcome]) -> tuple[Figure, ...]:
    pairs = [pair for outcome in outcomes for pair in outcome.matched]
    timed = [pair for pair in pairs if pair.label.start is not None or pair.label.time_unresolved]
    spoken = [pair for pair in pairs if pair.label.claimant_kind is not None]
    return (
        Figure("time within a day", _share(timed, is_timed_right)),
        Figure("relation", _share(pairs, lambda pair: pair.found.relation == pair.label.relation)),
        Figure("claimant's party and kind", _share(spoken, _is_claimant_right)),
    )


def _share(pairs: Sequence[Matched], is_right: Callable[[Matched], bool]) -> Estimate:
    return wilson(sum(1 for pair in pairs if is_right(pair)), len(pairs))


def is_timed_right(pair: Matched) -> bool:
    """Both ends within a day of the label's; where the label says unresolved, no dates at all."""
    label, time = pair.label, pair.found.time
    if label.time_unresolved:
        return time.start is None and time.end is None
    return _is_close(time.start, label.start) and _is_close(time.end, label.end)


def _is_close(found: date | None, labelled: date | None) -> bool:
    return found is not None and labelled is not None and abs(found - labelled) <= DAY


def _is_claimant_right(pair: Matched) -> bool:
    label: GoldClaim = pair.label
    claimant = pair.found.claimant
    return claimant is not None and (claimant.party, claimant.kind) == (
        label.claimant_party,
        label.claimant_kind,
    )
