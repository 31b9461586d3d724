"""The demo fails when an alert is missing, doubled or false, and only then."""

from pathlib import Path
from typing import Any

import pytest

from schemas.articles import Article, DedupeVerdict
from schemas.dead_letters import DeadLetter
from tests.unit.cli.alerts import NOON, make_alert
from workers.cli.expectations import (
    Expectations,
    Fit,
    Must,
    Said,
    check,
    load_broken_expectations,
    load_expectations,
)
from workers.cli.mistakes import UsageError
from workers.cli.outcome import Outcome

ROOT = Path(__file__).parents[3]
HELD = Must(place="Kupiansk", family="control", event_type=("control_reaffirmed",), after="UA", only=True)


def outcome_of(*alerts: dict[str, Any]) -> Outcome:
    outcome = Outcome()
    for given in alerts:
        outcome.see_alert(make_alert(**given))
    return outcome


def unmet(expected: Expectations, outcome: Outcome) -> list[str]:
    return [found.what for found in check(expected, outcome)]


def article(name: str, *, kind: str = "unique", story: str = "s1", of: str | None = None) -> Article:
    copied = {"duplicate": "duplicate_of", "revision": "revision_of"}.get(kind, "")
    verdict = {"verdict": kind, "story_id": story} | ({copied: f"{of}-id"} if of else {})
    return Article(
        article_id=f"{name}-id",
        version_id=f"{name}-version",
        source=name,
        url=f"https://{name}.example/",
        title="",
        language="en",
        published_at=None,
        story_id=story,
        revision=0,
        verdict=DedupeVerdict.model_validate(verdict),
        text="text",
    )


def test_an_alert_whose_last_revision_fits_is_enough() -> None:
    """Earlier revisions may differ: the picture was allowed to change."""
    outcome = outcome_of({"event_type": "control_claimed", "after": "RU"}, {"revision": 1})
    assert unmet(Expectations(must=(HELD,)), outcome) == []


@pytest.mark.parametrize(
    "given",
    [
        {"event_type": "control_lost"},
        {"family": "combat"},
        {"after": "RU"},
        {"place": make_alert().place.model_copy(update={"name": "Lyman"})},
    ],
)
def test_an_alert_that_differs_in_one_key_is_not_the_one(given: dict[str, Any]) -> None:
    """Every key that an entry gives counts."""
    assert unmet(Expectations(must=(HELD,)), outcome_of(given))[0].startswith("missing: Kupiansk")


def test_a_later_revision_that_no_longer_fits_is_missed() -> None:
    """Subscribers go by the highest revision, whatever order they arrived in."""
    outcome = outcome_of({"revision": 1, "event_type": "control_lost"}, {"revision": 0})
    assert unmet(Expectations(must=(HELD,)), outcome) != []


def test_a_second_alert_of_the_same_episode_is_a_double() -> None:
    """`only` means one alert id."""
    outcome = outcome_of({}, {"alert_id": "alert-2"})
    assert unmet(Expectations(must=(HELD,)), outcome)[0].startswith("2 alerts where one must stand")


def test_what_must_never_appear_may_not_even_have_been_corrected() -> None:
    """A false alert that was taken back has woken somebody up."""
    never = Fit(place="Kupiansk", event_type=("control_gained",))
    outcome = outcome_of({"event_type": "control_gained"}, {"revision": 1})
    assert unmet(Expectations(must_not=(never,)), outcome) == ["must never appear: Kupiansk control_gained"]
    assert unmet(Expectations(must_not=(never,)), outcome_of({})) == []


def test_a_place_alone_forbids_every_alert_about_it() -> None:
    """Such as Kharkiv, which is only named in passing."""
    assert unmet(Expectations(must_not=(Fit(place="Kupiansk"),)), outcome_of({"family": "strike"})) != []


def test_a_verdict_is_judged_with_what_it_is_of() -> None:
    """A copy of the right article passes, one of another story does not."""
    said = Said(url="https://b.example/", verdict="duplicate", of="https://a.example/")
    good, bad = Outcome(), Outcome()
    for copy, outcome in ((article("b", kind="duplicate", of="a"), good), (article("b", story="s2"), bad)):
        outcome.see_article(article("a"), "articles.raw/0/0")
        outcome.see_article(copy, "articles.raw/0/1")
    assert unmet(Expectations(verdicts=(said,)), good) == []
    assert unmet(Expectations(verdicts=(said,)), bad) != []


def test_a_copy_that_overtook_its_original_is_still_one_story() -> None:
    """Partitions are read side by side: which of two copies is the first is chance, that one is, is not."""
    said = Said(url="https://b.example/", verdict="duplicate", of="https://a.example/")
    swapped, doubled = Outcome(), Outcome()
    swapped.see_article(article("b"), "articles.raw/1/0")
    swapped.see_article(article("a", kind="duplicate", of="b"), "articles.raw/0/0")
    doubled.see_article(article("b"), "articles.raw/1/0")
    doubled.see_article(article("a"), "articles.raw/0/0")
    assert unmet(Expectations(verdicts=(said,)), swapped) == []
    assert unmet(Expectations(verdicts=(said,)), doubled) != []


def test_a_broken_file_must_end_among_the_dead_letters_of_its_worker() -> None:
    """Its records bear its path as key."""
    expected = Expectations(dead_letters={"not-json.jsonl": "fingerprint"})
    letter = DeadLetter(
        worker="fingerprint",
        topic="articles.raw",
        partition=0,
        offset=1,
        timestamp=NOON,
        error_type="not-json",
        message="",
        time=NOON,
    )
    outcome = Outcome()
    assert unmet(expected, outcome) == ["not-json.jsonl must end among the dead letters of fingerprint"]
    outcome.see_dead_letter(letter, b"samples/broken/not-json.jsonl:1")
    assert unmet(expected, outcome) == []


def test_the_sample_expectations_load() -> None:
    """What the demo judges itself by, both files of it."""
    main = load_expectations(ROOT / "samples" / "expected.yaml")
    broken = load_broken_expectations(ROOT / "samples" / "broken" / "expected.yaml")
    together = main + broken
    assert len(main.must) >= 15
    assert len(main.must_not) >= 15
    assert len(together) == len(main) + len(broken)


def test_a_misspelt_expectation_is_a_mistake_and_not_silence(tmp_path: Path) -> None:
    """An entry that nothing can meet, or that forbids nothing, must not pass unnoticed."""
    path = tmp_path / "expected.yaml"
    path.write_text("must_not: [{place: X, famly: control}]")
    with pytest.raises(UsageError, match="famly"):
        load_expectations(path)


def test_the_summary_counts_each_thing_once_however_often_it_came() -> None:
    """Delivery is at least once; a figure that grows with redeliveries would be a lie."""
    outcome = outcome_of({}, {}, {"revision": 1, "msg_type": "update"})
    for _ in range(2):
        outcome.see_article(article("a"), "articles.raw/0/0")
    assert len(outcome.alerts) == 2
    assert [alert.revision for alert in outcome.current] == [1]
    assert len(outcome.judged) == 1
