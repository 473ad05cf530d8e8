"""The layers target and time: what two claimants share beyond chance, and how close in time beyond that.

The pair test decides what is kept. Its p-value falls apart into two: how many targets, how rare, whenever (target),
and, given those, how close in time they were hit (time). The two are shown apart and may be added.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from strikes.group.chance import SMALLEST, Floats, tail
from strikes.group.columns import lent, stored
from strikes.group.errorrate import q_values
from strikes.group.pairs import WORTH_A_LOOK, Tested
from strikes.group.support import supported_p
from strikes.group.timeline import Ints
from strikes.group.weight import micro_bans
from strikes.store.connection import Connection

_MEETINGS = """
select rank_no, class, object_no from meeting join chosen using (a_no, b_no) order by rank_no, class, object_no
"""


def store_cotargeting(con: Connection, tested: Tested) -> None:
    """Fill `cotarget`: the pairs worth showing, with the p-values of the pair test and of its two layers.

    `window_s` is the window that tells most, 0 for "whenever"; `seen` and `expected` are the shared targets within it.
    """
    universe = tested.null.universe
    q = q_values(supported_p(con, tested.pairs, universe), universe.n_pairs)
    near = np.flatnonzero(q <= WORTH_A_LOOK)
    pairs = tested.pairs.take(near)
    by_target = np.minimum(2 * tail(pairs.n[-1], pairs.surprise[-1], pairs.mean[-1], tested.dispersion), 1.0)
    by_time = _closeness(con, tested, pairs.a_no, pairs.b_no)
    windows_s = np.append(np.asarray(tested.null.meetings.windows_s, dtype=np.int64), 0)
    columns = {
        "a_no": pairs.a_no,
        "b_no": pairs.b_no,
        "p_value": pairs.p,
        "q_value": q[near],
        "expected": pairs.expected(),
        "seen": pairs.n[pairs.window, np.arange(len(pairs))].astype(np.int64),
        "window_s": windows_s[pairs.window],
    }
    for name, p in (("target", by_target), ("time", by_time)):
        columns |= {f"{name}_p": p, f"{name}_q": _layer_q(tested, p), f"{name}_ubans": micro_bans(p)}
    stored(con, "cotarget", columns)


def _layer_q(tested: Tested, p: Floats) -> Floats:
    return q_values(p, tested.null.universe.n_pairs)


def _closeness(con: Connection, tested: Tested, a_no: Ints, b_no: Ints) -> Floats:
    """P(meetings at least this close | the same objects), by Fisher's method over the objects a pair shares.

    Of two accounts' actions on an object as popular as this one, so many as are within the meeting's class lie this
    close.
    """
    with lent(con, "chosen", {"a_no": a_no, "b_no": b_no, "rank_no": np.arange(len(a_no))}):
        found = con.execute(_MEETINGS).fetchnumpy()
    rank = tested.null.meetings.rank_of[found["object_no"]]
    close = np.maximum(tested.close_pairs[found["class"].astype(np.int64), rank], SMALLEST)
    part = np.minimum(close / np.maximum(tested.close_pairs[-1, rank], SMALLEST), 1.0)
    n = np.bincount(found["rank_no"], minlength=len(a_no))
    surprise = np.bincount(found["rank_no"], -np.log(part), minlength=len(a_no))
    return np.where(n > 0, np.clip(special.gammaincc(np.maximum(n, 1), surprise), SMALLEST, 1.0), 1.0)
