"""Common random numbers for the intervals: each signal, level and group has its own seeded draws, the same for all.

So two claimants with the same findings get the same interval, and the order of computing does not matter. Every array
begins with the point estimate and goes on with N_DRAWS draws, so that the two are always combined alike.
"""

from __future__ import annotations

import hashlib
import math
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

from strikes.model import MICRO, Level
from strikes.score.provenance import E_BY_LEVEL, bounded_lr
from strikes.score.weights import STARTING_M

Draws = NDArray[np.float64]
N_DRAWS = 2000


class Labels(NamedTuple):
    """How often a signal fired on labelled claimants: where its axis was found so, and where it was found not so."""

    fired_true: int = 0
    n_true: int = 0
    fired_false: int = 0
    n_false: int = 0


class Beta(NamedTuple):
    """Counts of a Beta distribution: how often, and how often not."""

    a: float
    b: float

    def seen(self, fired: int, n: int) -> Beta:
        """Add what labels counted."""
        return Beta(self.a + fired, self.b + n - fired)

    @property
    def mean(self) -> float:
        """The point estimate; the starting value while nothing was labelled."""
        return self.a / (self.a + self.b)


def m_and_u(starting_ubans: int, labels: Labels) -> tuple[Beta, Beta]:
    """Return P(signal | the axis is so) and P(signal | it is not) for a starting weight, corrected by labels.

    m ~ Beta(10 m, 10 (1-m)) and u ~ Beta(2, 2/u - 2): u rests on two imagined false alarms. A weight that clears is the
    mirror image: there it is m that is rare.
    """
    seldom = STARTING_M / 10 ** (abs(starting_ubans) / MICRO)
    common, rare = Beta(10 * STARTING_M, 10 * (1 - STARTING_M)), Beta(2.0, max(2 / seldom - 2, 1e-6))
    m, u = (common, rare) if starting_ubans >= 0 else (rare, common)
    return m.seen(labels.fired_true, labels.n_true), u.seen(labels.fired_false, labels.n_false)


def stated_bans(starting_ubans: int, labels: Labels) -> float:
    """Return the weight after labels, before provenance. What labels turn the other way round loses it altogether."""
    m, u = m_and_u(starting_ubans, labels)
    bans = float(np.log10(m.mean / u.mean))
    return bans if bans * starting_ubans > 0 else 0.0


def point(starting_ubans: int, labels: Labels, level: Level) -> float:
    """Return the weight after labels and provenance, in bans."""
    if stated_bans(starting_ubans, labels) == 0:
        return 0.0
    m, u = m_and_u(starting_ubans, labels)
    return math.log10(bounded_lr(m.mean, u.mean, E_BY_LEVEL[level]))


@cache
def weights(seed: int, signal: str, starting_ubans: int, labels: Labels, level: Level) -> Draws:
    """Return a finding's weight in bans, bounded by the provenance of its level."""
    if stated_bans(starting_ubans, labels) == 0:
        return np.zeros(1 + N_DRAWS)
    m, u = m_and_u(starting_ubans, labels)
    return np.log10(bounded_lr(_drawn(m, seed, f"m|{signal}"), _drawn(u, seed, f"u|{signal}"), _e(seed, level)))


@cache
def _e(seed: int, level: Level) -> Draws:
    e = E_BY_LEVEL[level]
    return _drawn(Beta(2.0, 2 / e - 2), seed, f"e|{level.name}")


@cache
def rhos(seed: int, group: str, start: float) -> Draws:
    """Return the correlation inside a group; drawn from U(0.2, 0.8)."""
    return np.concatenate(([start], 0.2 + 0.6 * _uniform(seed, f"rho|{group}")))


@cache
def _drawn(beta: Beta, seed: int, name: str) -> Draws:
    return np.concatenate(([beta.mean], betaincinv(beta.a, beta.b, _uniform(seed, name))))


@cache
def _uniform(seed: int, name: str) -> Draws:
    entropy = int.from_bytes(hashlib.sha256(f"{seed}|{name}".encode()).digest()[:8], "big")
    return np.random.default_rng(entropy).uniform(1e-9, 1 - 1e-9, N_DRAWS)
