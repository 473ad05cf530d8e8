"""From a p-value to a weight of evidence, in whole micro-bans."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from strikes.group.chance import SMALLEST, Floats
from strikes.model import MICRO

#: Above this a p-value weighs nothing.
TELLS_NOTHING = 0.1
#: The bound is shrunk, since it is the best case for the alternative.
SHRINK = 0.6


def micro_bans(p: Floats) -> NDArray[np.int64]:
    """Return 0.6 * log10(1 / (-e p ln p)) in micro-bans, 0 for p > 0.1.

    The bracket is the upper bound of the Bayes factor of Sellke, Bayarri & Berger 2001,
    doi.org/10.1198/000313001300339950.
    """
    small = np.clip(p, SMALLEST, TELLS_NOTHING)
    bans = SHRINK * np.log10(1 / (-np.e * small * np.log(small)))
    return np.where(p > TELLS_NOTHING, 0, np.round(bans * MICRO)).astype(np.int64)
