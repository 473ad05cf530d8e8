"""Measures of how good a score was."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.score.measures import Share, average_precision, brier, cost_of_weights, kappa, reliability

SO = np.array([True, True, False, False])


def test_weights_that_say_nothing_cost_one_bit() -> None:
    assert cost_of_weights(np.zeros(4), SO) == pytest.approx(1.0)


def test_right_weights_cost_less_and_wrong_ones_more() -> None:
    right = np.array([2.0, 2.0, -2.0, -2.0])
    assert cost_of_weights(right, SO) == pytest.approx(np.log2(1.01))
    assert cost_of_weights(-right, SO) > 6


def test_nothing_can_be_said_of_one_kind_only() -> None:
    assert cost_of_weights(np.zeros(2), np.array([True, True])) is None
    assert average_precision([1.0], [False]) is None
    assert Share(0, 0).value is None
    assert Share(0, 0).interval == (None, None)


def test_brier_is_the_mean_squared_distance() -> None:
    assert brier(np.array([1.0, 0.5, 0.5, 0.0]), SO) == pytest.approx(0.125)


def test_a_reliability_table_leaves_out_empty_bins_and_counts_all() -> None:
    rows = reliability(np.array([0.05, 0.05, 0.95, 1.0]), np.array([False, False, True, True]))
    assert [(round(row["said"], 3), row["n"], row["found"]) for row in rows] == [(0.05, 2, 0.0), (0.975, 2, 1.0)]


@given(st.integers(0, 200), st.integers(0, 200))
def test_an_interval_holds_its_share(k: int, more: int) -> None:
    share = Share(k, k + more)
    low, high = share.interval
    assert share.n == 0 or low <= share.value <= high


def test_kappa_of_a_textbook_example() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed .7, by chance .5, kappa .4.
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert kappa(first, second) == pytest.approx(0.4)


def test_kappa_says_nothing_where_everybody_always_says_the_same() -> None:
    assert kappa(["yes", "yes"], ["yes", "yes"]) is None


def test_average_precision_of_a_ranked_list() -> None:
    assert average_precision([3, 2, 1, 0], [True, False, True, False]) == pytest.approx((1 + 2 / 3) / 2)
