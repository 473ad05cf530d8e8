"""The error rate of a list of pairs: Benjamini-Hochberg over every pair there could be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

#: Share of false pairs among the kept ones that is accepted by default.
ERROR_RATE = 0.05

Floats = NDArray[np.float64]


def q_values(p: Floats, n_possible: float) -> Floats:
    """Return the false-discovery rate at which each p-value would be kept, among `n_possible` hypotheses.

    Hypotheses that are not in `p` were not tested and count as p = 1. Benjamini & Hochberg 1995,
    doi.org/10.1111/j.2517-6161.1995.tb02031.x.
    """
    order = np.argsort(p, kind="stable")
    rates = p[order] * n_possible / np.arange(1, len(p) + 1)
    found = np.empty(len(p))
    found[order] = np.minimum.accumulate(rates[::-1])[::-1]
    return np.minimum(found, 1.0)
