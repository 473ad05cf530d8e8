"""Pairs of actions on one object within one window, for the two published definitions that only count."""

from __future__ import annotations

from strikes.store.connection import Connection

_TAKING_PART = """
create or replace temp table taking_part as
select *, at_ms // greatest($window_ms, 1) as slot from action
where account_no in (select account_no from action group by account_no having count(distinct row_no) >= $least)
"""

# A partner within the window lies in the same slot or the next, which keeps the join from going over whole objects.
_NEAR = """
create or replace temp table near as
select x.object_no, x.account_no as early_no, y.account_no as late_no, x.content_no as early_content,
       y.content_no as late_content, x.at_ms as early_ms, y.at_ms as late_ms, x.grain_ms as early_grain_ms,
       y.grain_ms as late_grain_ms, x.object_is_content or y.object_is_content as object_is_content
from (select *, unnest([slot, slot + 1]) as sought from taking_part) x
join taking_part y on y.object_no = x.object_no and y.slot = x.sought
where (y.at_ms > x.at_ms or (y.at_ms = x.at_ms and y.row_no > x.row_no)) and y.at_ms - x.at_ms <= $window_ms
  and x.account_no <> y.account_no and x.content_no <> y.content_no
"""


def pair_within(con: Connection, window_ms: int, min_participation: int) -> None:
    """Fill `taking_part` and `near` from `action`: the window is inclusive, the older action stands left."""
    con.execute(_TAKING_PART, {"window_ms": window_ms, "least": min_participation})
    con.execute(_NEAR, {"window_ms": window_ms})
