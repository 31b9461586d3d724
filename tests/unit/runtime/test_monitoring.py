"""Alarms and dashboard ask for metrics that a worker has, and lead to a page that says what to do."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.exposition import generate_latest
from prometheus_client.parser import text_string_to_metric_families

from schemas.topics import WORKERS, all_topics
from workers.runtime.metrics import Metrics

ROOT = Path(__file__).parents[3]
MONITORING = ROOT / "deploy" / "monitoring"
RULES: list[dict[str, Any]] = yaml.safe_load((MONITORING / "rules.yaml").read_text("utf-8"))["groups"][0][
    "rules"
]
DASHBOARD: dict[str, Any] = json.loads((MONITORING / "dashboard.json").read_text("utf-8"))
TARGET_LABELS = {"namespace", "worker", "pod", "instance", "job"}
"""What the scrape configuration gives each target."""
FROM_THE_KUBELET = {
    "kubelet_volume_stats_available_bytes": {"persistentvolumeclaim"},
    "kubelet_volume_stats_capacity_bytes": {"persistentvolumeclaim"},
}


def expressions() -> Iterator[tuple[str, str]]:
    """Every query with the name of what asks it."""
    for rule in RULES:
        yield rule["alert"], rule["expr"]
    for panel in DASHBOARD["panels"]:
        for target in panel.get("targets", ()):
            yield panel["title"], target["expr"]


def metrics_named(query: str) -> set[str]:
    """The series that a query asks for."""
    return set(re.findall(r"\b(?:frontwatch|process|kubelet)_\w+", query))


def scraped() -> dict[str, set[str]]:
    """Each series of a worker's /metrics and the labels that it bears."""
    metrics = Metrics()
    found: dict[str, set[str]] = dict(FROM_THE_KUBELET)
    for metric in vars(metrics).values():
        labels = getattr(metric, "_labelnames", None)
        if labels:
            metric.labels(*labels)
    for family in text_string_to_metric_families(generate_latest(metrics.registry).decode()):
        for sample in family.samples:
            found.setdefault(sample.name, set()).update(sample.labels)
    return found


@pytest.mark.parametrize(("asker", "query"), list(expressions()))
def test_every_metric_and_label_of_a_query_is_in_a_scrape(asker: str, query: str) -> None:
    """A misspelt one would never ring and show an empty panel."""
    series = scraped()
    named = metrics_named(query)
    assert named
    assert named <= series.keys()
    for name, matchers in re.findall(r"\b((?:frontwatch|process|kubelet)_\w+)\{([^}]*)\}", query):
        assert set(re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", matchers)) <= series[name] | TARGET_LABELS
    every = {label for name in named for label in series[name]} | TARGET_LABELS
    for listed in re.findall(r"\b(?:by|on)\s*\(([^)]*)\)", query):
        assert {label.strip() for label in listed.split(",")} <= every


@pytest.mark.parametrize(("asker", "query"), list(expressions()))
def test_topics_and_workers_of_a_query_exist(asker: str, query: str) -> None:
    """They are written out, because a query cannot ask the table of topics."""
    assert set(re.findall(r'topic="([^"]+)"', query)) <= {topic.name for topic in all_topics()}
    assert set(re.findall(r'worker!?="([^"]+)"', query)) <= set(WORKERS)


@pytest.mark.parametrize("rule", RULES, ids=[rule["alert"] for rule in RULES])
def test_every_alarm_says_what_it_means_and_leads_to_what_to_do(rule: dict[str, Any]) -> None:
    """The link is to a heading that is there."""
    assert set(rule["annotations"]) == {"summary", "description", "runbook_url"}
    assert rule["labels"]["severity"] in {"warning", "critical"}
    page, _, anchor = rule["annotations"]["runbook_url"].partition("#")
    headings = re.findall(r"^#+ (.+)$", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    assert anchor == rule["alert"].lower()
    assert anchor in {heading.lower().replace(" ", "-") for heading in headings}


def test_every_alarm_is_tried_by_promtool() -> None:
    """An alarm without a case could never ring, or always."""
    cases = yaml.safe_load((MONITORING / "rules_test.yaml").read_text("utf-8"))["tests"]
    rung = {case["alertname"] for test in cases for case in test["alert_rule_test"] if case["exp_alerts"]}
    assert rung == {rule["alert"] for rule in RULES}


@pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool (of Prometheus) is not installed")
def test_alarms_ring_when_they_must_and_not_otherwise() -> None:
    """By Prometheus' own evaluation of made-up series."""
    ended = subprocess.run(
        ["promtool", "test", "rules", "rules_test.yaml"],
        cwd=MONITORING,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
