"""What a pair could have shared: how often both were at work at the same time, and how many posts they really wrote."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from strikes.group.columns import lent
from strikes.group.timeline import Ints
from strikes.group.universe import Universe
from strikes.store.connection import Connection

Floats = NDArray[np.float64]


def missed_meetings(universe: Universe, a_no: Ints, b_no: Ints, windows_s: Ints) -> Floats:
    """Return, by (window, pair), how often both acted within the window on different objects.

    Accounts that work in long sessions at the same hour have many chances to hit one object; those who meet on purpose
    are there for that object and for little else.
    """
    volume = universe.volume
    small = np.where(volume[a_no] <= volume[b_no], a_no, b_no)
    which, row = universe.actions_of(small)
    other, at, object_no = (a_no + b_no - small)[which], universe.at_s[row], universe.object_no[row]
    found = np.empty((len(windows_s), len(a_no)))
    for k, window in enumerate(windows_s):
        reach = np.minimum(window, 1 << 32)
        together = universe.count_by_account(other, at - reach, at + reach)
        on_same = universe.count_by_account_on(other, object_no, at - reach, at + reach)
        found[k] = np.bincount(which, together - on_same, minlength=len(a_no))
    return found


def possible_meetings(universe: Universe, windows_s: Ints) -> Floats:
    """Return, by window, how many pairs of actions lie within it, whatever their objects."""
    at = np.sort(universe.at_s)
    reach = np.minimum(windows_s, 1 << 32)
    later = np.stack([np.searchsorted(at, at + window, "right") for window in reach])
    return np.asarray((later - np.arange(1, len(at) + 1)).sum(axis=1), dtype=np.float64)


# A post that lists many objects is one act, so a pair shares at most as many acts as either has posts among the shared.
_POSTS = """
select coalesce(least(count(distinct x.content_no), count(distinct y.content_no)), 0) as n_posts
from chosen left join meeting using (a_no, b_no)
left join shared x on x.account_no = a_no and x.object_no = meeting.object_no
left join shared y on y.account_no = b_no and y.object_no = meeting.object_no
group by a_no, b_no order by a_no, b_no
"""


def distinct_posts(con: Connection, a_no: Ints, b_no: Ints) -> Floats:
    """Return, per pair (given in ascending order), the number of posts of the side that has fewer on shared objects."""
    with lent(con, "chosen", {"a_no": a_no, "b_no": b_no}):
        found = con.execute(_POSTS).fetchnumpy()["n_posts"]
    return np.asarray(found, dtype=np.float64)
