"""The worked episode of docs/alerts.md tells what its text says it does."""

import re

from workers.alert.policy.rules import RULES
from workers.cli.policy_tables import episode, rules_table

ENTRY = re.compile(r"  2024-11-(\d\d) \d\d:\d\d  (.+?)  (\w+)(?:  (update \d))?$")


def test_the_episode_goes_from_a_rumour_over_a_denial_to_a_fact() -> None:
    """Each certainty that the page explains it with, on the day that it names."""
    told = [match.groups(default="") for line in episode().splitlines() if (match := ENTRY.match(line))]
    assert told == [
        ("10", "incursion", "unknown", ""),
        ("10", "incursion", "unknown", "update 1"),
        ("11", "control claimed", "possible", ""),
        ("11", "control claimed", "possible", "update 1"),
        ("13", "control gained", "likely", "update 2"),
        ("14", "control gained", "observed", "update 3"),
        ("14", "withdrawal", "likely", ""),
    ]


def test_every_rule_has_its_row() -> None:
    """A header, a line under it, and the rules in their order."""
    rows = rules_table().splitlines()[2:]
    assert [rule.note in row for rule, row in zip(RULES, rows, strict=True)] == [True] * len(RULES)
