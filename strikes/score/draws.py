"""Common random numbers for the intervals: each signal, level and group has its own seeded draws, the same for all.

So two claimants with the same findings get the same interval, and the order of computing does not matter. Every array
begins with the starting value and goes on with N_DRAWS draws, so that the two are always combined alike.
"""

from __future__ import annotations

import hashlib
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from strikes.model import MICRO, Level
from strikes.score.provenance import E_BY_LEVEL, bounded_lr
from strikes.score.weights import STARTING_M

Draws = NDArray[np.float64]
N_DRAWS = 2000


@cache
def weights(seed: int, signal: str, weight_ubans: int, level: Level) -> Draws:
    """Return a finding's weight in bans, bounded by the provenance of its level.

    m ~ Beta(10 m, 10 (1-m)) and u ~ Beta(2, 2/u - 2): u rests on two imagined false alarms. A weight that clears is the
    mirror image: there it is m that is rare.
    """
    common, seldom = STARTING_M, STARTING_M / 10 ** (abs(weight_ubans) / MICRO)
    commons = _drawn(common, 10 * common, 10 * (1 - common), seed, f"m|{signal}")
    seldoms = _drawn(seldom, 2.0, max(2 / seldom - 2, 1e-6), seed, f"u|{signal}")
    m, u = (commons, seldoms) if weight_ubans >= 0 else (seldoms, commons)
    return np.log10(bounded_lr(m, u, _e(seed, level)))


@cache
def _e(seed: int, level: Level) -> Draws:
    e = E_BY_LEVEL[level]
    return _drawn(e, 2.0, 2 / e - 2, seed, f"e|{level.name}")


@cache
def rhos(seed: int, group: str, start: float) -> Draws:
    """Return the correlation inside a group; drawn from U(0.2, 0.8)."""
    return np.concatenate(([start], 0.2 + 0.6 * _uniform(seed, f"rho|{group}")))


def _drawn(start: float, a: float, b: float, seed: int, name: str) -> Draws:
    return np.concatenate(([start], betaincinv(a, b, _uniform(seed, name))))


def _uniform(seed: int, name: str) -> Draws:
    entropy = int.from_bytes(hashlib.sha256(f"{seed}|{name}".encode()).digest()[:8], "big")
    return np.random.default_rng(entropy).uniform(1e-9, 1 - 1e-9, N_DRAWS)
