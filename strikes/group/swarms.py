"""Swarms: accounts that exist nowhere else and come to one object together.

No test of pairs can see an account that acts once. What shows is the object: so many newcomers at once, against the
object's own rate and against how honest crowds clump and are made up in this table.

A swarm's `expected` is the number of bursts at least as striking that chance would give in the whole table:

    objects * windows of this object that would hold as many by its own rate * P(as many newcomers, drawn by action)
    + honest crowds as large * P(as many newcomers, drawn by action or by account, whichever gives more)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from strikes.group.chance import SMALLEST, Floats
from strikes.group.errorrate import ERROR_RATE, q_values
from strikes.group.timeline import Ints, Timeline
from strikes.group.universe import UNKNOWN_TIME_S, Universe

#: Windows a swarm is looked for in, seconds: ten minutes up to a month.
SWARM_WINDOWS_S = (600, 3600, 6 * 3600, 86_400, 3 * 86_400, 7 * 86_400, 30 * 86_400)
#: Accounts with at most so many objects in the whole table count as newcomers; both are tried.
FEW_OBJECTS = (1, 2)
#: Fewer together are no swarm: two strangers on one object are everyday.
LEAST_NEWCOMERS = 3
#: Larger crowds are what honest people look like too (a viral compilation, a call to report): over more than a day, and
#: within one. Hand-set; such a wave is reported, and its pairs are not kept.
LARGEST_SLOW_SWARM = 15
LARGEST_SWARM = 60
#: One false swarm brings dozens of false pairs at once, so swarms are held to a fifth of the pairs' error rate.
SWARM_ERROR_RATE = ERROR_RATE / 5
#: Of the two sides of a slow crowd so many windows are searched for its own rate.
_SIDES = 5


@dataclass(frozen=True)
class Swarm:
    """One burst of newcomers: rows of the universe, how many such bursts chance gives, and whether it is a wave."""

    rows: Ints
    window_s: int
    n_visitors: int
    expected: float
    #: Error rate among all swarms at least as striking.
    q: float
    is_wave: bool

    @property
    def is_kept(self) -> bool:
        """Is it kept at the default error rate, and no wave?"""
        return self.q <= SWARM_ERROR_RATE and not self.is_wave


@dataclass(frozen=True)
class _Visits:
    """First action of every account on every object, ordered by object and time."""

    row: Ints
    object_no: Ints
    at_s: Ints
    grain_s: Ints
    n_objects_of: Ints
    #: All actions, repeats among them: busy accounts fill a crowd in proportion to their actions, not their number.
    actions: Timeline

    @classmethod
    def of(cls, universe: Universe) -> _Visits:
        key = universe.account_no * len(universe.popularity) + universe.object_no
        _, row = np.unique(key, return_index=True)
        row = np.sort(row[universe.grain_s[row] < UNKNOWN_TIME_S])
        object_no, at_s = universe.object_no[row], universe.at_s[row]
        spread = universe.n_objects_of[universe.account_no[row]]
        return cls(row, object_no, at_s, universe.grain_s[row], spread, universe.by_object)

    def within(self, start: Ints, window: int, timeline: Timeline) -> Ints:
        """Count moments on the object of each starting visit, from it on for `window` seconds."""
        return timeline.count(self.object_no[start], self.at_s[start], self.at_s[start] + window)


def find_swarms(universe: Universe) -> list[Swarm]:
    """Return disjoint bursts of newcomers, the most striking first; those expected more than once are left out."""
    visits = _Visits.of(universe)
    if len(visits.row) < LEAST_NEWCOMERS:
        return []
    found = [_bursts(universe, visits, few, window) for few in FEW_OBJECTS for window in SWARM_WINDOWS_S]
    columns = [np.concatenate(parts) for parts in zip(*found, strict=True)]
    return _disjoint(universe, visits, *columns)


def _bursts(universe: Universe, visits: _Visits, few: int, window: int) -> tuple[Ints, Ints, Ints, Ints, Floats]:
    """Every visit of a newcomer as the start of a window: (start, few, window, visitors, expected)."""
    is_new = visits.n_objects_of <= few
    timeline = Timeline(visits.object_no[is_new], visits.at_s[is_new])
    start = np.flatnonzero(is_new & (visits.grain_s <= window))
    newcomers = visits.within(start, window, timeline)
    start, newcomers = start[newcomers >= LEAST_NEWCOMERS], newcomers[newcomers >= LEAST_NEWCOMERS]
    visitors = visits.within(start, window, visits.actions)
    own = _own_rate_windows(universe, visits, start, window, visitors)
    crowds = _honest_crowds(visits, is_new, window, visitors)
    by_action, by_account = _parts_of_newcomers(universe, few)
    expected = own * _tail_of_newcomers(newcomers, visitors, by_action)
    expected += crowds * _tail_of_newcomers(newcomers, visitors, max(by_action, by_account))
    expected *= len(FEW_OBJECTS) * len(SWARM_WINDOWS_S)
    striking = expected <= 1.0
    kinds = np.full(striking.sum(), few), np.full(striking.sum(), window)
    return start[striking], *kinds, visitors[striking], expected[striking]


def _own_rate_windows(universe: Universe, visits: _Visits, start: Ints, window: int, visitors: Ints) -> Floats:
    """Objects times the windows of each object that would hold as many visitors at its own rate.

    The rate is the larger of the long-run one (shrunk towards that of all objects) and the one on both sides of the
    window. The number in a window is then negative binomial, since the rate is itself estimated.
    """
    per_object, n_objects = universe.popularity[visits.object_no[start]], np.count_nonzero(universe.popularity)
    span, usual = universe.span_s, len(universe) / n_objects
    elsewhere = per_object - visitors + 0.5
    rate = elsewhere / (span + 0.5 * span / usual)
    at, object_no, side = visits.at_s[start], visits.object_no[start], _SIDES * window
    beside = visits.actions.count(object_no, at - side, at + window + side) - visitors
    mean = np.maximum(rate, beside / (2 * side)) * window
    shape = np.maximum(elsewhere, 0.5)
    tail = special.betainc(np.maximum(visitors - 1, 1), shape, mean / (shape + mean))
    return np.asarray(n_objects * np.minimum(per_object * tail, 1.0), dtype=np.float64)


def _honest_crowds(visits: _Visits, is_new: NDArray[np.bool_], window: int, visitors: Ints) -> Floats:
    """How many separate crowds at least as large there are around accounts that are no newcomers.

    Each looks both ways, so a crowd with one such account in it always counts itself, wherever in it the window began.
    """
    old = np.flatnonzero(~is_new)
    at = visits.at_s[old]
    size = np.sort(visits.actions.count(visits.object_no[old], at - window, at + window))
    # A crowd of m is met from each of its members.
    crowds = np.cumsum((1.0 / size)[::-1])[::-1]
    return np.append(crowds, 0.0)[np.searchsorted(size, visitors)]


def _parts_of_newcomers(universe: Universe, few: int) -> tuple[float, float]:
    """Newcomers' part of all actions, and of all accounts: a crowd may draw everybody alike, busy or not."""
    is_new = universe.n_objects_of <= few
    return float(is_new[universe.account_no].mean()), float(is_new[universe.volume > 0].mean())


