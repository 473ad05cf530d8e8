"""Claims of a run as actions on targets: one action per claim, numbered like any other table of actions.

A target hit by strikes and by Content ID claims counts as two objects, since types of claims are never pooled.
"""

from __future__ import annotations

from strikes.group.universe import UNKNOWN_TIME_S
from strikes.store.connection import Connection

#: How coarse a stated precision is, in seconds; the longest month and year, so that no window is finer than the time.
GRAIN_S = {"second": 0, "day": 86_400, "month": 31 * 86_400, "year": 366 * 86_400}

# A claim scheduled and then carried out is one act; an anonymous tip (P0) ties nobody.
_ACT = """
create or replace temp table act as
with known as (
    select * exclude (text),
           target_id || case when event_type = 'content_id_claim' then '|content_id' else '|strike' end as object,
           case precision when 'second' then $second when 'day' then $day when 'month' then $month
               when 'year' then $year else $unknown end::bigint as grain_s
    from claim_action where coalesce(level, 1) >= 1 and target_id is not null
)
select * exclude (precision, event_type), coalesce(notice_id, claim_id) as post,
       acted_at is null or grain_s = $unknown as is_undated,
       row_number() over (order by claim_id) - 1 as row_no
from known
qualify row_number() over (partition by claim_id order by acted_at is null, acted_at, event_key) = 1
"""
_NUMBERED = """
create or replace temp table account as
select row_number() over (order by claimant_id) - 1 as account_no, claimant_id as account
from (select distinct claimant_id from act);
create or replace temp table object as
select row_number() over (order by object) - 1 as object_no, object, any_value(target_id) as target_id
from act group by object;
create or replace temp table post as
select row_number() over (order by post) - 1 as content_no, post from (select distinct post from act);
create or replace temp table action as
select row_no, account_no, object_no, content_no, case when not is_undated then epoch_ms(acted_at) end as at_ms,
       grain_s * 1000 as grain_ms, null::varchar as text, false as object_is_content
from act join account on account = claimant_id join object using (object) join post using (post);
drop table post
"""


def number_claims(con: Connection) -> None:
    """Fill `act` (one row per claim), `account`, `object` and `action` from `claim_action`."""
    con.execute(_ACT, GRAIN_S | {"unknown": UNKNOWN_TIME_S})
    con.execute(_NUMBERED)
