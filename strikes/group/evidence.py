"""What a person can check about an edge: every shared object, both times, the gap, and how many others were there then."""

from __future__ import annotations

import numpy as np

from strikes.group.columns import lent
from strikes.group.universe import Universe
from strikes.store.connection import Connection

#: Shared objects listed per edge, the closest in time first; what is left out is counted at the end of the list.
LONGEST = 20

# The closest meeting of the two on each object they share.
_WITNESS = """
create or replace temp table witness as
with met as (
    select a_no, b_no, x.object_no, coalesce(pair_edge.window_s, 0) as window_s,
           arg_min({'a': x.at_s, 'b': y.at_s, 'a_grain': x.grain_s, 'b_grain': y.grain_s},
                   (abs(x.at_s - y.at_s), x.at_s, y.at_s)) as times
    from pair_edge join shared x on x.account_no = a_no join shared y on y.account_no = b_no and y.object_no = x.object_no
    group by all
),
timed as (select a_no, b_no, object_no, window_s, times.*, abs(times.a - times.b) as gap_s from met),
ranked as (
    select *, greatest(window_s, gap_s) as reach_s, count(*) over (partition by a_no, b_no) as n_shared,
           row_number() over (partition by a_no, b_no order by gap_s, a, b, object_no) as rank
    from timed where not $within or gap_s <= window_s
)
select * from ranked where rank <= $longest
"""

_EVIDENCE = """
create or replace temp table edge_evidence as
with line as (
    select a_no, b_no, rank, n_shared, json_object(
        'object', object, 'a_at', shown_time(a, a_grain), 'b_at', shown_time(b, b_grain), 'gap_s', gap_s, 'others', n_others
    ) as shown
    from witness join others using (a_no, b_no, rank) join object using (object_no)
),
told as (select a_no, b_no, max(n_shared) as n_shared, list(shown order by rank) as lines from line group by all)
select a_no, b_no, n_shared, to_json(
    case when n_shared > len(lines) then list_append(lines, json_object('left_out', n_shared - len(lines))) else lines end
)::varchar as evidence
from told
"""

# A time is shown as finely as it is known.
_SHOWN_TIME = """
create or replace temp macro shown_time(at_s, grain_s) as
case when grain_s > 31 * 86400 then null
     when grain_s > 86400 then strftime(make_timestamp(at_s * 1000000), '%Y-%m')
     when grain_s = 86400 then strftime(make_timestamp(at_s * 1000000), '%Y-%m-%d')
     else strftime(make_timestamp(at_s * 1000000), '%Y-%m-%dT%H:%M:%SZ') end
"""


def gather_evidence(con: Connection, universe: Universe, *, within_window: bool) -> None:
    """Fill `edge_evidence` (a_no, b_no, n_shared, evidence as JSON) for every row of `pair_edge`.

    Lists all shared objects, or with `within_window` those met on within the edge's `window_s`. "Others" are the actions
    of other accounts on the object within the window of both (an account's unbroken run counts twice at most).
    """
    con.execute(_WITNESS, {"within": within_window, "longest": LONGEST})
    seen = con.execute("select a_no, b_no, rank, object_no, a, b, reach_s from witness").fetchnumpy()
    a_no, b_no, rank, object_no, a, b, reach = (np.asarray(column).astype(np.int64) for column in seen.values())
    start, end = np.maximum(a, b) - reach, np.minimum(a, b) + reach
    everyone = universe.by_object.count(object_no, start, end)
    own = sum(universe.count_by_account_on(account, object_no, start, end) for account in (a_no, b_no))
    with lent(con, "others", {"a_no": a_no, "b_no": b_no, "rank": rank, "n_others": everyone - own}):
        con.execute(_SHOWN_TIME)
        con.execute(_EVIDENCE)
