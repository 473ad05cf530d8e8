"""Directed weights as the QUT coordination-network-toolkit counts them (its co_retweet and co_link networks).

Weight A -> B is the number of distinct posts of A for which B acted on the same object, in another post, within the
window. Differences, on purpose: no loops (A with itself; its released version 1.5.2 has them), and both directions are
always listed, so that no threshold can cut a pair in half.
"""

from __future__ import annotations

from strikes.group.near import pair_within
from strikes.store.connection import Connection

_EDGE = """
create or replace temp table pair_edge as
with turned as (
    select early_no as a_no, late_no as b_no, early_content as content_no, object_no from near
    union all select late_no, early_no, late_content, object_no from near
)
select a_no, b_no, count(distinct content_no) as weight, count(distinct object_no) as n_shared from turned group by all
"""

_UNEVEN = """
select count(*) from pair_edge x join pair_edge y on y.a_no = x.b_no and y.b_no = x.a_no
where x.a_no < x.b_no and x.weight <> y.weight
"""


def directed_edges(con: Connection, window_ms: int, min_participation: int) -> list[str]:
    """Fill `pair_edge` (a_no, b_no, weight, n_shared; a before b matters) and `near`; return remarks for the reader."""
    pair_within(con, window_ms, max(min_participation, 1))
    con.execute(_EDGE)
    (uneven,) = con.execute(_UNEVEN).fetchone() or (0,)
    remarks = ["This is QUT's definition: a count without an error rate, so kept is 1 throughout; loops are left out."]
    if uneven:
        remarks.append(f"{uneven} pairs weigh differently in the two directions: a threshold would cut some in half.")
    return remarks
