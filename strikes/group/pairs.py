"""The pair test: do two accounts meet on objects more often, more closely or on rarer ones than chance gives?

docs/coordination.md gives the formulas; `nullmodel.py` says what chance means here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from strikes.group.candidates import Pairs, read_again, read_candidates
from strikes.group.chance import SMALLEST, Floats, least_tail, tail
from strikes.group.columns import lent
from strikes.group.errorrate import ERROR_RATE, q_values
from strikes.group.meetings import Meetings
from strikes.group.nullmodel import NullModel
from strikes.group.opportunity import distinct_posts, missed_meetings, possible_meetings
from strikes.group.timeline import Ints
from strikes.group.topics import Topics
from strikes.group.universe import Universe
from strikes.store.connection import Connection

#: Pairs that could be kept by this q are looked at more closely; looking closer only ever raises a p-value.
WORTH_A_LOOK = 0.5
#: The estimate of the dispersion falls from round to round; it has settled long before this many.
_ROUNDS = 8


@dataclass(frozen=True)
class Tested:
    """Pairs with their p-values, and the null they were tested under: its close pairs by window, and its dispersion."""

    pairs: Pairs
    null: NullModel
    close_pairs: Floats
    dispersion: float


def test_pairs(con: Connection, universe: Universe, meetings: Meetings, listed_p: float) -> Tested:
    """Return every pair with a p-value (over all windows) of at most `listed_p`."""
    null = NullModel(universe, meetings)
    pairs = read_candidates(con, null, listed_p)
    pairs = _scored(pairs, null.mean(pairs.a_no, pairs.b_no, null.even), 0.0)
    close_pairs = null.without(_meetings_of_suspects(con, null, pairs))
    pairs = read_again(con, null, pairs, close_pairs)
    pairs = _scored(pairs, null.mean(pairs.a_no, pairs.b_no, close_pairs), 0.0)
    pairs = pairs.take(pairs.p <= listed_p)
    dispersion = _dispersion(con, null, pairs)
    pairs = _scored(pairs, pairs.mean, dispersion)
    pairs = _looked_at_closely(con, null, pairs, dispersion)
    return Tested(pairs.take(pairs.p <= listed_p), null, close_pairs, dispersion)


def _scored(pairs: Pairs, mean: Floats, dispersion: float) -> Pairs:
    """Give each pair its p-value: the smallest tail over the windows, times the number of tests."""
    least = least_tail(pairs.n, pairs.surprise, mean)
    window, every = least.argmin(axis=0), np.arange(len(pairs))
    best = tail(pairs.n[window, every], pairs.surprise[window, every], mean[window, every], dispersion)
    for k in range(len(mean)):
        # A window whose lower bound is no better cannot win.
        may_win = np.flatnonzero((least[k] < best) & (window != k))
        tails = tail(pairs.n[k, may_win], pairs.surprise[k, may_win], mean[k, may_win], dispersion)
        wins = tails < best[may_win]
        best[may_win[wins]], window[may_win[wins]] = tails[wins], k
    return replace(pairs, mean=mean, p=np.clip(best * 2 * len(mean), SMALLEST, 1.0), window=window)


_MEETINGS_OF = """
select class, object_no from meeting semi join chosen using (a_no, b_no) order by class, object_no
"""


def _meetings_of_suspects(con: Connection, null: NullModel, pairs: Pairs) -> Floats:
    """Meetings, by class and rank, of pairs that meet repeatedly and would be kept if all actions were evenly spread.

    A crowd's meetings stay in: its pairs meet once.
    """
    suspect = pairs.take(q_values(pairs.p_to_keep(), null.universe.n_pairs) <= ERROR_RATE)
    with lent(con, "chosen", {"a_no": suspect.a_no, "b_no": suspect.b_no}):
        found = con.execute(_MEETINGS_OF).fetchnumpy()
    counted = np.zeros_like(null.meetings.n_near)
    np.add.at(counted, (found["class"].astype(np.int64), null.meetings.rank_of[found["object_no"]]), 1)
    return counted


def _dispersion(con: Connection, null: NullModel, pairs: Pairs) -> float:
    """Estimate the dispersion from the pairs that are not kept: accounts of one topic meet more often than others.

    The estimate starts from all pairs, so too high, and falls as kept pairs leave it, until it settles.
    """
    topics = Topics.read(con, null)
    close = pairs.take(_near(null, pairs))
    kept, dispersion = np.zeros(len(close), dtype=bool), np.inf
    for _ in range(_ROUNDS):
        before, dispersion = dispersion, topics.dispersion(con, close.a_no[kept], close.b_no[kept])
        if dispersion == 0 or dispersion > 0.95 * before:
            break
        kept = q_values(_scored(close, close.mean, dispersion).p_to_keep(), null.universe.n_pairs) <= ERROR_RATE
    return dispersion


def _looked_at_closely(con: Connection, null: NullModel, pairs: Pairs, dispersion: float) -> Pairs:
    """Where a pair may be kept, reckon with overlapping sessions and with posts that list many objects."""
    near = _near(null, pairs)
    close = pairs.take(near)
    missed = missed_meetings(null.universe, close.a_no, close.b_no, null.windows_s)
    possible = possible_meetings(null.universe, null.windows_s)
    crowded = null.seen[:, -1:] * missed / np.maximum(possible, 1.0)[:, None]
    part = np.minimum(1.0, distinct_posts(con, close.a_no, close.b_no) / np.maximum(close.n, 1.0))
    close = replace(close, n=np.floor(close.n * part), surprise=close.surprise * part)
    close = _scored(close, np.maximum(close.mean, crowded), dispersion)
    return pairs.replaced(near, close)


def _near(null: NullModel, pairs: Pairs) -> Ints:
    return np.flatnonzero(q_values(pairs.p_to_keep(), null.universe.n_pairs) <= WORTH_A_LOOK)
