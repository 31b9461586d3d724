"""Buckets find every live row that shares a hash, whatever was added, forgotten and made room for."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from workers.dedupe.buckets import Buckets, Hashes

WIDTH = 4
rows = st.lists(st.integers(0, 12), min_size=WIDTH, max_size=WIDTH)


def hashes(values: list[int] | list[list[int]]) -> Hashes:
    """A row, or rows; 0 stands for none."""
    return np.array(values, dtype=np.uint32)


@settings(max_examples=100)
@given(st.lists(rows, max_size=40), st.integers(0, 40), st.integers(1, 12))
def test_find_agrees_with_a_plain_search(added: list[list[int]], forgotten: int, wanted: int) -> None:
    """Newest first, the forgotten ones left out, also where one row has a hash twice."""
    buckets = Buckets(WIDTH)
    for row in added:
        buckets.add(hashes([row]))
    buckets.forget_before(forgotten)
    expected = [n for n, row in enumerate(added) if wanted in row and n >= forgotten]
    assert buckets.find(hashes([wanted])) == expected[::-1]
    assert len(buckets) == max(0, len(added) - forgotten)


def test_rows_are_found_across_growth_and_reuse() -> None:
    """Ten thousand rows through a window of six hundred: the arrays stay small and nothing is lost."""
    buckets = Buckets(WIDTH)
    for i in range(10_000):
        buckets.add(hashes([[i + 1, 20_000 + i % 50, 0, 40_000 + i]]))
        buckets.forget_before(i - 600)
        if i % 97 == 0:
            assert buckets.find(hashes([i + 1])) == [i]
            assert buckets.find(hashes([20_000 + i % 50]))[:12] == [*range(i, max(-1, i - 600), -50)][:12]
    assert buckets.find(hashes([9_000 + 1])) == []
    assert len(buckets.find(hashes([20_000 + 7]))) == 12
    assert buckets.nbytes < 200_000


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.lists(rows, max_size=40), st.integers(0, 60)), min_size=3, max_size=12),
    st.integers(1, 12),
)
def test_find_agrees_with_a_plain_search_while_rows_come_and_go(
    steps: list[tuple[list[list[int]], int]], wanted: int
) -> None:
    """Places are taken again, arrays grow and shrink: the newest are found, and nothing that has left."""
    buckets = Buckets(WIDTH, least=8)
    all_rows: list[list[int]] = []
    first = 0
    for added, forgotten in steps:
        for row in added:
            buckets.add(hashes([row]))
        all_rows += added
        first = max(first, min(first + forgotten, len(all_rows)))
        buckets.forget_before(first)
        expected = [n for n in range(first, len(all_rows)) if wanted in all_rows[n]][::-1]
        found = buckets.find(hashes([wanted]))
        assert found == expected[: len(found)]
        assert len(found) >= min(len(expected), 64 // WIDTH)
        assert len(buckets) == len(all_rows) - first


def test_memory_returns_when_rows_have_left() -> None:
    """After a peak of a hundred thousand rows the arrays are as small as before it."""
    buckets = Buckets(WIDTH)
    before = buckets.nbytes
    buckets.add(hashes([[i + 1, 0, 0, 0] for i in range(100_000)]))
    assert buckets.nbytes > 50 * before
    buckets.forget_before(99_900)
    assert buckets.nbytes == before
    assert buckets.find(hashes([99_950 + 1])) == [99_950]


def test_the_newest_rows_of_a_flooded_bucket_are_found_and_the_walk_is_bounded() -> None:
    """Thousands of copies of one text cost no more than sixty-four."""
    buckets = Buckets(WIDTH)
    for i in range(3_000):
        buckets.add(hashes([[7, 100 + i, 5_000 + i, 9_000 + i]]))
    found = buckets.find(hashes([7]))
    assert found[0] == 2_999
    assert len(found) <= 64
