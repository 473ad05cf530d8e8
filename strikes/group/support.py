"""Support by a third: pairs both of whose ends are close to one other account are tested among their like.

A group that meets on few and popular objects has many pairs each of which falls a little short. Such pairs support each
other: half of the error rate is given to the few pairs that have a common partner, half to all others, which is the
weighted Benjamini-Hochberg procedure (Genovese, Roeder & Wasserman 2006, doi.org/10.1093/biomet/93.3.509).
"""

from __future__ import annotations

import numpy as np

from strikes.group.candidates import Pairs
from strikes.group.chance import SMALLEST, Floats
from strikes.group.columns import lent
from strikes.group.universe import Universe
from strikes.store.connection import Connection

#: Partners are close when chance alone would make at most so many close pairs per account.
CHANCE_PARTNERS = 0.01
#: An account with more close partners than this supports nobody: it is busy, or the hub of something large.
MOST_PARTNERS = 200

_SUPPORTED = """
with side as (select a_no as hub, b_no as account_no from close_pair union all select b_no, a_no from close_pair),
hub as (select hub from side group by hub having count(*) <= ?)
select x.account_no as a_no, y.account_no as b_no from side x semi join hub using (hub)
join side y on y.hub = x.hub and x.account_no < y.account_no group by all order by all
"""


def supported_p(con: Connection, pairs: Pairs, universe: Universe) -> Floats:
    """Return p-values weighed by support, to be judged among all possible pairs like unweighed ones."""
    p, n_pairs = pairs.p_to_keep(), max(universe.n_pairs, 1.0)
    close = p <= min(1e-4, CHANCE_PARTNERS * universe.n_accounts / n_pairs)
    with lent(con, "close_pair", {"a_no": pairs.a_no[close], "b_no": pairs.b_no[close]}):
        found = con.execute(_SUPPORTED, [MOST_PARTNERS]).fetchnumpy()
    n_supported = len(found["a_no"])
    key = found["a_no"].astype(np.int64) << 32 | found["b_no"].astype(np.int64)
    is_supported = np.isin(pairs.a_no << 32 | pairs.b_no, key)
    share = np.where(is_supported, max(2 * n_supported / n_pairs, 0.05), 2.0)
    return np.clip(p * np.minimum(share, 2.0), SMALLEST, 1.0)
