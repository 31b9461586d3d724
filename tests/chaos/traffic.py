"""All that users send in a run: articles, with maps and changes of watchlists between them."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace

from tests.chaos import watchlists
from tests.chaos.articles import articles, telling
from tests.chaos.maps import control_map
from tests.chaos.sent import Sent, Village

CHANGE_EACH, MAP_EACH = 10, 30
"""So many articles apart watchlists change and maps come."""


def traffic(
    villages: Sequence[Village], told: Sequence[Village], count: int, draw: random.Random
) -> Iterator[Sent]:
    """`count` articles about some of the villages and what comes between them, in the order of sending."""
    for number, article in enumerate(articles(told, count, draw), 1):
        yield article
        if number % CHANGE_EACH == 0:
            yield watchlists.change(villages, draw)
        if number % MAP_EACH == 0:
            yield control_map(number // MAP_EACH)


def finale(fresh: Sequence[Village], count: int, draw: random.Random) -> Iterator[Sent]:
    """One article each about villages that nothing was told of, and a map, when `count` articles were sent.

    Their alerts must name exactly the watchlists that there are by then.
    """
    for number, village in enumerate(fresh, count + 1):
        yield replace(telling(village, number, draw), last=True)
    yield control_map(count // MAP_EACH + 1, last=True)
