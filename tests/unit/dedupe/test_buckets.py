"""Buckets find every live row that shares a hash, whatever was added, forgotten and made room for."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.dedupe.buckets import Buckets

WIDTH = 4
rows = st.lists(st.integers(0, 12), min_size=WIDTH, max_size=WIDTH)


def hashes(values: list[int]) -> "np.ndarray[tuple[int], np.dtype[np.uint32]]":
    """A row; 0 stands for none."""
    return np.array(values, dtype=np.uint32)


@settings(max_examples=100, deadline=None)
@given(st.lists(rows, max_size=40), st.integers(0, 40), st.integers(1, 12))
def test_find_agrees_with_a_plain_search(added: list[list[int]], forgotten: int, wanted: int) -> None:
    """Newest first, the forgotten ones left out, also where one row has a hash twice."""
    buckets = Buckets(WIDTH)
    numbers = [buckets.add(hashes(row)) for row in added]
    buckets.forget_before(forgotten)
    expected = [n for n, row in zip(numbers, added, strict=True) if wanted in row and n >= forgotten]
    assert buckets.find(hashes([wanted])) == expected[::-1]
    assert len(buckets) == max(0, len(added) - forgotten)


def test_rows_are_found_across_growth_and_reuse() -> None:
    """Ten thousand rows through a window of six hundred: the arrays stay small and nothing is lost."""
    buckets = Buckets(WIDTH)
    for i in range(10_000):
        number = buckets.add(hashes([i + 1, 20_000 + i % 50, 0, 40_000 + i]))
        buckets.forget_before(number - 600)
        if i % 997 == 0:
            assert buckets.find(hashes([i + 1])) == [number]
    assert buckets.find(hashes([9_000 + 1])) == []
    assert len(buckets.find(hashes([20_000 + 7]))) == 12
    assert buckets.nbytes < 200_000


def test_the_newest_rows_of_a_flooded_bucket_are_found_and_the_walk_is_bounded() -> None:
    """Thousands of copies of one text cost no more than sixty-four."""
    buckets = Buckets(WIDTH)
    for i in range(3_000):
        buckets.add(hashes([7, 100 + i, 5_000 + i, 9_000 + i]))
    found = buckets.find(hashes([7]))
    assert found[0] == 2_999
    assert len(found) <= 64
