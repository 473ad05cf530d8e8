"""Meetings: two accounts on one object, each action with the nearest ones after it, classed by how close in time.

The class of a meeting is the smallest window that surely holds it; the last class is "ever". Only the nearest
`NEIGHBOURS` actions are looked at, so a popular object costs no more than a quiet one (its far-apart actions say
nothing).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from strikes.group.columns import lent
from strikes.group.timeline import Ints
from strikes.group.universe import Universe
from strikes.store.connection import Connection

#: Actions after each that are paired with it. Hand-set: 30 covers every object with up to 31 actions whole.
NEIGHBOURS = 30
#: Windows tried at once, in seconds, from seconds to a quarter; beyond the last a meeting counts as "ever".
WINDOWS_S = (10, 60, 600, 3600, 6 * 3600, 86_400, 7 * 86_400, 30 * 86_400, 90 * 86_400)

# One row per pair and object: the closest meeting counts, so that repeats on one object are no further evidence.
_MEETING = """
create or replace temp table meeting as
select a_no, b_no, object_no, min(class)::tinyint as class, count(*) as n_near from near_pair group by all
"""


@dataclass(frozen=True)
class Meetings:
    """What is left in numbers once `meeting` (a_no, b_no, object_no, class) stands in the database.

    `n_near[class, rank]` counts pairs of actions by class and by the popularity rank of their object; `rank_of` gives
    the rank of each object, 0 for the least popular. `n_guarded` objects had more actions than were paired.
    """

    windows_s: tuple[int, ...]
    n_near: NDArray[np.float64]
    rank_of: Ints
    n_guarded: int


def find_meetings(con: Connection, universe: Universe, swarm_of: Ints, windows_s: tuple[int, ...]) -> Meetings:
    """Fill `meeting` and return the counts that chance is estimated from.

    `swarm_of` numbers the swarm of each action, 0 for none: newcomers of one swarm are tied by it and not by chance
    meetings.
    """
    popularities, rank_of = np.unique(universe.popularity, return_inverse=True)
    n_near = np.zeros((len(windows_s) + 1, max(1, len(popularities))))
    con.execute("create or replace temp table near_pair (a_no integer, b_no integer, object_no integer, class tinyint)")
    for lag in range(1, NEIGHBOURS + 1):
        early = np.flatnonzero(_meets(universe, swarm_of, lag))
        if not len(early):
            continue
        kind = _class(universe, early, early + lag, windows_s)
        np.add.at(n_near, (kind, rank_of[universe.object_no[early]]), 1)
        _store(con, universe, early, lag, kind)
    con.execute(_MEETING)
    con.execute("drop table near_pair")
    return Meetings(windows_s, n_near, rank_of, int(np.count_nonzero(universe.popularity > NEIGHBOURS + 1)))


def _meets(universe: Universe, swarm_of: Ints, lag: int) -> NDArray[np.bool_]:
    is_same_object = universe.object_no[lag:] == universe.object_no[:-lag]
    is_other_account = universe.account_no[lag:] != universe.account_no[:-lag]
    is_same_swarm = (swarm_of[lag:] == swarm_of[:-lag]) & (swarm_of[lag:] > 0)
    return np.asarray(is_same_object & is_other_account & ~is_same_swarm)


def _class(universe: Universe, early: Ints, late: Ints, windows_s: tuple[int, ...]) -> Ints:
    """The smallest window that holds the two whatever their true times were, and is no finer than their precision."""
    gap = universe.at_s[late] - universe.at_s[early]
    early_grain, late_grain = universe.grain_s[early], universe.grain_s[late]
    coarse = np.maximum(early_grain, late_grain)
    widest = np.maximum(np.maximum(gap + late_grain, early_grain - gap), coarse)
    return np.searchsorted(np.asarray(windows_s), np.where(coarse > 0, widest, gap))


def _store(con: Connection, universe: Universe, early: Ints, lag: int, kind: Ints) -> None:
    one, other = universe.account_no[early], universe.account_no[early + lag]
    chunk: dict[str, NDArray[Any]] = {
        "a_no": np.minimum(one, other).astype(np.int32),
        "b_no": np.maximum(one, other).astype(np.int32),
        "object_no": universe.object_no[early].astype(np.int32),
        "class": kind.astype(np.int8),
    }
    with lent(con, "chunk", chunk):
        con.execute("insert into near_pair by name select * from chunk")
