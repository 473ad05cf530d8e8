"""Texts that say nearly the same: MinHash signatures, compared where a band of them agrees.

Broder 1997, doi.org/10.1109/SEQUEN.1997.666900. The share of equal entries in two signatures estimates the Jaccard
similarity of the shingle sets, with a standard error of at most 0.063.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from strikes.group.timeline import Ints
from strikes.group.wording import Hashes, Shingles

#: From this similarity on two texts count as one wording (S17).
ALIKE = 0.6
#: Two texts of similarity 0.6 agree in at least one band with probability 0.994, of 0.3 with 0.44.
BANDS, ROWS = 21, 3
_RNG_SEED = 17


@dataclass(frozen=True)
class Wordings:
    """Which wording each text belongs to: texts that are alike, or alike to a common third, share a number."""

    text_no: Ints
    wording: Ints


def find_wordings(shingles: Shingles) -> Wordings:
    """Return the wording of each text, numbered by its first text."""
    texts, first = np.unique(shingles.text_no, return_index=True)
    return Wordings(texts, texts[joined(len(texts), *_alike(_signatures(shingles.shingle, first)))])


def _signatures(shingle: Hashes, first: Ints) -> Hashes:
    """One row per text, one column per hash function."""
    factors = np.random.default_rng(_RNG_SEED).integers(1, 1 << 63, BANDS * ROWS, dtype=np.uint64) | np.uint64(1)
    found = np.empty((len(first), len(factors)), dtype=np.uint64)
    for column, factor in enumerate(factors if len(first) else ()):
        mixed = shingle * factor
        mixed ^= mixed >> np.uint64(32)
        found[:, column] = np.minimum.reduceat(mixed * factor, first)
    return found


def _alike(signature: Hashes) -> tuple[Ints, Ints]:
    """Pairs of rows that agree in a band and are alike: each is compared with the next and the first of its bucket.

    That is enough to join what belongs together, and a text copied a thousand times costs a thousand comparisons only.
    """
    one, other = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for band in range(BANDS):
        rows = signature[:, band * ROWS : (band + 1) * ROWS]
        order = np.lexsort(rows.T)
        is_same = np.all(rows[order[1:]] == rows[order[:-1]], axis=1)
        start = np.maximum.accumulate(np.where(np.append(True, ~is_same), np.arange(len(order)), 0))[1:]
        for left in (np.arange(len(order) - 1), start):
            one.append(order[left[is_same]])
            other.append(order[1:][is_same])
    a, b = np.concatenate(one), np.concatenate(other)
    similar = np.mean(signature[a] == signature[b], axis=1) >= ALIKE if len(a) else np.zeros(0, dtype=bool)
    return a[similar], b[similar]


def joined(n: int, a: Ints, b: Ints) -> Ints:
    """Return for each of `n` rows the lowest row it hangs together with by the pairs (a, b)."""
    lowest = np.arange(n)
    while True:
        smaller = np.minimum(lowest[a], lowest[b])
        before = lowest.copy()
        np.minimum.at(lowest, a, smaller)
        np.minimum.at(lowest, b, smaller)
        lowest = lowest[lowest]
        if np.array_equal(lowest, before):
            return lowest
