"""Small-number tests by simulation: hand-overs at quick or even steps, and creations in one fortnight.

Every p is (1 + hits) / (1 + draws), so never 0. Draws depend only on the seed and on how many there are of something,
so they are made once per such number and no target's answer depends on another's.
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from strikes.group.timeline import Ints

Floats = NDArray[np.float64]

DRAWS = 4_000
#: A quick hand-over (S23), in seconds.
QUICK_S = 6 * 3600
#: Accounts made within so many seconds of each other count as made together (S19).
FORTNIGHT_S = 14 * 86_400
#: More are not drawn: the test is for small numbers, and a larger group is only tested more strictly.
_MOST = 200


def hand_over_p(burst_no: Ints, at_s: Ints, is_turn: NDArray[np.bool_], seed: int) -> Floats:
    """Return, per burst, the chance of hand-overs as quick or steps as even, if its claims fell anywhere in its time.

    Two questions are asked, so the smaller answer counts double. Rows stand in the order of burst and time.
    """
    first = np.unique(burst_no, return_index=True)[1]
    bounds = [*first, len(burst_no)]
    return np.array([_hand_over_p(at_s[i:j], is_turn[i:j], seed) for i, j in pairwise(bounds)], dtype=np.float64)


def _hand_over_p(at_s: Ints, is_turn: NDArray[np.bool_], seed: int) -> float:
    gaps = np.diff(at_s).astype(np.float64)
    span = max(float(gaps.sum()), 1.0)
    drawn = _gaps(min(len(at_s), _MOST), seed)
    handed = np.zeros(drawn.shape[1], dtype=bool)
    handed[: len(gaps)] = is_turn[1:][: len(handed)]
    n_quick = int((gaps[is_turn[1:]] <= QUICK_S).sum())
    quick = (drawn[:, handed] * span <= QUICK_S).sum(axis=1) >= n_quick
    uneven = gaps.std() / gaps.mean() if gaps.any() else 0.0
    even = drawn.std(axis=1) / drawn.mean(axis=1) <= uneven
    return min(1.0, 2 * (1 + min(int(quick.sum()), int(even.sum()))) / (1 + DRAWS))


@cache
def _gaps(n: int, seed: int) -> Floats:
    """Gaps between n claims, the first and last at the ends of a span of 1, the others anywhere within."""
    inner = np.sort(np.random.default_rng([seed, n, 23]).random((DRAWS, n - 2)), axis=1)
    edge = np.ones((DRAWS, 1))
    return np.diff(np.hstack([0 * edge, inner, edge]), axis=1)


def crowding_p(burst_no: Ints, made_s: Ints, pool: Ints, seed: int) -> tuple[Floats, NDArray[np.bool_]]:
    """Return per burst the chance of as many creations in one fortnight among as many drawn from `pool`, and who is in.

    Rows stand in the order of burst and time of creation.
    """
    first = np.unique(burst_no, return_index=True)[1]
    bounds, p, is_within = [*first, len(burst_no)], [], np.zeros(len(burst_no), dtype=bool)
    drawn = {k: _drawn_most(k, pool, seed) for k in {min(j - i, _MOST) for i, j in pairwise(bounds)}}
    for i, j in pairwise(bounds):
        within = np.searchsorted(made_s[i:j], made_s[i:j] + FORTNIGHT_S, "right") - np.arange(j - i)
        start, most = int(within.argmax()), int(within.max())
        is_within[i + start : i + start + most] = True
        p.append((1 + int((drawn[min(j - i, _MOST)] >= most).sum())) / (1 + DRAWS))
    return np.array(p, dtype=np.float64), is_within


def _drawn_most(k: int, pool: Ints, seed: int) -> Ints:
    """The most creations in one fortnight in each of many draws of k from the pool."""
    drawn = np.sort(np.random.default_rng([seed, k, 19]).choice(pool, (DRAWS, k)), axis=1)
    most = np.ones(DRAWS, dtype=np.int64)
    for m in range(2, k + 1):
        most[np.any(drawn[:, m - 1 :] - drawn[:, : k - m + 1] <= FORTNIGHT_S, axis=1)] = m
    return most
