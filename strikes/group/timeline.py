"""Counting how many moments of a group (an account, an object) lie between two times, for many questions at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


class Timeline:
    """Moments (whole seconds) per group, kept as one sorted key so that every question is a binary search."""

    def __init__(self, group: Ints, moment: Ints) -> None:
        self._first = int(moment.min()) if len(moment) else 0
        # Room on both sides keeps a question that reaches over the ends out of the neighbouring group.
        self._width = 3 * ((int(moment.max()) if len(moment) else 0) - self._first + 1)
        self._key = np.sort(self._keys(group, moment))

    def count(self, group: Ints, start: Ints, end: Ints) -> Ints:
        """Return how many moments of each group lie in [start, end], both ends included."""
        return np.searchsorted(self._key, self._keys(group, end), "right") - np.searchsorted(
            self._key, self._keys(group, start), "left"
        )

    def _keys(self, group: Ints, moment: Ints) -> Ints:
        offset = np.clip(moment - self._first + self._width // 3, 0, self._width - 1)
        return np.asarray(group * self._width + offset, dtype=np.int64)
