"""What chance gives two accounts, once the moments at which objects are hit are taken as they are.

Who hits is taken to be exchangeable, in proportion to how busy each account is. So within a window a pair may expect
all close pairs of actions there are (which carries how popular each object is and how dense its actions are at that
time) times the chance that a close pair is just theirs: 2 * volume_a * volume_b / (volume^2 - sum of squares).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from strikes.group.chance import Floats
from strikes.group.meetings import Meetings
from strikes.group.timeline import Ints
from strikes.group.universe import Universe

#: Surprises travel through SQL as whole millionths, so that no sum depends on the order of adding.
MICRO = 1_000_000
#: No number of close pairs is taken for smaller, so that no single meeting decides everything.
SMALLEST_COUNT = 0.1
#: The window after the last one: wider than any two times lie apart.
EVER_S = 1 << 40


class NullModel:
    """Close pairs of actions by window and popularity, and each pair of accounts' share of them."""

    def __init__(self, universe: Universe, meetings: Meetings) -> None:
        self.universe, self.meetings = universe, meetings
        volume = universe.volume
        self.share = 2.0 / max(volume.sum() ** 2 - (volume**2).sum(), 1.0)
        self.windows_s = np.append(np.asarray(meetings.windows_s, dtype=np.int64), EVER_S)
        #: Close pairs within each window on objects up to each popularity rank.
        self.seen = meetings.n_near.cumsum(axis=0).cumsum(axis=1)
        # Spread evenly over the span, this part of all pairs of actions would lie within each window.
        part = np.minimum(self.windows_s / universe.span_s, 1.0)
        self.even = self.seen[-1] * (part * (2 - part))[:, None]
        #: Each window is tried twice, by the number of shared objects and by how surprising they are.
        self.n_tests = 2 * len(self.windows_s)

    def mean(self, a_no: Ints, b_no: Ints, close_pairs: Floats) -> Floats:
        """Return what each pair may expect to share, by (window, pair), if there are so many close pairs of actions."""
        volume = self.universe.volume
        return np.outer(close_pairs[:, -1], self.share * volume[a_no] * volume[b_no])

    def without(self, meetings_of_some: Floats) -> Floats:
        """Return the close pairs with some taken out, but never fewer than an even spread would give.

        Taken out are those of pairs that look coordinated: a table that is nothing but one clique must not pass for
        normal.
        """
        without: Floats = np.maximum(self.even, self.seen - meetings_of_some.cumsum(axis=0).cumsum(axis=1))
        return without

    def surprise(self, close_pairs: Floats) -> NDArray[np.int64]:
        """Return the surprise of a meeting by (window, popularity rank), in millionths: rarer objects surprise more."""
        least = np.maximum(close_pairs, SMALLEST_COUNT)
        surprise: NDArray[np.int64] = np.floor(-np.log(least / least[:, -1:]) * MICRO).astype(np.int64)
        return surprise
