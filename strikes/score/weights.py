"""How much each signal counts: one line per signal and axis, in bans per grade (docs/scoring.md).

All numbers are starting values of the catalogue (docs/scoring.md), hand-set, to be replaced by labels. A weight w means
m = 0.5 and u = m / 10**w: with that m a starting weight of 2.0 has the median 2.06 and the interval 1.5 to 2.8, as
the catalogue asks (tests/score/test_weights.py computes it).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from strikes.model import Axis

F, C, B = Axis.IDENTITY, Axis.COORDINATION, Axis.CLAIMS

#: P(signal | what the axis asks is so), where no labels say better.
STARTING_M = 0.5


@dataclass(frozen=True)
class Line:
    """The weight of one signal on one axis: bans per grade; else by p-value or by likelihood ratio, up to a cap."""

    grades: Mapping[str, float] = field(default_factory=dict)
    p_cap: float | None = None
    lr_cap: float | None = None


def grades(**bans: float) -> Line:
    """Give a weight in bans to each grade."""
    return Line(bans)


def surprise(cap: float, **bans: float) -> Line:
    """Weigh by p-value, up to `cap` bans; grades named beside it keep their own weight."""
    return Line(bans, p_cap=cap)


def ratio(cap: float, **bans: float) -> Line:
    """Weigh by likelihood ratio, up to `cap` bans either way; grades named beside it keep their own weight."""
    return Line(bans, lr_cap=cap)


def p_weight(p: float) -> float:
    """Return the weight in bans of a p-value: 0.6 of the Sellke-Bayarri-Berger bound, 0 above 0.1.

    0.01 gives 0.54, 0.0001 gives 1.56 (abuse-patterns section 2).
    """
    if p >= 0.1:
        return 0.0
    p = max(p, 1e-300)
    return max(0.0, 0.6 * math.log10(1 / (-math.e * p * math.log(p))))


WEIGHTS: dict[tuple[str, Axis], Line] = {
    ("mail_class", F): grades(disposable=0.9, free_for_a_company=0.8, free=0.15, own_domain=0.0),
    ("outcome_ratio", B): ratio(cap=1.0),
}
