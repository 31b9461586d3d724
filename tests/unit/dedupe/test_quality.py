"""The labelled set is large enough, and the product reaches its aims on it."""

from collections import Counter
from datetime import UTC, datetime
from math import comb

from benchmarks.dedupe.labelled import labelled_set
from benchmarks.dedupe.quality import LEAST_F1, LEAST_PRECISION, score, stories
from workers.fingerprint.core import fingerprint


def test_a_perfect_labelling_scores_one_and_a_single_cluster_does_not() -> None:
    """The scores can fail."""
    truth = ["a", "a", "b", "b", "c"]
    assert score(truth, [1, 1, 2, 2, 3]).f1 == score(truth, [1, 1, 2, 2, 3]).rand == 1.0
    lumped = score(truth, [1, 1, 1, 1, 1])
    assert (lumped.precision, lumped.recall) == (0.2, 1.0)
    assert score(truth, [1, 2, 3, 4, 5]).recall == 0.0


def test_the_labelled_set_reaches_its_aims() -> None:
    """At least 400 pairs in 120 clusters and three languages; F1 0.95 and precision 0.99 or better."""
    labelled = labelled_set()
    clusters = Counter(one.cluster for one in labelled)
    assert len(clusters) >= 120
    assert sum(comb(size, 2) for size in clusters.values()) >= 400
    assert {one.language for one in labelled} == {"en", "uk", "ru"}
    articles = [fingerprint(one.raw, datetime(2024, 11, 14, tzinfo=UTC)) for one in labelled]
    reached = score([one.cluster for one in labelled], stories(articles))
    assert reached.precision >= LEAST_PRECISION
    assert reached.f1 >= LEAST_F1
