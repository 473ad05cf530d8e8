"""How good weights and bands were, held against what people found: pure functions over columns."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import betaincinv

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]
#: Bounds of the bins of a reliability table.
BINS = np.linspace(0.0, 1.0, 11)


@dataclass(frozen=True)
class Share:
    """`k` of `n` as a share, with the 90 % interval of Jeffreys; null where n is 0."""

    k: int
    n: int

    @property
    def value(self) -> float | None:
        """k / n."""
        return self.k / self.n if self.n else None

    @property
    def interval(self) -> tuple[float | None, float | None]:
        """The 5 % and 95 % points of Beta(k + 1/2, n - k + 1/2); whole where all or none were."""
        if not self.n:
            return None, None
        a, b = self.k + 0.5, self.n - self.k + 0.5
        low = 0.0 if self.k == 0 else float(betaincinv(a, b, 0.05))
        high = 1.0 if self.k == self.n else float(betaincinv(a, b, 0.95))
        return low, high


def cost_of_weights(bans: Numbers, is_so: Flags) -> float | None:
    """Return C_llr: the mean cost in bits of the likelihood ratios; 0 is perfect, 1 says nothing, above 1 misleads.

    Bruemmer and du Preez 2006: half the mean of log2(1 + 1/LR) where it is so, plus half of log2(1 + LR) where not.
    """
    if is_so.all() or not is_so.any():
        return None
    nats = bans * math.log(10)
    so, not_so = np.logaddexp(0, -nats[is_so]).mean(), np.logaddexp(0, nats[~is_so]).mean()
    return float((so + not_so) / (2 * math.log(2)))


def brier(probabilities: Numbers, is_so: Flags) -> float | None:
    """Return the mean squared distance of the probabilities from what was found."""
    return float(np.mean((probabilities - is_so) ** 2)) if len(is_so) else None


def reliability(probabilities: Numbers, is_so: Flags) -> list[dict[str, Any]]:
    """Return, per tenth of probability, how many were said so and how many were so."""
    bins = np.clip(np.digitize(probabilities, BINS) - 1, 0, len(BINS) - 2)
    rows = []
    for i in range(len(BINS) - 1):
        inside = bins == i
        share = Share(int(is_so[inside].sum()), int(inside.sum()))
        if share.n:
            low, high = share.interval
            said = float(probabilities[inside].mean())
            rows.append({"said": said, "n": share.n, "found": share.value, "low": low, "high": high})
    return rows


def kappa(first: Sequence[str], second: Sequence[str]) -> float | None:
    """Return Cohen's kappa of two people's labels of the same subjects; None where chance alone explains all."""
    n = len(first)
    if not n:
        return None
    agreed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    of_first, of_second = Counter(first), Counter(second)
    by_chance = sum(of_first[word] * of_second[word] for word in of_first) / n**2
    return (agreed - by_chance) / (1 - by_chance) if by_chance < 1 else None


def average_precision(scores: Sequence[float], is_so: Sequence[bool]) -> float | None:
    """Return the mean precision at each true lead, best score first; ties stand in the order given."""
    if not any(is_so):
        return None
    ranked = np.array(is_so)[np.argsort(-np.asarray(scores, dtype=np.float64), kind="stable")]
    hits = np.cumsum(ranked)
    return float((hits[ranked] / (np.flatnonzero(ranked) + 1)).mean())
