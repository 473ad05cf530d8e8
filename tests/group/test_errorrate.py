"""Benjamini-Hochberg as its authors wrote it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from strikes.group.errorrate import q_values

P_VALUES = st.lists(st.floats(1e-12, 1), min_size=1, max_size=30)


@given(P_VALUES, st.integers(0, 1000), st.sampled_from([0.01, 0.05, 0.2]))
def test_what_is_kept_is_what_the_step_up_rule_keeps(p: list[float], n_untested: int, rate: float) -> None:
    n_possible = len(p) + n_untested
    ordered = sorted(p)
    passing = [k for k in range(1, len(p) + 1) if ordered[k - 1] * n_possible / k <= rate]
    cut = ordered[passing[-1] - 1] if passing else -1.0
    kept = q_values(np.array(p), n_possible) <= rate
    assert list(kept) == [value <= cut for value in p]


def test_a_pair_never_tested_counts_as_one_that_failed() -> None:
    p = np.array([0.001, 0.002])
    assert list(q_values(p, 2)) == [0.002, 0.002]
    assert list(q_values(p, 1000)) == [1.0, 1.0]


def test_nothing_tested_gives_nothing() -> None:
    assert len(q_values(np.zeros(0), 10)) == 0
