"""Tails of the chance model: how probable are at least so many, and so surprising, shared objects by accident.

A pair is expected to share `mean` objects by chance. Each shared object carries a surprise s = -ln(share of all chance
meetings that would be at least as rare); by chance s is exponential with mean 1. So the sum over a chance number of
shared objects is a compound Poisson-exponential sum, whose tail has a closed form: Fisher's method with a random number
of terms.

With `dispersion` > 0 the number varies more than a Poisson number does (accounts of one topic meet more often), as a
negative binomial with variance mean + dispersion * mean^2.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]

#: Where mean * (1 + dispersion) is above this the exact sum gets long; the Chernoff bound (never too small) takes its
#: place.
LARGE_MEAN = 30.0
#: A dispersion below this is none: the formulas with it would lose their digits, and it changes nothing.
LEAST_DISPERSION = 1e-6
#: Below this, probabilities are not told apart any more.
SMALLEST = 1e-300
#: Means are summed in groups of like size, since a small mean needs few terms.
_SIZES = (1e-4, 1e-2, 0.1, 0.5, 2.0, 8.0)


def tail(count: Floats, surprise: Floats, mean: Floats, dispersion: float) -> Floats:
    """Return the smaller of P(at least so many shared) and P(at least so surprising a sum); 1 for none shared."""
    spread = dispersion if dispersion >= LEAST_DISPERSION else 0.0
    either = np.minimum(_of_count(count, mean, spread), _of_surprise(surprise, mean, spread))
    return np.where(count > 0, either, 1.0)


def least_tail(count: Floats, surprise: Floats, mean: Floats) -> Floats:
    """A quick lower bound of `tail` without dispersion: of the sum, only the term with as many objects as were seen."""
    log_chance = count * np.log(np.maximum(mean, SMALLEST)) - mean - special.gammaln(count + 1)
    one_term = np.exp(log_chance) * special.gammaincc(np.maximum(count, 1), surprise)
    return np.where(count > 0, np.minimum(one_term, _of_count(count, mean, 0.0)), 1.0)


def _of_count(count: Floats, mean: Floats, dispersion: float) -> Floats:
    at_least_one = np.maximum(count, 1)
    if dispersion <= 0:
        return np.asarray(special.gammainc(at_least_one, mean))
    shape = 1 / dispersion
    return np.asarray(special.betainc(at_least_one, shape, mean / (shape + mean)))


def _of_surprise(surprise: Floats, mean: Floats, dispersion: float) -> Floats:
    found = np.ones(len(mean))
    large = mean * (1 + dispersion) > LARGE_MEAN
    found[large] = _chernoff(surprise[large], mean[large], dispersion)
    found[~large] = _exact(surprise[~large], mean[~large], dispersion)
    return found


def _exact(surprise: Floats, mean: Floats, dispersion: float) -> Floats:
    """Sum over the possible numbers n of shared objects: P(n) * P(sum of n exponentials >= surprise)."""
    found = np.ones(len(mean))
    size = np.digitize(mean, _SIZES)
    for which in np.unique(size):
        alike = size == which
        found[alike] = _series(surprise[alike], mean[alike], dispersion)
    return found


def _series(surprise: Floats, mean: Floats, dispersion: float) -> Floats:
    shape = 1 / dispersion if dispersion > 0 else np.inf
    step = mean / (shape + mean) if dispersion > 0 else mean
    chance = (shape / (shape + mean)) ** shape if dispersion > 0 else np.exp(-mean)
    total, largest = np.zeros(len(mean)), float(mean.max())
    for n in range(1, 2000):
        chance = chance * step * ((shape + n - 1) / n if dispersion > 0 else 1 / n)
        total += chance * special.gammaincc(n, surprise)
        # Past the mean the terms fall, and none exceeds its `chance`: what is left no longer shows.
        if n > largest and np.all(chance <= 1e-7 * total + SMALLEST):
            break
    return np.minimum(total, 1.0)


def _chernoff(surprise: Floats, mean: Floats, dispersion: float) -> Floats:
    """The smallest exp(ln M(t) - t * surprise) over a grid of t; every one of them is an upper bound."""
    best = np.zeros(len(mean))
    for part in np.linspace(0.02, 0.98, 49):
        t = part / (1 + dispersion * mean)
        ratio = mean * t / (1 - t)
        log_moment = ratio if dispersion <= 0 else -np.log1p(-np.minimum(dispersion * ratio, 1 - 1e-12)) / dispersion
        best = np.minimum(best, log_moment - t * surprise)
    return np.exp(best)
