"""How far the evidence reaches: the first band whose conditions hold (docs/scoring.md, "Bands")."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from strikes.model import Band, Level
from strikes.score.combine import Evidence
from strikes.signals.base import Group

LR_30 = math.log10(30)
LR_3 = math.log10(3)

#: Groups of which one must accuse above some signs. Who somebody claims to be and writes from (G1, G2) small genuine
#: creators share with fakes, and when somebody claims (G8) with everybody.
SUBSTANTIAL = frozenset({Group.G3, Group.G4, Group.G5, Group.G6, Group.G7})


@dataclass(frozen=True)
class Basis:
    """What stands behind a weight on one axis."""

    evidence: Evidence
    #: what would remain without each voice it rests on
    without: Sequence[Evidence] = field(default_factory=tuple)
    #: groups that could be looked at
    n_observable: int = 0
    #: independent voices behind the accusing findings
    n_voices: int = 0
    #: a rights-holder of the registry needs two analysts to stand above some signs
    is_holder: bool = False
    n_analysts: int = 0


def band(basis: Basis) -> Band:
    """Return the first band that holds, lowered where a rule of fairness says so."""
    found = by_evidence(basis.evidence, basis.n_observable, basis.n_voices)
    if found.rank <= Band.SOME_SIGNS.rank:
        return found
    if not basis.evidence.accusing & SUBSTANTIAL or (basis.is_holder and basis.n_analysts < 2):
        return Band.SOME_SIGNS
    # No one voice holds it up: without any of them it falls by a step at the most, and stays with some signs.
    alone = min(
        (by_evidence(rest, basis.n_observable, basis.n_voices - 1).rank for rest in basis.without), default=found.rank
    )
    if alone < Band.SOME_SIGNS.rank:
        return Band.SOME_SIGNS
    return list(Band)[min(found.rank, alone + 1)]


def by_evidence(evidence: Evidence, n_observable: int, n_voices: int) -> Band:
    """Return the band that the evidence alone reaches."""
    total, n_groups = evidence.total, len(evidence.accusing)
    if n_observable < 2:
        return Band.INSUFFICIENT
    if total.low > LR_30 and n_groups >= 3 and n_voices >= 2 and evidence.best_level >= Level.P3:
        return Band.STRONG_MULTI_SOURCE
    if total.median > LR_30 and total.low > 0 and n_groups >= 2:
        return Band.SEVERAL_INDEPENDENT_SIGNS
    if total.low > 0:
        return Band.SOME_SIGNS
    if total.high < LR_3:
        return Band.NO_NOTABLE_SIGNS
    return Band.INSUFFICIENT
