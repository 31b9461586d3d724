"""Confidence intervals of 95 %: Wilson's for shares, the bootstrap over items for F1."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

Z = 1.959964
RESAMPLES = 1000


@dataclass(frozen=True)
class Estimate:
    """A value in 0..1 with its 95 % interval; `count` is what it rests on, 0 when there is nothing to say."""

    value: float
    low: float
    high: float
    count: int


NOTHING = Estimate(float("nan"), 0.0, 1.0, 0)


def wilson(hits: int, total: int) -> Estimate:
    """A share and Wilson's score interval (Wilson 1927)."""
    if total == 0:
        return NOTHING
    share = hits / total
    spread = 1 + Z * Z / total
    middle = (share + Z * Z / (2 * total)) / spread
    half = Z / spread * sqrt(share * (1 - share) / total + Z * Z / (4 * total * total))
    return Estimate(share, max(0.0, middle - half), min(1.0, middle + half), total)


def f1(right: int, wrong: int, missed: int) -> float:
    """The harmonic mean of precision and recall; 0 when nothing is right."""
    return 2 * right / (2 * right + wrong + missed) if right else 0.0


def bootstrap_f1(items: Sequence[tuple[int, int, int]], seed: int = 1) -> Estimate:
    """F1 over items of (right, wrong, missed), resampled by item: claims of one text are not independent."""
    rights, wrongs, missed = (sum(column) for column in zip(*items, strict=True)) if items else (0, 0, 0)
    if rights + wrongs + missed == 0:
        return NOTHING
    draw = random.Random(seed)
    scores = sorted(_resampled_f1(items, draw) for _ in range(RESAMPLES))
    low, high = scores[int(0.025 * RESAMPLES)], scores[int(0.975 * RESAMPLES) - 1]
    return Estimate(f1(rights, wrongs, missed), low, high, rights + missed)


def _resampled_f1(items: Sequence[tuple[int, int, int]], draw: random.Random) -> float:
    chosen = draw.choices(items, k=len(items))
    return f1(
        sum(item[0] for item in chosen), sum(item[1] for item in chosen), sum(item[2] for item in chosen)
    )
