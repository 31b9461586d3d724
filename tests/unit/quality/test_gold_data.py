"""The labelled sets are what their README says they are."""

from collections import Counter
from pathlib import Path
from typing import get_args

import pytest

from schemas.claims import EVENT_TYPES, ClaimantKind, Extent, Modality, Relation
from tests.quality.gold import ANYBODY, GOLD, Item, load
from tests.quality.match import RAISING

HALVES = ("frozen", "development")
SETS = [path for half in HALVES for path in sorted((GOLD / half).glob("*.jsonl"))]


def half_of(name: str) -> tuple[Item, ...]:
    return tuple(item for path in SETS if path.parent.name == name for item in load(path))


def first_of(name: str) -> tuple[Item, ...]:
    """The files that each half began with; the batches that follow are each in one language."""
    return load(GOLD / name / "sentences.jsonl") + load(GOLD / name / "articles.jsonl")


@pytest.mark.parametrize("path", SETS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_offsets_point_at_the_surface(path: Path) -> None:
    """A label that points elsewhere would count against an extractor that is right."""
    for item in load(path):
        for place in item.places:
            assert item.labelled_text[place.start : place.end] == place.surface, item.id


@pytest.mark.parametrize("path", SETS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_labels_speak_the_schema(path: Path) -> None:
    """A misspelt event type, modality, extent or kind of claimant could never be met."""
    for item in load(path):
        for claim in (*item.claims, *item.optional_claims):
            assert {event for event, _ in claim.readings} <= set(EVENT_TYPES), item.id
            assert {actor for _, actor in claim.readings} <= {"UA", "RU", ANYBODY, None}, item.id
            assert set(claim.modalities) <= set(get_args(Modality)), item.id
            assert claim.relation in get_args(Relation), item.id
            assert claim.extent in get_args(Extent), item.id
            assert claim.claimant_kind in (None, *get_args(ClaimantKind)), item.id
            assert (claim.start is None) == (claim.end is None), item.id
            assert claim.start is None or claim.end is None or claim.start <= claim.end, item.id


def test_no_text_and_no_id_is_in_two_sets() -> None:
    """What is tuned on must not be measured on."""
    items = [item for half in HALVES for item in half_of(half)] + list(load(GOLD / "safety.jsonl"))
    assert max(Counter(item.id for item in items).values()) == 1
    assert max(Counter(item.text for item in items).values()) == 1


def test_the_halves_speak_in_different_voices() -> None:
    """No outlet of the frozen half writes anything in the development half."""
    frozen, development = ({item.source for item in half_of(half)} for half in HALVES)
    assert not frozen & development


@pytest.mark.parametrize("half", HALVES)
def test_each_half_is_large_enough_and_labels_every_event_type(half: str) -> None:
    """200 sentences and 30 articles, ten of them without any claim, and no event type left out."""
    sentences, articles = load(GOLD / half / "sentences.jsonl"), load(GOLD / half / "articles.jsonl")
    assert len(sentences) >= 200
    assert len(articles) >= 30
    assert sum(item.is_silent for item in articles) >= 10
    labelled = {claim.event_type for item in (*sentences, *articles) for claim in item.claims}
    assert labelled == set(EVENT_TYPES)


@pytest.mark.parametrize("half", HALVES)
def test_a_fifth_of_each_half_is_ukrainian_and_a_fifth_russian(half: str) -> None:
    """English 60 %, Ukrainian 20 %, Russian 20 %, within three points."""
    spoken = Counter(item.language for item in first_of(half))
    for language, share in (("en", 0.6), ("uk", 0.2), ("ru", 0.2)):
        assert spoken[language] / spoken.total() == pytest.approx(share, abs=0.035)


def test_the_safety_set_is_large_enough_for_half_a_per_cent() -> None:
    """600 items, 200 of them written by hand, and none allows an assertion."""
    items = load(GOLD / "safety.jsonl")
    assert len(items) >= 600
    assert sum(item.frame == "hand" for item in items) >= 200
    assert not any("asserted" in item.modalities_allowed for item in items)


def test_denials_plans_and_memories_are_labelled_in_both_halves() -> None:
    """The rate of unreal events that are asserted needs unreal events."""
    for half in HALVES:
        unreal = [
            claim for item in half_of(half) for claim in item.claims if RAISING.isdisjoint(claim.modalities)
        ]
        assert {claim.modalities[0] for claim in unreal} == {"denied", "hypothetical", "background"}
        assert len(unreal) >= 50