def _tail_of_newcomers(newcomers: Ints, visitors: Ints, part: float) -> Floats:
    """P(at least so many newcomers among the visitors), if every visitor is one with the table's usual probability."""
    return np.asarray(special.betainc(newcomers, visitors - newcomers + 1, min(part, 1 - 1e-9)), dtype=np.float64)


def _disjoint(
    universe: Universe, visits: _Visits, start: Ints, few: Ints, window: Ints, visitors: Ints, expected: Floats
) -> list[Swarm]:
    """Take bursts in the order of how striking they are, each visit once."""
    taken = np.zeros(len(visits.row), dtype=bool)
    picked: list[tuple[int, Ints]] = []
    # A longer window must be more striking in proportion, or it would gather strangers around every swarm.
    for i in np.lexsort((start, few, window, expected * window)):
        # Around a crowd of thousands nearly every window begins in one that is taken already.
        if taken[start[i]]:
            continue
        rows = np.arange(start[i], min(start[i] + visitors[i], len(visits.row)))
        is_in = visits.object_no[rows] == visits.object_no[start[i]]
        is_in &= visits.at_s[rows] <= visits.at_s[start[i]] + window[i]
        rows = rows[is_in & (visits.n_objects_of[rows] <= few[i])]
        if not taken[rows].any():
            taken[rows] = True
            picked.append((i, rows))
    chosen = np.array([i for i, _ in picked], dtype=np.int64)
    q = q_values(expected[chosen], 1.0)
    slow = [np.ptp(visits.at_s[rows]) > 86_400 for _, rows in picked]
    return [
        Swarm(
            rows=visits.row[rows],
            window_s=int(window[i]),
            n_visitors=int(visitors[i]),
            expected=max(float(expected[i]), SMALLEST),
            q=float(q[place]),
            is_wave=len(rows) > (LARGEST_SLOW_SWARM if slow[place] else LARGEST_SWARM),
        )
        for place, (i, rows) in enumerate(picked)
    ]
