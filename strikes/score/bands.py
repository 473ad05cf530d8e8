"""How far the evidence reaches: the first band whose conditions hold (docs/scoring.md, abuse-patterns section 4)."""

from __future__ import annotations

import math
from dataclasses import dataclass

from strikes.model import Band, Level
from strikes.score.combine import Combined, Sum
from strikes.signals.base import Group

LR_30 = math.log10(30)
LR_3 = math.log10(3)

#: Groups that say who somebody claims to be. Small genuine creators share these signs with fakes, so alone they reach
#: no further than some signs.
IDENTITY_GROUPS = frozenset({Group.G1, Group.G2})


@dataclass(frozen=True)
class Basis:
    """What stands behind a weight on one axis."""

    combined: Combined
    #: groups that could be looked at, and those with an accusing finding
    n_observable: int
    accusing: frozenset[Group]
    best_level: Level
    #: reporters behind the accusing findings, a cluster of reporters counted once
    n_reporters: int
    #: a rights-holder of the registry needs two analysts to stand above some signs
    is_holder: bool = False
    n_analysts: int = 0


def band(basis: Basis) -> Band:
    """Return the first band that holds, lowered where a rule of fairness says so."""
    found = _by_evidence(basis, basis.combined.total)
    if found.rank <= Band.SOME_SIGNS.rank:
        return found
    if basis.accusing <= IDENTITY_GROUPS or (basis.is_holder and basis.n_analysts < 2):
        return Band.SOME_SIGNS
    # No one reporter holds it up: without any of them it falls by a step at the most, and stays with some signs.
    alone = min((_by_evidence(basis, rest).rank for rest in basis.combined.without), default=found.rank)
    if alone < Band.SOME_SIGNS.rank:
        return Band.SOME_SIGNS
    return list(Band)[min(found.rank, alone + 1)]


def _by_evidence(basis: Basis, total: Sum) -> Band:
    n_groups = len(basis.accusing)
    if basis.n_observable < 2:
        return Band.INSUFFICIENT
    if total.low > LR_30 and n_groups >= 3 and basis.n_reporters >= 2 and basis.best_level >= Level.P3:
        return Band.STRONG_MULTI_SOURCE
    if total.median > LR_30 and total.low > 0 and n_groups >= 2:
        return Band.SEVERAL_INDEPENDENT_SIGNS
    if total.low > 0:
        return Band.SOME_SIGNS
    if total.high < LR_3:
        return Band.NO_NOTABLE_SIGNS
    return Band.INSUFFICIENT
