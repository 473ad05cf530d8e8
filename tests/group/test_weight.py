"""A p-value weighs what its best case allows, shrunk."""

from __future__ import annotations

import math

import numpy as np
import pytest

from strikes.group.weight import micro_bans


@pytest.mark.parametrize("p", [1e-12, 1e-4, 0.01, 0.05])
def test_it_is_the_bound_of_sellke_bayarri_and_berger_times_six_tenths(p: float) -> None:
    assert micro_bans(np.array([p]))[0] == round(0.6e6 * math.log10(1 / (-math.e * p * math.log(p))))


def test_above_a_tenth_it_weighs_nothing_and_less_never_weighs_less() -> None:
    weights = micro_bans(np.array([1.0, 0.5, 0.11, 0.09, 1e-3, 1e-30, 1e-300, 0.0]))
    assert list(weights[:3]) == [0, 0, 0] and list(weights) == sorted(weights)
