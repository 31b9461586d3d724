"""The same observations give the same alerts: no sequence makes a difference of a byte, or of an order."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.alert.drawn import STATE, Step, Watcher, sequences
from tests.unit.alert.told import ISW, MINISTRY, Desk, claim, report, standing
from workers.alert.policy.agreement import LADDER

ROOT = Path(__file__).parents[3]


@given(sequences())
@settings(max_examples=80)
def test_two_replays_are_the_same_to_the_byte(steps: list[Step]) -> None:
    """With or without a round trip of the state through JSON between any two observations."""
    one, other = Watcher(), Watcher()
    for step in steps:
        one.hear(step)
        if other.desk.state:
            other.desk.state = STATE.validate_json(STATE.dump_json(other.desk.state))
        other.hear(step)
    assert [each.model_dump_json() for each in one.desk.alerts] == [
        each.model_dump_json() for each in other.desk.alerts
    ]
    assert [each.model_dump_json() for each in one.desk.beliefs] == [
        each.model_dump_json() for each in other.desk.beliefs
    ]


TWO_PROCESSES = """
import random, sys, hashlib
from tests.unit.alert.test_no_sequence_replays import digest_of_a_long_war
sys.stdout.write(digest_of_a_long_war())
"""


def digest_of_a_long_war() -> str:
    """A hash of all that 150 observations of every kind lead to, the place's memory included."""
    from random import Random  # noqa: PLC0415 - only the other process needs it

    from tests.unit.alert.drawn import NAMED, PARTIES  # noqa: PLC0415

    draw = Random(11)
    watcher = Watcher()
    events = ("control_gained", "control_reaffirmed", "withdrawal", "incursion", "assault_repelled", "strike")
    for number in range(150):
        said = [
            claim(draw.choice(events), draw.choice(PARTIES), draw.choice(NAMED), on=draw.randint(1, 20))
            for _ in range(draw.randint(1, 4))
        ]
        told = report(f"a{number}", *said, day=draw.randint(0, 200) / 10, story=f"s{draw.randint(0, 90)}")
        watcher.hear(Step(told))
    assert watcher.desk.state is not None
    published = [each.model_dump_json().encode() for each in (*watcher.desk.alerts, *watcher.desk.beliefs)]
    return hashlib.sha256(b"\n".join([*published, STATE.dump_json(watcher.desk.state)])).hexdigest()


def test_another_process_with_other_hashes_publishes_the_same_bytes() -> None:
    """No set's or dictionary's order, which Python draws anew for each process, reaches an alert."""
    digests = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        run = subprocess.run(
            [sys.executable, "-c", TWO_PROCESSES], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        digests.add(run.stdout)
    assert len(digests) == 1
    assert len(digests.pop()) == 64


@given(sequences(), st.data())
@settings(max_examples=80)
def test_a_redelivered_observation_changes_nothing(steps: list[Step], data: st.DataObject) -> None:
    """Neither state nor outputs, whichever of those before comes again, and whenever."""
    watcher = Watcher()
    for number, step in enumerate(steps):
        watcher.hear(step)
        again = steps[data.draw(st.integers(0, number))]
        before, believed = watcher.desk.state, list(watcher.desk.beliefs)
        assert watcher.hear(again) == []
        assert watcher.desk.state == before
        assert watcher.desk.beliefs == believed


@given(sequences(days=12, undated=False, gaps=st.just(1.0)), st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_the_order_of_arrival_leaves_no_trace(steps: list[Step], random: object) -> None:
    """Place, family, event type and certainty of what stands at the end, and who holds the place.

    Within the fortnight that an episode lives; an undated word has no day but that of its arrival.
    """
    one, other = Watcher(), Watcher()
    one.hear(*steps)
    shuffled = list(steps)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other.hear(*shuffled)
    assert standing(one.desk) == standing(other.desk)
    assert one.held == other.held


@given(sequences())
@settings(max_examples=150)
def test_every_alert_is_well_formed(steps: list[Step]) -> None:
    """Revisions count up and refer to the one before; an observation opens one alert a family at most."""
    watcher = Watcher()
    last: dict[str, int] = {}
    for step in steps:
        alerts = watcher.hear(step)
        families = [alert.family for alert in alerts if alert.msg_type == "alert"]
        assert len(families) == len(set(families))
        if "naming" in families:
            assert families == ["naming"]
        for alert in alerts:
            known = last.get(alert.alert_id)
            assert alert.revision == (0 if known is None else known + 1)
            assert (alert.msg_type == "alert") == (alert.revision == 0)
            assert known is None or f"{alert.alert_id}.{known}" in alert.references
            last[alert.alert_id] = alert.revision
            assert (alert.msg_type == "cancel") == (alert.state == "retracted")
            assert (alert.state == "confirmed") <= (alert.certainty == "observed")
            assert alert.certainty in LADDER
            assert alert.expires_at >= alert.changed_at
            if alert.event_type in ("control_gained", "control_regained", "control_lost"):
                assert alert.certainty in ("likely", "observed")
            if alert.event_type == "control_claimed":
                assert alert.certainty in ("possible", "unlikely", "unknown")


def test_the_comparison_can_fail() -> None:
    """A monitor's word and a ministry's do not end alike: the comparison sees a difference."""
    one, other = Desk(), Desk()
    one.hear(report("a", claim("control_gained", "RU", ISW)))
    other.hear(report("a", claim("control_gained", "RU", MINISTRY)))
    with pytest.raises(AssertionError):
        assert standing(one) == standing(other)
