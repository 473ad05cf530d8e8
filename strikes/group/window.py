"""Shared objects within one window, counted as CooRTweet 2.1.3 counts them.

Righetti & Balluff, CooRTweet (MIT): `detect_groups` and the edge weights of `generate_coordinated_network`. Built for
people who come from there; it has no notion of chance (docs/coordination.md says what follows from that).
"""

from __future__ import annotations

from strikes.group.near import pair_within
from strikes.store.connection import Connection

# A pair stays when either side has enough rows among the posts found: rows, not posts, and of any object.
_ACTIVE = """
create or replace temp table active_content as
with found as (select early_content as content_no from near union select late_content from near),
member as (select account_no, content_no, row_no from taking_part semi join found using (content_no))
select distinct content_no from member
where account_no in (select account_no from member group by account_no having count(distinct row_no) >= ?)
"""

_EDGE = """
create or replace temp table pair_edge as
select least(early_no, late_no) as a_no, greatest(early_no, late_no) as b_no,
       count(*) as weight, count(distinct object_no) as n_shared
from near
where early_content in (select content_no from active_content)
   or late_content in (select content_no from active_content)
group by all
"""

_PASSENGERS = """
with side as (select early_no as account_no, early_content as content_no from near
              union select late_no, late_content from near),
listed as (select a_no as account_no from pair_edge union select b_no from pair_edge)
select count(*) from (select account_no, count(*) as n from side group by all) join listed using (account_no)
where n < ?
"""


def window_edges(con: Connection, window_ms: int, min_participation: int) -> list[str]:
    """Fill `pair_edge` (a_no, b_no, weight, n_shared) and `near` from `action`; return what a reader should know."""
    least = max(min_participation, 1)
    pair_within(con, window_ms, least)
    con.execute("delete from near where object_is_content")
    con.execute(_ACTIVE, [least])
    con.execute(_EDGE)
    return _remarks(con, least)


def _remarks(con: Connection, least: int) -> list[str]:
    (passengers,) = con.execute(_PASSENGERS, [least]).fetchone() or (0,)
    (repeats,) = con.execute("select count(*) from pair_edge where weight > n_shared").fetchone() or (0,)
    remarks = [
        "This is CooRTweet's definition: a count without an error rate, so kept is 1 throughout (no percentile cut)."
    ]
    if passengers:
        remarks.append(
            f"{passengers} accounts in the result have fewer than {least} coordinated posts: a pair stays when either "
            "side has enough, as in CooRTweet."
        )
    if repeats:
        remarks.append(f"{repeats} edges weigh more than the objects they share: weights count pairs of posts.")
    return remarks
