"""Pairs what the extractor found in one item with what is labelled there."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from schemas.articles import ExtractedArticle
from schemas.claims import Claim
from schemas.places import Place
from tests.quality.gold import ANYBODY, GoldClaim, GoldPlace, Item

EARTH_RADIUS_KM = 6371.0
SAME_PLACE_KM = 10.0
RAISING = frozenset({"asserted", "reported"})
"""Modalities that can raise an alert; the others never do (design, section 5)."""
HOLDING = frozenset({"control_gained", "control_regained", "control_reaffirmed"})
PARTIES = ("UA", "RU")


@dataclass(frozen=True)
class Matched:
    """A claim that is right, with its label."""

    label: GoldClaim
    found: Claim


@dataclass(frozen=True)
class Outcome:
    """What came of one item.

    `wrong` are claims that no label, preferred or optional, accepts; `missed` are labels that no claim meets.
    `sides` and `wrong_sides` count claims whose side can be compared, and those on the other side.
    `unreal` are labels that are denied, hypothetical or background only; `asserted_unreal` those of them that
    the extractor asserted or reported.
    """

    item: Item
    matched: tuple[Matched, ...]
    wrong: tuple[Claim, ...]
    missed: tuple[GoldClaim, ...]
    sides: int
    wrong_sides: tuple[Claim, ...]
    unreal: tuple[GoldClaim, ...]
    asserted_unreal: tuple[GoldClaim, ...]
    places: "PlaceOutcome"


@dataclass(frozen=True)
class PlaceOutcome:
    """Mentions found and labelled, and how far off the resolved settlements are, in kilometres."""

    found: tuple[tuple[GoldPlace, Place], ...]
    spurious: tuple[Place, ...]
    missed: tuple[GoldPlace, ...]
    settlements: int
    distances_km: tuple[float, ...]


def distance_km(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance between two (latitude, longitude) pairs in degrees."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, pair)) for pair in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(half))


def same_place(label: GoldPlace, found: Place) -> bool:
    """The same id or within 10 km; where either is unresolved, the same surface."""
    if label.place_id is not None and label.place_id == found.place_id:
        return True
    if label.lat is not None and label.lon is not None and found.lat is not None and found.lon is not None:
        return distance_km((label.lat, label.lon), (found.lat, found.lon)) <= SAME_PLACE_KM
    return label.surface.casefold() == found.surface.casefold()


def accepts(label: GoldClaim, found: Claim) -> bool:
    """Whether the label accepts the claim, in one of its readings and modalities."""
    return (
        found.modality in label.modalities
        and any(_reads(reading, found) for reading in label.readings)
        and same_place(label.place, found.place)
    )


def _prefers(label: GoldClaim, found: Claim) -> bool:
    return (
        found.modality == label.modalities[0]
        and _reads(label.readings[0], found)
        and same_place(label.place, found.place)
    )


def _reads(reading: tuple[str, str | None], found: Claim) -> bool:
    event, actor = reading
    return found.event_type == event and (actor in (ANYBODY, found.actor))


def evaluate(item: Item, extracted: ExtractedArticle) -> Outcome:
    """Pair one item's labels with what the extractor made of it."""
    found = distinct(extracted.claims)
    matched = _pair(item.claims, found)
    taken = {id(pair.found) for pair in matched}
    met = {id(pair.label) for pair in matched}
    accepted = (*item.claims, *item.optional_claims)
    wrong = tuple(
        claim
        for claim in found
        if id(claim) not in taken and not any(accepts(label, claim) for label in accepted)
    )
    sides, wrong_sides = _compare_sides(accepted, found)
    unreal = tuple(label for label in item.claims if RAISING.isdisjoint(label.modalities))
    return Outcome(
        item=item,
        matched=matched,
        wrong=wrong,
        missed=tuple(label for label in item.claims if id(label) not in met),
        sides=sides,
        wrong_sides=wrong_sides,
        unreal=unreal,
        asserted_unreal=tuple(label for label in unreal if _is_asserted(label, wrong)),
        places=_pair_places(item, extracted),
    )


def distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """One claim for each event, place, actor and modality: several claimants of one event count once."""
    kept: dict[tuple[str, str, str | None, str], Claim] = {}
    for claim in claims:
        place = claim.place.place_id or claim.place.surface.casefold()
        kept.setdefault((claim.event_type, place, claim.actor, claim.modality), claim)
    return tuple(kept.values())


def _pair(labels: tuple[GoldClaim, ...], found: tuple[Claim, ...]) -> tuple[Matched, ...]:
    pairs: list[Matched] = []
    for fits in (_prefers, accepts):
        for label in labels:
            met = {id(pair.label) for pair in pairs}
            taken = {id(pair.found) for pair in pairs}
            fitting = (claim for claim in found if id(claim) not in taken and fits(label, claim))
            if id(label) not in met and (claim := next(fitting, None)) is not None:
                pairs.append(Matched(label, claim))
    return tuple(pairs)


def _is_asserted(label: GoldClaim, wrong: tuple[Claim, ...]) -> bool:
    events = {event for event, _ in label.readings}
    return any(
        claim.modality in RAISING and claim.event_type in events and same_place(label.place, claim.place)
        for claim in wrong
    )


def _compare_sides(labels: tuple[GoldClaim, ...], found: tuple[Claim, ...]) -> tuple[int, tuple[Claim, ...]]:
    compared, wrong = 0, []
    for claim in found:
        if claim.modality not in RAISING or claim.actor not in PARTIES:
            continue
        sides = _labelled_sides(labels, claim)
        if not sides:
            continue
        compared += 1
        if claim.actor not in sides and ANYBODY not in sides:
            wrong.append(claim)
    return compared, tuple(wrong)


def _labelled_sides(labels: tuple[GoldClaim, ...], claim: Claim) -> set[str]:
    """The actors that labels of this event at this place accept.

    For a claim of holding, labels of any event that says who holds the place count.
    """
    sides: set[str] = set()
    for label in labels:
        if same_place(label.place, claim.place):
            comparable: set[str] = {claim.event_type}
            if claim.event_type in HOLDING and RAISING & set(label.modalities):
                comparable |= HOLDING
            sides |= {actor for event, actor in label.readings if actor is not None and event in comparable}
    return sides


def _pair_places(item: Item, extracted: ExtractedArticle) -> PlaceOutcome:
    shift = max(0, extracted.text.find(item.labelled_text))
    open_labels = list(item.places)
    found: list[tuple[GoldPlace, Place]] = []
    spurious: list[Place] = []
    for place in extracted.places:
        label = next((label for label in open_labels if _overlap(label, place, shift)), None)
        if label is not None:
            open_labels.remove(label)
            found.append((label, place))
        elif not any(_overlap(label, place, shift) for label in item.places):
            spurious.append(place)
    required = tuple((label, place) for label, place in found if not label.optional)
    located = [pair for pair in required if _is_settlement(pair[0])]
    return PlaceOutcome(
        found=required,
        spurious=tuple(spurious),
        missed=tuple(label for label in open_labels if not label.optional),
        settlements=sum(1 for label in item.places if not label.optional and _is_settlement(label)),
        distances_km=tuple(
            distance_km((label.lat, label.lon), (place.lat, place.lon))
            for label, place in located
            if label.lat is not None
            and label.lon is not None
            and place.lat is not None
            and place.lon is not None
        ),
    )


def _is_settlement(label: GoldPlace) -> bool:
    return label.precision in ("settlement", "district") and label.lat is not None


def _overlap(label: GoldPlace, place: Place, shift: int) -> bool:
    return place.start < label.end + shift and label.start + shift < place.end
