"""How far a report can be trusted bounds what it can weigh (docs/scoring.md, abuse-patterns sections 4 and 5)."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from strikes.model import Level

#: P(reported | happened): a report of what is there is hardly ever left out by somebody who reports at all.
R_REPORTED = 0.95

#: P(reported | did not happen), per level; starting values of the catalogue.
E_BY_LEVEL: dict[Level, float] = {
    Level.P0: 0.30,
    Level.P1: 0.20,
    Level.P2: 0.08,
    Level.P3: 0.04,
    Level.P4: 0.02,
    Level.P5: 0.01,
}

Numbers = TypeVar("Numbers", float, NDArray[np.float64])


def bounded_lr(m: Numbers, u: Numbers, e: Numbers, r: float = R_REPORTED) -> Numbers:
    """Return LR' = (m r + (1-m) e) / (u r + (1-u) e): the likelihood ratio of the report, not of the thing reported.

    It never exceeds r/e, nor falls below e/r: m=.7, u=.05 gives 11.7, 7.2 and 3.1 at e=.01, .05 and .20.
    """
    return (m * r + (1 - m) * e) / (u * r + (1 - u) * e)
