"""Simulated tests say what drawing says, and nothing for what is common."""

from __future__ import annotations

import numpy as np

from strikes.group.simulate import DRAWS, FORTNIGHT_S, crowding_p, hand_over_p

DAY = 86_400


def relay(*days: float) -> float:
    at = np.array([int(day * DAY) for day in days])
    return float(hand_over_p(np.zeros(len(at), dtype=np.int64), at, np.ones(len(at), dtype=bool), 1)[0])


def test_even_steps_are_rare_and_uneven_ones_are_not() -> None:
    assert relay(0, 5, 10, 15, 20, 25, 30) < 0.01
    assert relay(0, 1, 2.5, 11, 12, 25, 60) > 0.1


def test_quick_hand_overs_are_rare() -> None:
    assert relay(0, 0.1, 0.2, 0.3, 0.4, 90) < 0.01


def test_no_simulated_p_is_zero_or_above_one() -> None:
    assert relay(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10) >= 2 / (1 + DRAWS)
    assert relay(0, 0, 0, 0) <= 1


def test_accounts_of_one_fortnight_are_told_from_those_of_years() -> None:
    pool = np.arange(200) * 20 * DAY
    together = np.array([0, DAY, 3 * DAY, 9 * DAY, 1000 * DAY])
    apart = np.arange(5) * 200 * DAY
    number = np.repeat([0, 1], 5)
    p, within = crowding_p(number, np.concatenate([together, apart]), pool, 1)
    assert p[0] < 0.01 < 0.5 < p[1]
    assert list(within[:5]) == [True, True, True, True, False] and 9 * DAY <= FORTNIGHT_S


def test_nothing_to_test_gives_nothing() -> None:
    nothing = np.zeros(0, dtype=np.int64)
    assert len(hand_over_p(nothing, nothing, nothing.astype(bool), 1)) == 0
    assert len(crowding_p(nothing, nothing, nothing, 1)[0]) == 0
