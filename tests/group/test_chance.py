"""The tails are the tails: against drawing them, and against each other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from strikes.group.chance import least_tail, tail

MEANS = st.floats(1e-6, 25)


def one(value: float) -> np.ndarray:
    return np.array([value], dtype=np.float64)


@pytest.mark.parametrize(("mean", "dispersion"), [(0.2, 0.0), (2.0, 0.0), (2.0, 0.5), (12.0, 0.1)])
@pytest.mark.parametrize("surprise", [1.0, 4.0, 20.0])
def test_the_tail_of_the_sum_is_that_of_a_random_number_of_exponentials(
    mean: float, dispersion: float, surprise: float
) -> None:
    rng = np.random.default_rng(5)
    rate = mean if dispersion == 0 else rng.gamma(1 / dispersion, mean * dispersion, 400_000)
    drawn = rng.gamma(np.maximum(rng.poisson(rate, 400_000), 1e-12))
    expected = (drawn >= surprise).mean()
    # A count of one is so common that the tail of the sum decides.
    found = tail(one(1), one(surprise), one(mean), dispersion)[0]
    at_least_one = (drawn > 1e-6).mean()
    assert found == pytest.approx(min(expected, at_least_one), abs=4 * np.sqrt(0.25 / 400_000))


@given(MEANS, st.integers(1, 12), st.floats(0, 80))
def test_the_quick_bound_is_never_above_the_tail(mean: float, count: int, surprise: float) -> None:
    asked = one(count), one(surprise), one(mean)
    exact = tail(*asked, 0.0)[0]
    assert least_tail(*asked)[0] <= exact * (1 + 1e-6) + 1e-300


@given(MEANS, st.integers(1, 12), st.floats(0, 60), st.floats(0, 3))
def test_more_expected_or_more_spread_never_accuses_more(
    mean: float, count: int, surprise: float, dispersion: float
) -> None:
    here = tail(one(count), one(surprise), one(mean), dispersion)[0]
    assert 0 <= here <= 1
    assert tail(one(count), one(surprise), one(mean * 1.2), dispersion)[0] >= here * (1 - 1e-6)
    assert tail(one(count + 1), one(surprise + 1), one(mean), dispersion)[0] <= here * (1 + 1e-6)


def test_nothing_shared_says_nothing() -> None:
    assert tail(one(0), one(0), one(3), 0.0)[0] == 1.0


@given(st.floats(31, 500), st.floats(0.1, 6))
def test_where_the_sum_gets_long_the_bound_lies_above_the_truth(mean: float, factor: float) -> None:
    rng = np.random.default_rng(3)
    drawn = rng.gamma(np.maximum(rng.poisson(mean, 4000), 1e-12))
    surprise = mean * factor
    bound = tail(one(1), one(surprise), one(mean), 0.0)[0]
    assert bound >= (drawn >= surprise).mean() - 0.03
