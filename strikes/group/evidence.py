"""What a person can check about an edge: shared objects, both times, the gap, and how many others were there then."""

from __future__ import annotations

import numpy as np

from strikes.group.columns import lent
from strikes.group.timeline import Ints
from strikes.group.universe import Universe
from strikes.store.connection import Connection

#: Shared objects listed per edge, the closest in time first; what is left out is counted at the end of the list.
LONGEST = 20

# Every meeting of the two ends of an edge: all pairs of their actions on one object, or those within the window.
_MET_ANYWHERE = """
select a_no, b_no, window_s, x.object_no, x.at_s as a_s, y.at_s as b_s, x.grain_s as a_grain, y.grain_s as b_grain
from pair_edge join shared x on x.account_no = a_no join shared y on y.account_no = b_no and y.object_no = x.object_no
"""
_MET_IN_WINDOW = """
select a_no, b_no, window_s, object_no, a_s, b_s, a_grain, b_grain from pair_edge join (
    select early_no as a_no, late_no as b_no, object_no, early_ms // 1000 as a_s, late_ms // 1000 as b_s,
           early_grain_ms // 1000 as a_grain, late_grain_ms // 1000 as b_grain from near
    union all
    select late_no, early_no, object_no, late_ms // 1000, early_ms // 1000,
           late_grain_ms // 1000, early_grain_ms // 1000
    from near
) using (a_no, b_no)
"""

# The closest of them on each object.
_WITNESS = """
create or replace temp table witness as
with met as ({met}),
closest as (
    select a_no, b_no, window_s, object_no, min((abs(a_s - b_s), a_s, b_s, a_grain, b_grain)) as t from met group by all
),
ranked as (
    select a_no, b_no, object_no, t[1] as gap_s, greatest(coalesce(window_s, 0), t[1]) as reach_s,
           t[2] as a, t[3] as b, t[4] as a_grain, t[5] as b_grain,
           count(*) over (partition by a_no, b_no) as n_shared,
           row_number() over (partition by a_no, b_no order by t, object_no) as rank
    from closest
)
select * from ranked where rank <= ?
"""

_EVIDENCE = """
create or replace temp table edge_evidence as
with line as (
    select a_no, b_no, rank, n_shared, json_object(
        'object', object, 'a_at', shown_time(a, a_grain), 'b_at', shown_time(b, b_grain),
        'gap_s', gap_s, 'others', n_others
    ) as shown
    from witness join others using (a_no, b_no, rank) join object using (object_no)
),
told as (select a_no, b_no, max(n_shared) as n_shared, list(shown order by rank) as lines from line group by all)
select a_no, b_no, n_shared, to_json(
    case when n_shared > len(lines) then list_append(lines, json_object('left_out', n_shared - len(lines)))
        else lines end
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

    Lists all shared objects, or with `within_window` those met on within the edge's `window_s`. "Others" are the
    actions of other accounts on the object within the window of both (an account's unbroken run counts twice at most).
    """
    con.execute(_WITNESS.format(met=_MET_IN_WINDOW if within_window else _MET_ANYWHERE), [LONGEST])
    seen = con.execute("select a_no, b_no, rank, object_no, a, b, reach_s from witness").fetchnumpy()
    a_no, b_no, rank, object_no, a, b, reach = (np.asarray(column).astype(np.int64) for column in seen.values())
    n_others = count_others(universe, (a_no, b_no), object_no, (a, b), reach)
    with lent(con, "others", {"a_no": a_no, "b_no": b_no, "rank": rank, "n_others": n_others}):
        con.execute(_SHOWN_TIME)
        con.execute(_EVIDENCE)


def count_others(
    universe: Universe, pair: tuple[Ints, Ints], object_no: Ints, at: tuple[Ints, Ints], reach: Ints
) -> Ints:
    """Count the actions of anybody else on the object that lie within `reach` of both times."""
    start, end = np.maximum(*at) - reach, np.minimum(*at) + reach
    everyone = universe.by_object.count(object_no, start, end)
    return everyone - sum(universe.count_by_account_on(account, object_no, start, end) for account in pair)
