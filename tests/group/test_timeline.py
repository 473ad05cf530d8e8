"""A timeline counts like counting by hand."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from strikes.group.timeline import Timeline

MOMENTS = st.lists(st.tuples(st.integers(0, 4), st.integers(-50, 50)), max_size=40)


@given(MOMENTS, st.integers(0, 4), st.integers(-200, 200), st.integers(0, 200))
def test_it_counts_moments_of_one_group_with_both_ends(
    moments: list[tuple[int, int]], group: int, start: int, length: int
) -> None:
    groups, at = (np.array([moment[k] for moment in moments], dtype=np.int64) for k in (0, 1))
    counted = Timeline(groups, at).count(np.array([group]), np.array([start]), np.array([start + length]))
    assert counted[0] == sum(g == group and start <= t <= start + length for g, t in moments)
