"""From findings to one weight per axis: dampened inside a group, capped, added over groups, with an interval.

Claimants with the same findings share one computation (`Piece` holds all that matters), so a hundred thousand claimants
cost as much as their distinct patterns.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from strikes.model import Level
from strikes.score import draws
from strikes.signals.base import Group

Numbers = NDArray[np.float64]

#: Correlation of signals inside a group, and the most a group may weigh (abuse-patterns section 4).
RHO: dict[Group, float] = {g: 0.5 if g in (Group.G1, Group.G2, Group.G7) else 0.3 for g in Group}
CAP: dict[Group, float] = dict(zip(Group, (2.0, 1.2, 2.0, 1.0, 1.0, 2.5, 2.0, 0.8), strict=True))

#: The most that any one reporter's word may add to a claimant, in bans (abuse-patterns section 5).
REPORTER_CAP = 1.0


@dataclass(frozen=True, order=True)
class Piece:
    """What of a finding matters for a weight; `rests_on` numbers the reporters without whom it would fall."""

    signal: str
    group: Group
    weight_ubans: int
    level: Level
    rests_on: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sum:
    """A weight of evidence in bans: at the starting values, and over the draws (5, 50, 95 %)."""

    weight: float = 0.0
    low: float = 0.0
    median: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class Combined:
    """The weight of one axis, and what would remain of it without each reporter it rests on."""

    total: Sum
    without: tuple[Sum, ...] = ()


@cache
def combine(pieces: tuple[Piece, ...], seed: int) -> Combined:
    """Return the weight of one axis from its findings."""
    whole = _weigh(pieces, seed)
    reporters = sorted({reporter for piece in pieces for reporter in piece.rests_on})
    rests = [_weigh(tuple(p for p in pieces if reporter not in p.rests_on), seed) for reporter in reporters]
    for rest in rests:
        whole = np.minimum(whole, rest + REPORTER_CAP)
    return Combined(_sum(whole), tuple(map(_sum, rests)))


def _weigh(pieces: tuple[Piece, ...], seed: int) -> Numbers:
    """Return the starting-value weight followed by the drawn weights, in bans."""
    total = np.zeros(1 + draws.N_DRAWS)
    for group in Group:
        inside = [piece for piece in pieces if piece.group is group]
        if inside:
            each = np.stack([draws.weights(seed, p.signal, p.weight_ubans, p.level) for p in inside])
            total += group_weight(each, draws.rhos(seed, group, RHO[group]), CAP[group])
    return total


def _sum(weights: Numbers) -> Sum:
    low, median, high = np.percentile(weights[1:], (5, 50, 95))
    return Sum(float(weights[0]), float(low), float(median), float(high))


def group_weight(weights: Numbers, rho: Numbers, cap: float) -> Numbers:
    """Return the dampened weight of one group, for each column of `weights` (findings x draws, bans).

    Accusing and clearing findings are dampened apart and then added.
    """
    accusing = dampened(np.maximum(weights, 0.0), rho)
    clearing = dampened(np.maximum(-weights, 0.0), rho)
    return np.minimum(accusing, cap) - np.minimum(clearing, cap)


def dampened(weights: Numbers, rho: Numbers) -> Numbers:
    """Return max over k of (sum of the k strongest) / (1 + (k-1) rho), so that one more sign never lowers the weight.

    For equal weights that is exact for equicorrelated normal evidence: three at rho .5 count half of their sum.
    """
    strongest_first = -np.sort(-weights, axis=0)
    k = np.arange(1, len(weights) + 1)[:, None]
    return np.asarray(np.max(np.cumsum(strongest_first, axis=0) / (1 + (k - 1) * rho[None, :]), axis=0))
