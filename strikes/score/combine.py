"""From findings to one weight per axis: dampened inside a group, capped, added over groups, with an interval.

Claimants with the same findings share one computation (`Piece` holds all that matters), so a hundred thousand claimants
cost as much as their distinct patterns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from strikes.model import Level
from strikes.score import draws
from strikes.score.draws import Labels
from strikes.signals.base import Group

Numbers = NDArray[np.float64]

#: Correlation of signals inside a group, and the most a group may weigh (docs/scoring.md, "Dampening").
RHO: dict[Group, float] = {g: 0.5 if g in (Group.G1, Group.G2, Group.G7) else 0.3 for g in Group}
CAP: dict[Group, float] = dict(zip(Group, (2.0, 1.2, 2.0, 1.0, 1.0, 2.5, 2.0, 0.8), strict=True))

#: The most that one voice's word may add to a claimant, in bans; and a crowd of self-reports, which is one voice too.
VOICE_CAP = 1.0
CROWD_CAP = 1.5

#: How far each group may be trusted, where labels taught it (`calibrate`); 1 while they did not.
Trust = Mapping[Group, float]


@dataclass(frozen=True, order=True)
class Piece:
    """What of a finding matters for a weight; `rests_on` numbers the voices without whom it would fall."""

    signal: str
    group: Group
    starting_ubans: int
    level: Level
    labels: Labels = Labels()
    rests_on: tuple[int, ...] = ()


@dataclass(frozen=True)
class Sum:
    """A weight of evidence in bans: the point estimate, and over the draws (5, 50, 95 %)."""

    weight: float = 0.0
    low: float = 0.0
    median: float = 0.0
    high: float = 0.0


@dataclass(frozen=True)
class Evidence:
    """What some findings come to: the sum, each group's net weight in bans, and the best level of what accuses."""

    total: Sum
    by_group: Mapping[Group, float]
    best_level: Level = Level.P0

    @property
    def accusing(self) -> frozenset[Group]:
        """The groups that speak against the claimant, all in all."""
        return frozenset(group for group, weight in self.by_group.items() if weight > 0)


class _Sides(NamedTuple):
    accusing: Numbers
    clearing: Numbers


def combine(
    pieces: Sequence[Piece], seed: int, trust: Trust | None = None, crowd: int = 0
) -> tuple[Evidence, tuple[Evidence, ...]]:
    """Return what the findings of one axis come to, and what would remain without each voice they rest on.

    No voice adds more than its cap, for or against: the rest without it bounds the whole. `crowd` is the number of the
    voice that many self-reports are.
    """
    trust = trust or {}
    whole, by_group = _weigh(pieces, seed, trust)
    rests = []
    for voice in sorted({voice for piece in pieces for voice in piece.rests_on}):
        left = [piece for piece in pieces if voice not in piece.rests_on]
        rest, rest_by_group = _weigh(left, seed, trust)
        cap = CROWD_CAP if voice == crowd else VOICE_CAP
        whole = _Sides(*(np.minimum(side, other + cap) for side, other in zip(whole, rest, strict=True)))
        rests.append(_evidence(left, rest, rest_by_group, seed))
    return _evidence(pieces, whole, by_group, seed), tuple(rests)


def _evidence(pieces: Sequence[Piece], sides: _Sides, by_group: Mapping[Group, float], seed: int) -> Evidence:
    accusing = [piece.level for piece in pieces if _weights(piece, seed)[0] > 0]
    return Evidence(_sum(sides.accusing - sides.clearing), by_group, max(accusing, default=Level.P0))


def _weights(piece: Piece, seed: int) -> Numbers:
    return draws.weights(seed, piece.signal, piece.starting_ubans, piece.labels, piece.level)


def _weigh(pieces: Sequence[Piece], seed: int, trust: Trust) -> tuple[_Sides, dict[Group, float]]:
    """Return both sides, each the point estimate followed by the draws, and the net point estimate of each group."""
    sides = _Sides(np.zeros(1 + draws.N_DRAWS), np.zeros(1 + draws.N_DRAWS))
    by_group = {}
    for group in sorted({piece.group for piece in pieces}):
        each = np.stack([_weights(piece, seed) for piece in pieces if piece.group is group])
        rho = draws.rhos(seed, group, RHO[group])
        inside = [trust.get(group, 1.0) * group_weight(sign * each, rho, CAP[group]) for sign in (1, -1)]
        by_group[group] = float(inside[0][0] - inside[1][0])
        sides = _Sides(sides.accusing + inside[0], sides.clearing + inside[1])
    return sides, by_group


def _sum(weights: Numbers) -> Sum:
    low, median, high = np.percentile(weights[1:], (5, 50, 95))
    return Sum(float(weights[0]), float(low), float(median), float(high))


def group_weight(weights: Numbers, rho: Numbers, cap: float) -> Numbers:
    """Return the dampened, capped weight of one group's positive findings, per column of `weights` (findings x draws).

    Accusing and clearing findings are dampened apart: call it with the weights, and with their negatives.
    """
    return np.minimum(dampened(np.maximum(weights, 0.0), rho), cap)


def dampened(weights: Numbers, rho: Numbers) -> Numbers:
    """Return max over k of (sum of the k strongest) / (1 + (k-1) rho), so that one more sign never lowers the weight.

    For equal weights that is exact for equicorrelated normal evidence: three at rho .5 count half of their sum.
    """
    strongest_first = -np.sort(-weights, axis=0)
    k = np.arange(1, len(weights) + 1)[:, None]
    return np.asarray(np.max(np.cumsum(strongest_first, axis=0) / (1 + (k - 1) * rho[None, :]), axis=0))
